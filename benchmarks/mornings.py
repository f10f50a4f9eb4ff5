"""How near the rundowns of `tingbao daily` are to an editor's, on mornings that were kept as feeds.

    python benchmarks/mornings.py SET... [--rundowns]

A SET is a folder: in DAY/ the feeds of consecutive days as they were at half past six, +0800, and
in keys.tsv what an editor would tell, written before anything ran: a day, a kind, a number and a
pattern of headlines in simplified characters a line. L leads, A may lead, M must be told, of D at
most so many stories stand, S is stale (it was to be heard the morning before, or a later report
overtakes it), U is nothing for a show. Each day knows what the days before it told; ten stories,
from the feeds alone. Nothing is spoken and no page read.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tingbao.config import Daily
from tingbao.gathering import memory, planning
from tingbao.gathering.memory import Told
from tingbao.gathering.planning import Rundown
from tingbao.language.simplified import simplified
from tingbao.services.visitor import Visitor

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import feed_sites  # after the path

ZONE = ZoneInfo("Asia/Shanghai")
STORIES = 10
Key = tuple[str, int, re.Pattern[str]]  # kind, number, headlines


def rundowns(folder: Path) -> dict[str, Rundown]:
    """Plan the show of each morning of a set, as one listener's who hears them all."""
    days = sorted(each for each in folder.iterdir() if each.is_dir() and each.name[:2] == "20")
    daily = Daily(stories=STORIES, minutes=float(STORIES), pages=0)
    visitor = Visitor(sleep=lambda _: None, allow_private=True)
    told: tuple[Told, ...] = ()
    found = {}
    with feed_sites.site() as site, tempfile.TemporaryDirectory() as name:
        for day in days:
            for file in sorted(day.glob("*.xml")):
                site.pages[f"/{file.name}"] = file.read_bytes()
            followed = [f"{site.url}{path}" for path in site.pages]
            now = datetime.fromisoformat(f"{day.name}T06:30:00").replace(tzinfo=ZONE)
            with memory.opened(str(Path(name) / "memory.sqlite"), write=True) as kept:
                kept.agree(site.url, told)
                rundown = planning.plan(
                    followed, told, daily, memory=kept, visitor=visitor, now=now, newest=5
                )
            told += tuple(
                Told(slug=day.name, moment=now, story=one.story) for one in rundown.stories
            )
            found[day.name] = rundown
    return found


def keys(file: Path) -> dict[str, list[Key]]:
    """Read what an editor would tell of each day."""
    found: dict[str, list[Key]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            day, kind, number, pattern = line.split("\t")
            found.setdefault(day, []).append((kind, int(number or 0), re.compile(pattern)))
    return found


def score(rundown: Rundown, wanted: list[Key]) -> Counter[str]:
    """Count how a rundown does: its lead, and its stories as an editor sees them."""
    heads = [simplified(one.planned.title) for one in rundown.stories]
    told = [simplified(item.title) for one in rundown.stories for item in one.planned.reports]
    lead = [simplified(one.title) for one in rundown.stories[0].planned.items] if heads else []

    def has(kind: str, titles: list[str]) -> bool:
        return any(k == kind and any(map(found.search, titles)) for k, _, found in wanted)

    leads = "right lead" if has("L", lead) else "allowed lead" if has("A", lead) else "wrong lead"
    counts = Counter([leads])
    for kind, number, pattern in wanted:
        stand = sum(bool(pattern.search(head)) for head in heads)
        counts["wanted"] += kind == "M"
        counts["told"] += kind == "M" and any(map(pattern.search, told))
        counts["twice"] += max(0, stand - number) if kind == "D" else 0
    counts["stale"] = sum(has("S", [head]) for head in heads)
    counts["unfit"] = sum(has("U", [head]) for head in heads)
    return counts


def main() -> None:
    """Print a line a morning, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--rundowns", action="store_true", help="print what is told")
    given = parser.parse_args()
    whole: Counter[str] = Counter()
    for folder in given.sets:
        wanted = keys(folder / "keys.tsv")
        for day, rundown in rundowns(folder).items():
            counts = score(rundown, wanted.get(day, []))
            whole += counts
            print(f"{folder.name} {day}: {_said(counts)}")
            if given.rundowns:
                for one in rundown.stories:
                    print(f"  {one.planned.title}: {one.planned.reason}")
    print(f"all: {_said(whole)}")


def _said(counts: Counter[str]) -> str:
    leads = ", ".join(f"{counts[kind]} {kind}" for kind in counts if kind.endswith("lead"))
    return (
        f"{leads}; {counts['told']} of {counts['wanted']} that must be; "
        f"{counts['twice']} twice, {counts['stale']} stale, {counts['unfit']} unfit"
    )


if __name__ == "__main__":
    main()
