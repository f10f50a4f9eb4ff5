"""A table as sentences for a voice, one a row: 澄江：人口为812万人，增速为3.2%. Nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tingbao.language.patterns import words

COLUMNS = 2  # of a table; a row of fewer cells is a line of its own
_UNIT = re.compile(
    r"^(?P<name>.+?)\s*(?:[（(](?:单位[：:])?(?P<unit>[^（()）]+)[)）]|[/／](?P<per>[^/／]+))$"
)
_FIGURE = re.compile(r"[-−+]?[\d,，.]+")
_STOP = "。！？!?；;"


def _closed(row: str) -> str:
    return row if row[-1] in _STOP else f"{row}。"


def sentences(rows: Sequence[Sequence[str]]) -> list[str]:
    """Say a table whose first row names the columns, row by row.

    Every other row says its first cell and then the name and the value of each; a first row
    without another is joined as it stands.
    """
    if len(rows) == 1:
        return ["，".join(cell for cell in row if cell) for row in rows]
    if len(rows[0]) > COLUMNS and rows[0][0] in words("ordinal_column", __package__):
        rows = [row[1:] for row in rows]
    names, *body = rows
    said = [_row(names, row) for row in body]
    return [_closed(row) for row in said if row]


def _row(names: Sequence[str], row: Sequence[str]) -> str:
    first, *rest = row
    facts = [_fact(name, value) for name, value in zip(names[1:], rest, strict=False) if value]
    facts += [value for value in rest[len(names) - 1 :] if value]
    return "：".join(part for part in (first, "，".join(facts)) if part)


def _fact(name: str, value: str) -> str:
    """Say 人口（万人） and 812 as 人口为812万人."""
    match = _UNIT.match(name)
    if match and _FIGURE.fullmatch(value):
        return f"{match['name']}为{value}{match['unit'] or match['per']}"
    return f"{name}为{value}" if name else value
