"""第 before a number: never 两, and one 第 for a range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.grammar import DASH, INT
from tingbao.wording.numerals import decimal
from tingbao.wording.rule import DIGIT, Rule

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = re.compile(
    rf"(?:(?<=第)|(?<=第 ))(?P<first>{INT})(?!\.\d)(?:(?P<joiner>{DASH}|/)第?(?P<last>{INT}))?"
)


def _say(match: Match, _one: str) -> str | None:
    first = decimal(match["first"])
    if not match["last"]:
        return first
    return f"{first}{'、' if match['joiner'] == '/' else '到'}{decimal(match['last'])}"


RULE = Rule("ordinal", (DIGIT,), _PATTERN, _say, needs=frozenset("第"))
