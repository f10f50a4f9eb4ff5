"""Killed at any moment, a morning is made good by the next run."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_place = Path(__file__).parents[2] / "benchmarks" / "killing_daily.py"
_spec = importlib.util.spec_from_file_location("killing_daily", _place)
killing_daily = importlib.util.module_from_spec(_spec)
sys.modules["killing_daily"] = killing_daily
_spec.loader.exec_module(killing_daily)


def test_nothing_is_told_twice_or_lost():
    """Law: what is visible after a kill is whole, and in the end the morning has its episode."""
    _, runs = killing_daily.kills(3)
    assert runs == 3
