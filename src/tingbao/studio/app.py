"""The studio over HTTP: a page, what it asks for, and a stream of how far the jobs are."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route, Router

from tingbao import briefing, speaking
from tingbao.errors import TingbaoError
from tingbao.publishing.page import site
from tingbao.publishing.page.markup import fill
from tingbao.studio import hearing
from tingbao.studio.bench import Bench
from tingbao.studio.drafts import STYLES, Draft, Drafts, configured
from tingbao.studio.guard import Guard
from tingbao.studio.words import in_words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from tingbao.briefing import Progress
    from tingbao.config import Config
    from tingbao.studio.jobs import Job, Order

LOOK_S = 0.25
"""How often a stream looks for news, in seconds."""
BEAT_S = 15.0
"""How often a stream without news shows that it lives."""
ENGINES = ("kokoro", "edge")
"""Whose voices are offered; what else is configured is offered as it is configured."""


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

        Args:
            config: The settings; `output` is the show's folder.
            token: What opens the door.
            workers: Jobs at a time.
            clock: Gives the time, with its zone.
            name: Gives sixteen hexadecimal digits, never the same twice.
            names: Hosts, without port, that this server is known by.
        """
        self._config, self._clock, self._token, self._names = config, clock, token, names
        self._drafts = Drafts(config, name)
        self._bench = Bench(config.output, self._produce, workers=workers, clock=clock, name=name)
        self._ear = asyncio.Semaphore(1)
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
                Route("/api/events", self._events),
            ]
        )
        return [
            Route("/studio", lambda _: RedirectResponse("/studio/")),
            Mount("/studio", Guard(routes, self._token, self._names)),
        ]

    def life(self) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
        """Give what runs with the server: at its end, what is under way stops and is kept."""

        @asynccontextmanager
        async def live(app: Starlette) -> AsyncIterator[None]:
            del app
            try:
                yield
            finally:
                self._closed = True
                self._bench.close()

        return live

    def _produce(self, order: Order, progress: Progress) -> str:
        chosen = {"engine": order.engine, "voice": order.voice, "minutes": order.minutes}
        config = configured(self._config, {**chosen, "style": order.style})
        made = briefing.produce(
            order.article, order.script, config, moment=order.moment, progress=progress
        )
        return made.episode.slug

    async def _page(self, request: Request) -> Response:
        del request
        voices = [
            {"engine": name, "name": voice.name, "title": voice.title, "gender": voice.gender}
            for name in _offered(self._config.engine)
            for voice in speaking.ENGINES[name].voices()
            if voice.language.lower() == "zh-cn"
        ]
        facts = {
            "token": self._token,
            "voices": voices,
            "styles": STYLES,
            "engine": self._config.engine,
            "voice": speaking.host(self._config.engine, self._config.voice).name,
            "minutes": self._config.minutes,
            "style": self._config.script.style,
            "workers": self._bench.workers,
        }
        facts_json = json.dumps(facts, ensure_ascii=False)
        html = fill(_file("studio.html"), show=self._config.show.title, facts=facts_json)
        return Response(html, media_type="text/html; charset=utf-8")

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["asset"]
        shared = {"site.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
        if name in shared:  # the pages' own, which the folder of a new show may not have yet
            data = site.assets(self._config.show)[f"{site.ASSETS}/{name}"]
            return Response(data, media_type=shared[name])
        kinds = {"studio.css": "text/css", "studio.js": "text/javascript"}
        if name not in kinds:
            return Response("没有这个文件。", 404, media_type="text/plain; charset=utf-8")
        return Response(_file(name), media_type=f"{kinds[name]}; charset=utf-8")

    async def _draft(self, request: Request) -> Response:
        asked = await _asked(request)
        moment = self._clock()
        return await _answer(lambda: _shown(self._drafts.write(asked, moment)))

    async def _hear(self, request: Request) -> Response:
        asked = await _asked(request)

        def hear() -> bytes:
            return hearing.wav(str(asked.get("text", "")), configured(self._config, asked))

        async with self._ear:  # one at a time: listening is for a person, speaking takes a core
            return await _answer(hear)

    async def _order(self, request: Request) -> Response:
        asked = await _asked(request)

        def order() -> dict[str, Any]:
            edited = self._drafts.edited(asked)
            if edited is None:
                return {"problem": "这份文稿已经过期，请重新生成一次。"}
            return {"job": self._bench.add(edited).id}

        return await _answer(order)

    async def _cancel(self, request: Request) -> Response:
        stopped = self._bench.cancel(request.path_params["id"])
        return JSONResponse({"cancelled": stopped}, 200 if stopped else 404)

    async def _events(self, request: Request) -> Response:
        del request
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(self._news(), media_type="text/event-stream", headers=headers)

    async def _news(self) -> AsyncIterator[str]:
        seen, quiet = -1, 0.0
        while not self._closed:
            if self._bench.version != seen:
                seen, quiet = self._bench.version, 0.0
                rows = _listed(self._bench.listing())
                yield f"data: {json.dumps(rows, ensure_ascii=False)}\n\n"
            elif quiet >= BEAT_S:
                quiet = 0.0
                yield ": \n\n"
            await asyncio.sleep(LOOK_S)
            quiet += LOOK_S


def _offered(configured_engine: str) -> tuple[str, ...]:
    """Name the engines whose voices one chooses from; the silent one only where it is set."""
    return (*ENGINES, "silent") if configured_engine == "silent" else ENGINES


async def _asked(request: Request) -> dict[str, Any]:
    try:
        asked = json.loads(await request.body())
    except (ValueError, RecursionError, ClientDisconnect):
        asked = None
    return asked if isinstance(asked, dict) else {}


async def _answer(work: Callable[[], Any]) -> Response:
    """Do work in a thread, and say its failure in words."""
    try:
        done = await anyio.to_thread.run_sync(work)
    except TingbaoError as error:
        return JSONResponse({"problem": in_words(error), "detail": str(error)}, 422)
    if isinstance(done, bytes):
        return Response(done, media_type="audio/wav")
    return JSONResponse(done, 410 if "problem" in done else 200)


def _shown(draft: Draft) -> dict[str, Any]:
    article, script = draft.order.article, draft.order.script
    return {
        "draft": draft.id,
        "title": article.title,
        "source": article.byline.source,
        "length_ms": draft.length_ms,
        "notes": list(draft.notes),
        "sections": [
            {"heading": part.heading, "characters": sum(map(len, part.paragraphs))}
            for part in article.sections
        ],
        "lines": [
            {
                "kind": line.kind,
                "section": line.section,
                "role": line.role,
                "written": line.written,
                "spoken": line.spoken,
            }
            for line in script.lines
        ],
    }


def _listed(found: list[Job]) -> list[dict[str, Any]]:
    waiting = [job.id for job in reversed(found) if job.state == "queued"]
    return [
        {
            "id": job.id,
            "title": job.order.article.title,
            "created": job.created.isoformat(),
            "state": job.state,
            "stage": job.stage,
            "done": job.done,
            "total": job.total,
            "slug": job.slug,
            "problem": job.problem,
            "detail": job.detail,
            "ahead": waiting.index(job.id) if job.id in waiting else 0,
        }
        for job in found
    ]


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
