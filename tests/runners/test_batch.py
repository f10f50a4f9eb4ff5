"""Each article once, whatever becomes of the workers."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.patience import LONG_S, until
from tests.runners.poison import DEADLY, FAULTY, HALFWAY, HELD, ONCE, spoken

from tingbao.errors import OutputError
from tingbao.runners import Pool
from tingbao.runners.batch import LATER_TRIES, TRIES

TOWNS = [f"{town}湖" for town in "东南西北太千青白"]


def _bytes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".shelf.json"
    }


def test_each_article_becomes_one_episode(desk) -> None:
    """Law: every source of the list is in the feed once, and the count says so as it goes."""
    made = desk.run([desk.article(town) for town in TOWNS])
    assert desk.published() == sorted(f"{town}的雪" for town in TOWNS)
    assert [one.outcome for one in made.done] == ["made"] * len(TOWNS)
    assert desk.watch.counts[-1] == (len(TOWNS), 0, len(TOWNS))
    assert set(desk.tries().values()) == {1}


def test_a_batch_makes_the_bytes_of_one_process(desk, tmp_path) -> None:
    """Law: how many workers there are, and which does what, is not to be seen in the show."""
    sources = [desk.article(town) for town in TOWNS[:3]]
    desk.run(sources)
    two = _bytes(tmp_path / "show")
    desk.run(sources, Pool(1), config={"output": tmp_path / "other", "cache": tmp_path / "new"})
    assert _bytes(tmp_path / "other") == two


def test_a_text_that_comes_twice_is_made_once(desk) -> None:
    """Law: the same article under two names is one episode, and told as such."""
    first = Path(desk.article("西湖"))
    again = first.with_name("copy.txt")
    again.write_bytes(first.read_bytes())
    made = desk.run([str(first), str(again)])
    assert sorted(one.outcome for one in made.done) == ["made", "twice"]
    assert desk.published() == ["西湖的雪"]


def test_resuming_makes_what_is_missing_and_what_was_corrected(desk) -> None:
    """Law: what was made of the same text is left alone; another text is made."""
    sources = [desk.article(town) for town in TOWNS[:3]]
    desk.run(sources[:2], Pool(1))
    path = Path(sources[0])
    path.write_text(path.read_text() + "\n明天转晴。\n")
    made = desk.run(sources, Pool(1), resume=True)
    assert {(Path(one.source).stem, one.outcome) for one in made.done} == {
        (TOWNS[0], "made"),
        (TOWNS[1], "there"),
        (TOWNS[2], "made"),
    }


def test_making_a_batch_again_changes_no_byte(desk, tmp_path) -> None:
    """Law: a second run without --resume finds everything as it would make it."""
    sources = [desk.article(town) for town in TOWNS[:3]]
    desk.run(sources, Pool(1))
    before = _bytes(tmp_path / "show")
    desk.run(sources, Pool(1))
    assert _bytes(tmp_path / "show") == before


def test_a_worker_that_dies_costs_one_line_and_a_second_try(desk) -> None:
    """Law: the article of a dead worker is made by another, and its neighbours once."""
    sources = [desk.article(name) for name in (ONCE, *TOWNS[:4])]
    made = desk.run(sources)
    assert not made.failed
    assert len(desk.published()) == len(sources)
    assert desk.tries() == {f"{ONCE}的雪": 2, **{f"{town}的雪": 1 for town in TOWNS[:4]}}
    assert [note for note in desk.watch.notes if "died" in note] == [
        f"{ONCE}的雪: its worker died; it is tried again"
    ]


def test_where_workers_die_of_other_things_an_article_is_tried_longer(desk, monkeypatch) -> None:
    """Law: once an article outlived a death, deaths prove less: more than three condemn."""
    assert LATER_TRIES > TRIES
    monkeypatch.setattr("tingbao.runners.batch.LATER_TRIES", TRIES + 1)
    sources = [desk.article(name) for name in (ONCE, DEADLY)]
    made = desk.run(sources, Pool(1))
    assert desk.published() == [f"{ONCE}的雪"]
    assert [one.tries for one in made.failed] == [TRIES + 1]


def test_what_a_dead_worker_had_spoken_is_not_spoken_again(desk, tmp_path) -> None:
    """Law: killed after a line, an article goes on from there: what was kept is kept."""
    made = desk.run([desk.article(HALFWAY)])
    assert not made.failed
    before = json.loads((tmp_path / "tries" / "spoken").read_text())
    after = spoken(tmp_path / "cache")
    assert len(before) >= 3
    assert before.items() < after.items()


def test_a_store_that_cannot_be_reached_costs_a_line_and_no_article(desk) -> None:
    """Law: where speech cannot be kept it is told, and everything is made."""
    sources = [desk.article(town) for town in TOWNS[:3]]
    made = desk.run(sources, Pool(1), config={"store": "/proc/nowhere"})
    assert not made.failed
    assert len(desk.published()) == 3
    assert sum("are not kept (/proc/nowhere)" in note for note in desk.watch.notes) == 3


@pytest.mark.parametrize(("title", "reason"), [(DEADLY, "worker died"), (FAULTY, "a bug")])
def test_a_poisoned_article_is_tried_three_times_and_named(desk, title, reason) -> None:
    """Law: what kills or breaks its worker is left after three tries; all others are made once."""
    made = desk.run([desk.article(name) for name in (title, *TOWNS[:4])])
    (failed,) = made.failed
    assert (Path(failed.source).stem, failed.tries) == (title, 3)
    assert reason in failed.reason
    assert desk.tries() == {f"{title}的雪": 3, **{f"{town}的雪": 1 for town in TOWNS[:4]}}
    assert desk.published() == sorted(f"{town}的雪" for town in TOWNS[:4])


def test_what_cannot_be_read_is_named_and_tried_once(desk, tmp_path) -> None:
    """Law: a source that no second try would mend fails with its own reason."""
    (tmp_path / "empty.txt").touch()
    made = desk.run([str(tmp_path / "empty.txt"), str(tmp_path / "none"), desk.article("西湖")])
    assert sorted((one.tries, one.reason.partition(" (")[0]) for one in made.failed) == [
        (1, "no such file"),
        (1, "nothing in it"),
    ]
    assert desk.published() == ["西湖的雪"]


def test_workers_killed_again_and_again_make_everything_once(desk) -> None:
    """Law: whoever is killed, at whatever moment, every article is in the feed once."""
    chance = random.Random(7)  # noqa: S311  # victims, not secrets
    killed = []

    def kill(done: int) -> None:
        children = multiprocessing.active_children()
        if done % 3 == 1 and done not in killed and children:
            killed.append(done)
            os.kill(chance.choice(children).pid, signal.SIGKILL)

    desk.watch.then = kill
    sources = [desk.article(f"{town}{n}") for town in TOWNS for n in (1, 2)]
    made = desk.run(sources)
    assert len(killed) >= 4
    assert not made.failed
    assert desk.published() == sorted(f"{Path(source).stem}的雪" for source in sources)


def test_a_full_disk_ends_the_batch_and_the_next_goes_on(desk) -> None:
    """Law: what cannot be published is said at once; what was published stays, whole."""
    sources = [desk.article(town) for town in TOWNS[:3]]
    desk.run(sources[:1])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OutputError):
            desk.run(sources)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert desk.published() == [f"{TOWNS[0]}的雪"]
    desk.run(sources, resume=True)
    assert len(desk.published()) == 3


PROGRAM = """
import sys
from tests.runners.conftest import Desk
from pathlib import Path
if __name__ == "__main__":
    desk = Desk(Path(sys.argv[1]))
    desk.watch.then = lambda done: print(done, flush=True)
    desk.run(sys.argv[2:])
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_ending_the_program_ends_its_workers(desk, tmp_path, number) -> None:
    """Law: killed or interrupted, the program leaves no process behind, and nothing half done."""
    sources = [desk.article(f"{HELD}{town}") for town in TOWNS[:4]]
    (tmp_path / "program.py").write_text(PROGRAM)
    process = subprocess.Popen(
        [sys.executable, tmp_path / "program.py", tmp_path, *sources],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until(lambda: desk.held() == 2)  # both workers are at one
    process.send_signal(number)
    process.communicate(timeout=LONG_S)  # until none is left that could write to the pipe
    desk.go()
    desk.run(sources, resume=True)
    assert len(desk.published()) == 4
