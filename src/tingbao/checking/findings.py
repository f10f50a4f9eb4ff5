"""What a check says: one line per thing looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at.

    `rule` names it in a few words, `found` says what there is, `source` where the rule
    comes from. A warning is advice; an error fails the check.
    """

    level: Level
    rule: str
    found: str
    where: str = ""
    source: str = ""


def judge(
    good: object, rule: str, found: str, *, where: str = "", source: str = "", advice: bool = False
) -> Finding:
    """Make a finding of a truth value; `advice` makes what is not good a warning only."""
    level: Level = "ok" if good else "warning" if advice else "error"
    return Finding(level=level, rule=rule, found=found, where=where, source=source)


def fault(
    rule: str, found: str, *, where: str = "", source: str = "", advice: bool = False
) -> Finding:
    """Make a finding of what is not good."""
    return judge(None, rule, found, where=where, source=source, advice=advice)
