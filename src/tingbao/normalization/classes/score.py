"""Scores and ratios: 3-1, 78:96, 4∶3, 1:50000; told from times and ranges by their sentence."""

from __future__ import annotations

import re

from tingbao.normalization.form import DIGIT, Form, Match, pattern
from tingbao.normalization.grammar import TO
from tingbao.normalization.numerals import decimal

_N = r"\d{1,8}(?:\.\d{1,6})?"
_VERSUS_FORM = pattern(
    rf"(?<![\d.\-])(?<!\d[:：])(?P<ratio>{_N}(?: ?[:：∶] ?{_N}){{1,5}})(?![:：∶\d])"
    rf"(?:{TO}(?P<last>{_N}[:：∶]{_N})(?![:：∶\d]))?"
)
_SCORE_FORM = pattern(
    r"(?<![\d.\-])(?<!\d[:：])(?P<first>0|[1-9]\d{0,2}) ?[-—−]{1,2} ?(?P<last>\d{1,3})"
    r"(?![-\d.%‰℃°:：]|/(?!\d{1,3}[-:：]\d)| ?=)"
)


def _say_versus(match: Match, _one: str) -> str:
    return "到".join(
        "比".join(decimal(part.strip()) for part in re.split(r"[:：∶]", ratio))
        for ratio in match.groups()
        if ratio
    )


def _say_score(match: Match, _one: str) -> str:
    return f"{decimal(match['first'])}比{decimal(match['last'])}"


FORMS = (
    Form(68, (DIGIT,), _VERSUS_FORM, _say_versus, frozenset(":：∶"), "versus", (1, 8)),
    Form(40, (DIGIT,), _SCORE_FORM, _say_score, frozenset("-—−"), "score", (1, 3)),
)
