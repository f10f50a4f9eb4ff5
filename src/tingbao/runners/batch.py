"""Many sources to many products: each article once, whatever becomes of the workers.

Workers only compute. Reading the list, publishing and keeping count are done here, by one
thread: so nothing is published twice, and what a lost worker was at is only done again.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from tingbao.errors import TingbaoError, out_of_memory
from tingbao.model import Article
from tingbao.publishing.slug import content_hash
from tingbao.runners import tasks
from tingbao.runners.parcel import Parcel
from tingbao.runners.products import Product
from tingbao.services import visitor
from tingbao.sources import is_url, load

TRIES = 3  # of what dies or breaks in a way that nobody foresaw
LATER_TRIES = 9  # of what dies where workers also die of something that is no article's fault
PULSE_S = 10.0  # after which the runner is looked at, though nothing has ended
Outcome = Literal["made", "there", "twice"]


class Runner(Protocol):
    """Somewhere that calls are done: processes of this machine, or a cluster."""

    @property
    def remote(self) -> bool:
        """Tell whether workers may not see the files of this machine."""

    def deaths(self, error: BaseException) -> int:
        """Say how many workers died of a call that ended so; 0 if none did."""

    def room(self) -> int:
        """Say how many calls are done at once."""

    def submit(self, call: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Do a call; it is cancelled where the runner lost it."""


class Watch(Protocol):
    """Told what is under way; may raise to stop the work."""

    def count(self, done: int, failed: int, total: int) -> None:
        """Take note that so many articles of so many as are known are done with."""

    def note(self, text: str) -> None:
        """Take note of one line that the user should know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An article that is done with: made now, there already, or in the batch before."""

    source: str
    title: str
    outcome: Outcome
    name: str = ""
    length_ms: int = 0
    cpu_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What was not made, why, and how often it was tried."""

    source: str
    title: str
    reason: str
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How each article ended."""

    done: tuple[Done, ...]
    failed: tuple[Failed, ...]

    def of(self, outcome: Outcome) -> tuple[Done, ...]:
        """Give those of one outcome."""
        return tuple(one for one in self.done if one.outcome == outcome)


@dataclass(slots=True, eq=False)
class _Task:
    """A source to be read, or an article to be made."""

    source: str
    call: Callable[..., Any]
    arguments: tuple[Any, ...]
    host: str = ""  # that is asked for it
    title: str = ""
    tries: int = 0
    died: bool = False


@dataclass(slots=True)
class Batch:
    """One batch: `run` it once.

    `clock` is asked for the time of each article that was never made before; `resume` leaves alone
    what was made of the same text before.
    """

    runner: Runner
    product: Product
    parcel: Parcel
    clock: Callable[[], datetime]
    watch: Watch
    resume: bool = False
    _waiting: deque[_Task] = field(default_factory=deque)
    _running: dict[Future[Any], _Task] = field(default_factory=dict)
    _made: deque[tuple[_Task, Any]] = field(default_factory=deque)
    _contents: set[str] = field(default_factory=set)
    _done: list[Done] = field(default_factory=list)
    _failed: list[Failed] = field(default_factory=list)
    _outlived: bool = False  # an article killed its worker, it seemed, and was made later

    def run(self, sources: Sequence[str]) -> Summary:
        """Make everything.

        Raises:
            EngineError: The workers are gone, or not fit.
            OutputError: What was made cannot be written. What was published stays.
        """
        self._waiting.extend(map(self._reading, sources))
        while self._waiting or self._running or self._made:
            room = self.runner.room()
            while len(self._running) < room and len(self._made) < room and (task := self._next()):
                self._running[self._submit(task)] = task
            if self._made:  # one, and whoever waits for work is served before the next
                self._keep(*self._made.popleft())
            ended, _ = wait(
                self._running, timeout=0 if self._made else PULSE_S, return_when=FIRST_COMPLETED
            )
            for future in ended:
                self._take(self._running.pop(future), future)
            self.watch.count(len(self._done), len(self._failed), self._total())
        return Summary(done=tuple(self._done), failed=tuple(self._failed))

    def _next(self) -> _Task | None:
        """Take the first that waits and asks no host of which enough is asked already."""
        asked = Counter(task.host for task in self._running.values())
        for task in self._waiting:
            if not task.host or asked[task.host] < visitor.PER_HOST:
                self._waiting.remove(task)
                return task
        return None

    def _total(self) -> int:
        pending = len(self._waiting) + len(self._running) + len(self._made)
        return len(self._done) + len(self._failed) + pending

    def _reading(self, source: str) -> _Task:
        host = visitor.host(source) if is_url(source) else ""
        return _Task(source=source, call=tasks.read, arguments=(source, self.parcel), host=host)

    def _submit(self, task: _Task) -> Future[Any]:
        """Hand a call to a worker, with the file that it could not see."""
        here = self.runner.remote and task.call is tasks.read and not is_url(task.source)
        path = Path(task.source)
        try:
            data = (load(task.source),) if here and path.is_file() else ()
        except TingbaoError as error:  # of this source alone
            failed: Future[Any] = Future()
            failed.set_exception(error)
            return failed
        return self.runner.submit(task.call, *task.arguments, *data)

    def _take(self, task: _Task, future: Future[Any]) -> None:
        """Go on with what a call gave, or see whether it is tried again."""
        try:
            found = future.result()
        except CancelledError:  # the scheduler was lost, and the call with it: no fault of its own
            self._waiting.append(task)
        except TingbaoError as error:
            self._fail(task, str(error))
        except Exception as error:  # noqa: BLE001  # a dead worker, a fault of ours: any article may do it
            deaths = self.runner.deaths(error)
            task.tries += max(deaths, 1)
            task.died = bool(deaths)
            self._again(task, "its worker died" if deaths else _fault(error))
        else:
            self._outlived = self._outlived or task.died
            self._tell(task, found.notes)
            if isinstance(found, tasks.Read):
                for article in reversed(found.articles):
                    self._admit(article)
            else:
                self._made.append((task, found))

    def _admit(self, article: Article) -> None:
        """Let an article be made, before what is not even read; each text once."""
        content = content_hash(article)
        twice = content in self._contents
        self._contents.add(content)
        if twice or (self.resume and self.product.present(article)):
            outcome: Outcome = "twice" if twice else "there"
            self._done.append(Done(source=article.source, title=article.title, outcome=outcome))
            return
        moment = self.product.moment(article) or self.clock()
        self._waiting.appendleft(
            _Task(
                source=article.source,
                title=article.title,
                call=self.product.call,
                arguments=(article, self.parcel, moment),
            )
        )

    def _again(self, task: _Task, reason: str) -> None:
        """Try a task once more, behind all others, or let it be."""
        if task.tries >= (LATER_TRIES if task.died and self._outlived else TRIES):
            self._fail(task, reason)
        else:
            self.watch.note(f"{task.title or task.source}: {reason}; it is tried again")
            self._waiting.append(task)

    def _keep(self, task: _Task, made: Any) -> None:
        try:
            name = self.product.keep(made)
        except TingbaoError:  # a full disk is no article's fault
            raise
        except Exception as error:  # noqa: BLE001  # one that cannot be published is no reason to stop
            self._fail(task, _fault(error))
            return
        length = made.recording.duration_ms if isinstance(made, tasks.Recorded) else 0
        self._done.append(
            Done(
                source=task.source,
                title=task.title,
                outcome="made",
                name=name,
                length_ms=length,
                cpu_s=round(made.cpu_s, 2),
            )
        )

    def _fail(self, task: _Task, reason: str) -> None:
        self._failed.append(
            Failed(source=task.source, title=task.title, reason=reason, tries=max(task.tries, 1))
        )

    def _tell(self, task: _Task, notes: Sequence[str]) -> None:
        for text in notes:
            self.watch.note(f"{task.title or task.source}: {text}")


def _fault(error: Exception) -> str:
    """Say in one line what nobody foresaw."""
    if memory := out_of_memory(error):
        return memory
    return " ".join(f"a fault of the program, {type(error).__name__}: {error}".split())
