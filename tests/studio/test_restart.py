"""The whole program killed in the middle, and started again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.patience import LONG_S, until

from tingbao.publishing import record

from .conftest import ARTICLE, Door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "from tingbao.commands.app import main; main()", "serve"]
CHOICES = {"engine": "silent", "minutes": 1}


@contextmanager
def _program(folder: Path) -> Iterator[Door]:
    """Run `tingbao serve --studio` until the block ends, by a signal that asks nobody."""
    environ = {**os.environ, "TINGBAO_ENGINE": "silent", "TINGBAO_CACHE": str(folder / ".cache")}
    command = [*PROGRAM, str(folder), "--studio", "--port", "0"]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environ
    )
    try:
        said = ""
        while "(Ctrl-C stops)" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        port, token = re.search(r":(\d+)/studio/\?token=(\S+)", said).groups()
        yield Door(int(port), token=token)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(LONG_S)
        process.stderr.close()


def test_jobs_survive_the_death_of_the_program(tmp_path):
    """Law: after SIGKILL with jobs under way and in line, the next start makes each just once."""
    with _program(tmp_path) as door:
        _, draft = door.post("draft", {**CHOICES, "sources": [ARTICLE]})
        lines = [{"index": n, "written": line["written"]} for n, line in enumerate(draft["lines"])]
        names = []
        for number in range(3):
            lines[1] = {"index": 1, "written": f"这是第{number + 1}次。"}
            order = {**CHOICES, "draft": draft["draft"], "title": f"第{number}期", "lines": lines}
            names.append(door.post("jobs", order)[1]["job"])
        until(lambda: any(job["state"] != "queued" for job in door.jobs()))
    with _program(tmp_path) as door:
        made = [door.finished(name) for name in names]
        assert [job["state"] for job in made] == ["done"] * 3
        assert [job["title"] for job in made] == ["第0期", "第1期", "第2期"]
        for job in made:
            assert door.ask("GET", f"/{job['slug']}/index.html")[0] == 200
    found = [record.load(path) for path in tmp_path.glob("*/episode.json")]
    assert sorted(one.episode.title for one in found) == ["第0期", "第1期", "第2期"]
    feed = (tmp_path / "feed.xml").read_text(encoding="utf-8")
    assert feed.count("<item>") == 3
