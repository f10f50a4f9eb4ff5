"""Whether the words of a retold clause follow each other as in one of its sources.

Who leaves words out and keeps the rest in their order changes little; who moves a name, a
figure or a predicate makes another sentence of the same words: A收购B, B收购A.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from tingbao.language import figures
from tingbao.summarization.pairs import CLAUSE, CONTENT, NOUNS, Pair, plain
from tingbao.summarization.roles import told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.text import Text
    from tingbao.language.tokenizer import Word


_ORDERED = CONTENT | {"m", "r", "f", "s"}
_NEAR = 12  # characters in which a shortened name has all of its own


def moved(pair: Pair) -> str:
    """Find a clause whose words no one cited sentence has in this order.

    Its subject alone may be another sentence's, where its own has none.
    """
    skip = plain() | set(told_by("pronoun"))
    for clause in CLAUSE.finditer(pair.said.simple):
        words = [
            _modified(pair.said.simple, word)
            for word in pair.said.tags
            if clause.start() <= word.start < clause.end()
            if word.tag in _ORDERED and word.text not in skip
            if not _modifier().fullmatch(word.text)
            if word.text in pair.source or not figures.found(word.text)  # else in another form
            if word.tag != "f" or len(word.text) > 1
        ]
        if words and not any(_follows(words, part, pair) for part in pair.parts):
            return clause[0]
    return ""


def _follows(words: Sequence[str], source: Text, pair: Pair) -> bool:
    """Tell whether words follow each other in a sentence, all but those of a subject it lacks.

    Or they say who its subject is, in the order of another sentence: 外相拉布 for 拉布.
    """
    text = source.simple
    others = [other.simple for other in pair.parts if other is not source]
    for many, word in enumerate(words):
        before = words[:many]
        if not _subsequent(words[many:], text):
            continue
        titled = word in pair.names and any(_subsequent([*before, word], one) for one in others)
        foreign = all(_find(text, one, 0) < 0 for one in before)
        if not many or titled or (foreign and not _has_subject(source, _find(text, word, 0))):
            return True
    return False


def _subsequent(words: Sequence[str], text: str) -> bool:
    at = 0
    for word in words:
        if (at := _find(text, word, at)) < 0:
            return False
        at += len(word)
    return True


def _has_subject(source: Text, end: int) -> bool:
    """Tell whether a sentence names, before a place and its first verb, what it is about."""
    before = list(takewhile(lambda word: word.tag not in {"v", "p"}, source.tags))
    names = [word for word in before if word.start < end and word.tag in NOUNS | {"r"}]
    return bool(names) and not any(word.text.startswith(told_by("pronoun")) for word in names)


def _modified(text: str, word: Word) -> str:
    """Give a word with what before it makes it another: 副市长."""
    found = _modifier().search(text[: word.start])
    return (found[0] if found else "") + word.text


def _find(text: str, word: str, start: int) -> int:
    """Find a word that no modifier before it makes another: 副市长 has no 市长."""
    at = text.find(word, start)
    while at > 0 and _modifier().search(text[:at]):
        at = text.find(word, at + 1)
    if at < 0 and len(word) > 1 and word not in text and (near := _near(word).search(text, start)):
        return near.start()
    return at


def has(source: str, word: str) -> bool:
    """Tell whether a source has a word, or all of its characters close together: 北京大学, 北大."""
    if word in source:
        return True
    if len(word) < 2:  # noqa: PLR2004  # characters
        return False
    return bool(_near(word).search(source))


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(told_by('modifier'))})$")


@lru_cache(maxsize=1024)  # the words are a model's: there is no end to them
def _near(word: str) -> re.Pattern[str]:
    return re.compile(f"[^。\n]{{0,{_NEAR // len(word)}}}".join(map(re.escape, word)))
