"""The doors of the program, what may come in by each, and what is made of it at random.

A target takes bytes and may raise what a user can mend, and nothing else. The corpus is of our
own making; what is made of it is a function of a seed, so that every input can be made again.
"""

from __future__ import annotations

import asyncio
import io
import json
import random
import re
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tingbao import config, sources
from tingbao.checking import channel, items, subtitles, tags
from tingbao.checking import episode as episodes
from tingbao.checking import feed as feeds
from tingbao.checking.fetching import in_folder
from tingbao.config import Daily
from tingbao.errors import MALFORMED, EngineError, InputError, TingbaoError
from tingbao.g2p import lexicon
from tingbao.gathering import collecting, following, story_selection
from tingbao.publishing import catalogue, record, targets
from tingbao.runners import lists
from tingbao.sanitizing import clean
from tingbao.server.app import application
from tingbao.services import chat
from tingbao.services.visitor import Visitor
from tingbao.services.web import NEVER
from tingbao.site import transcript
from tingbao.studio import jobs
from tingbao.summarization import llm

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "这座小城有一条河，河边住着三百户人家，他们的日子过得不紧不慢。"
MOST_CHARACTERS = 20_000

CORPUS = Path(__file__).parent / "corpus"  # a folder a door, a file each
WORDS = (*json.loads((CORPUS / "words.json").read_text("utf-8")), "[" * 2000, "<b>" * 500)


def _article(data: bytes) -> None:
    for article in sources.read_all("-", stdin=io.BytesIO(data)):
        said = [article.title, article.source, article.byline.author, article.byline.source]
        said += [text for section in article.sections for text in section.paragraphs]
        said += [section.heading or "" for section in article.sections]
        for text in said:
            if clean(text) != text:
                raise AssertionError(f"not clean: {text!r}")


@cache
def _folder() -> Path:
    """A show of one episode folder, in memory where the system has such a place."""
    place = Path("/dev/shm")  # noqa: S108  # a folder of its own is made in it
    kept = tempfile.TemporaryDirectory(dir=place if place.is_dir() else None)
    _KEPT.append(kept)
    folder = Path(kept.name)
    (folder / "x").mkdir()
    return folder


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _feed(data: bytes) -> None:
    _article(data)
    list(feeds._feed(data, partial(in_folder, _folder())))


def _episode(data: bytes) -> None:
    folder = _folder()
    for name in (
        *("x/x.mp3", "x/episode.json", "x/script.json", "x/chapters.json", "x/transcript.vtt"),
        *("x/transcript.srt", catalogue.NAME, targets.MEMORY),
    ):
        (folder / name).write_bytes(data)
    catalogue.read(folder)
    catalogue.recall(folder, "k", frozenset())
    targets._remembered(folder)
    transcript.read(folder / "x")
    tags.read(data)
    with suppress(record.DamagedError):
        record.load(folder / "x" / record.NAME)
    with suppress(ValueError):
        subtitles.read(data.decode("utf-8", "replace"))
    with suppress(TingbaoError):
        episodes.said(folder / "x" / "x.mp3")
    list(episodes._beside(folder / "x" / "x.mp3", (), _NOTHING))
    list(channel.cover("x/x.mp3", partial(in_folder, folder), ""))
    list(items._chapters(_ITEM()[0], partial(in_folder, folder)))
    (folder / jobs.FOLDER).mkdir(exist_ok=True)
    (folder / jobs.FOLDER / f"{0:016x}.json").write_bytes(data)
    jobs.load(folder)


class _Silence:
    """What a decoder hears of nothing."""

    duration_ms = 0

    def sounds(self, start_ms: int, end_ms: int) -> float:
        """Nothing sounds."""
        del start_ms, end_ms
        return 0.0


_NOTHING: Any = _Silence()


def _ITEM() -> Any:  # noqa: N802  # a constant that lxml makes late
    from lxml import etree

    return etree.fromstring(
        '<item xmlns:p="https://podcastindex.org/namespace/1.0"><p:chapters url="x/x.mp3"/></item>'
    )


def _request(data: bytes) -> None:
    head, _, body = data.partition(b"\r\n\r\n")
    first, *fields = head.split(b"\r\n")
    method, _, target = first.rpartition(b" HTTP")[0].partition(b" ")
    path, _, query = target.partition(b"?")
    scope = {
        "type": "http",
        "method": method.decode("latin-1"),
        "path": re.sub(rb"%([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), path).decode(
            "utf-8", "surrogateescape"
        ),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
        "headers": [
            (name.strip().lower(), value.strip())
            for name, found, value in (field.partition(b":") for field in fields)
            if found
        ],
    }
    statuses: list[int] = []

    waiting = [True]

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()  # the other side stays
        waiting.clear()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    _loop().run(asyncio.wait_for(_served()(scope, receive, send), 60))
    if not statuses or statuses[0] >= 500:  # a fault of the server
        raise AssertionError(f"answered {statuses}")


@cache
def _loop() -> asyncio.Runner:
    return asyncio.Runner()


@cache
def _served() -> Any:
    from starlette.responses import PlainTextResponse
    from starlette.routing import Mount, Route, Router

    from tingbao.studio.access import Guard

    (_folder() / "feed.xml").write_text("<rss/>")
    inner = Router([Route("/", lambda _: PlainTextResponse("studio"))])
    guard = Guard(inner, "token", frozenset({"localhost"}))
    return application(_folder(), routes=[Mount("/studio", guard)])


def _lexicon(data: bytes) -> None:
    path = _folder() / "lexicon.tsv"
    path.write_bytes(data)
    found = lexicon.load(path)
    found.reworded(SENTENCE)
    found.places(SENTENCE)


def _settings(data: bytes) -> None:
    (_folder() / "tingbao.toml").write_bytes(data)
    text = data.decode("utf-8", "ignore")
    for name in ("MINUTES", "SHOW_TITLE", "SOUND_BED", "NO_SUCH"):
        with suppress(TingbaoError):
            config.load(_folder().parent, {f"TINGBAO_{name}": text}, {})
    config.load(_folder(), {}, {})


def _list(data: bytes) -> None:
    path = _folder() / "list.opml"
    path.write_bytes(data)
    with suppress(TingbaoError):
        lists.read(str(path))
    followed = following.expand([str(path)])
    following.save(path, followed)
    if following.load(path) != followed:
        raise AssertionError(f"kept otherwise: {followed}")


def _day(data: bytes) -> None:
    path = _folder() / "day.xml"
    path.write_bytes(data)
    now = datetime(2026, 11, 28, 8, tzinfo=UTC)
    read = collecting._look(str(path), NEVER, Visitor(sleep=lambda _: None), now)
    story_selection.sort(read.items, (), Daily(), now=now)
    if read.troubles:
        raise InputError(read.troubles[0].why)


def _answer(data: bytes) -> None:
    try:
        text, tokens = chat.said(data)
    except MALFORMED as error:
        raise EngineError("an answer of another form") from error
    if tokens < 0 or len(llm._parse(text, 8)) > 8:
        raise AssertionError("more than there is")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "html": _article,
    "markdown": _article,
    "text": _article,
    "feed": _feed,
    "episode": _episode,
    "request": _request,
    "lexicon": _lexicon,
    "settings": _settings,
    "list": _list,
    "day": _day,
    "answer": _answer,
}


@cache
def corpus(name: str) -> tuple[str, ...]:
    """Give what a door is for, and what was once too much for it."""
    files = sorted((CORPUS / name).iterdir(), key=lambda path: int(path.name))
    return tuple(path.read_bytes().decode("utf-8") for path in files)


def run(name: str, data: bytes) -> str:
    """Give data to a door; tell how it ended, "read" or the kind of refusal.

    Raises:
        Exception: What is a fault: anything that is not for a user to mend.
    """
    try:
        TARGETS[name](data)
    except TingbaoError as error:
        if "\n" in str(error):
            raise AssertionError(f"more than a line: {error}") from error
        return type(error).__name__
    return "read"


def made(name: str, seed: int) -> bytes:
    """Make an input for a door: some of its corpus, cut, spliced, repeated and scribbled upon."""
    chance = random.Random(f"{name}{seed}")  # noqa: S311  # no secret
    known = corpus(name)
    text = chance.choice(known)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8, 16))):
        text = _scribbled(text, chance, known)[:MOST_CHARACTERS]
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(chance.choice((0, 0, 0, 0, 1, 3))):
        at = chance.randint(0, len(data))
        data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(data)


def _scribbled(text: str, chance: random.Random, known: tuple[str, ...]) -> str:
    at = chance.randint(0, len(text))
    end = at + chance.choice((1, 2, 8, 50, 400))
    before, part, after = text[:at], text[at:end], text[end:]
    match chance.randrange(7):
        case 0:
            part = ""
        case 1:
            part = chance.choice(WORDS)
        case 2:
            part = chance.choice(WORDS) + part
        case 3:
            part *= chance.choice((2, 10, 100))
        case 4:
            other = chance.choice(known)
            begin = chance.randint(0, len(other))
            part = other[begin : begin + chance.choice((1, 8, 50, 400))]
        case 5:
            part = chr(chance.choice((chance.randrange(0x100), chance.randrange(0x110000))))
        case 6:
            after = chance.choice((after, ""))
    return before + part + after
