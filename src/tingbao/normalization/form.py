"""What a form of figures is, and how it looks around itself.

A form is tried where its first character stands. It matches on the *view*: the
written text, character by character the same but with ASCII digits, letters and signs
(see canonical.py), so that a pattern needs one spelling only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.normalization.tables import patterns

if TYPE_CHECKING:
    from collections.abc import Callable

    Match = re.Match[str]
    Say = Callable[[Match, str], str | None]

DIGIT, LETTER, SIGN, MONEY, OTHER = "digit", "letter", "sign", "money", "other"
HESITATION = "hesitation"  # the only Chinese characters at which a form may start


class Lazy:
    """A regular expression compiled when it is first used.

    There are some hundred of them, and `tingbao normalize 3+2` needs ten. Its source may be
    made then too, from words of data/patterns.tsv.
    """

    __slots__ = ("_compiled", "_flags", "_source")

    def __init__(self, source: str | Callable[[], str], flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """Give the compiled pattern."""
        if self._compiled is None:
            source = self._source if isinstance(self._source, str) else self._source()
            self._compiled = re.compile(source, self._flags)
        return self._compiled

    def match(self, text: str) -> Match | None:
        """Match at the beginning of a text."""
        return self.compiled().match(text)

    def sub(self, replacement: str | Callable[[Match], str], text: str) -> str:
        """Replace every match in a text."""
        return self.compiled().sub(replacement, text)

    def search(self, text: str) -> Match | None:
        """Find the first match in a text."""
        return self.compiled().search(text)


class Listed(Lazy):
    """A regular expression of data/patterns.tsv, read and compiled when it is first used."""

    __slots__ = ()

    def __init__(self, rule: str, name: str) -> None:
        super().__init__(lambda: patterns()[rule, name])


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
    pattern: Lazy
    say: Say
    needs: frozenset[str] = frozenset()
    evidence: str = ""
    digits: tuple[int, int] = (1, 99)


def before(match: Match, reach: int = 16) -> str:
    """Give up to `reach` characters to the left of a match."""
    start = match.start()
    return match.string[max(0, start - reach) : start]


def after(match: Match, reach: int = 8) -> str:
    """Give up to `reach` characters to the right of a match."""
    end = match.end()
    return match.string[end : end + reach]
