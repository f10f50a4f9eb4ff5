"""A table as sentences for a voice, one a row: 澄江：人口为812万人，增速为3.2%. Nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tingbao.language.patterns import words

COLUMNS = 2  # of a table; a row of fewer cells is a line of its own
CELL = 40  # characters of a cell of a table; a longer one is a part of a page
_VALUE = re.compile(r"(?!(?:19|20)\d\d年)[-−+]?[\d,，.]*\d(?P<unit>\D{0,6})")
_UNIT = re.compile(
    r"^(?P<name>.+?)\s*(?:[（(](?:单位[：:])?(?P<unit>[^（()）]+)[)）]|[/／](?P<per>[^/／]+))$"
)
_FIGURE = re.compile(r"[-−+]?[\d,，.]+")
_STOP = "。！？!?；;"


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows are a table's: several, of as many short cells each."""
    return (
        len(rows) > 1
        and len({len(row) for row in rows}) == 1
        and len(rows[0]) >= COLUMNS
        and all(len(cell) <= CELL for row in rows for cell in row)
    )


def are_named(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a first row that nothing marks names the columns.

    It holds no amount, and some column below it holds nothing but amounts of one unit: where
    these differ, as in 投资：3亿元, 工期：3年, the first column names the rows.

    >>> are_named([["城市", "增速"], ["澄江", "3.2%"], ["南州", "2.1%"]])
    True
    >>> are_named([["地点", "东湖"], ["投资", "3亿元"], ["工期", "3年"]])
    False
    """
    names, *body = rows
    if any(map(_VALUE.fullmatch, names)) or not all(names[1:]):
        return False
    for column in zip(*body, strict=True):
        values = [_VALUE.fullmatch(cell) for cell in column if cell]
        units = {value["unit"] for value in values if value}
        if values and all(values) and len(units) == 1:
            return True
    return False


def facts(rows: Sequence[Sequence[str]]) -> list[str]:
    """Say rows of which nothing names the columns: 工期：3年."""
    said = ("：".join(filter(None, (row[0], "，".join(filter(None, row[1:]))))) for row in rows)
    return [_closed(row) for row in said if row]


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
