"""English contractions: don’t is do not, it’s is its."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import LETTER, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![A-Za-z])(?P<word>[A-Za-z]{1,20}?)(?P<end>n['’]t|['’](?:s|re|ve|ll|d|m)"
    r"|(?<=s)['’])(?![A-Za-z])"
)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_ENDS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "'m": " am"}


def _say(match: Match, _one: str) -> str | None:
    word, end = match["word"], match["end"].lower().replace("’", "'")
    if end == "n't":
        word = _WHOLE.get(word.lower(), word)
    return word + _ENDS.get(end, end.strip("'"))


RULE = Rule("contraction", (LETTER,), _PATTERN, _say, needs=frozenset("'’"))
