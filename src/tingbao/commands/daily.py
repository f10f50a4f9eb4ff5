"""`tingbao daily`, and what it follows: `follow`, `unfollow`, `following`, `forget`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tingbao.commands import console
from tingbao.commands.options import AllowPrivate, AsJson, Engine, Listen, Output, Voice
from tingbao.commands.progress import progress
from tingbao.commands.settings import now, settings
from tingbao.errors import InputError, UsageError

if TYPE_CHECKING:
    from tingbao.gathering.planning import Rundown

_MOST_DAYS = 36_500  # a century, as in the settings
Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Feeds, pages, folders or OPML files.")
]


def daily(
    *,
    output: Output = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show the rundown; nothing is written.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Make another episode though the day has one.")
    ] = False,
    engine: Engine = None,
    voice: Voice = None,
    allow_private: AllowPrivate = None,
    listen: Listen = None,
    as_json: AsJson = False,
) -> None:
    """Make the day's episode of what is new in everything that is followed, each event once."""
    from tingbao import daily as show
    from tingbao.commands.check import proof

    config = settings(
        output=output, engine=engine, voice=voice, allow_private=allow_private, listen=listen
    )
    if dry_run:
        rundown = show.plan(config, clock=now)
        for trouble in rundown.troubles:
            console.message(f"note: {trouble.why}")
        _report(rundown, {}, as_json=as_json)
        return
    heard = proof(config)
    with progress("lines") as watching:
        morning = show.make(config, progress=watching, clock=now, again=again, proof=heard)
    facts: dict[str, Any] = {}
    if made := morning.made:
        length = made.recording.duration_ms / 1000
        facts = {"title": made.episode.title, "folder": str(made.folder), "length_s": length}
    elif morning.rundown:
        console.message("nothing new today, so there is no episode")
    else:
        console.message(f"today's episode is there, {morning.slug}: --again makes another")
        facts = {"folder": str(config.output / morning.slug)}
    _report(morning.rundown, facts | {"made": bool(made)}, as_json=as_json)


def follow(sources: Sources) -> None:
    """Follow feeds, pages or folders, or all that OPML files list."""
    from tingbao import store
    from tingbao.gathering import following
    from tingbao.services import address
    from tingbao.sources import is_url

    path = Path(following.NAME)
    known = following.load(path)
    asked = following.expand(sources, _fetched)
    for one in asked:
        if not address.is_whole(one.url) and (is_url(one.url) or not store.named(one.url).exists()):
            hint = "write an address as https://example.org/feed"
            raise InputError("no such address, file or folder", where=one.url, hint=hint)
    following.save(path, following.once([*known, *asked]))
    before = {one.url for one in known}
    for one in asked:
        console.result(f"{'followed already:' if one.url in before else 'following'} {one.url}")


def unfollow(sources: Sources) -> None:
    """Follow these no longer."""
    from tingbao.gathering import following

    path = Path(following.NAME)
    known = following.load(path)
    gone = [one.url for one in following.expand(sources, _fetched)]
    for url in gone:
        if all(one.url != url for one in known):
            hint = "tingbao following lists what is"
            raise UsageError("this is not followed", where=url, hint=hint)
    following.save(path, [one for one in known if one.url not in gone])
    for url in gone:
        console.result(f"no longer following {url}")


def _fetched(url: str) -> bytes:
    """Fetch an OPML list."""
    from tingbao.services import web
    from tingbao.sources import LIMIT

    return web.fetch(url, limit=LIMIT, allow_private=settings().allow_private).body


def following(
    *,
    opml: Annotated[bool, typer.Option("--opml", help="Print an OPML list.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is followed, by `follow` and in the settings."""
    from tingbao.gathering import following as lists

    known = lists.once([*lists.load(Path(lists.NAME)), *lists.expand(settings().daily.sources)])
    if opml:
        console.result(lists.opml(known).decode().rstrip("\n"))
    elif as_json:
        console.result_json(known)
    elif not known:
        console.message("nothing is followed yet: tingbao follow URL")
    else:
        for one in known:
            console.result(f"{one.url}\t{one.title}".rstrip())


def forget(
    source: Annotated[
        str, typer.Argument(metavar="[SOURCE]", help="A source or the URL of a report.")
    ] = "",
    *,
    days: Annotated[
        float | None, typer.Option(help="Forget what was listed last so many days ago.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Forget all that was read.")] = False,
) -> None:
    """Forget what was read; what was told stays told as long as its episode is there."""
    from tingbao.gathering import memory

    if (bool(source) + (days is not None) + everything) != 1:
        hint = "give a source, --days N or --all"
        raise UsageError("what is to be forgotten?", where="forget", hint=hint)
    if days is not None and not 0 <= days <= _MOST_DAYS:
        hint = f"give a number from 0 to {_MOST_DAYS:,}"
        raise UsageError(f"there are no {days:g} days", where="--days", hint=hint)
    before = now() - timedelta(days=days) if days is not None else None
    with memory.opened(settings().daily.database) as kept:
        count = kept.forget(before=before, source=source)
    console.result(f"forgot {count} reports")


def _report(rundown: Rundown | None, facts: dict[str, Any], *, as_json: bool) -> None:
    value = facts | (_value(rundown) if rundown else {})
    if as_json:
        console.result_json(value)
        return
    for one in value.get("stories", ()):
        sites = dict.fromkeys(source["site"] for source in one["sources"])
        names = f"（{'、'.join(filter(None, sites))}）" if any(sites) else ""
        console.result(f"{one['minutes']:.1f} min  {one['title']}{names}: {one['reason']}")
    for one in value.get("left_out", ()):
        console.message(f"left out: {one['title'] or one['url']}: {one['reason']}")
    if value.get("made"):
        console.result(f"{value['folder']}: {value['length_s']:.0f} s")


def _value(rundown: Rundown) -> dict[str, Any]:
    """Give the rundown as JSON has it; a source that failed is left out as well."""
    stories = [
        {
            "title": one.story.title,
            "published": one.planned.items[0].moment.isoformat(),
            "sources": [
                {"title": each.title, "url": each.url, "site": each.site}
                for each in one.story.references
            ],
            "minutes": one.planned.minutes,
            "reason": one.planned.reason,
        }
        for one in rundown.stories
    ]
    left = [{"title": one.title, "url": one.url, "reason": one.reason} for one in rundown.left_out]
    left += [{"title": "", "url": one.source, "reason": one.why} for one in rundown.troubles]
    return {"stories": stories, "left_out": left}
