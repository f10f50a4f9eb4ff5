"""`tingbao pronounce`: pinyin with tones."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tingbao.commands import console


def pronounce(
    text: Annotated[
        str | None, typer.Argument(help="What to read; without it, each line of stdin.")
    ] = None,
) -> None:
    """Print one pinyin syllable with tone digit (1 to 5) per Chinese character."""
    from tingbao import pronouncing

    for line in sys.stdin if text is None else [text]:
        console.result(" ".join(pronouncing.pronounce(line)))
