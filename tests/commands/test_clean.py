"""What is kept, and letting go of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "杭州下雪了\n\n杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成。\n"


def _kept(cache: Path) -> dict[str, int]:
    return {
        kind.name: sum(path.stat().st_size for path in kind.rglob("*") if path.is_file())
        for kind in cache.iterdir()
    }


def test_clean_says_what_there_is_and_lets_go_of_it_by_kind(run, tmp_path: Path) -> None:
    """Law: --dry-run changes nothing; what is named goes, and models only when named."""
    cache, source = tmp_path / "cache" / "tingbao", tmp_path / "news.txt"
    source.write_text(NEWS)
    assert run("make", source, "-o", tmp_path / "show", "--engine", "silent").code == 0
    (cache / "models").mkdir()
    (cache / "models" / "graph").write_bytes(b"graph")
    (cache / "mine.txt").write_text("a file of the user's in a folder of the user's choice")
    before = _kept(cache)
    told = json.loads(run("clean", "--dry-run", "--json").out)
    assert told["removed"] is False
    assert {kind: size for kind, size in told["bytes"].items() if size} == {
        kind: size for kind, size in before.items() if size
    }
    assert _kept(cache) == before
    assert run("clean", "speech").code == 0
    assert _kept(cache).keys() == before.keys() - {"speech"}
    assert run("clean").code == 0
    assert {path.name for path in cache.iterdir()} == {"models", "mine.txt"}
    assert run("clean", "models").code == 0
    assert {path.name for path in cache.iterdir()} == {"mine.txt"}
    assert run("clean").code == 0


def test_clean_refuses_what_is_no_kind(run) -> None:
    """Law: a folder's name is none; the message lists the kinds there are."""
    ran = run("clean", "../show")
    assert (ran.code, ran.out) == (2, "")
    assert "speech, answers, results" in ran.err


def test_what_machines_share_is_not_cleaned(run, tmp_path: Path, monkeypatch) -> None:
    """Law: the setting `store` is left alone."""
    monkeypatch.setenv("TINGBAO_STORE", str(tmp_path / "shared"))
    source = tmp_path / "news.txt"
    source.write_text(NEWS)
    assert run("make", source, "-o", tmp_path / "show", "--engine", "silent").code == 0
    before = sorted((tmp_path / "shared").rglob("*.pcm"))
    assert before
    assert run("clean").code == 0
    assert sorted((tmp_path / "shared").rglob("*.pcm")) == before
