"""What stands for a name that is not told: XX公司, ×××, ○○市."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.rule import LETTER, OTHER, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

# XX世纪 is the twentieth, XX染色体 are letters, and 3××2 has a product
_PATTERN = Lazy(
    r"(?<![A-Za-z\d×○第零一二三四五六七八九幺])(?:[Xx]{2,4}|×{2,4}|○{2,4})(?![A-Za-z\d×○])"
    r"(?=[一-鿿])(?![零一二三四五六七八九幺]|世[纪界]|染色体|型|届|号线|码|级|期|章|卷)"
)


def _say(_match: Match, _one: str) -> str | None:
    return "某某"


RULE = Rule("placeholder", (LETTER, OTHER), _PATTERN, _say, needs=frozenset("Xx×○"))
