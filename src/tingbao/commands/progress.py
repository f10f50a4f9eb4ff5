"""What is under way, on stderr: one bar on a terminal, a line per step elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tingbao.commands import console, interrupt

if TYPE_CHECKING:
    from rich.progress import Progress

    from tingbao.pipeline import Stage

_DOING = {"scripting": "writing the script"}  # other stages are named as what is done


@dataclass(slots=True)
class Watch:
    """Tells how far an episode or a batch is: by a bar, or without one by lines, for logs."""

    bar: Progress | None = None
    _told: set[str] = field(default_factory=set)

    def stage(self, name: Stage) -> None:
        """Say which stage begins."""
        interrupt.heed()
        doing = _DOING.get(name, name)
        if self.bar:
            self.bar.update(self.bar.task_ids[0], description=doing)
        else:
            console.message(f"{doing} …")

    def line(self, done: int, total: int) -> None:
        """Move the bar, or say once that all lines are spoken."""
        interrupt.heed()
        if self.bar:
            self.bar.update(self.bar.task_ids[0], completed=done, total=total)
        elif done == total:
            console.message(f"spoke {total} lines")

    def count(self, done: int, failed: int, total: int) -> None:
        """Move the bar, or say each tenth how many articles are made."""
        interrupt.heed()
        text = f"{done} of {total} articles" + (f", {failed} failed" if failed else "")
        if self.bar:
            task = self.bar.task_ids[0]
            self.bar.update(task, completed=done + failed, total=total, description=text)
        elif (tenth := f"{10 * (done + failed) // total} tenths") not in self._told:
            self._told.add(tenth)
            console.message(f"{text} …")

    def note(self, text: str) -> None:
        """Print a line, once; where there is a bar, above it."""
        if text in self._told:
            return
        self._told.add(text)
        if self.bar:
            note = console.line(f"note: {text}")
            self.bar.console.print(note, markup=False, highlight=False, emoji=False)
        else:
            console.message(f"note: {text}")


@contextmanager
def progress(unit: str) -> Iterator[Watch]:
    """Show what is under way, and how many of a unit are done; by what stderr is."""
    if not sys.stderr.isatty():
        yield Watch()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = ("{task.description:<18}", BarColumn(), MofNCompleteColumn(), TextColumn(unit))
    shown = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=shown, transient=True) as bar:
        bar.add_task("reading", total=None)
        yield Watch(bar)
