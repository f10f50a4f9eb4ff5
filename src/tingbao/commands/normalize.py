"""`tingbao normalize`: what a written text is said as."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tingbao.commands import console


def normalize(
    text: Annotated[
        str | None,
        typer.Argument(help="A text; without it, each line of stdin.", show_default=False),
    ] = None,
    *,
    phone_one: Annotated[
        str, typer.Option("--phone-one", help="How a 1 is said in telephone numbers: 幺 or 一.")
    ] = "幺",
    as_json: Annotated[bool, typer.Option("--json", help="Add the edits; one JSON value.")] = False,
) -> None:
    """Say written Chinese: figures, dates, units and signs in words."""
    from tingbao.errors import UsageError
    from tingbao.wording import normalize as say

    if phone_one not in {"幺", "一"}:
        raise UsageError(
            f"a 1 cannot be said {phone_one!r}", where="--phone-one", mend="give 幺 or 一"
        )
    lines = [text] if text is not None else _lines()
    found = [(line, say(line, phone_one=phone_one)) for line in lines]
    if as_json:
        values = [
            {"written": line, "spoken": wording.spoken, "edits": wording.edits}
            for line, wording in found
        ]
        console.result_json(values[0] if text is not None else values)
        return
    for _, wording in found:
        console.result(wording.spoken)


def _lines() -> list[str]:
    """Read stdin as UTF-8 lines; bytes that are none become invisible and are not said."""
    data = sys.stdin.buffer.read().decode("utf-8", errors="surrogateescape")
    return data.removesuffix("\n").split("\n") if data else []
