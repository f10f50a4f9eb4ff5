"""The streams: results to stdout, everything else to stderr, JSON in one piece."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


def result(text: str) -> None:
    """Print one result to stdout."""
    sys.stdout.write(text + "\n")


def result_json(value: Any) -> None:
    """Print one JSON value to stdout; dataclasses become objects, times ISO 8601."""
    result(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def message(text: str) -> None:
    """Print one line to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
