"""Scores and ratios: 3-1, 78:96, 4∶3, 1:50000; told from times and ranges by their sentence."""

from __future__ import annotations

import re

from tingbao.language.numerals import decimal
from tingbao.normalization.form import DIGIT, Form, Match, after, pattern
from tingbao.normalization.grammar import TO, keyed, weighed

_N = r"\d{1,8}(?:\.\d{1,6})?"
_VERSUS_FORM = pattern(
    rf"(?<![\d.\-])(?<!\d[:：])(?P<ratio>{_N}(?: ?[:：∶] ?{_N}){{1,5}})(?![:：∶\d])"
    rf"(?:{TO}(?P<last>{_N}[:：∶]{_N})(?![:：∶\d]))?"
)
_SCORE_FORM = pattern(
    r"(?<![\d.\-])(?<!\d[:：])(?P<first>0|[1-9]\d{0,2}) ?[-—−]{1,2} ?(?P<last>\d{1,3})"
    r"(?![-\d.%‰℃°:：]|/(?!\d{1,3}[-:：]\d)| ?=)"
)
# The sets of a match of tennis, with the points of a tie-break: 6(4)-7.
_SET_FORM = pattern(
    r"(?<![\d.\-])(?P<first>[67])\((?P<lost>\d{1,2})\)[-:：](?P<last>[67])(?![\d\-.%])"
)


def _say_versus(match: Match, _one: str) -> str | None:
    if keyed(match) and not match["last"]:
        return None
    return "到".join(
        "比".join(decimal(part.strip()) for part in re.split(r"[:：∶]", ratio))
        for ratio in match.groups()
        if ratio
    )


def _say_score(match: Match, _one: str) -> str | None:
    if weighed(after(match)):
        return None
    return f"{decimal(match['first'])}比{decimal(match['last'])}"


def _say_set(match: Match, _one: str) -> str:
    first, lost, last = map(decimal, match.groups())
    return f"{first}，{lost}，比{last}"


FORMS = (
    Form(80, (DIGIT,), _SET_FORM, _say_set, frozenset("("), digits=(1, 1)),
    Form(68, (DIGIT,), _VERSUS_FORM, _say_versus, frozenset(":：∶"), "versus", (1, 8)),
    Form(40, (DIGIT,), _SCORE_FORM, _say_score, frozenset("-—−"), "score", (1, 3)),
)
