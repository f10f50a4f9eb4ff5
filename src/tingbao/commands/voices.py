"""`tingbao voices`: the voices there are, and how they sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tingbao.commands import console
from tingbao.commands.options import AsJson
from tingbao.commands.settings import settings

if TYPE_CHECKING:
    from tingbao.synthesis import Voice

GENDERS = {"female": "女", "male": "男", "unknown": ""}


def voices(
    *,
    engine: Annotated[str | None, typer.Option(help="Only this engine's voices.")] = None,
    preview: Annotated[
        str | None, typer.Option(metavar="VOICE", help="Let this voice introduce itself.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Where the preview goes.", show_default="VOICE.wav"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the voices there are, or hear one."""
    from tingbao import synthesis
    from tingbao.synthesis.engines import chain

    names = chain(engine) if engine else [name for name in synthesis.ENGINES if name != "silent"]
    if preview:
        _preview(preview, engine, output)
        return
    found = [(name, voice) for name in names for voice in synthesis.ENGINES[name].voices()]
    if as_json:
        console.result_json([_facts(name, voice) for name, voice in found])
    else:
        _table(found)


def _preview(name: str, engine: str | None, output: Path | None) -> None:
    from tingbao import synthesis
    from tingbao.commands.say import write

    config = settings(engine=engine, voice=name)
    voice = synthesis.host(config.engine, config.voice)
    text = f"大家好，我是{voice.title}。欢迎收听听报，下面是今天的新闻简报。您觉得这个声音怎么样？"
    path = output or Path(f"{voice.name.replace(':', '-')}.wav")
    write(path, synthesis.stream(text, synthesis.cast(config, warn=console.message)))
    console.result(str(path))


def _facts(engine: str, voice: Voice) -> dict[str, Any]:
    facts = {n: getattr(voice, n) for n in ("name", "title", "language", "gender", "licence")}
    rate = voice.tuning.syllables_per_second
    return {"engine": engine, **facts, "syllables_per_second": rate}


def _table(found: list[tuple[str, Voice]]) -> None:
    """Print a table that is also easy to cut: columns by two spaces or more."""
    from rich.cells import cell_len

    rows = [("ENGINE", "VOICE", "NAME", "", "LANGUAGE", "SYLLABLES/S")]
    rows += [
        (
            engine,
            voice.name,
            voice.title,
            GENDERS[voice.gender],
            voice.language,
            f"{voice.tuning.syllables_per_second:.1f}",
        )
        for engine, voice in found
    ]
    widths = [max(cell_len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        console.result("  ".join(cells).rstrip())
