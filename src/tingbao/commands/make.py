"""`tingbao make`: the main job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tingbao.commands import console, options
from tingbao.commands.progress import progress
from tingbao.commands.settings import now, settings

if TYPE_CHECKING:
    from tingbao.pipeline import Made


def make(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Articles or feeds: paths, URLs, or - for stdin."),
    ],
    *,
    output: options.Output = None,
    minutes: options.Minutes = None,
    voice: options.Voice = None,
    engine: options.Engine = None,
    style: options.Style = None,
    speed: options.Speed = None,
    guest_voice: Annotated[
        str | None, typer.Option(help="Of the second speaker, for --style dialogue.")
    ] = None,
    guest_speed: Annotated[
        float | None, typer.Option(help="Likewise, 0.5 to 2.", show_default="as --speed")
    ] = None,
    chime: Annotated[
        bool | None, typer.Option(help="Between chapters.", show_default="chime")
    ] = None,
    stings: Annotated[
        bool | None,
        typer.Option(help="Before the first word and after the last.", show_default="no-stings"),
    ] = None,
    bed: Annotated[
        bool | None, typer.Option(help="Quiet music under the voice.", show_default="no-bed")
    ] = None,
    ai_mark: Annotated[
        str | None,
        typer.Option(
            help="How one hears that it is synthetic: voice, morse or none.", show_default="voice"
        ),
    ] = None,
    season: Annotated[int | None, typer.Option(min=1, help="Of the episode, for the feed.")] = None,
    number: Annotated[int | None, typer.Option(min=1, help="Likewise, within the season.")] = None,
    allow_private: options.AllowPrivate = None,
    listen: options.Listen = None,
    model: options.Model = None,
    limit: Annotated[
        float | None,
        typer.Option(help="Most syllables in a hundred misheard.", show_default="10"),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Make an episode of one or more articles, and add it to the feed."""
    import time

    from tingbao import pipeline, publishing
    from tingbao.commands.check import proof

    config = settings(
        output=output,
        minutes=minutes,
        voice=voice,
        engine=engine,
        speed=speed,
        guest_voice=guest_voice,
        guest_speed=guest_speed,
        ai_mark=ai_mark,
        season=season,
        number=number,
        allow_private=allow_private,
        listen=listen,
        listener=model,
        misheard=limit,
        script={"style": style},
        sound={"chime": chime, "stings": stings, "bed": bed},
    )
    heard = proof(config)
    first = not any(config.output.glob("*.xml"))
    began = time.monotonic()
    with progress("lines") as watching:
        made = pipeline.make(sources, config, progress=watching, clock=now, proof=heard)
    seconds = time.monotonic() - began
    for what in publishing.missing(config.show) if first else ():  # once for a new show
        console.message(what)
    facts = _facts(made, seconds)
    if as_json:
        console.result_json(facts)
    else:
        _table(made, facts)


def _facts(made: Made, seconds: float) -> dict[str, Any]:
    length = made.recording.duration_ms / 1000
    return {
        "title": made.episode.title,
        "folder": str(made.folder),
        "feed": str(made.folder.parent / "feed.xml"),
        "files": {path.name: path.stat().st_size for path in sorted(made.folder.iterdir())},
        "length_s": length,
        "chapters": made.recording.chapters,
        "voices": sorted(set(made.recording.engines)),
        "loudness_lufs": console.level(made.recording.loudness),
        "true_peak_dbtp": console.level(made.recording.true_peak),
        "seconds": round(seconds, 2),
        "real_time_factor": round(seconds / length, 3),
    }


def _table(made: Made, facts: dict[str, Any]) -> None:
    """Print what was made: files, chapters, voice, time taken."""
    from tingbao.publishing import clock

    recording = made.recording
    rows = [
        ("folder", facts["folder"]),
        *(("", f"{name}  {size / 1000:,.0f} kB") for name, size in facts["files"].items()),
        ("feed", facts["feed"]),
        ("length", clock(recording.duration_ms + 500)),
        *(
            ("" if number else "chapters", f"{clock(chapter.start_ms + 500)}  {chapter.title}")
            for number, chapter in enumerate(recording.chapters)
        ),
        ("voice", ", ".join(facts["voices"])),
        (
            "loudness",
            f"{recording.loudness:.1f} LUFS, true peak {recording.true_peak:.1f} dBTP",
        ),
        ("time", f"{facts['seconds']:.1f} s, real-time factor {facts['real_time_factor']}"),
    ]
    console.result_table(made.episode.title, rows)
