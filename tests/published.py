"""A small show to publish into."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.mastered import master

from tingbao import publishing, site
from tingbao.config import Config
from tingbao.model import (
    Article,
    Byline,
    Cue,
    Episode,
    Line,
    Person,
    Recording,
    Script,
    Section,
    Show,
)
from tingbao.synthesis import Speech

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
SHOW = Show(
    title="听报",
    description="测试的节目。",
    author="编辑部",
    email="show@example.org",
    base_url="https://example.org/pod",
    copyright="© 2026",
    funding_url="https://example.org/give",
    persons=(
        Person(name="小北", img="https://example.org/b.jpg"),
        Person(name="小云", role="co-host"),
    ),
)
Publish = Callable[..., Episode]


def article(
    title: str = "智慧城下好“先手棋”", text: str = "今天天气很好。", **more: str
) -> Article:
    """An article with an opening and one headed section."""
    return Article(
        source=more.get("source", "article.txt"),
        title=title,
        published=datetime(2023, 5, 5, 8, 9, 33),  # noqa: DTZ001  # as articles print it
        byline=Byline(source="杭州网", author="张三"),
        sections=(
            Section(heading=None, paragraphs=(text, "第二段。")),
            Section(heading="产业", paragraphs=("第三段。",)),
        ),
    )


@pytest.fixture(autouse=True)
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: what is synced matters to a power cut only."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "sync", lambda: None, raising=False)


@pytest.fixture(scope="session")
def script() -> Script:
    """Three lines, one of them long."""
    written = ("欢迎收听听报。", "2022年3月，" + "这里的变化很大，" * 9 + "真的。", "产业增长8%。")
    lines = tuple(
        Line(
            kind="body",
            section=(None, 0, 1)[index],
            written=text,
            spoken=text.replace("8%", "百分之八"),
            pause_ms=300,
        )
        for index, text in enumerate(written)
    )
    return Script(title="标题", lines=lines)


@pytest.fixture(scope="session")
def speech(script: Script) -> Speech:
    """A second of tone a line."""
    wave = (8000 * np.sin(np.arange(24000) * 0.05)).astype("<i2").tobytes()
    cues = tuple(
        Cue(line=index, start_ms=1000 * index, end_ms=1000 * (index + 1))
        for index in range(len(script.lines))
    )
    return Speech(
        pcm=wave * len(cues), sample_rate=24000, cues=cues, engines=("silent/tone",) * len(cues)
    )


@pytest.fixture(scope="session")
def recording(speech: Speech, script: Script) -> Recording:
    """The mastered tones."""
    return master(speech, script, headings=(None, "产业"))


@pytest.fixture
def publish(tmp_path: Path, script: Script, recording: Recording) -> Publish:
    """Publish an article into the test's folder."""

    def run(**more: object) -> Episode:
        facts = {
            "article": article(),
            "script": script,
            "recording": recording,
            "moment": MOMENT,
            "pages": site.write,
        }
        settings = {"output", "show", "season", "number", "ai_mark", "cache"}
        chosen = {name: more.pop(name) for name in settings & more.keys()}
        config = Config(**{"output": tmp_path, "show": SHOW, **chosen})  # type: ignore[arg-type]
        return publishing.publish(config, **{**facts, **more})  # type: ignore[arg-type]

    return run
