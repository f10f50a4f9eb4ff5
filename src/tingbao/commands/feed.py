"""`tingbao feed`: the show as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tingbao.commands import console
from tingbao.commands.settings import settings

feed = typer.Typer(name="feed", help="Rebuild and check a show's feed.")
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The show's folder.")]


@feed.command("build")
def build(folder: Folder) -> None:
    """Rebuild feed.xml from the episode folders alone."""
    from tingbao import publishing

    known = publishing.build(folder, settings().show)
    for name, why in known.left_out:
        console.message(f"left out {name}: {why}")
    console.result(f"{folder / 'feed.xml'}: {len(known)} episodes")


@feed.command("remove")
def remove(
    folder: Folder,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The name of the episode's folder.")],
) -> None:
    """Delete an episode and take it out of the feed; the others stay as they are."""
    from tingbao import publishing

    episode = publishing.delete(folder, slug, settings().show)
    console.result(f"removed {episode.slug}: {episode.title}")
