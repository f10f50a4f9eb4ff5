"""`tingbao normalize`: what a written text is said as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tingbao.commands import console
from tingbao.commands.settings import settings

if TYPE_CHECKING:
    from tingbao.normalization import Wording


def normalize(
    text: Annotated[
        str | None,
        typer.Argument(help="A text; without it, each line of stdin.", show_default=False),
    ] = None,
    *,
    phone_one: Annotated[
        str | None,
        typer.Option(help="How a 1 is said in telephone numbers: 幺 or 一.", show_default="幺"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Add the edits; one JSON value.")] = False,
) -> None:
    """Say written Chinese: figures, dates, units and signs in words."""
    from tingbao.normalization import normalize as say

    one = settings(phone_one=phone_one).phone_one
    if text is not None:
        if as_json:
            console.result_json(_facts(text, one))
        else:
            _tell(say(text, phone_one=one))
        return
    lines = list(console.lines())
    if as_json:
        console.result_json([_facts(line, one) for line in lines])
        return
    for line in lines:
        _tell(say(line, phone_one=one))


def _tell(wording: Wording) -> None:
    from tingbao.normalization import unsaid

    console.result(wording.spoken)
    if words := unsaid(wording.edits):
        console.message(f"left out, in a script that cannot be said: {', '.join(words)}")


def _facts(text: str, one: str) -> dict[str, object]:
    from tingbao.normalization import normalize as say

    wording = say(text, phone_one=one)
    return {"written": text, "spoken": wording.spoken, "edits": wording.edits}
