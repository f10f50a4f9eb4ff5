"""Feeds on loopback, whose answers a test sets, and which note what was asked of them.

Also a show that follows five of them: sixty reports of twelve events, each in five wordings.
"""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from tingbao.config import Config, Daily
from tingbao.gathering import memory, planning
from tingbao.services.visitor import Visitor

NOW = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)  # 27 November, half past seven in Beijing
HERE = NOW.astimezone(ZoneInfo("Asia/Shanghai"))
OUTLETS = ("晨报", "晚报", "通讯社", "都市报", "新闻网")
EVENTS = Path(__file__).parent / "gathering" / "events.tsv"


class Quiet:
    """Progress that keeps what it is told."""

    def __init__(self):
        self.notes = []

    def stage(self, name):
        """Take note of nothing."""

    def line(self, done, total):
        """Take note of nothing."""

    def note(self, text):
        """Keep it."""
        self.notes.append(text)


def reports():
    """Give (event, title, text) of the table, five in a row of one event."""
    table = EVENTS.read_text(encoding="utf-8")
    return [tuple(line.split("\t")) for line in table.splitlines()]


def publish(site, path, outlet, stories):
    """Put a feed of (title, path of the page, text, moment) on a site, and its pages."""
    entries = []
    for title, place, text, moment in stories:
        site.pages[place] = page(title, text)
        entries.append((title, f"{site.url}{place}", text, moment))
    site.pages[path] = rss(outlet, entries)


def listed(at):
    """Give the stories of the feed with a number, of two hours before `NOW`."""
    return [
        (title, f"/{at}/{number}", text, NOW - timedelta(hours=2, minutes=number))
        for number, (_, title, text) in enumerate(reports()[at::5])
    ]


def show(site, folder):
    """Give the settings of a show whose five feeds tell twelve events; a sixth is broken."""
    for at, outlet in enumerate(OUTLETS):
        publish(site, f"/feed{at}", outlet, listed(at))
    site.pages["/broken"] = 500
    names = (*(f"feed{at}" for at in range(5)), "broken")
    return Config(
        output=folder / "show",
        engine="silent",
        allow_private=True,
        cache=folder / "cache",
        daily=Daily(
            sources=tuple(f"{site.url}/{name}" for name in names),
            stories=12,
            minutes=6,
            database=str(folder / "daily.sqlite"),
        ),
    )


def short(url, folder):
    """Make the episode of a morning, of three stories, in a process that is to be killed."""
    from tingbao import daily

    config = show(Site(url=url), folder)
    config = replace(config, daily=replace(config.daily, stories=3, minutes=1.5))
    daily.make(config, progress=Quiet(), clock=lambda: NOW)


@dataclass
class Site:
    """Pages by path: bytes, a status, where they moved to, or a list of answers, one a time."""

    url: str = ""
    pages: dict = field(default_factory=dict)
    types: dict = field(default_factory=dict)
    after: str = "0"  # what a 503 asks to wait
    slow_s: float = 0
    asked: list = field(default_factory=list)
    unchanged: int = 0
    busy: int = 0
    most: int = 0


def rss(title, entries):
    """Write a feed of (title, link, text, moment or None)."""
    items = "".join(
        f"<item><title>{escape(head)}</title><link>{escape(link)}</link>"
        f"<description>{escape(text)}</description>"
        + (f"<pubDate>{format_datetime(moment)}</pubDate>" if moment else "")
        + "</item>"
        for head, link, text, moment in entries
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}'
    return f"{feed}</channel></rss>".encode()


def plan(site, folder, feeds, told=(), **daily):
    """Plan the morning of a show that follows feeds of a site, as `rss` takes their entries."""
    for name, entries in feeds.items():
        site.pages[f"/{name}"] = rss(name, entries)
    with memory.opened(str(folder / "m.sqlite")) as kept:
        return planning.plan(
            [f"{site.url}/{name}" for name in feeds],
            told,
            replace(Daily(), **daily),
            memory=kept,
            visitor=Visitor(sleep=lambda _: None, allow_private=True),
            now=HERE,
            newest=5,
        )


def page(title, *paragraphs):
    """Write a page with an article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<html><head><meta charset='utf-8'><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


@contextmanager
def site():
    """Serve; gives the site."""
    made = Site()
    lock = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

        def do_GET(self):
            with lock:
                made.asked.append(self.path)
                made.busy += 1
                made.most = max(made.most, made.busy)
                answer = made.pages.get(self.path, 404)
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
            threading.Event().wait(made.slow_s)
            with lock:  # before who asked has the answer, and may ask again
                made.busy -= 1
            self._answer(answer)

        def _answer(self, answer):
            if isinstance(answer, int | str):
                self.send_response(answer if isinstance(answer, int) else 301)
                if answer == 503:
                    self.send_header("Retry-After", made.after)
                if isinstance(answer, str):
                    self.send_header("Location", answer)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            etag = f'"{sha256(answer).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                made.unchanged += 1
                self.send_response(304)
                self.end_headers()
                return
            kind = "application/rss+xml" if answer.startswith(b"<?xml") else "text/html"
            self.send_response(200)
            self.send_header("Content-Type", made.types.get(self.path, f"{kind}; charset=utf-8"))
            self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(answer)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
