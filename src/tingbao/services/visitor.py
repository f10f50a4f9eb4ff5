"""Pages of many sites at once, fetched as a good citizen does.

At most so many requests to a host are under way, `robots.txt` is heeded for what nobody
named by hand, and what may pass is asked again after a while, longer each time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from tingbao.errors import InputError
from tingbao.services import web
from tingbao.services.retry import patiently
from tingbao.services.web import Page, Validators

T = TypeVar("T")
S = TypeVar("S")
AGENT = "Tingbao"
PER_HOST = 2  # requests to one host at once
AT_ONCE = 8  # requests in all
_ROBOTS = 500_000  # bytes of a robots.txt that count (RFC 9309)
_DOWN = 500  # a site whose robots.txt answers so is left alone


def host(url: str) -> str:
    """Name whom an address asks; empty for what is no address."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Fetches for one run; what it learnt of hosts is kept for that long.

    `allow_private` is as `web.fetch` takes it.
    """

    sleep: Callable[[float], None]
    allow_private: bool = False
    _hosts: dict[str, threading.Semaphore] = field(default_factory=dict)
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _reading: dict[str, threading.Lock] = field(default_factory=dict)
    _failing: dict[str, bool] = field(default_factory=dict)  # hosts; whether without an answer
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def each(self, work: Callable[[S], T], these: Sequence[S]) -> list[T]:
        """Do the work for each of these at once, and give what came of it in their order."""
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            return list(pool.map(work, these))

    def fetch(
        self,
        url: str,
        *,
        limit: int,
        known: Validators = web.NEVER,
        named: bool = False,
        until: float = inf,
    ) -> Page:
        """Fetch a page.

        A person `named` this address: no robots.txt is asked, here or where it leads. A host that
        gave no answer is asked no more, and what has to be there by a time is asked for once, and
        not of a host that failed in any way; that the time was over tells nothing of a host. The
        others are as `web.fetch` takes them.

        Raises:
            InputError: As `web.fetch`; or its site asks programs to stay away.
        """
        self._refuse_failing(url, until)
        asked = url

        @contextmanager
        def visit(place: str) -> Iterator[None]:
            nonlocal asked
            asked = place
            if not named and host(place):
                self._ask(place, until)
            with self._host(place):
                self._refuse_failing(place, until)
                yield

        def once(allowance: web.Allowance | None = None) -> Page:
            return web.fetch(
                url,
                limit=limit,
                allow_private=self.allow_private,
                known=known,
                until=until,
                allowance=allowance,
                visit=visit,
            )

        try:
            return patiently(once, sleep=self.sleep) if until == inf else once()
        except InputError as error:
            silent = not getattr(error, "status", 0)
            in_time = time.monotonic() < until
            if in_time and web.passes(error) and (silent or until < inf):
                self._failing.setdefault(host(asked), silent)
            raise

    def _refuse_failing(self, url: str, until: float) -> None:
        silent = self._failing.get(host(url))
        if silent or (silent is not None and until < inf):
            raise web.UnfetchedError("its host has just failed", where=url, hint="try later")

    def _host(self, url: str) -> threading.Semaphore:
        with self._lock:
            return self._hosts.setdefault(host(url), threading.Semaphore(PER_HOST))

    def _ask(self, url: str, until: float) -> None:
        """Refuse an address that its site keeps from us; one without rules does not (RFC 9309)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            reading = self._reading.setdefault(site, threading.Lock())
        with reading:  # once a site
            if site not in self._rules:
                self._rules[site] = self._read_rules(f"{site}/robots.txt", until)
            if self._rules[site].can_fetch(AGENT, url):
                return
        what, hint = "its robots.txt asks programs to stay away", "read it there"
        raise InputError(what, where=url, hint=hint)

    def _read_rules(self, url: str, until: float) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            with self._host(url):
                private = self.allow_private
                page = web.fetch(url, limit=_ROBOTS, allow_private=private, until=until)
            rules.parse(page.body.decode("utf-8", "replace").splitlines())
        except web.UnfetchedError as error:
            if time.monotonic() >= until:
                raise  # nobody has said what the rules are
            rules.parse(["User-agent: *", "Disallow: /"] if error.status >= _DOWN else [])
        except (InputError, ValueError):  # of a line that is none the library makes an error
            rules.parse([])
        return rules
