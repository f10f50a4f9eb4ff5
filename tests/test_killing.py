"""Killed in any stage, the next run gives the bytes of an undisturbed one."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

_spec = importlib.util.spec_from_file_location(
    "killing", Path(__file__).parents[1] / "benchmarks" / "killing.py"
)
killing = importlib.util.module_from_spec(_spec)
sys.modules["killing"] = killing
_spec.loader.exec_module(killing)

NEWS = "杭州下雪了\n\n杭州今天下了大雪。\n\n一、西湖\n\n西湖边积雪5厘米。\n"


@pytest.fixture(scope="module")
def wish(tmp_path_factory: pytest.TempPathFactory):
    """A short article, in silence."""
    source = tmp_path_factory.mktemp("source") / "news.txt"
    source.write_text(NEWS, encoding="utf-8")
    return killing.Wish(engine="silent", minutes=0.5, source=source)


@pytest.fixture(scope="module")
def wanted(wish, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The checksums of what a run makes that is left alone, in this process."""

    def undisturbed(folder: Path, wish) -> tuple[dict[str, str], float]:
        killing._make(folder, wish)
        return killing.sums(folder / "show"), 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(killing, "undisturbed", undisturbed)
        yield undisturbed(tmp_path_factory.mktemp("alone"), wish)[0]


@pytest.mark.parametrize("stage", ["speaking", "mastering", "publishing"])
def test_a_run_killed_in_a_stage_is_made_good(wish, wanted, tmp_path: Path, stage: str) -> None:
    """Law: what is visible after a kill is whole, and the next run leaves no trace of it."""

    def reached(process: subprocess.Popen[str]) -> None:
        while stage not in (line := process.stderr.readline()):
            assert line, "the run ended before"

    facts = killing.killed(tmp_path, wish, wanted, reached)
    assert facts.whole
    assert not facts.other
