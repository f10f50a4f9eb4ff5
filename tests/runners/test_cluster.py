"""On Dask: a LocalCluster of processes, and scheduler and workers as programs of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import dask
import pytest
from tests import forked
from tests.patience import LONG_S, answers, until
from tests.runners.poison import DEADLY, FAULTY, HELD

from tingbao.errors import EngineError, UsageError
from tingbao.runners import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

TOWNS = [f"{town}湖" for town in "东南西北太千青白"]
SCHEDULER = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--no-dashboard", "--no-show")
WORKER = ("distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
SETTINGS = {  # a worker that is slow to begin is not given up
    "distributed.scheduler.allowed-failures": 2,
    "distributed.comm.timeouts.connect": f"{LONG_S}s",
}
ENVIRON = {
    f"DASK_{name.replace('.', '__').replace('-', '_').upper()}": str(value)
    for name, value in SETTINGS.items()
}


@dataclass
class Programs:
    """A scheduler and its workers, each a program on loopback."""

    folder: Path
    port: int
    running: list[BaseProcess] = field(default_factory=list)
    strangers: list[subprocess.Popen] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Give it as a user does."""
        return f"dask://127.0.0.1:{self.port}"

    def begin(self, module: str, *arguments: str, **environ: str) -> BaseProcess:
        """Start one, as a copy of what has all loaded."""
        process = forked.begun(
            forked.module, module, arguments, {**ENVIRON, **environ}, str(self.folder / "log")
        )
        self.running.append(process)
        return process

    def scheduler(self) -> BaseProcess:
        """Start the scheduler, and wait until it answers."""
        process = self.begin(*SCHEDULER, "--port", str(self.port))
        until(lambda: not process.is_alive() or answers(self.port))
        assert process.is_alive(), (self.folder / "log").read_text()
        return process

    def worker(self, **environ: str) -> BaseProcess:
        """Start a worker without a nanny: one that is killed stays away."""
        return self.begin(*WORKER, *self._worker(), **environ)

    def stranger(self, path: Path) -> BaseProcess:
        """Start a worker that finds another tingbao first."""
        begun = subprocess.Popen(
            [sys.executable, "-m", *WORKER, *self._worker()],
            cwd=self.folder,
            env={**os.environ, **ENVIRON, "PYTHONPATH": str(path)},
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("ab"),
        )
        self.strangers.append(begun)
        return begun

    def _worker(self) -> tuple[str, ...]:
        number = len(self.running) + len(self.strangers)
        return ("--no-nanny", "--name", f"w{number}", f"tcp://127.0.0.1:{self.port}")

    def cluster(self, patience_s: float = LONG_S) -> Cluster:
        """Give the runner that works there."""
        return Cluster(self.address, connect_s=LONG_S, patience_s=patience_s)


@pytest.fixture
def programs(tmp_path: Path, desk) -> Iterator[Programs]:
    """Give a scheduler that runs."""
    del desk  # it sets the path on which workers find what the tests let them do
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "dask").mkdir()
    opened = Programs(tmp_path / "dask", port)
    opened.scheduler()
    yield opened
    for process in (*opened.strangers, *reversed(opened.running)):
        process.kill()
    for stranger in opened.strangers:
        stranger.wait(LONG_S)
    for process in opened.running:
        process.join(LONG_S)


@contextmanager
def _local(workers: int) -> Iterator[str]:
    from distributed import LocalCluster

    with (
        dask.config.set(SETTINGS),
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
    ):
        yield cluster.scheduler_address.replace("tcp:", "dask:")


def test_a_local_cluster_of_processes_makes_each_once(desk) -> None:
    """Law: on Dask too each article is in the feed once, and a poisoned one is named."""
    sources = [desk.article(name) for name in (DEADLY, FAULTY, *TOWNS[:4])]
    with _local(2) as address:
        made = desk.run(sources, Cluster(address, connect_s=LONG_S))
    assert sorted(Path(one.source).stem for one in made.failed) == sorted((DEADLY, FAULTY))
    assert {one.tries for one in made.failed} == {3}
    assert desk.published() == sorted(f"{name}的雪" for name in TOWNS[:4])
    tries = desk.tries()
    # Dask counts a worker that died before it began as well; and a result that a worker took to
    # its grave before it was fetched is made again, once for each of the three that died.
    assert 3 <= tries[f"{FAULTY}的雪"] <= 6
    assert tries[f"{DEADLY}的雪"] <= 3


def test_workers_elsewhere_need_no_file_of_this_machine(programs, desk, tmp_path) -> None:
    """Law: sources and what the settings name travel along; each worker has its own cache."""
    for name in ("one", "two"):
        programs.worker(XDG_CACHE_HOME=str(tmp_path / name))
    lexicon = tmp_path / "lexicon.tsv"
    lexicon.write_text("钱塘\tqian2 tang2\n")
    source = Path(desk.article("西湖"))
    runner = programs.cluster()
    made = desk.run([str(source)], runner, config={"cache": None, "lexicon": lexicon})
    assert not made.failed
    assert desk.published() == ["西湖的雪"]
    (settings,) = tmp_path.glob("*/tingbao/settings/*.tsv")
    assert settings.read_text() == lexicon.read_text()


def test_a_worker_killed_in_mid_work_costs_a_second_try(programs, desk) -> None:
    """Law: what a killed worker was at is done by another; nothing is missing or twice."""
    first = programs.worker()
    programs.worker()

    def kill() -> None:
        until(lambda: desk.held() == 2)  # one each
        first.kill()
        desk.go()

    names = [*(f"{HELD}{town}" for town in TOWNS[:3]), *TOWNS[3:]]
    with ThreadPoolExecutor() as beside:
        killing = beside.submit(kill)
        made = desk.run([desk.article(name) for name in names], programs.cluster())
        killing.result()
    assert not made.failed
    assert desk.published() == sorted(f"{name}的雪" for name in names)
    assert sum(desk.tries().values()) == len(names) + 1


def test_a_store_that_a_worker_cannot_reach_costs_a_line(programs, desk) -> None:
    """Law: on a cluster too, speech that cannot be kept is told, and everything is made."""
    programs.worker()
    sources = [desk.article(town) for town in TOWNS[:2]]
    made = desk.run(sources, programs.cluster(), config={"store": "/proc/nowhere"})
    assert not made.failed
    assert len(desk.published()) == 2
    assert sum("are not kept (/proc/nowhere)" in note for note in desk.watch.notes) == 2


def test_a_batch_whose_workers_are_all_gone_ends(programs, desk, monkeypatch) -> None:
    """Law: nobody waits for ever for a worker that does not come back."""
    monkeypatch.setattr("tingbao.runners.batch.PULSE_S", 0.2)
    worker = programs.worker()
    desk.watch.then = lambda _: worker.kill() if desk.held() else None
    sources = [desk.article(name) for name in (TOWNS[0], HELD)]
    runner = programs.cluster()
    runner._patience_s = 1
    with pytest.raises(EngineError, match="has no worker"):
        desk.run(sources, runner)
    assert desk.published() == [f"{TOWNS[0]}的雪"]


def test_a_scheduler_that_is_started_again_loses_nothing(programs, desk) -> None:
    """Law: the batch waits for scheduler and workers to be back, and goes on where it was."""
    programs.worker()
    ended = []

    def restart(done: int) -> None:
        if done == 2 and not ended:
            ended.append(done)
            for process in programs.running:
                process.kill()
                process.join()
            programs.scheduler()
            programs.worker()

    desk.watch.then = restart
    names = TOWNS[:5]
    made = desk.run([desk.article(name) for name in names], programs.cluster())
    assert ended
    assert not made.failed
    assert desk.published() == sorted(f"{name}的雪" for name in names)


def test_workers_of_another_version_are_refused(programs, tmp_path) -> None:
    """Law: who would make other bytes, or has no Tingbao, is refused by name."""
    other = tmp_path / "other" / "tingbao"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text('__version__ = "0.0.1"\n')
    old = programs.stranger(other.parent)
    with pytest.raises(EngineError, match=r"has tingbao 0\.0\.1, and this is"):
        programs.cluster()
    old.terminate()
    old.wait(LONG_S)
    (other / "__init__.py").write_text("raise ImportError\n")
    programs.stranger(other.parent)
    with pytest.raises(EngineError, match="has no tingbao"):
        programs.cluster()


def test_a_worker_of_another_version_that_joins_later_ends_the_batch(
    programs, desk, tmp_path, monkeypatch
) -> None:
    """Law: what such a worker made is not published; what was, stays, and --resume goes on."""
    monkeypatch.setattr("tingbao.runners.batch.PULSE_S", 0.2)
    programs.worker()
    other = tmp_path / "other" / "tingbao"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text('__version__ = "0.0.1"\n')
    joined = []

    def join(done: int) -> None:
        if done == 1 and not joined:
            joined.append(done)
            programs.stranger(other.parent)

    desk.watch.then = join
    sources = [desk.article(name) for name in (TOWNS[0], HELD)]
    with pytest.raises(EngineError, match=r"has tingbao 0\.0\.1"):
        desk.run(sources, programs.cluster())
    assert desk.published() == [f"{TOWNS[0]}的雪"]


def test_a_cluster_that_is_not_there_is_one_line() -> None:
    """Law: no scheduler, no worker and no address are told, each with what to do."""
    for where in ("127.0.0.1:8786", "dask://", "dask://host", "dask://host:x", "tcp://h:1"):
        with pytest.raises(UsageError, match="dask://127"):
            Cluster(where)
    with pytest.raises(EngineError, match="no scheduler of Dask answers"):
        Cluster("dask://127.0.0.1:9", connect_s=0.5)


def test_a_cluster_without_workers_is_one_line(programs) -> None:
    """Law: who waits for workers that never come is told so."""
    with pytest.raises(EngineError, match="has no worker"):
        programs.cluster(patience_s=0.5)
