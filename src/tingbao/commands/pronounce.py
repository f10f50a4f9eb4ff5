"""`tingbao pronounce`: pinyin with tones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tingbao.commands import console


def pronounce(
    text: Annotated[
        str | None, typer.Argument(help="What to read; without it, each line of stdin.")
    ] = None,
    *,
    spoken: Annotated[
        bool, typer.Option("--spoken", help="Tones as spoken (yi4 tian1), not as in dictionaries.")
    ] = False,
    lexicon: Annotated[
        Path | None, typer.Option(help="Your readings; lexicon.tsv if it is there.")
    ] = None,
) -> None:
    """Print one pinyin syllable with tone digit (1 to 5) per Chinese character."""
    from tingbao import g2p
    from tingbao.commands.settings import settings

    words = g2p.load_lexicon(settings(lexicon=lexicon).lexicon)
    for line in console.lines() if text is None else [text]:
        console.result(" ".join(g2p.pronounce(line, lexicon=words, spoken=spoken)))
