"""The show as a whole, from a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import feedparser
from tests import forked
from tests.patience import LONG_S

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "杭州第{}次下雪\n\n杭州今天下了大雪。西湖边积雪{}厘米，游客比昨天多了两成。\n"


def _made(run, tmp_path: Path, number: int) -> Path:
    source = tmp_path / f"{number}.txt"
    source.write_text(NEWS.format(number, number), encoding="utf-8")
    assert run("make", source, "-o", tmp_path / "show", "--engine", "silent").code == 0
    return max((tmp_path / "show").glob(f"*-di-{number}-*"))


def _titles(show: Path) -> set[str]:
    return {entry.title for entry in feedparser.parse((show / "feed.xml").read_bytes()).entries}


def test_a_folder_that_lost_a_file_is_named_and_the_others_stay(run, tmp_path: Path) -> None:
    """Law: without its audio an episode is left out, without a companion it is named; none goes."""
    show = tmp_path / "show"
    whole, lame, mute = (_made(run, tmp_path, number) for number in (1, 2, 3))
    (lame / "transcript.vtt").unlink()
    (lame / "cover.jpg").unlink()
    (mute / f"{mute.name}.mp3").unlink()
    ran = run("feed", "build", show)
    assert ran.code == 0
    assert f"{lame.name} lacks transcript.vtt: make it" in ran.err
    assert f"{lame.name} lacks cover.jpg: make it" in ran.err
    assert f"left out {mute.name}: its audio is missing" in ran.err
    assert whole.name not in ran.err
    assert _titles(show) == {"杭州第1次下雪", "杭州第2次下雪"}
    assert run("make", tmp_path / "2.txt", "-o", show, "--engine", "silent").code == 0
    assert run("make", tmp_path / "3.txt", "-o", show, "--engine", "silent").code == 0
    assert "lacks" not in run("feed", "build", show).err
    assert run("feed", "check", show).code == 0
    assert len(_titles(show)) == 3


def test_makes_at_once_on_one_folder_lose_nothing(tmp_path: Path) -> None:
    """Law: real runs side by side, two of them of one article, all end well and all are there."""
    show = tmp_path / "show"
    running = []
    for number in (1, 1, 2):
        source = tmp_path / f"{number}.txt"
        source.write_text(NEWS.format(number, number), encoding="utf-8")
        command = ("make", str(source), "-o", str(show), "--engine", "silent")
        cache = str(tmp_path / "cache")
        running.append(forked.begun(forked.tingbao, str(tmp_path), cache, *command))
    for process in running:
        process.join(LONG_S)
    assert [process.exitcode for process in running] == [0, 0, 0]
    assert _titles(show) == {"杭州第1次下雪", "杭州第2次下雪"}
    assert len(feedparser.parse((show / "feed.xml").read_bytes()).entries) == 2
    assert not [path for path in show.rglob(".*") if "staging" in path.name or "old" in path.name]
