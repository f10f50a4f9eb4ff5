"""What a form of figures is, and how it looks around itself.

A form is tried where its first character stands. It matches on the *view*: the
written text, character by character the same but with ASCII digits, letters and signs
(see canonical.py), so that a pattern needs one spelling only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tingbao.language.patterns import Pattern
from tingbao.normalization.tables import patterns

Match = re.Match[str]
Say = Callable[[Match, str], str | None]
DIGIT, LETTER, SIGN, MONEY, OTHER = "digit", "letter", "sign", "money", "other"
STARTING = "starting"  # the only Chinese characters at which a form may start, of words.tsv


def listed(rule: str, name: str) -> Pattern:
    """Give a pattern of data/patterns.tsv, which is read when the pattern is first used."""
    return Pattern(lambda: patterns()[rule, name], __package__)


def pattern(source: str | Callable[[], str]) -> Pattern:
    """Give a pattern in which {kind} stands for words of words.tsv."""
    return Pattern(source, __package__)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing what belongs to a class.

    `prior` is what the form itself says for the class. `starts` names the kinds of first
    character; `say` gets the match and how a telephone's 1 is said, and answers with words,
    or with None where the form is none of its own. A form is left out where the text has
    none of the characters it `needs`, or where a figure begins with fewer or more `digits`
    than these two numbers. `evidence` names the rows of data/evidence.tsv that
    speak for it and against it; without, the form alone decides.
    Words may begin or end with ，: a breath that is kept only between words.
    """

    prior: int
    starts: tuple[str, ...]
    pattern: Pattern
    say: Say
    needs: frozenset[str] = frozenset()
    evidence: str = ""
    digits: tuple[int, int] = (1, 99)


def before(match: Match, reach: int = 16) -> str:
    """Give up to `reach` characters to the left of a match."""
    start = match.start()
    return match.string[start - reach if start > reach else 0 : start]


def after(match: Match, reach: int = 8) -> str:
    """Give up to `reach` characters to the right of a match."""
    end = match.end()
    return match.string[end : end + reach]
