"""What stands for a name that is not told: XX公司, ×××, ○○市."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import LETTER, OTHER, Listed, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

# XX世纪 is the twentieth, XX染色体 are letters, and 3××2 has a product
_PATTERN = Listed("placeholder", "form")


def _say(_match: Match, _one: str) -> str | None:
    return "某某"


RULE = Rule("placeholder", (LETTER, OTHER), _PATTERN, _say, needs=frozenset("Xx×○"))
