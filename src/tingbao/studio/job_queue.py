"""Jobs wait in line, and as many as there are cores are under way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from tingbao.errors import TingbaoError, UsageError
from tingbao.pipeline import Progress, Stage
from tingbao.studio import jobs
from tingbao.studio.jobs import Job, Order
from tingbao.studio.words import in_words, text

Produce = Callable[[Order, Progress], str]


class StoppedError(Exception):
    """Raised in the middle of the work by who no longer wants it."""


class JobQueue:
    """Jobs of one show. All methods may be called from any thread.

    `version` grows with every change, so that who watches knows when to look again.
    """

    def __init__(
        self,
        folder: Path,
        produce: Produce,
        *,
        workers: int,
        clock: Callable[[], datetime],
        name: Callable[[], str],
    ) -> None:
        """Take up what an earlier program left; jobs that were under way begin again.

        `produce` makes the episode that was ordered, and gives its slug; it raises TingbaoError,
        or what its progress raises to stop it. `name` gives sixteen hexadecimal digits, never the
        same twice.
        """
        self.version = 0
        self._folder, self._produce, self._clock, self._name = folder, produce, clock, name
        self._lock = RLock()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="studio")
        self._futures: dict[str, Future[str]] = {}
        self._unwanted: set[str] = set()
        self._closing = False
        self._jobs = {job.id: job for job in jobs.load(folder)}
        for job in list(self._jobs.values()):
            if not job.is_over:
                self._put(_fresh(job))
                self._start(job.id)

    def add(self, order: Order) -> Job:
        """Put an order in line.

        Raises:
            UsageError: The line is too long.
            OutputError: It could not be written down.
        """
        with self._lock:
            self._refuse_more()
            job = jobs.Job(id=self._name(), created=self._clock(), order=order)
            self._put(job)
            self._start(job.id)
            self._tidy()
            return job

    def cancel(self, name: str) -> bool:
        """Stop a job, at once if it waits, else after the line being spoken."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or job.is_over:
                return False
            self._unwanted.add(name)
            if self._futures[name].cancel():
                self._put(replace(job, state="cancelled"))
            return True

    def again(self, name: str) -> bool:
        """Put a job that failed or was cancelled at the end of the line once more."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or job.state not in {"failed", "cancelled"}:
                return False
            self._refuse_more()
            self._unwanted.discard(name)
            self._put(replace(_fresh(job), created=self._clock()))
            self._start(name)
            return True

    def _refuse_more(self) -> None:
        if sum(not job.is_over for job in self._jobs.values()) >= jobs.MOST_WAITING:
            hint = "wait until some are made, or cancel one"
            raise UsageError(f"{jobs.MOST_WAITING} episodes wait already", hint=hint)

    def listing(self) -> list[Job]:
        """Give all jobs: what is under way, what waits in the order of its turn, the rest."""
        with self._lock:
            newest = sorted(self._jobs.values(), key=lambda j: (j.created, j.id), reverse=True)
        waiting = [job for job in reversed(newest) if job.state == "queued"]
        running = [job for job in reversed(newest) if job.state == "running"]
        return [*running, *waiting, *(job for job in newest if job.is_over)]

    def close(self) -> None:
        """Stop what is under way so that the next program takes it up; waits for nothing."""
        with self._lock:
            self._closing = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _start(self, name: str) -> None:
        future = self._pool.submit(self._run, name)
        self._futures[name] = future
        future.add_done_callback(lambda ended: self._end(name, ended))

    def _run(self, name: str) -> str:
        order = self._jobs[name].order
        return self._produce(order, _Watch(self, name, order, self._clock))

    def _end(self, name: str, ended: Future[str]) -> None:
        """Note how a job ended; whatever went wrong in it, the others go on."""
        if ended.cancelled():
            return
        error = ended.exception()
        with self._lock:
            job = self._jobs[name]
            if error is None:
                self._put(replace(job, state="done", stage="", slug=ended.result()))
            elif isinstance(error, StoppedError):
                if name in self._unwanted:
                    self._put(replace(job, state="cancelled", stage=""))
            elif isinstance(error, TingbaoError):
                words = in_words(error)
                self._put(replace(job, state="failed", problem=words, detail=str(error)))
            else:
                detail = f"{type(error).__name__}: {error}"
                logging.getLogger(__name__).error("a job failed: %s", detail, exc_info=error)
                self._put(replace(job, state="failed", problem=text("unexpected"), detail=detail))

    def note(self, name: str, **changes: Any) -> None:
        """Take note of progress, and stop the work if it is no longer wanted."""
        with self._lock:
            if self._closing or name in self._unwanted:
                raise StoppedError
            # How far it is need not outlive the program: it begins again then.
            self._jobs[name] = replace(self._jobs[name], state="running", **changes)
            self.version += 1

    def _put(self, job: Job) -> None:
        self._jobs[job.id] = job
        self.version += 1
        jobs.save(self._folder, job)

    def _tidy(self) -> None:
        over = [job for job in self.listing() if job.is_over]
        for job in over[jobs.MOST :]:
            del self._jobs[job.id]
            self._futures.pop(job.id, None)
            jobs.forget(self._folder, job)


def _fresh(job: Job) -> Job:
    """Give a job as it was when it was ordered."""
    return jobs.Job(id=job.id, created=job.created, order=job.order)


class _Watch:
    """A job's progress, as the pipeline tells it."""

    def __init__(
        self, queue: JobQueue, name: str, order: Order, clock: Callable[[], datetime]
    ) -> None:
        self._queue, self._name, self._order, self._clock = queue, name, order, clock
        self._first: datetime | None = None

    def stage(self, name: Stage) -> None:
        self._first = None
        self._queue.note(self._name, stage=name, left_s=None)

    def line(self, done: int, total: int) -> None:
        now = self._clock()
        self._first = self._first or now
        left = jobs.left_s(self._order.script, done, (now - self._first).total_seconds())
        self._queue.note(self._name, done=done, total=total, left_s=left)

    def note(self, text: str) -> None:
        self._queue.note(self._name, detail=text)
