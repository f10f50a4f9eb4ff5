"""Two days of a daily show by its command line, for an editor to read line by line.

    python benchmarks/two_days.py

Five feeds on loopback tell twelve events in sixty reports, a sixth is broken. On the second day
they list the same again, with what happened since. Each run is a process of `tingbao`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import feed_sites  # noqa: E402  # after the path

RUN = """
import sys
from datetime import datetime
from tingbao.commands import daily
from tingbao.commands.app import main
moment = datetime.fromisoformat(sys.argv.pop(1))
daily.now = lambda: moment
main()
"""
SETTINGS = """
allow_private = true
engine = "silent"
[daily]
stories = 12
minutes = 6
"""
SINCE = (
    (
        "柳湾物流园火灾原因查明 系电气线路故障",
        "临江区27日公布柳湾物流园火灾调查结果：原因是电气线路老化短路，直接经济损失860万元。",
    ),
    ("云岭大桥合龙", "全长3.2公里的云岭大桥27日合龙，主跨1208米，预计明年6月通车。"),
    (
        "江州女篮夺冠引热议",
        "江州女篮以78比76逆转北川女篮，首次夺得联赛总冠军，林小满命中制胜三分。",
    ),
)


def main() -> None:
    """Print what each day tells, and what it says on its way."""
    with feed_sites.site() as site, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        feed_sites.show(site, folder)
        (folder / "tingbao.toml").write_text(SETTINGS, encoding="utf-8")
        feeds = [f"{site.url}/{one}" for one in (*(f"feed{at}" for at in range(5)), "broken")]
        print(_tingbao(folder, feed_sites.NOW, "follow", *feeds))
        told: set[Path] = set()
        _day(folder, feed_sites.NOW, told)
        then = feed_sites.NOW + timedelta(days=1)
        news = [
            (title, f"/since/{at}", text, then - timedelta(hours=3))
            for at, (title, text) in enumerate(SINCE)
        ]
        feed_sites.publish(site, "/feed0", feed_sites.OUTLETS[0], [*news, *feed_sites.listed(0)])
        _day(folder, then, told)
        _day(folder, then, told)


def _day(folder: Path, moment: datetime, told: set[Path]) -> None:
    print(f"\n== {moment.isoformat()}\n{_tingbao(folder, moment, 'daily')}")
    scripts = set((folder / "output").glob("*/script.json")) - told
    for line in (line for one in scripts for line in json.loads(one.read_bytes())["lines"]):
        print(f"{line['kind']:8}{line['written']}")
    told |= scripts


def _tingbao(folder: Path, moment: datetime, *words: str) -> str:
    command = [sys.executable, "-c", RUN, moment.isoformat(), *words]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return f"{ran.stderr}{ran.stdout}exit {ran.returncode}"


if __name__ == "__main__":
    main()
