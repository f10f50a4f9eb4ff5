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
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Tell what each figure can be, and why."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Add the edits; one JSON value.")] = False,
) -> None:
    """Say written Chinese: figures, dates, units and signs in words."""
    from tingbao.normalization import normalize as say

    one = settings(phone_one=phone_one).phone_one
    lines = console.lines() if text is None else [text]
    if as_json:
        said = ((line, say(line, phone_one=one)) for line in lines)
        facts = [{"written": w, "spoken": made.spoken, "edits": made.edits} for w, made in said]
        console.result_json(facts if text is None else facts[0])
        return
    for line in lines:
        _tell(say(line, phone_one=one))
        if explain:
            _weigh(line, one)


def _weigh(text: str, one: str) -> None:
    """Show the readings of each figure, the heaviest first, with what was added up."""
    from tingbao.normalization import explain

    for choice in explain(text, phone_one=one):
        console.result(f"  {choice.written}")
        for reading in choice.readings:
            why = ", ".join(
                f"{' '.join(filter(None, place))} {points:+}"
                for place, points in reading.reasons.items()
            )
            console.result(
                f"    {reading.weight:4} {reading.name} {reading.spoken}  {why}".rstrip()
            )


def _tell(wording: Wording) -> None:
    from tingbao.normalization import unsaid

    console.result(wording.spoken)
    if words := unsaid(wording.edits):
        console.message(f"left out, in a script that cannot be said: {', '.join(words)}")
