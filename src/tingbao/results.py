"""What a stage gave is kept under all that it was made from, and given again for the same.

That is: the stage, its inputs, the settings that it reads, what the files say that these
name, and the program itself: every file of this package, what is installed beside it, and
Python. So an upgrade serves nothing stale, and no stage has a version to be raised by hand.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from tingbao import store
from tingbao.store import LIMITS, Kept, Passing, digest

T = TypeVar("T")
FOLDER = "results"  # in the user's cache


@dataclass(frozen=True, slots=True)
class Results:
    """What stages gave, in the user's cache; with cache None nothing is remembered."""

    cache: Path | None = None

    def made(
        self,
        stage: str,
        *of: object,
        kind: type[T],
        make: Callable[[Callable[[str], None]], T],
        note: Callable[[str], None] | None = None,
    ) -> T:
        """Give what a stage gave of the same before, and what it noted; or let it make it.

        Args:
            stage: Its name.
            of: Inputs and settings: frozen values and what they may hold.
            kind: Of what it gives: a frozen value, or a tuple.
            make: Makes it, and is handed whom to tell; depends on nothing but `of`.
            note: Told what is told of it, whether it is made now or was before.

        What was made while something failed that may not fail again (a note that is
        `Passing`) is not kept.
        """
        told: list[str] = []

        def tell(text: str) -> None:
            told.append(text)
            if note:
                note(text)

        if self.cache is None:
            return make(tell)
        kept = Kept(self.cache / FOLDER, limit=LIMITS[FOLDER])
        name = digest((fingerprint(), stage, *(dump(each).decode("latin-1") for each in of)))
        if (data := kept.get(name)) is not None:
            result, notes = load(tuple[kind, tuple[str, ...]], data)  # type: ignore[valid-type]
            for text in notes:
                tell(text)
            return result  # type: ignore[no-any-return]  # it is of `kind`
        now = make(tell)
        if not any(isinstance(text, Passing) for text in told):
            kept.put(name, dump((now, tuple(told))))
        return now


NOTHING = Results()


@cache
def fingerprint(package: Path = Path(__file__).parent) -> str:
    """Name the program: its code, rules, tables and weights, and what is installed beside it."""
    hashed = hashlib.sha256(sys.version.encode())
    for folder, inner, names in os.walk(package):
        inner[:] = sorted(name for name in inner if name != "__pycache__")
        for name in sorted(names):
            path = Path(folder, name)
            place = path.relative_to(package).as_posix()
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256")
            hashed.update(f"{place}\0{found.hexdigest()}\0".encode())
    for folder in filter(None, sys.path):
        with suppress(OSError):
            beside = sorted(path.name for path in Path(folder).glob("*-info"))
            hashed.update("\0".join(beside).encode())
    return hashed.hexdigest()


def only(settings: T, names: Collection[str]) -> T:
    """Give settings of which only those named differ from what they are by default.

    A stage that is given these reads no other, whatever it does.

    Args:
        settings: A dataclass, every field with a default.
        names: Fields; of a table in it, as `script.style`.
    """
    chosen: dict[str, Any] = {}
    for each in fields(settings):  # type: ignore[arg-type]  # it is a dataclass
        value = getattr(settings, each.name)
        if each.name in names:
            chosen[each.name] = value
        elif is_dataclass(value):
            inner = {name.partition(".")[2] for name in names if name.startswith(f"{each.name}.")}
            chosen[each.name] = only(value, inner)
    return type(settings)(**chosen)


def dump(value: object) -> bytes:
    """Write a frozen value: a line of JSON, and after it the bytes that it holds.

    Of a path it is what the file says that counts: such a value names results, and is not read
    back.
    """
    held: list[bytes] = []

    def plain(part: Any) -> Any:
        if isinstance(part, bytes):
            held.append(part)
            return len(part)
        if isinstance(part, date):
            return part.isoformat()
        if isinstance(part, Path):
            return _said(part)
        if isinstance(part, tuple):
            return [plain(each) for each in part]
        if is_dataclass(part):
            return [plain(getattr(part, each.name)) for each in fields(part)]
        return part

    text = json.dumps(plain(value)).encode()
    return b"".join((text, b"\n", *held))


def _said(path: Path) -> str:
    try:
        return hashlib.sha256(store.read(path)).hexdigest()
    except OSError as error:
        return str(error)


def load(kind: Any, data: bytes) -> Any:
    """Read what `dump` wrote of a value of a kind."""
    held = io.BytesIO(data)
    text = held.readline()

    def value(kind: Any, part: Any) -> Any:
        if isinstance(kind, UnionType):
            return None if part is None else value(get_args(kind)[0], part)
        if get_origin(kind) is tuple:
            kinds = get_args(kind)
            many = kinds[:1] * len(part) if kinds[-1] is ... else kinds
            return tuple(map(value, many, part))
        if isinstance(kind, type) and is_dataclass(kind):
            hinted = hints(kind)
            parts = map(value, hinted.values(), part)
            return kind(**dict(zip(hinted, parts, strict=True)))
        if kind is bytes:
            return held.read(part)
        return kind.fromisoformat(part) if kind in (date, datetime) else part

    return value(kind, json.loads(text))


@cache
def hints(kind: Any) -> dict[str, Any]:
    """Give what the fields of a value are declared to be."""
    return get_type_hints(kind, localns={"date": date, "datetime": datetime})
