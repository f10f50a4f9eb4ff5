"""`tingbao feed`: the show as a whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, get_args

import typer

from tingbao.commands import console
from tingbao.commands.options import AsJson
from tingbao.commands.settings import settings
from tingbao.errors import CheckError

feed = typer.Typer(name="feed", help="Rebuild and check a show's feed.")
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The show's folder.")]


@feed.command("build")
def build(folder: Folder) -> None:
    """Rebuild feed.xml from the episode folders alone."""
    from tingbao import publishing, site

    show = settings().show
    known = publishing.build(folder, show, site.write)
    for name, why in known.left_out:
        console.message(f"left out {name}: {why}")
    for name, lost in publishing.lacking(known):
        console.message(f"{name} lacks {lost}: make it of its article again")
    for what in publishing.missing(show):
        console.message(what)
    console.result(f"{folder / 'feed.xml'}: {len(known)} episodes")


@feed.command("remove")
def remove(
    folder: Folder,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The name of the episode's folder.")],
) -> None:
    """Delete an episode and take it out of the feed; the others stay as they are."""
    from tingbao import publishing, site

    episode = publishing.delete(folder, slug, settings().show, site.write)
    console.result(f"removed {episode.slug}: {episode.title}")


@feed.command("check")
def check(
    source: Annotated[str, typer.Argument(metavar="DIR|URL", help="A show's folder or its feed.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check the feed by PSP-1's and Apple's rules, and read every file it names; exit 6 if bad."""
    from tingbao.checking import feed as feeds
    from tingbao.checking.findings import Level
    from tingbao.commands.check import line

    findings = feeds.check(source)
    levels = Counter(finding.level for finding in findings)
    count = {level: levels[level] for level in get_args(Level)}
    if as_json:
        console.result_json({**count, "findings": findings})
    else:
        for finding in findings:
            if finding.level != "ok":
                console.result(line(finding))
        console.result("{ok} checks passed, {warning} warnings, {error} errors".format(**count))
    if count["error"]:
        hint = "see the lines above, mend them, then run tingbao feed build"
        raise CheckError("the feed has errors", where=source, hint=hint)


@feed.command("publish")
def publish(
    folder: Folder,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A folder, host:path (rsync) or s3://bucket/…")
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be sent.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Send all of it, for a target that lost something.")
    ] = False,
) -> None:
    """Send what is new to where listeners fetch it, the feed last; goes on where it stopped."""
    from tingbao.publishing import targets

    sent = targets.send(folder, target, dry=dry_run, again=again, on_file=console.message)
    verb = "would send" if dry_run else "sent"
    console.result(f"{verb} {len(sent.names)} files to {target}, {sent.kept} were there")
