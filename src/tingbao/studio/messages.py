"""What the studio's page is told: of a draft, of the jobs, of itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tingbao import synthesis
from tingbao.config import Config
from tingbao.studio.drafts import STYLES, Draft
from tingbao.studio.jobs import Job

Message = dict[str, Any]
# Whose voices are offered; what else is configured is offered as it is configured.
ENGINES = ("kokoro", "edge")
_TOLD = ("id", "state", "stage", "done", "total", "left_s", "slug", "problem", "detail")
SPEEDS = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5)


def facts(config: Config, token: str) -> Message:
    """Say what there is to choose from, what is chosen, and how to ask."""
    chosen = synthesis.host(config.engine, config.voice).name
    offered = (*ENGINES, "silent") if config.engine == "silent" else ENGINES
    return {
        "token": token,
        "voices": [
            {"engine": name, "name": voice.name, "title": voice.title, "gender": voice.gender}
            for name in offered
            for voice in synthesis.ENGINES[name].voices()
            if voice.language.lower() == "zh-cn"
        ],
        "styles": STYLES,
        "speeds": sorted({*SPEEDS, config.speed}),
        "engine": config.engine,
        "voice": chosen,
        "guest": config.guest_voice,
        "minutes": config.minutes,
        "style": config.script.style,
        "speed": config.speed,
    }


def draft(written: Draft) -> Message:
    """Say what a draft holds: its sections, and each line as it is written and will be said."""
    article, script = written.order.article, written.order.script
    kept = [line.section for line in script.lines if line.kind == "body"]
    return {
        "draft": written.id,
        "title": article.title,
        "source": article.byline.source,
        "length_ms": written.length_ms,
        "notes": list(written.notes),
        "sections": [
            {
                "heading": part.heading,
                "characters": sum(map(len, part.paragraphs)),
                "lines": kept.count(number),
            }
            for number, part in enumerate(article.sections)
        ],
        "lines": [
            {name: getattr(line, name) for name in ("kind", "section", "role", "written", "spoken")}
            for line in script.lines
        ],
    }


def listing(found: Sequence[Job]) -> list[Message]:
    """Say how far the jobs are, in the order in which they are given."""
    waiting = [job.id for job in found if job.state == "queued"]
    return [
        {
            "title": job.order.article.title,
            **{name: getattr(job, name) for name in _TOLD},
            "ahead": waiting.index(job.id) if job.id in waiting else 0,
        }
        for job in found
    ]
