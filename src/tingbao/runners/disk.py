"""The disk that a batch will need, told before the first article is spoken."""

from __future__ import annotations

import shutil
from pathlib import Path

from tingbao.config import Config
from tingbao.errors import OutputError
from tingbao.runners.lists import Listing
from tingbao.store import LIMITS

SOUND = 12_000  # bytes a second of an MP3 of 96 kbit/s
SPEECH = 48_000  # likewise of what is kept of the speech
BESIDE = 600_000  # of an episode: covers, script, transcripts, its page
SCRIPT = 30_000  # of a script alone
_SYLLABLES = 4.5  # a second of speech
_BYTES = 3  # of a Chinese character in UTF-8


def needed(listing: Listing, config: Config, *, scripts: bool) -> dict[Path, int]:
    """Estimate the bytes that a batch will take, by folder: of the show, and of the speech.

    An article is as long as asked for, or, where it is told in full, as long as its file.
    """
    each = config.newest if listing.feeds else 1
    articles = len(listing.sources) * each
    if scripts:
        return {config.output: articles * SCRIPT}
    seconds = each * sum(_seconds(source, config) for source in listing.sources)
    found = {config.output: round(seconds * SOUND) + articles * BESIDE}
    if config.store and "://" not in config.store:
        found[Path(config.store)] = round(seconds * SPEECH)
    if config.cache:
        speech = 0 if config.store else min(round(seconds * SPEECH), LIMITS["speech"])
        found[config.cache] = speech + min(found[config.output], LIMITS["results"])
    return found


def refuse(wanted: dict[Path, int]) -> None:
    """Refuse a batch for which there is no room.

    Raises:
        OutputError: A disk has less free than is wanted on it.
    """
    disks: dict[int, tuple[Path, int]] = {}
    for folder, size in wanted.items():
        place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        first, before = disks.get(place.stat().st_dev, (folder, 0))
        disks[place.stat().st_dev] = first, before + size
        free = shutil.disk_usage(place).free
        if before + size > free:
            raise OutputError(
                f"some {_gigabytes(before + size)} are needed, {_gigabytes(free)} are free",
                where=str(first),
                hint="free some space, give less at a time, or choose another folder with -o",
            )


def _seconds(source: str, config: Config) -> float:
    if config.script.style != "full":
        return config.minutes * 60
    try:
        return Path(source).stat().st_size / _BYTES / _SYLLABLES
    except OSError:  # a page, of which nothing is known
        return config.minutes * 60


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
