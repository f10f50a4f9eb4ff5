"""Who does what to whom in a sentence, as far as the words around its verbs tell for sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.language.patterns import reporting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.text import Text
    from tingbao.language.tokenizer import Word

_NAMES = frozenset({"PER", "ORG", "LOC"})
_NOUNS = _NAMES | {"n", "nz", "nw", "r"}
_PHRASE = _NOUNS | {
    "m",
    "q",
    "a",
    "s",
    "vn",
    "xc",
}  # what a noun phrase is made of, with marks of a list
_BETWEEN = frozenset(
    {"d", "ad", "TIME", "t", "vd"}
)  # what stands between one who does and the verb
_JOINS = frozenset("、的和与及•·")
_STOPS = frozenset("。！？；\n")
_GENERAL = 2  # characters; a shorter verb says too little


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A verb of a sentence with who does it and whom it is done to.

    Attributes:
        verb: As it stands.
        agent: The phrase that does it, where it stands right beside the verb; else empty.
        object: The phrase right behind the verb, if it has a name; else empty.
        before: All phrases before the verb in its sentence.
        behind: All behind it in its clause.
        left: All that stands before the verb in its sentence.
        says: It is a verb of saying.
    """

    verb: str
    agent: str
    object: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    left: str
    says: bool

    def follows(self, source: Scene) -> bool:
        """Tell whether it may be told by a source."""
        return self._agent_follows(source) and self._object_follows(source)

    def _agent_follows(self, source: Scene) -> bool:
        if not self.agent:
            return True
        if source.agent:
            return _shares(self.agent, source.agent) or _points(source.agent)
        if self.says and self.agent in source.left:  # a name that the tagger took for a word
            return not source.left.partition(self.agent)[0].endswith(told_by("toward"))
        before = any(_points(one) or _shares(self.agent, one) for one in source.before)
        return before or not (
            source.before or any(_shares(self.agent, one) for one in source.behind)
        )

    def _object_follows(self, source: Scene) -> bool:
        if self.object and source.object and self.verb == source.verb:
            return _shares(self.object, source.object)
        if not self.object or not source.agent:
            return True
        is_agent = _shares(self.object, source.agent) and not any(
            _shares(self.object, one) for one in source.behind
        )
        return not is_agent


def scenes(text: Text) -> tuple[Scene, ...]:
    """Give the verbs of a text, each with what stands around it."""
    words = text.tags
    found = []
    for at, word in enumerate(words):
        says = word.text in reporting()
        if word.tag not in {"v", "vn"} or (len(word.text) < _GENERAL and not says):
            continue
        before = _phrases_before(words, at)
        behind = _phrases_behind(words, at)
        found.append(
            Scene(
                verb=word.text,
                agent=_agent(words, at),
                object=_object(words, at),
                before=before,
                behind=behind,
                left=text.simple[: word.start].rsplit("。", 1)[-1],
                says=says,
            )
        )
    return tuple(found)


def _agent(words: Sequence[Word], at: int) -> str:
    """Give the phrase right before a verb, adverbs and what prepositions bring left out."""
    end = at
    while end and words[end - 1].tag in _BETWEEN:
        end -= 1
    start = _start(words, end)
    if start == end or words[end - 1].text.endswith(told_by("when")):
        return ""
    if start and words[start - 1].tag == "p":
        if words[start - 1].text in told_by("agent"):
            return _text(words, start, end)
        return _agent(words, start - 1)
    return _text(words, start, end)


def _object(words: Sequence[Word], at: int) -> str:
    start = at + 1
    while start < len(words) and words[start].tag == "u":
        start += 1
    end = start
    while end < len(words) and _is_part(words[end]):
        end += 1
    named = any(word.tag in _NAMES for word in words[start:end])
    return _text(words, start, end) if named else ""


def _start(words: Sequence[Word], end: int) -> int:
    """Give where the noun phrase that ends before `end` starts."""
    if not end or words[end - 1].tag not in _NOUNS:
        return end
    start = end
    while start and _is_part(words[start - 1]):
        start -= 1
    return start


def _is_part(word: Word) -> bool:
    return word.tag in _PHRASE or word.text in _JOINS or word.text in {"“", "”", "《", "》"}


def _phrases_before(words: Sequence[Word], at: int) -> tuple[str, ...]:
    found = []
    end = at
    while end and words[end - 1].text not in _STOPS:
        start = _start(words, end)
        brought = start and words[start - 1].tag == "p"
        if start < end and not (brought and words[start - 1].text not in told_by("agent")):
            found.append(_text(words, start, end))
        end = min(start, end - 1)
    return tuple(found)


def _phrases_behind(words: Sequence[Word], at: int) -> tuple[str, ...]:
    end = at + 1
    while end < len(words) and words[end].text not in _STOPS:
        end += 1
    return _phrases_before(words[at + 1 : end], end - at - 1)


def _text(words: Sequence[Word], start: int, end: int) -> str:
    return "".join(word.text for word in words[start:end] if word.tag != "m")


def _shares(one: str, other: str) -> bool:
    """Tell whether two phrases have two neighbouring characters in common."""
    return any(one[at : at + 2] in other for at in range(max(len(one) - 1, 1)))


def _points(phrase: str) -> bool:
    """Tell whether a phrase means somebody who is named elsewhere."""
    return phrase.startswith(told_by("pronoun"))


def told_by(kind: str) -> tuple[str, ...]:
    """Give the words of a kind that tell who does what."""
    return tables.kinds(__package__, "roles.tsv")[kind]
