"""Values of model.py to JSON and back, so that a job outlives the program."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from tingbao.language.text import Text

T = TypeVar("T")


def plain(value: object) -> Any:
    """Turn a value into what JSON can say."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def revive(kind: type[T], written: Any) -> T:
    """Turn what `plain` gave back into a value of its class.

    Raises:
        ValueError: It is not of that shape.
    """
    revived: T = _revive(kind, written)
    return revived


def _revive(kind: Any, written: Any) -> Any:
    """Revive by the shape of the class: a dataclass, a tuple, a choice, or a plain value."""
    origin = get_origin(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, written)
    if origin is tuple:
        return tuple(_revive(get_args(kind)[0], part) for part in _checked(list, written))
    if origin is UnionType:
        present = next(part for part in get_args(kind) if part is not NoneType)
        return None if written is None else _revive(present, written)
    return _single(kind, written)


def _single(kind: Any, written: Any) -> Any:
    if get_origin(kind) is Literal:
        if written not in get_args(kind):
            raise ValueError(f"{written!r} is none of {get_args(kind)}")
        return written
    if kind is datetime:
        return datetime.fromisoformat(_checked(str, written))
    if kind is date:
        return date.fromisoformat(_checked(str, written))
    if kind is float:
        return float(_checked((int, float), written))
    if kind is Text:
        return Text(_checked(str, written))
    return _checked(kind, written)


def _dataclass(kind: type, written: Any) -> Any:
    # model.py imports datetime for annotations only.
    hints = get_type_hints(kind, localns={"date": date, "datetime": datetime})
    unknown = set(_checked(dict, written)) - set(hints)
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _revive(hints[name], part) for name, part in written.items()})
    except TypeError as error:  # a field without a default is missing
        raise ValueError(str(error)) from error


def _checked(kind: Any, written: Any) -> Any:
    if not isinstance(written, kind):
        # A wrong type in a file is a wrong value of the file.
        raise ValueError(f"{written!r:.80} is no {kind}")  # noqa: TRY004
    return written
