"""Dates and numbers that are names: 9·11, 3·15晚会, 双11, 618, 985高校, 58同城."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tingbao.normalization.counting import measured
from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import (
    DIGIT,
    Lazy,
    Listed,
    Rule,
    after,
    before,
)
from tingbao.normalization.tables import rows

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.])(?:(?P<dot>\d{1,2} ?[·•] ?\d{1,2})(?![\d·.])"
    r"|(?P<date>\d{1,2}\.\d{1,2})(?![\d./%])|(?P<store>7-11|802\.11|9/11|24/7)(?!\d)"
    r"|(?P<number>\d{2,4}|(?<=[A-Z])2(?=[A-Z]))(?![\d%,:：/]|\.\d))"
)
_OWN = Listed("named", "own")
_FEAST = Listed("named", "feast")


def _say(match: Match, _one: str) -> str | None:
    left, right = before(match), after(match, 16)
    for spoken, lead, tail in _known().get(match[0].replace(" ", ""), ()):
        if re.search(f"(?:{lead})$", left) and re.match(tail, right):
            return spoken
    if match["dot"]:
        return spell(re.sub(r"\D", "", match["dot"]))
    if match["date"]:
        month, day = match["date"].split(".")
        quoted = left[-1:] in set('“‘"') and right[:1] in set('”’"')
        if (
            (quoted or _OWN.match(right) or _FEAST.match(right))
            and 1 <= int(month) <= 12
            and 1 <= int(day) <= 31
            and not measured(right)
        ):
            return spell(month + day)
    return None


@cache
def _known() -> dict[str, list[tuple[str, str, str]]]:
    """Give the readings of each well-known number and the patterns around it."""
    known: dict[str, list[tuple[str, str, str]]] = {}
    for written, spoken, lead, tail in rows("names"):
        known.setdefault(written, []).append((spoken, lead, tail))
    return known


RULE = Rule("named", (DIGIT,), _PATTERN, _say)
