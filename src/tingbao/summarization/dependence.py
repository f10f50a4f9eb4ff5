"""Which earlier sentences a sentence cannot stand without, by trees grown on labels.

A language model in the part of an editor said of every sentence of 368 articles which others
it needs. Lists of words that point back bound every second sentence to the wrong one, and
left three of five unbound; so it is learned from what the pair has in common and how the later
one begins (recipe and figures: benchmarks/training/dependence.py).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.language.patterns import Pattern, words
from tingbao.language.text import Text
from tingbao.summarization.forest import grown, trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from tingbao.language.tokenizer import Word
    from tingbao.summarization.encoder import Seen

BACK = 12  # sentences: further back nothing is looked for
_LEAST = 0.05  # a chance that is told
_NAMES = frozenset({"PER", "LOC", "ORG", "nz"})
_TOPICS = frozenset({"n", "nw", "vn", "an", "s", "f", "t"}) | _NAMES
_CLAUSE = re.compile(r"[，,。！？：:；]")
_CLOSING = "”’」』"
_POINTER = Pattern(r"[{points}](?:{kind})*", __package__)
_PRONOUN = Pattern("{pronoun}")
_COUNTS = Pattern(r"(?:[{several}]|[0-9])(?:{kind})|{some}", __package__)


@dataclass(frozen=True, slots=True)
class _Look:
    """What of a sentence tells whom it needs and what it introduces."""

    seen: Seen
    topics: frozenset[str]
    names: frozenset[str]
    persons: frozenset[str]
    subject: frozenset[str]
    pronoun: float  # how early the first he or she stands: 1 at the beginning, 0 if there is none
    pointer: float  # likewise the first this or that
    pointed: tuple[str, ...]  # what follows it: this -> company
    ends: tuple[float, ...]  # whether it asks, leads in, or announces that things are counted up
    begins: tuple[float, ...]


def dependence(title: str, sentences: Sequence[Seen]) -> tuple[dict[int, float], ...]:
    """Give for each sentence the earlier ones that it may need, with the chance that it does."""
    found: tuple[dict[int, float], ...] = tuple({} for _ in sentences)
    if len(sentences) > 1:
        chances = grown(matrix(title, sentences), trees("dependence"))[:, 0]
        for (later, earlier), chance in zip(pairs(len(sentences)), chances, strict=True):
            if chance >= _LEAST:
                found[later][earlier] = float(chance)
    return found


def pairs(many: int) -> list[tuple[int, int]]:
    """Give the pairs of a sentence and an earlier one that are looked at, in order.

    >>> pairs(3)
    [(1, 0), (2, 0), (2, 1)]
    """
    return [(later, at) for later in range(many) for at in range(max(0, later - BACK), later)]


def matrix(title: str, sentences: Sequence[Seen]) -> NDArray[np.float32]:
    """Give a row of numbers for each of the pairs."""
    import numpy as np

    headline = Text.of(title)
    told = {word.text for word in headline.tags}
    heading = _of(headline.tags, _TOPICS)
    looks: list[_Look] = []
    first: dict[str, int] = {}  # the sentence that a topic is met in first
    for at, one in enumerate(sentences):
        looks.append(_look(one, looks[-1] if looks else None, told))
        told |= looks[-1].topics
        for word in looks[-1].topics:
            first.setdefault(word, at)
    spread = Counter(word for look in looks for word in look.topics)
    rows = []
    for later, earlier in pairs(len(sentences)):
        mine, other = looks[later], looks[earlier]
        between = looks[earlier + 1 : later]
        shared = mine.topics & other.topics
        introduced = {word for word in mine.topics if first[word] == earlier}
        meant = any(word in other.seen.text for word in mine.pointed)
        rows.append(
            [
                later - earlier,
                1 / (later - earlier),
                mine.seen.paragraph - other.seen.paragraph,
                other.seen.opens,
                1 / (1 + earlier),
                earlier / len(sentences),
                len(shared),
                sum(1 / spread[word] for word in shared),
                len(mine.subject & other.topics),
                len(mine.names & other.names),
                len(introduced),
                sum(1 / spread[word] for word in introduced),
                len(introduced & mine.subject),
                len(other.names),
                len(other.persons),
                bool(mine.persons & other.persons),
                bool(other.persons) and mine.pronoun > 0,
                bool(other.persons) and mine.pronoun > 0 and not any(b.persons for b in between),
                meant,
                meant and not any(word in b.seen.text for word in mine.pointed for b in between),
                any(a != b and a in b for a in mine.names for b in other.names),
                *other.ends,
                other.seen.quoted,
                len(other.seen.text),
                len(other.topics & heading),
                mine.topics.isdisjoint(heading),
                mine.pronoun,
                mine.pointer,
                *mine.begins,
            ]
        )
    return np.array(rows, dtype=np.float32)


def _look(one: Seen, last: _Look | None, told: set[str]) -> _Look:
    """Look at a sentence; `told` are the topics of the headline and of all before it."""
    body = [word for word in one.tags if word.tag != "w"]
    verb = next((at for at, word in enumerate(body) if word.tag in {"v", "vd"}), len(body))
    subject = _of(body[:verb], _TOPICS)
    topics = _of(body, _TOPICS)
    pointer = _POINTER.search(one.text[:30])
    behind = one.text[pointer.end() : pointer.end() + 6] if pointer else ""
    pronoun = _PRONOUN.search(one.text)
    clause = _CLAUSE.split(one.text, 1)[0]
    reference = next((at for at, word in enumerate(body) if word.tag == "r"), None)
    before = last.seen.text if last else ""
    said = last.topics if last else frozenset()
    names = _of(body, _NAMES)
    begins = (
        one.opens,
        one.quoted,
        one.text[:1] in "“「『",
        one.text[-1:] in _CLOSING and one.text.count("“") < one.text.count("”"),
        one.text.count("“") > one.text.count("”"),
        last.seen.quoted if last else 0,
        before.endswith(tuple(_CLOSING)),
        len(body),
        len(one.text),
        len(clause),
        any(map(str.isdigit, clause)),
        any(word in clause[:12] for word in words("too", __package__)),
        verb,
        len(subject),
        len(subject & told),
        len(subject & said),
        sum(word.tag in {"PER", "ORG"} for word in body[:verb]),
        sum(word.tag in {"TIME", "t"} for word in body[:verb]),
        _early(reference),
        reference is not None and reference < verb,
        len(names),
        len(names - told),
        len(topics & said) / max(len(topics), 1),
    )
    return _Look(
        seen=one,
        topics=topics,
        names=names,
        persons=_of(body, frozenset({"PER"})),
        subject=subject,
        pronoun=_early(pronoun.start() if pronoun else None),
        pointer=_early(pointer.start() if pointer else None),
        pointed=tuple(word for word in topics if behind.startswith(word)),
        ends=(
            float(one.text.rstrip(_CLOSING).endswith(("？", "?"))),
            float(one.text.rstrip(_CLOSING + "。").endswith(("：", ":"))),
            float(bool(_COUNTS.search(one.text))),
        ),
        begins=tuple(map(float, begins)),
    )


def _early(place: int | None) -> float:
    """Give 1 for the first place, less for a later one, 0 for none."""
    return 0.0 if place is None else 1 / (1 + place)


def _of(tagged: Sequence[Word], tags: frozenset[str]) -> frozenset[str]:
    return frozenset(word.text for word in tagged if word.tag in tags)
