"""Scripts that are being looked at: written from what was pasted, then edited by hand."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from threading import Lock
from typing import Any

from tingbao import length, normalization, pipeline, summarization, synthesis
from tingbao.config import Config, merge
from tingbao.errors import TingbaoError, UsageError
from tingbao.gathering.combining import combine
from tingbao.model import Article, Line
from tingbao.sanitizing import clean
from tingbao.sources import is_url
from tingbao.studio.jobs import Order
from tingbao.studio.words import text

STYLES = {"bulletin": "简报", "headlines": "要闻", "full": "全文", "dialogue": "对谈"}
CHOICES = ("engine", "voice", "guest_voice", "minutes", "speed")  # and the style
_KEPT = 20
_MOST_SOURCES = 20
_LONGEST_LINE = 2_000
_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An order that nobody has placed yet, and what its writer had to say about it."""

    id: str
    order: Order
    length_ms: int
    notes: tuple[str, ...]


def write(config: Config, asked: dict[str, Any], moment: datetime, name: str) -> Draft:
    """Write a script from what a reader pasted.

    `asked` has `sources`, as `_read` takes them, and what `configured` takes; `name` was never
    given before.

    Raises:
        TingbaoError: As reading and writing do.
    """
    config = configured(config, asked)
    article = _read(asked.get("sources"))
    notes: list[str] = []
    script = pipeline.write(article, config, moment=moment, note=notes.append)
    return Draft(
        id=name,
        order=Order(article=article, script=script, moment=moment, **_choices(config)),
        length_ms=length.estimate_ms(script, length.pace(config)),
        notes=tuple(notes),
    )


class Drafts:
    """The last scripts written; older ones are forgotten."""

    def __init__(self, config: Config) -> None:
        """Keep none yet."""
        self._config = config
        self._lock = Lock()
        self._kept: OrderedDict[str, Draft] = OrderedDict()

    def keep(self, draft: Draft) -> None:
        """Keep a draft that was written, to be edited."""
        with self._lock:
            self._kept[draft.id] = draft
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def edited(self, asked: dict[str, Any]) -> Order | None:
        """Apply a reader's edits to a draft; None if it is no longer known.

        Args:
            asked: `draft`; `title`; `lines`, each with `index` of the line in the draft and
                `written`. Lines that are not named are left out. Voices and speed may be
                others than the draft's; length and style are in the script already.

        Raises:
            UsageError: Lines that make no script.
        """
        with self._lock:
            draft = self._kept.get(_string(asked, "draft"))
        if draft is None:
            return None
        order = draft.order
        lines = _lines(asked.get("lines"), order.script.lines)
        title = " ".join(_string(asked, "title").split())[:_TITLE] or order.article.title
        script = normalization.word(
            replace(order.script, title=title, lines=lines), phone_one=self._config.phone_one
        )
        if not all(line.spoken.strip() for line in script.lines):
            raise UsageError("nothing of the line can be said", hint="write some words")
        config = configured(self._config, {**asked, "minutes": order.minutes, "style": order.style})
        return replace(
            order,
            article=replace(order.article, title=title),
            script=script,
            **_choices(config),
        )


def _read(given: Any) -> Article:
    """Read what was given, one article or several.

    Each source is a text, or one or more web addresses with space between. Addresses that
    lead into a private network are refused whatever the settings allow the command line:
    who may use the studio may not, by that, look around inside the network it runs in.

    Raises:
        TingbaoError: As reading does; where there are several, its note says which it was.
    """
    sources: list[tuple[str, BytesIO | None]] = []  # what is read, and of what stream
    for item in given if isinstance(given, list) else ():
        written = _clean(item).strip()
        words = written.split()
        if words and all(map(is_url, words)):
            sources += ((word, None) for word in words)
        elif written:
            sources.append(("-", BytesIO(written.encode())))
    if len(sources) > _MOST_SOURCES:
        raise UsageError("too many articles at once", hint=f"give {_MOST_SOURCES} at most")
    articles = []
    for number, (source, stream) in enumerate(sources, 1):
        try:
            articles.append(pipeline.read([source], stdin=stream))
        except TingbaoError as error:
            if len(sources) > 1:
                error.add_note(text("numbered").format(number=number))
            raise
    return combine(articles, summarization.worth)


def _choices(config: Config) -> dict[str, Any]:
    """Give of the settings what a reader can choose."""
    return {name: getattr(config, name) for name in CHOICES} | {"style": config.script.style}


def ordered(config: Config, order: Order) -> Config:
    """Put an order's choices into the settings."""
    return configured(config, {name: getattr(order, name) for name in (*CHOICES, "style")})


def configured(config: Config, asked: dict[str, Any]) -> Config:
    """Put a reader's choices into the settings.

    Raises:
        UsageError: A choice that there is not.
    """
    style = _string(asked, "style") or config.script.style
    if style not in STYLES:
        raise UsageError(f"there is no style {style[:40]!r}", hint=f"there are {', '.join(STYLES)}")
    engine = _string(asked, "engine") or config.engine
    known = config if engine == config.engine else replace(config, voice="", guest_voice="")
    given = {
        "engine": engine,
        "voice": _string(asked, "voice") or known.voice,
        "guest_voice": _string(asked, "guest_voice") or known.guest_voice,
        "minutes": asked.get("minutes") or None,
        "speed": asked.get("speed") or None,
        "script": {"style": style},
    }
    chosen = merge(config, given, where="the studio")
    synthesis.cast(chosen).parts()
    return chosen


def _lines(asked: Any, known: tuple[Line, ...]) -> tuple[Line, ...]:
    if not isinstance(asked, list) or len(asked) > len(known):
        raise UsageError("these lines make no script", hint="write the script anew")
    lines = []
    for item in asked:
        row = item if isinstance(item, dict) else {}
        number, written = row.get("index"), _string(row, "written").strip()
        if not isinstance(number, int) or not written:
            raise UsageError("a line has no text", hint="write some, or take the line out")
        if not 0 <= number < len(known) or len(written) > _LONGEST_LINE:
            raise UsageError("a line is too long or unknown", hint="make it shorter")
        line = known[number]
        same = written == line.written
        lines.append(line if same else replace(line, written=written, spoken="", edits=()))
    if not any(line.kind in {"body", "heading"} for line in lines):
        raise UsageError("nothing of the article is left", hint="keep at least one line of it")
    return tuple(lines)


def _string(asked: dict[str, Any], name: str) -> str:
    return _clean(asked.get(name))


def _clean(value: Any) -> str:
    """Take a text without what nobody sees and programs obey; anything else is none."""
    return clean(value) if isinstance(value, str) else ""
