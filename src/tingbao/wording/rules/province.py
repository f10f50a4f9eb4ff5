"""The province in the name of a place is said without a breath: 中国（浙江）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.wording.rule import OTHER, Rule
from tingbao.wording.tables import words

if TYPE_CHECKING:
    from tingbao.wording.rule import Match

_PATTERN = re.compile(r"(?<=中国)[(（](?P<place>[一-鿿]{2,4})[)）](?=[一-鿿])")


def _say(match: Match, _one: str) -> str | None:
    return match["place"] if match["place"] in words("places") else None


RULE = Rule("province", (OTHER,), _PATTERN, _say, needs=frozenset("(（"))
