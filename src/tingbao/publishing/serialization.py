"""Frozen values to JSON and back, strictly: what others wrote is refused where it does not fit."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin

from tingbao.language.text import Text
from tingbao.results import hints

T = TypeVar("T")
_MOST = 1 << 53  # what every reader of JSON takes for a whole number
_YEARS = range(1000, 9999)  # which every zone's calendar can name


def to_json(value: object) -> bytes:
    """Write what JSON can say, and times, as our files have it: whatever its characters."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=lambda one: one.isoformat())
    return (text + "\n").encode("utf-8", "surrogatepass")


def revive(kind: type[T], written: Any) -> T:
    """Turn what `to_json` wrote of a value, as `asdict` gives it, back into one of its class.

    Raises:
        ValueError: It is not of that shape, or holds a number or time that no reader can
            mean; the field is named.
    """
    hinted = hints(kind)  # type: ignore[arg-type]  # a class can be hashed
    _check({dict}, written)
    if unknown := written.keys() - hinted.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    found = {}
    for name, part in written.items():
        try:
            found[name] = _revive(hinted[name], part)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    try:
        return kind(**found)
    except TypeError as error:  # a field without a default is missing
        raise ValueError(str(error)) from error


def _revive(kind: Any, written: Any) -> Any:
    """Revive by the shape of the class: a dataclass, a tuple, a choice, or a plain value."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(parts, written)
    if origin is UnionType:
        return _union(parts, written)
    if is_dataclass(kind) and isinstance(kind, type):
        return revive(kind, written)
    if kind in (date, datetime):
        return _moment(kind, written)
    if origin is Literal:
        if written not in parts:
            raise ValueError(f"{written!r:.80} is none of {parts}")
        return written
    return Text(_check({str}, written)) if kind is Text else _check({kind}, written)


def _union(parts: tuple[Any, ...], written: Any) -> Any:
    if written is None and NoneType in parts:
        return None
    kind, *others = (part for part in parts if part is not NoneType)
    return _check({kind, *others}, written) if others else _revive(kind, written)


def _moment(kind: Any, written: Any) -> Any:
    moment = kind.fromisoformat(_check({str}, written))
    if moment.year not in _YEARS:
        raise ValueError(f"{written} is in no year")
    return moment


def _tuple(kinds: tuple[Any, ...], written: Any) -> tuple[Any, ...]:
    _check({list}, written)
    if kinds[1:] != (...,):
        return tuple(_revive(*pair) for pair in zip(kinds, written, strict=True))
    if kinds[0] in (float, str):  # a waveform is long
        _check({kinds[0]}, *written)
        return tuple(written)
    return tuple(_revive(kinds[0], part) for part in written)


def _check(kinds: set[type], *written: Any) -> Any:
    """Give the last of what is of these kinds; where a measure is wanted, a whole number does."""
    wanted = kinds | {int} if float in kinds else kinds
    if not set(map(type, written)) <= wanted or not all(map(_is_sane, written)):
        # A wrong type in a file is a wrong value of the file.
        names = " or ".join(sorted(kind.__name__ for kind in kinds))
        raise ValueError(f"{written!r:.80} is no {names}")
    return written[-1] if written else None


def _is_sane(value: Any) -> bool:
    return not isinstance(value, (int, float)) or (isfinite(value) and abs(value) < _MOST)
