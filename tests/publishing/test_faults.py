"""Whichever touch of the disk fails, nothing published is harmed and the next run mends it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tests.faults import ERRORS, Faults, broken, snapshot, watched
from tests.published import SHOW, Publish, article

from tingbao import publishing, site
from tingbao.errors import OutputError
from tingbao.publishing import catalogue, files, targets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVERY = 4  # steps; benchmarks/faults.py has each fail in each way


def _said(work: Callable[[], object]) -> str:
    """Give what the system said of the failure, if it was told of."""
    try:
        work()
    except OutputError as error:
        return error.what.removeprefix("cannot write: ")
    return ""


def _each_failing(
    work: Callable[[], object], start: Path, place: Path, whole: Callable[[], None]
) -> list[str]:
    """Run work in a copy of `start` at `place`, each step failing once; give the steps."""

    def begin() -> None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(start, place)

    begin()
    with watched(Faults(roots=(place,))) as seen:
        work()
    wanted = snapshot(place)
    for number in range(0, len(seen.steps), EVERY):
        begin()
        faults = Faults(roots=(place,), fails_at=number, error=ERRORS[number % len(ERRORS)])
        with watched(faults):
            said = _said(work)
        assert said in {"", os.strerror(faults.error)}, faults.steps[-1]
        whole()
        work()
        assert snapshot(place) == wanted, faults.steps[number]
        assert not list(place.rglob(f"{files.STAGING}*")), faults.steps[number]
    return seen.steps


def test_making_an_episode_with_each_step_failing(publish: Publish, tmp_path: Path) -> None:
    """Law: a failing open, write, sync or rename of `publish` harms nothing, and is made good."""
    start, show = tmp_path / "start", tmp_path / "show"
    publish(output=start)
    publish(output=start, article=article("另一篇"))

    def work() -> None:
        publish(output=show, article=article("新的一篇"))

    def whole() -> None:
        assert broken(show) == []
        for name, data in before.items():
            if name.rpartition("/")[2] != "index.html" and not name.startswith(("feed", "index")):
                assert (show / name).read_bytes() == data

    before = snapshot(start)
    steps = _each_failing(work, start, show, whole)
    kinds = {step.partition(" ")[0] for step in steps}
    assert {"open", "write", "fsync", "rename", "replace", "mkdir"} <= kinds


def test_a_revision_with_each_step_failing(publish: Publish, tmp_path: Path) -> None:
    """Law: an article that was corrected moves as a whole; at no step is its episode lost."""
    start, show = tmp_path / "start", tmp_path / "show"
    old = publish(output=start)

    def work() -> None:
        publish(output=show, article=article(text="今天天气不好。"))

    def whole() -> None:
        publishing.build(show, SHOW, site.write)
        assert broken(show) == []
        assert old.guid in (show / "feed.xml").read_text("utf-8")

    _each_failing(work, start, show, whole)


def test_sending_with_each_step_failing(publish: Publish, tmp_path: Path) -> None:
    """Law: at no step of sending does the target's feed name what is not there."""
    start, target = tmp_path / "start", tmp_path / "there"
    show = tmp_path / "show"
    publish(output=show)
    targets.send(show, str(start))
    publish(output=show, article=article("新的一篇"))
    (show / targets.MEMORY).unlink()

    def work() -> None:
        (show / targets.MEMORY).unlink(missing_ok=True)
        targets.send(show, str(target))

    _each_failing(work, start, target, lambda: _nobroken(target))


def _nobroken(folder: Path) -> None:
    assert broken(folder) == []


def test_everything_lasts_before_it_is_named(publish: Publish, tmp_path: Path) -> None:
    """Law: each file is synced before it is renamed into its place, its folder at once after."""
    publish()
    with watched(Faults(roots=(tmp_path,))) as seen:
        publish(article=article("新的一篇"))
    unsynced: set[str] = set()
    named = False
    for step in seen.steps:
        what, _, name = step.partition(" ")
        if what == "write":
            unsynced.add(name)
        elif what == "fsync":
            unsynced.discard(name)
            named &= name.startswith(files.STAGING)  # until a folder is synced
        elif what == "sync":
            unsynced.clear()
        elif what in {"replace", "rename"}:
            assert not unsynced, step
            named = True
        elif what in {"open", "mkdir"}:
            assert not named, step
    assert seen.steps.count(f"fsync {tmp_path.name}") >= 2
    assert not unsynced
    assert (tmp_path / catalogue.NAME).exists()
