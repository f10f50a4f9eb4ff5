"""What is under way, on stderr: one bar on a terminal, a line per stage elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tingbao.cleaning import clean
from tingbao.commands import console, interrupt

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from tingbao.pipeline import Progress, Stage

DOING: dict[Stage, str] = {
    "reading": "reading",
    "scripting": "writing the script",
    "speaking": "speaking",
    "mastering": "mastering",
    "publishing": "publishing",
}


def progress() -> LineProgress | BarProgress:
    """Choose by what stderr is."""
    return BarProgress() if sys.stderr.isatty() else LineProgress()


class LineProgress:
    """A line per stage, for logs and cron."""

    def __enter__(self) -> Self:
        """Begin; nothing to set up."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; nothing to tear down."""

    def stage(self, name: Stage) -> None:
        """Say which stage begins."""
        interrupt.heed()
        console.message(f"{DOING[name]} …")

    def line(self, done: int, total: int) -> None:
        """Say once that all lines are spoken."""
        interrupt.heed()
        if done == total:
            console.message(f"spoke {total} lines")

    def note(self, text: str) -> None:
        """Print the line."""
        console.message(f"note: {text}")


class BarProgress:
    """One bar over the lines spoken of lines in all, with the time left."""

    def __enter__(self) -> Self:
        """Show the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._rich = RichProgress(
            TextColumn("{task.description:<18}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("lines"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._rich.start()
        self._task = self._rich.add_task(DOING["reading"], total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._rich.stop()

    def stage(self, name: Stage) -> None:
        """Name the stage before the bar."""
        interrupt.heed()
        self._rich.update(self._task, description=DOING[name])

    def line(self, done: int, total: int) -> None:
        """Move the bar."""
        interrupt.heed()
        self._rich.update(self._task, completed=done, total=total)

    def note(self, text: str) -> None:
        """Print the line above the bar."""
        self._rich.console.print(f"note: {clean(text)}", markup=False, highlight=False, emoji=False)


if TYPE_CHECKING:
    _LINES: Progress = LineProgress()
    _BAR: Progress = BarProgress()
