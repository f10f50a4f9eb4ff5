"""The streams: results to stdout, everything else to stderr, JSON in one piece."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, is_dataclass
from datetime import datetime
from io import StringIO, TextIOWrapper
from math import isfinite
from pathlib import Path
from typing import Any, TextIO

import typer

from tingbao.errors import OutputError
from tingbao.sanitizing import clean, clean_json

_LONGEST = 1_000  # characters of a message; what failed begins one, what to do ends it


def prepare() -> None:
    """Let a stream that is closed be nowhere, and one that lacks a character write its code."""
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def result(text: str) -> None:
    """Print one result to stdout, without what a terminal obeys and nobody sees."""
    _write(clean(text))


def result_json(value: Any) -> None:
    """Print one JSON value to stdout; dataclasses become objects, times ISO 8601."""
    _write(clean_json(json.dumps(value, ensure_ascii=False, indent=2, default=_plain)))


def level(value: float) -> float | None:
    """Give a level in hundredths; None for the -inf of silence, which JSON has no word for."""
    return round(value, 2) if isfinite(value) else None


def result_table(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print names and what they are, as words: what looks like markup is shown as it stands.

    An empty title is none.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heading = Text(clean(title)) if title else None
    table = Table(title=heading, show_header=False, title_justify="left")
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(Text(clean(name)), Text(clean(value)))
    drawn = StringIO()
    Console(file=drawn, soft_wrap=False, force_terminal=sys.stdout.isatty()).print(table)
    _write(drawn.getvalue().rstrip("\n"))


def _write(text: str) -> None:
    with printing():
        sys.stdout.write(text + "\n")


def message(text: str) -> None:
    """Print one line to stderr; where nobody can read it, that is no reason to stop."""
    try:
        sys.stderr.write(line(text) + "\n")
        sys.stderr.flush()
    except OSError:
        _let_go(sys.stderr)


def line(text: str) -> str:
    """Make one line of what is told, whoever worded it: of too much the middle is left out."""
    text = " ".join(clean(text).split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2 - 1]}…{text[-(_LONGEST // 2) :]}"


@contextmanager
def printing() -> Iterator[None]:
    """Write to stdout.

    Raises:
        typer.Exit: Who reads it has had enough, as in `| head`: the end, and no failure.
        OutputError: It cannot be written, as on a full disk.
    """
    try:
        yield
    except BrokenPipeError:
        _let_go(sys.stdout)
        raise typer.Exit from None
    except OSError as error:
        _let_go(sys.stdout)
        raise OutputError(
            f"cannot write: {error.strerror or error}",
            where="standard output",
            hint="send it to a place with room",
        ) from error


def lines() -> Iterator[str]:
    """Give each line of stdin, read as UTF-8; the first with bytes that are none is told of."""
    told = False
    for number, data in enumerate(sys.stdin.buffer, 1):
        line = data.decode("utf-8", errors="ignore")
        if not told and line.encode() != data:
            where = f"standard input, line {number}"
            message(f"not UTF-8, such bytes are left out ({where}): save it as UTF-8")
            told = True
        yield line.removesuffix("\n").removesuffix("\r")


def _nowhere(mode: str) -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")  # type: ignore[return-value]  # a text mode


def _let_go(stream: TextIO) -> None:
    """Drop what could not be written, or the interpreter tries once more at its end."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
