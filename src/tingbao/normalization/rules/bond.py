"""Names of bonds, by year, issuer and number: “23浙商01”, 24附息国债17, 22万科MTN003."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.counting import counter
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.A-Za-z])(?P<year>[012]\d)(?P<issuer>[^\W\x00-\x7f]{1,6}?)"
    r"(?P<kind>[A-Z]{0,4})(?P<number>\d{1,4})(?P<tail>[A-Z]?)(?![\dA-Za-z.%])"
)
_STATE = Listed("bond", "state")
_KINDS = {"MTN", "SCP", "CP", "PPN", "ABN"}
_OPEN, _CLOSE = set("“‘\"'"), set("”’\"'")
_AMOUNTS = set("万亿千百元年月日多余")


def _say(match: Match, _one: str) -> str | None:
    issuer, number = match["issuer"], match["number"]
    quoted = before(match, 1) in _OPEN and after(match, 1) in _CLOSE and before(match, 1) != ""
    named = _STATE.search(issuer) or match["kind"] in _KINDS
    numbered = len(issuer) > 1 and len(number) == 2 and number[0] == "0" and not match["kind"]
    amount = issuer[0] in _AMOUNTS or counter(issuer)
    if not named and (amount or not (quoted or numbered)):
        return None
    return f"{spell(match['year'])}{issuer}{match['kind']}{spell(number)}{match['tail']}"


RULE = Rule("bond", (DIGIT,), _PATTERN, _say)
