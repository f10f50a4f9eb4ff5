"""A table as sentences for a voice, one a row: 澄江：人口为812万人，增速为3.2%. Nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tingbao.language.patterns import Pattern, words
from tingbao.sources import bylines

COLUMNS = 2  # of a table; a row of fewer cells is a line of its own
CELL = 40  # characters of a cell of a table; a longer one is a part of a page
_VALUE = re.compile(r"(?!(?:19|20)\d\d年)[-−+]?[\d,，.]*\d(?P<unit>\D{0,6})")
_WHEN = Pattern(r"\d[\d\s.–-]*(?:{of_year}|{of_month}|{of_day}|$)", __package__)
_UNIT = re.compile(
    r"^(?P<name>.+?)\s*(?:[（(](?:单位[：:])?(?P<unit>[^（()）]+)[)）]|[/／](?P<per>[^/／]+))$"
)
_FIGURE = re.compile(r"[-−+]?[\d,，.]+")
_STOP = "。！？!?；;"


def told(rows: Sequence[Sequence[str]]) -> list[str]:
    """Say rows whose first nothing marks, whatever it is; none where they are no table.

    A table has several rows, of as many short cells each, and few that begin with the label of a
    credit (来源, 责任编辑).
    """
    credited = sum(bylines.is_label(row[0].rstrip("：:")) for row in rows)
    if (
        len(rows) < 2  # noqa: PLR2004  # one says of itself nothing
        or len({len(row) for row in rows}) > 1
        or len(rows[0]) < COLUMNS
        or any(len(cell) > CELL for row in rows for cell in row)
        or 2 * credited > len(rows)
    ):
        return []
    if _are_named(rows):
        return sentences(rows)
    names, *body = rows
    if all(_WHEN.match(row[0]) for row in body) and not _WHEN.match(names[0]):  # 时间｜事件
        return sentences(rows) if len(names) > COLUMNS else _facts(body)
    return _facts(rows)


def _are_named(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names the columns.

    It holds no amount, and some column below it holds nothing but amounts of one unit: where
    these differ, as in 投资：3亿元, 工期：3年, the first column names the rows.
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


def _facts(rows: Sequence[Sequence[str]]) -> list[str]:
    """Name each row by its first cell: 工期：3年."""
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
