"""Jobs in line: order, cancelling, failing, and coming back after the program ended."""

from __future__ import annotations

import itertools
import json
import threading
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.patience import LONG_S, until

from tingbao import errors
from tingbao.errors import EngineError, InputError, UsageError
from tingbao.language import tables
from tingbao.model import Article, Byline, Edit, Line, Script, Section, Sentence
from tingbao.publishing.serialization import revive, to_json
from tingbao.studio import jobs
from tingbao.studio.job_queue import JobQueue
from tingbao.studio.words import in_words

MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def _order(title="题"):
    sentence = Sentence(text="好。", section=0, paragraph=0, start=0, end=2)
    edit = Edit(rule="number", start=0, end=1, written="8", spoken="八")
    return jobs.Order(
        article=Article(
            source="-",
            title=title,
            published=datetime(2023, 5, 5, 8, 9),  # noqa: DTZ001  # as articles print it
            byline=Byline(source="报"),
            sections=(Section(heading=None, paragraphs=("8好。",)),),
        ),
        script=Script(
            title=title,
            lines=(
                Line(
                    kind="body",
                    section=None,
                    written="8好。",
                    spoken="八好。",
                    edits=(edit,),
                    origin=(sentence,),
                ),
            ),
        ),
        moment=MOMENT,
        engine="silent",
        voice="",
        minutes=3.0,
        style="bulletin",
    )


@pytest.fixture
def names():
    """Names that count up."""
    count = itertools.count(1)
    return lambda: f"{next(count):016x}"


def _bench(folder, produce, names, workers=1):
    return JobQueue(folder, produce, workers=workers, clock=lambda: MOMENT, name=names)


def _in_turn(*outcomes):
    """A maker whose jobs end so, one after the other."""
    coming = iter(outcomes)

    def produce(order, progress):
        del order, progress
        outcome = next(coming)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return produce


def _state(queue, name, wanted):
    return until(
        lambda: next(
            (job for job in queue.listing() if (job.id, job.state) == (name, wanted)), None
        )
    )


def test_one_at_a_time_in_the_order_they_came(tmp_path, names):
    """Law: with one worker, jobs run one after another, first come first served."""
    running, seen = [], []

    def produce(order, progress):
        running.append(order.article.title)
        assert len(running) == 1
        progress.stage("speaking")
        seen.append(running.pop())
        return "slug"

    queue = _bench(tmp_path, produce, names)
    ordered = [queue.add(_order(f"{n}")).id for n in range(5)]
    for name in ordered:
        _state(queue, name, "done")
    assert seen == ["0", "1", "2", "3", "4"]


def test_the_line_has_an_end(tmp_path, names, monkeypatch):
    """Law: more jobs than the line is long are refused, once more as well, until some are over."""
    monkeypatch.setattr(jobs, "MOST_WAITING", 3)
    go = threading.Event()

    def produce(order, progress):
        del order
        progress.stage("speaking")
        assert go.wait(LONG_S)
        return "slug"

    queue = _bench(tmp_path, produce, names)
    ordered = [queue.add(_order(f"{n}")).id for n in range(3)]
    with pytest.raises(UsageError, match="3 episodes wait already"):
        queue.add(_order("4"))
    assert queue.cancel(ordered[2])
    fourth = queue.add(_order("4")).id
    with pytest.raises(UsageError, match="3 episodes wait already"):
        queue.again(ordered[2])
    go.set()
    for name in (*ordered[:2], fourth):
        _state(queue, name, "done")
    assert queue.again(ordered[2])


def test_cancelling_stops_after_the_line_under_way(tmp_path, names):
    """Law: a running job ends at its next word of progress; one in line never begins."""
    started, go = threading.Event(), threading.Event()
    seen = []

    def produce(order, progress):
        seen.append(order.article.title)
        started.set()
        go.wait(LONG_S)
        progress.line(1, 9)
        raise AssertionError("it went on")

    queue = _bench(tmp_path, produce, names)
    first, second = queue.add(_order("一")).id, queue.add(_order("二")).id
    assert started.wait(LONG_S)
    assert queue.cancel(second)
    assert queue.cancel(first)
    go.set()
    _state(queue, first, "cancelled")
    _state(queue, second, "cancelled")
    assert seen == ["一"]
    assert not queue.cancel(first)
    assert not queue.cancel("nobody")


def test_whatever_goes_wrong_the_bench_lives(tmp_path, names):
    """Law: a known failure and a bug both end their own job, in words, and the next one runs."""
    made = _in_turn(EngineError("no sound"), ZeroDivisionError("bug"), "made")
    queue = _bench(tmp_path, made, names)
    ordered = [queue.add(_order()).id for _ in range(3)]
    assert "声音" in _state(queue, ordered[0], "failed").problem
    assert "意料之外" in _state(queue, ordered[1], "failed").problem
    assert _state(queue, ordered[2], "done").slug == "made"


def test_what_was_under_way_begins_again(tmp_path, names):
    """Law: jobs that were queued or running when the program ended are made by the next."""
    go = threading.Event()

    def waiting(order, progress):
        del order
        progress.stage("speaking")
        go.wait(LONG_S)
        progress.line(1, 2)
        return "never"

    queue = _bench(tmp_path, waiting, names)
    ordered = [queue.add(_order(f"{n}")).id for n in range(3)]
    _state(queue, ordered[0], "running")
    queue.close()
    go.set()
    seen = []

    def produce(order, progress):
        del progress
        seen.append(order.article.title)
        return f"slug-{order.article.title}"

    again = _bench(tmp_path, produce, names)
    for number, name in enumerate(ordered):
        assert _state(again, name, "done").slug == f"slug-{number}"
    assert seen == ["0", "1", "2"]
    third = _bench(tmp_path, produce, names)
    assert [job.state for job in third.listing()] == ["done"] * 3


def test_what_failed_can_be_tried_again(tmp_path, names):
    """Law: a failed or cancelled job goes to the end of the line and runs anew; no other does."""
    queue = _bench(tmp_path, _in_turn(EngineError("no sound"), "made"), names)
    name = queue.add(_order()).id
    assert _state(queue, name, "failed").problem
    assert queue.again(name)
    assert _state(queue, name, "done").problem == ""
    assert not queue.again(name)
    assert not queue.again("nobody")


def test_the_list_shows_what_is_under_way_first(tmp_path, names):
    """Law: running, then waiting in the order of its turn, then what is over, newest first."""
    go = threading.Event()

    def produce(order, progress):
        progress.stage("speaking")
        if order.article.title > "1":
            go.wait(LONG_S)
        return "slug"

    count = itertools.count()
    queue = JobQueue(
        tmp_path,
        produce,
        workers=1,
        clock=lambda: MOMENT + timedelta(seconds=next(count)),
        name=names,
    )
    ordered = [queue.add(_order(f"{n}")).id for n in range(5)]
    _state(queue, ordered[2], "running")
    assert [int(job.order.article.title) for job in queue.listing()] == [2, 3, 4, 1, 0]
    go.set()
    _state(queue, ordered[4], "done")


@given(st.lists(st.integers(1, 60), min_size=2, max_size=30), st.floats(0.05, 2))
def test_the_time_left_is_what_the_pace_so_far_says(sizes, pace):
    """Law: at an even pace a character, what is told is what is left, and grows to nothing."""
    script = Script(
        title="题",
        lines=tuple(
            Line(kind="body", section=None, written="字" * n, spoken="字" * n) for n in sizes
        ),
    )
    assert jobs.left_s(script, 1, 0.0) is None
    assert jobs.left_s(script, 2, -5.0) is None  # the clock went backwards
    after = jobs.left_s(script, len(sizes), pace * sum(sizes[1:]))
    for done in range(2, len(sizes)):
        left = jobs.left_s(script, done, pace * sum(sizes[1:done]))
        assert left == pytest.approx(pace * sum(sizes[done:]) + after, abs=1.01)


def test_damaged_files_are_left_out(tmp_path, names):
    """Law: a file that is no job hides none of the others."""
    queue = _bench(tmp_path, _in_turn(*["slug"] * 6), names)
    name = queue.add(_order()).id
    _state(queue, name, "done")
    place = tmp_path / jobs.FOLDER
    (place / "00000000000000aa.json").write_text("{")
    (place / "00000000000000ab.json").write_text("[]")
    (place / "00000000000000ac.json").write_text('{"id": 3}')
    (place / "00000000000000ad.json").write_bytes((place / f"{name}.json").read_bytes())
    (place / "notes.txt").write_text("?")
    (place / "00000000000000ae.json").mkdir()
    assert [job.id for job in jobs.load(tmp_path)] == [name]


def test_old_jobs_are_forgotten(tmp_path, names, monkeypatch):
    """Law: of what is over, only the last few are remembered."""
    monkeypatch.setattr(jobs, "MOST", 3)
    queue = _bench(tmp_path, _in_turn(*["slug"] * 6), names)
    for _ in range(6):
        _state(queue, queue.add(_order()).id, "done")
    assert len(queue.listing()) <= 4
    assert len(list((tmp_path / jobs.FOLDER).iterdir())) == len(queue.listing())


def test_an_order_comes_back_as_it_was():
    """Law: reviving what was written plainly gives an equal value."""
    order = _order()
    assert revive(jobs.Order, json.loads(to_json(asdict(order)))) == order


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "order", "state", "created", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_what_is_no_job_is_refused_with_one_kind_of_error(written):
    """Law: any JSON either is a job or raises ValueError; nothing else escapes."""
    try:
        revive(jobs.Job, written)
    except ValueError:
        return
    raise AssertionError(f"{written!r} became a job")


def test_errors_speak_chinese():
    """Law: every kind of error has words, and known causes have their own."""
    general = in_words(InputError("quite unheard of"))
    special = in_words(InputError("the server did not answer", where="http://x"))
    assert general != special
    assert "没有回应" in special
    where = "http://login.example/script/private address"
    assert in_words(InputError("the server did not answer", where=where)) == special
    for fragment, words in tables.rows("tingbao.studio", "words.tsv"):
        kind = getattr(errors, fragment, InputError)  # the last rows name kinds
        assert in_words(kind(fragment)) == words
