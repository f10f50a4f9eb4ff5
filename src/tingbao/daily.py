"""The daily show: from everything it follows to an episode, each event once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tingbao import length, normalization, pipeline, publishing, site, store
from tingbao.config import Config
from tingbao.errors import InputError, UsageError
from tingbao.gathering import following, memory, planning, show_script
from tingbao.gathering.memory import Memory, Told
from tingbao.gathering.planning import Prepared, Rundown
from tingbao.model import Article, Line, Script
from tingbao.pipeline import Made, Progress
from tingbao.services.visitor import Visitor

if TYPE_CHECKING:
    from tingbao.checking.by_ear import Proof

_LEAST = 40  # characters that a story is told in
_LEAD = 3.0  # times of what a further event of its subject has, that its own has
_NEAR = 0.04  # of the length wanted
_ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What a run came to.

    `rundown` is None where the day's episode was there already; `made` is None there, and
    where there is nothing new.
    """

    slug: str = ""
    rundown: Rundown | None = None
    made: Made | None = None


def plan(config: Config, *, clock: Callable[[], datetime]) -> Rundown:
    """Plan what the show would tell now; nothing is written, the memory not either.

    Raises:
        TingbaoError: As `make`.
    """
    now = _now(config, clock)
    length.refuse(replace(config, minutes=config.daily.minutes))
    told = _told(config, now)
    with _memory(config, write=False) as kept:
        return _plan(config, kept, told, now)


def make(
    config: Config,
    *,
    progress: Progress,
    clock: Callable[[], datetime],
    again: bool = False,
    proof: Proof | None = None,
) -> Morning:
    """Make the day's episode of what is new in everything that is followed.

    Told is what the published episodes say: a run that is killed has told nothing or all.

    `again` makes another one though the day has its episode, as if it had none; `proof` says who
    hears it before it is published.

    Raises:
        TingbaoError: What failed, where and the mend; nothing half done is left.
    """
    now = _now(config, clock)
    _followed(config)
    pipeline.refuse(replace(config, minutes=config.daily.minutes))
    today = publishing.of_day(config.output, f"{now:%Y-%m-%d}")
    name = config.show.base_url or str(config.output.resolve())  # of the show, in the memory
    if today and not again:
        publishing.complete(config.output, config.show, today[-1], site.write)
        with _memory(config, write=True) as kept:
            kept.agree(name, _told(config, now))
        return Morning(slug=today[-1].episode.slug)
    told = _told(config, now, but=[one.episode.slug for one in today])
    progress.stage("reading")
    with _memory(config, write=True) as kept:
        kept.agree(name, told)
        rundown = _plan(config, kept, told, now)
        kept.forget(before=now - timedelta(days=config.daily.keep))
        for trouble in rundown.troubles:
            progress.note(trouble.why)
        if rundown.troubles and not (rundown.stories or rundown.left_out):
            where = rundown.troubles[0].source
            raise InputError("no source could be read", where=where, hint="try again later")
        made = _produced(config, rundown, now, progress, proof)
        if made:
            kept.agree(name, _told(config, now))
    return Morning(rundown=rundown, made=made)


def _produced(
    config: Config, rundown: Rundown, now: datetime, progress: Progress, proof: Proof | None
) -> Made | None:
    stories = rundown.stories
    if not stories and config.daily.when_empty == "skip":
        return None
    settings = replace(config, minutes=config.daily.minutes)
    progress.stage("scripting")
    try:
        article, script = _show(stories, settings, now, progress)
    except InputError:
        stories = _tellable(stories, settings, now, progress)
        article, script = _show(stories, settings, now, progress)
    return pipeline.produce(
        article,
        script,
        settings,
        moment=now,
        progress=progress,
        proof=proof,
        stories=tuple(one.story for one in stories),
        day=f"{now:%Y-%m-%d}",
    )


def _tellable(
    stories: Sequence[Prepared], config: Config, now: datetime, progress: Progress
) -> tuple[Prepared, ...]:
    """Leave out a story of which no sentence can be told, so that it does not end the show."""
    ready = []
    for one in stories:
        try:
            _write(one, _LEAST, config, now, progress)
        except InputError as error:
            progress.note(str(error))
        else:
            ready.append(one)
    return tuple(ready)


def _write(
    story: Prepared, characters: int, config: Config, now: datetime, progress: Progress
) -> list[Line]:
    """Tell one story in so many characters, a part after the other.

    Raises:
        InputError: No sentence of it can be told.
    """
    whole = _LEAD + len(story.further)
    lines = _part(story.article, round(characters * _LEAD / whole), config, now, progress)
    before = len(story.article.texts)
    for event, part in zip(story.planned.further, story.further, strict=True):
        with suppress(InputError):  # the story is told without it
            own = _part(part, round(characters / whole), config, now, progress)
            lines += _worded([show_script.seam(event, part.title)], config)
            lines += [show_script.moved(line, paragraphs=before) for line in own]
        before += len(part.texts)
    return lines


def _part(
    article: Article, characters: int, config: Config, now: datetime, progress: Progress
) -> list[Line]:
    """Tell an article in so many characters, or in more where no sentence is as short.

    Raises:
        InputError: No sentence of it can be told.
    """
    kind = replace(config.script, chars=characters)
    note = progress.note
    try:
        script = pipeline.write(article, replace(config, script=kind), moment=now, note=note)
    except (InputError, UsageError):
        if characters > article.size:
            raise
        return _part(article, characters * 2, config, now, progress)
    return [line for line in script.lines if line.kind == "body"]


def _worded(lines: Iterable[Line], config: Config) -> list[Line]:
    """Give lines with how they are spoken."""
    script = Script(title="", lines=tuple(lines))
    return list(normalization.word(script, phone_one=config.phone_one).lines)


def _show(
    stories: Sequence[Prepared], config: Config, now: datetime, progress: Progress
) -> tuple[Article, Script]:
    """Write the show as long as it is wanted: the frame, and the stories in what it leaves."""
    if not stories:
        article = show_script.nothing(now)
        today = replace(article, published=now)
        return article, pipeline.write(today, config, moment=now, note=lambda _: None)
    rate = length.pace(config)

    def sound(lines: Iterable[Line]) -> int:
        script = Script(title="", lines=tuple(lines))
        return length.estimate_ms(script, rate)

    own = [
        _worded(
            [show_script.source_line(one, at, now), *show_script.disagreement_line(one, at)], config
        )
        for at, one in enumerate(stories)
    ]
    last = _worded(show_script.recap(stories), config)
    shares = [one.planned.minutes for one in stories]
    wanted = config.minutes * 60_000.0
    budgets = [max(_LEAST, round(wanted * s / sum(shares) / 1000 * rate)) for s in shares]
    for _ in range(_ROUNDS):
        bodies = [
            _write(one, characters, config, now, progress)
            for one, characters in zip(stories, budgets, strict=True)
        ]
        frame = _worded(show_script.frame(stories, bodies, config, now), config)
        around = sound([*frame, *chain.from_iterable(own), *last])
        told = max(sound(chain.from_iterable(bodies)), 1)
        off = max(wanted - around, 1.0) / told
        better = [max(_LEAST, round(budget * off)) for budget in budgets]
        if abs(off - 1) <= _NEAR or better == budgets or config.script.style == "full":
            break
        budgets = better
    article = show_script.show(stories)
    return article, show_script.woven(article.title, frame, own, bodies, last)


def _plan(config: Config, kept: Memory, told: Sequence[Told], now: datetime) -> Rundown:
    return planning.plan(
        _followed(config),
        told,
        config.daily,
        memory=kept,
        visitor=Visitor(sleep=time.sleep, allow_private=config.allow_private),
        now=now,
        newest=config.newest,
    )


def _followed(config: Config) -> list[str]:
    followed = [one.url for one in following.load(Path(following.NAME))]
    sources = [*config.daily.sources, *followed]
    if not sources:
        hint = "tingbao follow URL, or sources under [daily] in tingbao.toml"
        raise UsageError("nothing is followed", where=following.NAME, hint=hint)
    return sources


def _now(config: Config, clock: Callable[[], datetime]) -> datetime:
    try:
        return clock().astimezone(ZoneInfo(config.daily.time_zone))
    except (ZoneInfoNotFoundError, ValueError) as error:
        hint = "give one such as Asia/Shanghai"
        raise UsageError(
            f"there is no time zone {config.daily.time_zone!r}", where="[daily]", hint=hint
        ) from error


def _told(config: Config, now: datetime, but: Sequence[str] = ()) -> tuple[Told, ...]:
    """Read what was told out of the published episodes."""
    oldest = now - timedelta(days=config.daily.keep)
    return tuple(
        Told(slug=record.episode.slug, moment=record.episode.published, story=story)
        for record in publishing.since(config.output, oldest)
        if record.episode.slug not in but
        for story in record.stories
    )


def _memory(config: Config, *, write: bool) -> AbstractContextManager[Memory]:
    place = config.daily.database
    there = write or "://" in place or store.named(place).exists()
    return memory.opened(place if there else "sqlite://", write=write)
