"""`tingbao batch LIST`: many articles, on all cores here or on a cluster."""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tingbao.commands import console, options
from tingbao.commands.progress import progress
from tingbao.commands.script import plain
from tingbao.commands.settings import now, settings
from tingbao.errors import CheckError

if TYPE_CHECKING:
    from tingbao.config import Config
    from tingbao.runners import Failed, Product, Summary

AGAIN = ".failed.txt"  # hidden: it is not published with the show


def batch(
    listing: Annotated[
        str,
        typer.Argument(
            metavar="LIST|FOLDER|OPML",
            help="A folder of articles, a file of one source a line, or OPML; - is such a file.",
        ),
    ],
    *,
    output: options.Output = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes here, some 0.6 GB each.", show_default="the cores"),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="dask://HOST:PORT", help="Work on a Dask cluster (extra cluster)."),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            help="Where speech is kept for all workers: a shared folder, or s3://bucket/path."
        ),
    ] = None,
    scripts: Annotated[
        bool, typer.Option("--script", help="Write scripts only, DIR/<slug>.json each.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Leave alone what was made of the same text before.")
    ] = False,
    minutes: options.Minutes = None,
    voice: options.Voice = None,
    engine: options.Engine = None,
    style: options.Style = None,
    speed: options.Speed = None,
    allow_private: options.AllowPrivate = None,
    as_json: options.AsJson = False,
) -> None:
    """Make an episode of each of many articles, and add them to the feed."""
    from tingbao import runners
    from tingbao.runners import disk, lists

    config = settings(
        output=output,
        store=store,
        minutes=minutes,
        voice=voice,
        engine=engine,
        speed=speed,
        allow_private=allow_private,
        script={"style": style},
    )
    config = replace(config, store=_absolute(config.store), threads=config.threads or 1)
    _refuse(config)
    listed = lists.read(listing)
    disk.refuse(disk.needed(listed, config, scripts=scripts))
    began = time.monotonic()
    threads = config.threads
    pool = runners.Cluster(on) if on else runners.Pool(workers or _cores(), threads=threads)
    with closing(pool) as runner, progress("articles") as watch:
        if config.listen:
            watch.note("a batch does not listen: check its episodes with tingbao check --listen")
        if on and not config.store:
            watch.note("without --store each machine speaks again what another has spoken")
        product: Product = (
            runners.Scripts(config.output, plain, now)
            if scripts
            else runners.Episodes(config, watch.note)
        )
        made = runners.Batch(
            runner=runner,
            product=product,
            parcel=runners.pack(config) if on else runners.Parcel(config=config),
            clock=now,
            watch=watch,
            resume=resume,
        ).run(listed.sources)
    facts = _facts(made, time.monotonic() - began)
    console.result_json(facts) if as_json else _table(made, facts)
    _end(made, config.output / AGAIN)


def _refuse(config: Config) -> None:
    """Refuse what every article would fail by, before anything is read."""
    from tingbao import pipeline, synthesis
    from tingbao.synthesis import cache

    pipeline.refuse(config)
    synthesis.cast(config).parts()
    if config.store:
        cache.check(config.store)


def _absolute(store: str) -> str:
    """Name a folder so that it is the same wherever a worker runs."""
    from tingbao.store import named

    return str(named(store).resolve()) if store and "://" not in store else store


def _cores() -> int:
    """Count the cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _facts(made: Summary, seconds: float) -> dict[str, Any]:
    new = made.of("made")
    cpu_s = sum(one.cpu_s for one in new)
    return {
        "made": len(new),
        "there": len(made.of("there")),
        "twice": len(made.of("twice")),
        "failed": len(made.failed),
        "length_s": sum(one.length_ms for one in new) / 1000,
        "seconds": round(seconds, 1),
        "cpu_s": round(cpu_s, 1),
        "an_hour": round(len(new) / seconds * 3600),
        "an_hour_and_core": round(len(new) / cpu_s * 3600) if cpu_s else 0,
        "articles": made.done,
        "failures": made.failed,
    }


def _table(made: Summary, facts: dict[str, Any]) -> None:
    """Print what became of the batch, and each failure with its reason."""
    pace = f"{facts['an_hour']} an hour, {facts['an_hour_and_core']} an hour and core"
    rows = [
        ("made", str(facts["made"])),
        ("there already", str(facts["there"])),
        ("the same text again", str(facts["twice"])),
        ("failed", str(facts["failed"])),
        ("audio", f"{facts['length_s'] / 3600:.2f} h"),
        ("time", f"{facts['seconds']:.0f} s, CPU {facts['cpu_s']:.0f} s; {pace}"),
    ]
    for one in made.failed:
        name = "" if one.source in one.reason else f"{one.title or one.source}: "
        rows.append(("", name + _reason(one)))
    console.result_table("", rows)


def _reason(one: Failed) -> str:
    return f"{one.reason} (tried {one.tries} times)" if one.tries > 1 else one.reason


def _line(source: str) -> str:
    """Give a source as a list names it; a name of two lines would be two other sources."""
    return source if len(source.splitlines()) == 1 else "# rename it: a list has a line for each"


def _end(made: Summary, path: Path) -> None:
    """Keep a list of what failed, or take away that of the batch before.

    Raises:
        CheckError: Something failed.
    """
    from tingbao.publishing import files

    if not made.failed:
        with files.failures(path):
            path.unlink(missing_ok=True)
        return
    rows = {one.source: f"# {_reason(one)}\n{_line(one.source)}\n" for one in made.failed}
    with files.failures(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, "".join(rows.values()).encode("utf-8", "surrogateescape"))
    total = len(made.done) + len(made.failed)
    raise CheckError(
        f"{len(made.failed)} of {total} articles failed",
        where=str(path),
        hint=f"mend what it says and run: tingbao batch {path} -o {path.parent} --resume",
    )
