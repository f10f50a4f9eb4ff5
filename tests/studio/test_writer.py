"""The process that writes drafts: it dies alone, and is there only while it is needed."""

from __future__ import annotations

import multiprocessing
import os
import threading

import pytest
from tests.patience import LONG_S, until
from tests.studio import writing

from tingbao.errors import InputError
from tingbao.studio import writer
from tingbao.studio.writer import Writer


@pytest.fixture
def written():
    """A writer, closed at the end."""
    one = Writer()
    yield one
    one.close()


def _ended(number: int) -> bool:
    return all(child.pid != number for child in multiprocessing.active_children())


def test_one_process_does_it_all_and_lets_others_go_first(written):
    """Law: there is one process, another than ours, begun at the first draft, behind ours."""
    before = multiprocessing.active_children()
    first = written.do(writing.number)
    assert first != os.getpid()
    assert written.do(writing.number) == first
    assert len(multiprocessing.active_children()) == len(before) + 1
    assert written.do(writing.niceness) >= max(5, os.getpriority(os.PRIO_PROCESS, 0))


def test_a_failure_comes_back_as_it_was(written):
    """Law: what a user can mend keeps its kind, place, hint and notes; a bug is told in words."""
    with pytest.raises(InputError) as refused:
        written.do(writing.refusing, "here")
    assert str(refused.value) == "no words (here): give some"
    assert refused.value.__notes__ == ["second: "]
    with pytest.raises(RuntimeError, match="ZeroDivisionError: of the program") as fault:
        written.do(writing.faulty)
    assert "in faulty" in fault.value.__notes__[0]


def test_a_death_costs_one_draft(written):
    """Law: the draft that kills the process is refused in a line, once; the next has another."""
    first = written.do(writing.number)
    with pytest.raises(InputError, match="the draft was not finished"):
        written.do(writing.dying)
    assert written.do(writing.number) != first


def test_memory_has_a_bound(written):
    """Law: a draft that wants more memory than there may be is refused; the process lives."""
    first = written.do(writing.number)
    with pytest.raises(InputError, match="too much memory"):
        written.do(writing.greedy)
    assert written.do(writing.number) == first


def test_time_has_a_bound(written, monkeypatch, tmp_path):
    """Law: a draft that never ends is ended."""
    first = written.do(writing.number)
    monkeypatch.setattr(writer, "LONGEST_S", 0.2)
    with pytest.raises(InputError, match="the draft was not finished"):
        written.do(writing.endless, tmp_path / "begun")
    until(lambda: _ended(first))


def test_it_ends_when_there_is_nothing_to_do(written, monkeypatch):
    """Law: an idle process ends by itself, and the next draft has a new one, asked for once."""
    monkeypatch.setattr(writer, "IDLE_S", 0.1)
    first = written.do(writing.number)
    until(lambda: _ended(first))
    assert written.do(writing.number) != first


def test_closing_ends_what_is_under_way(tmp_path):
    """Law: closing ends the process in the midst of a draft, and none is begun after."""
    one, ends = Writer(), []

    def ask() -> None:
        with pytest.raises(InputError) as ended:
            one.do(writing.endless, tmp_path / "begun")
        ends.append(ended.value)

    asking = threading.Thread(target=ask)
    asking.start()
    until((tmp_path / "begun").exists)
    one.close()
    asking.join(LONG_S)
    assert len(ends) == 1
    with pytest.raises(InputError):
        one.do(writing.number)
