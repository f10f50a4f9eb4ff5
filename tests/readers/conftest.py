"""Programs and libraries that read what we write, and none of which is ours.

Run with `pytest tests/readers`, which the default run leaves out: it needs Debian's ffmpeg,
mp3val and mpg123, and `npm install --no-package-lock --prefix tests/readers`.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.published import (  # noqa: F401  # fixtures that those below are made from
    MOMENT,
    SHOW,
    article,
    recording,
    script,
    speech,
)

from tingbao import publishing, site
from tingbao.config import Config

if TYPE_CHECKING:
    from tingbao.model import Episode, Recording, Script

HERE = Path(__file__).parent
TITLE = "聚焦三个“一号工程” 打好经济翻身仗 钱塘智慧城下好高质量发展“先手棋”" * 2


@dataclass(frozen=True, kw_only=True)
class Published:
    """An episode, the show's folder, and what readers in JavaScript see of both."""

    episode: Episode
    folder: Path
    node: dict[str, Any]

    @property
    def mp3(self) -> Path:
        """The audio."""
        return self.folder / self.episode.file


def ran(*command: object) -> str:
    """Run a program and give what it says on both streams."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session", params=[False, True], ids=["plain", "pictured"])
def published(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    script: Script,  # noqa: F811
    recording: Recording,  # noqa: F811
) -> Published:
    """A long title and Chinese chapters, with and without their pictures."""
    folder = tmp_path_factory.mktemp("show")
    episode = publishing.publish(
        Config(output=folder, show=replace(SHOW, chapter_pictures=request.param)),
        article=article(title=TITLE),
        script=script,
        recording=recording,
        moment=MOMENT,
        pages=site.write,
    )
    seen = ran("node", HERE / "read.mjs", folder / episode.file, folder / "feed.xml")
    return Published(episode=episode, folder=folder, node=json.loads(seen))
