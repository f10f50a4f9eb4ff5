"""The studio over HTTP: a page, what it asks for, and a stream of how far the jobs are."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import anyio
import anyio.to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route, Router

from tingbao import pipeline
from tingbao.config import Config
from tingbao.errors import TingbaoError
from tingbao.pipeline import Progress
from tingbao.publishing.media import media_type
from tingbao.site import pages
from tingbao.site.markup import fill, source
from tingbao.studio import drafts, hearing, messages
from tingbao.studio.access import Guard
from tingbao.studio.drafts import Draft, Drafts, configured
from tingbao.studio.job_queue import JobQueue
from tingbao.studio.jobs import Order
from tingbao.studio.words import in_words, text
from tingbao.studio.writer import Writer

LOOK_S = 0.25  # how often a stream looks for news, in seconds
BEAT_S = 15.0  # how often a stream without news shows that it lives
_SHARED = frozenset(("site.css", "icon.svg"))
_ASSETS = frozenset(("studio.css", "studio.js", "asking.js", "queue.js"))
LONGEST_LINE = 16  # requests that may wait for the same worker, the one it is at included
# Seconds after which an episode in the making lets the threads of the listeners have their turn;
# Python's own 5 ms, at every step of each of two hundred answers, are seconds.
_TURN_S = 0.0002


class Studio:
    """Everything that the studio's requests share."""

    def __init__(
        self,
        config: Config,
        *,
        token: str,
        workers: int,
        clock: Callable[[], datetime],
        name: Callable[[], str],
        names: frozenset[str],
    ) -> None:
        """Open the studio; jobs that an earlier one left are taken up at once.

        `token` opens the door, `workers` counts jobs at a time, `name` gives sixteen hexadecimal
        digits, never the same twice; `names` are hosts, without port, that this server is known
        by.
        """
        self._config, self._clock, self._token, self._names = config, clock, token, names
        self._drafts, self._writer, self._name = Drafts(config), Writer(), name
        self._queue = JobQueue(
            config.output, self._produce, workers=workers, clock=clock, name=name
        )
        self._ear = hearing.Ear()
        sys.setswitchinterval(_TURN_S)
        self._writing, self._speaking, self._minding = WaitingLine(), WaitingLine(), WaitingLine()
        self._closed = False

    def routes(self) -> list[BaseRoute]:
        """Give the routes, all but the way in behind their guard."""
        routes = Router(
            [
                Route("/", self._page),
                Route("/{asset:str}", self._asset, methods=["GET"]),
                Route("/api/draft", self._draft, methods=["POST"]),
                Route("/api/hear", self._hear, methods=["POST"]),
                Route("/api/jobs", self._order, methods=["POST"]),
                Route("/api/jobs/{id}/cancel", self._cancel, methods=["POST"]),
                Route("/api/jobs/{id}/again", self._again, methods=["POST"]),
                Route("/api/events", self._events),
            ]
        )
        return [
            Route("/studio", lambda _: RedirectResponse("/studio/")),
            Mount("/studio", Guard(routes, self._token, self._names)),
        ]

    def close(self) -> None:
        """End the streams, and stop what is under way so that the next studio takes it up."""
        self._closed = True
        self._writer.close()
        self._queue.close()

    def _produce(self, order: Order, progress: Progress) -> str:
        config = drafts.ordered(self._config, order)
        made = pipeline.produce(
            order.article, order.script, config, moment=order.moment, progress=progress
        )
        return made.episode.slug

    async def _page(self, request: Request) -> Response:
        del request
        facts = json.dumps(messages.facts(self._config, self._token), ensure_ascii=False)
        html = fill(__package__, "studio.html", show=self._config.show.title, facts=facts)
        return Response(html, media_type="text/html; charset=utf-8")

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["asset"]
        if name in _SHARED:  # the pages' own, which the folder of a new show may not have yet
            data = pages.assets(self._config.show.title)[f"{pages.ASSETS}/{name}"]
            return Response(data, media_type=media_type(name))
        if name not in _ASSETS:
            return Response(text("nothing"), 404, media_type="text/plain; charset=utf-8")
        return Response(source(__package__, name), media_type=media_type(name))

    async def _draft(self, request: Request) -> Response:
        asked = await _asked(request)
        moment = self._clock()

        def write() -> dict[str, Any]:
            draft: Draft = self._writer.do(drafts.write, self._config, asked, moment, self._name())
            self._drafts.keep(draft)
            self._ear.warm(configured(self._config, asked))  # for when its lines are read
            return messages.draft(draft)

        return await self._writing.answer(write)

    async def _hear(self, request: Request) -> Response:
        asked = await _asked(request)

        def hear() -> bytes:
            config = configured(self._config, asked)
            return hearing.wav(str(asked.get("text", "")), config, guest=bool(asked.get("guest")))

        return await self._speaking.answer(hear)

    async def _order(self, request: Request) -> Response:
        asked = await _asked(request)

        def order() -> dict[str, Any]:
            edited = self._drafts.edited(asked)
            if edited is None:
                return {"problem": text("expired")}
            return {"job": self._queue.add(edited).id}

        return await self._minding.answer(order)

    async def _cancel(self, request: Request) -> Response:
        stopped = self._queue.cancel(request.path_params["id"])
        return JSONResponse({"cancelled": stopped}, 200 if stopped else 404)

    async def _again(self, request: Request) -> Response:
        name = request.path_params["id"]
        return await self._minding.answer(
            lambda: {"again": True} if self._queue.again(name) else {"problem": text("gone")}
        )

    async def _events(self, request: Request) -> Response:
        del request
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(self._news(), media_type="text/event-stream", headers=headers)

    async def _news(self) -> AsyncIterator[str]:
        seen: tuple[int, str] | None = None
        quiet = 0.0
        while not self._closed:
            now = (self._queue.version, self._ear.state)
            if now != seen:
                seen, quiet = now, 0.0
                news = {"voice": now[1], "jobs": messages.listing(self._queue.listing())}
                yield f"data: {json.dumps(news, ensure_ascii=False)}\n\n"
            elif quiet >= BEAT_S:
                quiet = 0.0
                yield ": \n\n"
            await asyncio.sleep(LOOK_S)
            quiet += LOOK_S


async def _asked(request: Request) -> dict[str, Any]:
    try:
        asked = json.loads(await request.body())
    except (ValueError, RecursionError, ClientDisconnect):
        asked = None
    return asked if isinstance(asked, dict) else {}


class WaitingLine:
    """A line of people who wait for one worker, in a thread of its own.

    One at a time, as a draft and a voice each take a core (a draft in a process of its own).
    Files are read by other threads, so that listeners never stand behind.
    """

    def __init__(self) -> None:
        self._worker = anyio.CapacityLimiter(1)
        self._standing = 0

    async def answer(self, work: Callable[[], Any]) -> Response:
        """Do work in a thread when its turn has come, and say its failure in words.

        Where the line is too long, ask to come again.
        """
        if self._standing >= LONGEST_LINE:
            return JSONResponse({"problem": text("busy")}, 503, headers={"retry-after": "10"})
        self._standing += 1
        try:
            done = await anyio.to_thread.run_sync(work, limiter=self._worker)
        except TingbaoError as error:
            return JSONResponse({"problem": in_words(error), "detail": str(error)}, 422)
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            logging.getLogger(__name__).exception("a request failed: %s", detail)
            return JSONResponse({"problem": text("fault"), "detail": detail}, 500)
        finally:
            self._standing -= 1
        if isinstance(done, bytes):
            return Response(done, media_type="audio/wav")
        return JSONResponse(done, 410 if "problem" in done else 200)
