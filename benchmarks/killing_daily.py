"""Kill the daily show at any moment, again and again: nothing is lost and nothing told twice.

    python benchmarks/killing_daily.py [TIMES]

Each run of one morning is killed after a random time, up to what an undisturbed one takes. After
each kill the folder is looked at: every episode in it is whole, and none of an event that another
has. In the end one run is left alone, and the morning has its one episode.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import feed_sites, forked  # noqa: E402  # after the path


def kills(times: int, seed: int = 7) -> tuple[int, int]:
    """Give how many runs were killed, and how many episodes there are in the end.

    Raises:
        AssertionError: Something is torn, told twice or lost.
    """
    from tingbao.gathering import memory
    from tingbao.publishing import catalogue

    chance = random.Random(seed)  # noqa: S311  # no secret
    with feed_sites.site() as site, tempfile.TemporaryDirectory() as name:
        forked.begun(time.sleep, 0).join()  # what is copied has all loaded now
        began = time.monotonic()
        folder = Path(name) / "alone"
        folder.mkdir()
        feed_sites.show(site, folder)
        _run(site.url, folder).join()
        whole = time.monotonic() - began
        wanted = _titles(folder)
        killed = 0
        place = Path(name) / "killed"
        for turn in range(times):
            if turn % 10 == 0:  # once there is an episode a run is short
                place = Path(name) / f"killed{turn}"
                place.mkdir()
            process = _run(site.url, place)
            time.sleep(chance.uniform(0, whole))
            process.kill()
            process.join()
            killed += process.exitcode != 0
            _whole(place)
            if turn % 10 == 9 or turn + 1 == times:
                last = _run(site.url, place)
                last.join()
                assert last.exitcode == 0
                assert _titles(place) == wanted
                known = catalogue.read(place / "show")
                assert len(known) == 1
                feed = (place / "show" / "feed.xml").read_text(encoding="utf-8")
                assert known[0].episode.guid in feed
                with memory.opened(str(place / "daily.sqlite")) as kept:
                    assert len(kept.told(str((place / "show").resolve()))) == len(wanted)
        return killed, times


def _run(url: str, folder: Path) -> BaseProcess:
    return forked.begun(feed_sites.short, url, folder)


def _titles(folder: Path) -> list[str]:
    from tingbao.publishing import catalogue

    return sorted(
        story.title for record in catalogue.read(folder / "show") for story in record.stories
    )


def _whole(folder: Path) -> None:
    """See that what is visible is whole, and that no story stands in two episodes."""
    from tingbao.publishing import catalogue

    show = folder / "show"
    if show.is_dir():
        known = catalogue.read(show)
        assert not known.left_out
        titles = _titles(folder)
        assert len(titles) == len(set(titles))


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    print("killed {} of {} runs: whole, nothing told twice, nothing lost".format(*kills(count)))
