"""Whether a sentence in other words still says what the sentences that it is made from say.

The guard asks whether everything in a script stands somewhere in the article; who words it
anew can still join what is true into what is not. So a retold sentence is held against its
own sources: its figures with what they measure, its days, its persons, and whether it
denies what they affirm.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tingbao.language import tokenizer
from tingbao.language.figures import known, strangers
from tingbao.language.simplified import simplified
from tingbao.summarization.units import content

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOUNDED = 0.6  # of its content words stand in its sources
_ALIKE = 0.6  # of a clause's pairs of characters are in the clause that it retells
_RELATIVE = re.compile(
    r"(?:今|明|昨|前|后|当|次|同)(?:天|日|晚|年)|(?:上|本|下|这)个?(?:周|星期|月|季度)|去年|早上|今晨|凌晨"
)
_DENIAL = re.compile(r"不|没|未|无|非|禁|免|拒|否|停|别|勿|反对|取消|驳回|以外|之外")
_CLAUSE = re.compile(r"[^，。；！？,;!?：:]+")


def wrong(text: str, sources: Sequence[str]) -> str | None:
    """Give the words that a retold sentence has from nowhere or turns round; None if it is true.

    Args:
        text: What is to be said.
        sources: The sentences of the article that it is made from.
    """
    text, source = simplified(text), simplified("\n".join(sources))
    words, theirs = set(content(text)[0]), set(content(source)[0])
    if not words or len(words & theirs) < _FOUNDED * len(words):
        return text or "nothing"
    strange = strangers(text, known(source))
    checks = (*strange[:1], _day(text, source), _person(text, source))
    return next(filter(None, checks), None) or _turned(text, source)


def _day(text: str, source: str) -> str | None:
    """Find a day named from today that the sources do not name so."""
    return next((one for one in _RELATIVE.findall(text) if one not in source), None)


def _person(text: str, source: str) -> str | None:
    """Find the beginning of a name that the sources always have in full: 李明 for 李明博."""
    for word in tokenizer.words(source):
        begins = word.text[:2]
        if (
            word.tag.startswith("nr")
            and len(word.text) > len(begins)
            and source.count(begins) == source.count(word.text)
            and text.count(begins) > text.count(word.text)
        ):
            return begins
    return None


def _turned(text: str, source: str) -> str | None:
    """Find a clause that affirms what the clause most like it denies, or the other way round."""
    clauses = [(clause, _pairs(clause)) for clause in _CLAUSE.findall(source)]
    for clause in map(str, _CLAUSE.findall(text)):
        pairs = _pairs(clause)
        likest, shared = max(
            ((one, len(pairs & theirs)) for one, theirs in clauses),
            key=lambda found: found[1],
            default=("", 0),
        )
        denies = bool(_DENIAL.search(clause)) != bool(_DENIAL.search(likest))
        if pairs and denies and shared >= _ALIKE * len(pairs):
            return clause
    return None


def _pairs(text: str) -> set[str]:
    """Give the pairs of characters of a clause, what denies left out."""
    letters = [char for char in _DENIAL.sub("", text) if char.isalnum()]
    return {one + other for one, other in pairwise(letters)}
