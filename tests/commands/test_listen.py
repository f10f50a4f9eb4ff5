"""What `--listen` needs is asked for before anything is spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

NEWS = "杭州下雪了\n\n杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成。\n"


@pytest.mark.parametrize("more", [(), ("--model", "none")])
@pytest.mark.parametrize("listen", ["flag", "setting"])
def test_a_model_is_needed(run, tmp_path: Path, more: tuple[str, ...], listen: str) -> None:
    """Law: without a model that can be loaded, nobody waits for a voice: exit code 2, no file."""
    Path("news.txt").write_text(NEWS, encoding="utf-8")
    if listen == "setting":
        Path("tingbao.toml").write_text("listen = true\n", encoding="utf-8")
    flags = ("--listen",) if listen == "flag" else ()
    ran = run("make", "news.txt", "-o", tmp_path / "show", "--engine", "silent", *flags, *more)
    assert ran.code == 2
    assert "speaking" not in ran.err
    assert "--model" in ran.err or "tingbao[listen]" in ran.err
    assert not (tmp_path / "show").exists()


def test_a_finished_episode_needs_one_too(run, tmp_path: Path) -> None:
    """Law: `check --listen` says the same of its model."""
    Path("news.txt").write_text(NEWS, encoding="utf-8")
    assert run("make", "news.txt", "-o", tmp_path / "show", "--engine", "silent").code == 0
    (path,) = (tmp_path / "show").glob("*/*.mp3")
    assert run("check", path, "--listen").code == 2
