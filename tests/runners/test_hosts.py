"""A batch is a good guest of the sites that its list names."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from tests.feed_sites import NOW, page, rss, site
from tests.runners.conftest import MOMENT, Watch

from tingbao import pipeline
from tingbao.config import Config
from tingbao.errors import InputError
from tingbao.runners import Batch, Parcel, Scripts, tasks
from tingbao.services import web
from tingbao.services.visitor import PER_HOST
from tingbao.sources import LIMIT

TEXT = "东湖水厂二期工程正式开工，总投资12.6亿元，市水务局介绍，工程2027年建成。"


class Prompt:
    """A runner with much room whose calls are done at once; counts the readings of each round."""

    remote = False

    def __init__(self) -> None:
        """Begin no round yet."""
        self.rounds: list[int] = []

    def deaths(self, _) -> int:
        """Lose none."""
        return 0

    def room(self) -> int:
        """Begin a round."""
        self.rounds.append(0)
        return 16

    def submit(self, call, *arguments) -> Future:
        """Do it."""
        self.rounds[-1] += call is tasks.read
        done = Future()
        done.set_result(call(*arguments))
        return done


@pytest.fixture
def news():
    """Serve on loopback."""
    with site() as made:
        yield made


def _parcel(folder) -> Parcel:
    return Parcel(config=Config(output=folder, cache=folder / "cache", allow_private=True))


def test_a_host_is_asked_little_at_once(news, tmp_path) -> None:
    """Law: however many addresses of a host stand in a list, few requests are under way."""
    urls = [f"{news.url}/{number}" for number in range(12)]
    for number in range(12):
        news.pages[f"/{number}"] = page(f"水厂{number}号开工", TEXT, f"{number}号。{TEXT}")
    runner = Prompt()
    made = Batch(
        runner=runner,
        product=Scripts(tmp_path, lambda script: {"title": script.title}, lambda: MOMENT),
        parcel=_parcel(tmp_path),
        clock=lambda: MOMENT,
        watch=Watch(),
    ).run(urls)
    assert not made.failed
    assert sorted(news.asked) == sorted(f"/{number}" for number in range(12))
    assert max(runner.rounds) == PER_HOST


def test_a_site_that_asks_to_wait_is_asked_again(news, tmp_path, monkeypatch) -> None:
    """Law: a worker comes again when the site says, if that is soon; what is gone is asked once."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    news.pages["/a"] = [503, page("水厂开工", TEXT, TEXT)]
    news.after = "7"
    assert tasks.read(f"{news.url}/a", _parcel(tmp_path)).articles
    assert waits == [7.0]
    with pytest.raises(web.UnfetchedError):
        tasks.read(f"{news.url}/gone", _parcel(tmp_path))
    assert news.asked == ["/a", "/a", "/gone"]


class Far(Prompt):
    """A runner that sees no file of ours; measures what it is sent."""

    remote = True

    def submit(self, call, *arguments) -> Future:
        """Do it, or fail as a worker does."""
        self.rounds += [len(part) for part in arguments if isinstance(part, bytes)]
        done = Future()
        try:
            done.set_result(call(*arguments))
        except InputError as error:
            done.set_exception(error)
        return done


def test_a_file_that_cannot_be_sent_along_fails_alone(tmp_path, monkeypatch) -> None:
    """Law: of a file too large for an article no more is read than tells so; others are made."""
    large, closed, good = (tmp_path / f"{name}.txt" for name in ("large", "closed", "good"))
    large.touch()
    os.truncate(large, 2 * LIMIT)
    for path in (closed, good):
        path.write_text(f"水厂开工\n\n{TEXT}", encoding="utf-8")
    reading = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda path, *how, **more: _refused(path, closed) or reading(path, *how, **more),
    )
    runner = Far()
    made = Batch(
        runner=runner,
        product=Scripts(tmp_path / "out", lambda script: {"title": script.title}, lambda: MOMENT),
        parcel=_parcel(tmp_path),
        clock=lambda: MOMENT,
        watch=Watch(),
    ).run([str(large), str(closed), str(good)])
    assert [one.source for one in made.done] == [str(good)]
    assert sorted(one.source for one in made.failed) == sorted(map(str, (closed, large)))
    assert max(runner.rounds) == LIMIT + 1


def _refused(path, closed) -> None:
    if path == closed:
        raise PermissionError(13, "Permission denied", str(path))


@pytest.mark.parametrize("batch", [True, False])
def test_a_page_that_a_feed_names_is_asked_again(news, tmp_path, monkeypatch, batch) -> None:
    """Law: to make or in a batch, an entry's page that is not to be had yet is asked once more."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    news.pages["/a"] = [503, page("水厂开工", TEXT, TEXT)]
    news.pages["/feed"] = rss("晨报", [("水厂开工", f"{news.url}/a", "摘要。", NOW)])
    news.after = "7"
    if batch:
        (article,) = tasks.read(f"{news.url}/feed", _parcel(tmp_path)).articles
    else:
        article = pipeline.read([f"{news.url}/feed"], allow_private=True)
    assert TEXT in article.sections[0].paragraphs
    assert news.asked == ["/feed", "/a", "/a"]
    assert waits == [7.0]
