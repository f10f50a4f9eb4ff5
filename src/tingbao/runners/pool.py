"""Workers as processes of this machine: each does one thing at a time, and dies alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from tingbao.errors import TingbaoError, out_of_memory

# Each library that would take every core for itself; the workers are as many as the cores.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Pool:
    """So many processes, each an executor of one: a death costs its own call and no other's."""

    remote = False

    def __init__(self, workers: int, *, threads: int = 1) -> None:
        self._workers = workers
        self._threads = threads
        self._free: list[ProcessPoolExecutor] = []
        self._busy: dict[Future[Any], ProcessPoolExecutor] = {}
        self._children: set[multiprocessing.process.BaseProcess] = set()

    def close(self) -> None:
        """End every process at once; what it was at is lost, and what it had spoken is kept."""
        for executor in (*self._free, *self._busy.values()):
            executor.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.kill()
        for child in self._children:
            child.join()

    def deaths(self, error: BaseException) -> int:
        """Count the process that did the call."""
        return int(isinstance(error, BrokenProcessPool))

    def room(self) -> int:
        """Say how many calls are done at once."""
        return self._workers

    def submit(self, call: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Let a process that is free do it; call it no oftener than there is room.

        The future of a call whose process died has a BrokenProcessPool.
        """
        for ended in [future for future in self._busy if future.done()]:
            executor = self._busy.pop(ended)
            if not isinstance(ended.exception(), BrokenProcessPool):
                self._free.append(executor)
        while True:
            executor = self._free.pop() if self._free else self._new()
            before = set(multiprocessing.active_children())
            try:
                future = executor.submit(done, call, *arguments)
            except BrokenProcessPool:  # it died while it had nothing to do
                continue
            self._children |= set(multiprocessing.active_children()) - before
            # A process that dies while it tells a long result is waited for without an end as long
            # as this one could write there too.
            executor._result_queue._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001
            self._busy[future] = executor
            return future

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=prepare,
            initargs=(self._threads,),
        )


def done(call: Callable[..., Any], *arguments: Any) -> Any:
    """Do a call; only here can be told whether memory was what it failed for.

    Raises:
        MemoryError: It was.
        Exception: As the call does.
    """
    try:
        return call(*arguments)
    except Exception as error:
        if not isinstance(error, TingbaoError) and out_of_memory(error):
            raise MemoryError from error
        raise


def prepare(threads: int) -> None:
    """Make a new process a good worker, of so many threads; it ends with the one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to answer
    for name in _THREADS:
        os.environ.setdefault(name, str(threads))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the first process was killed: nobody would ever ask for more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
