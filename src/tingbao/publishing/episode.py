"""A recording to an episode folder, and the folder into the feed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isfinite
from pathlib import Path

from tingbao.config import Config
from tingbao.errors import OutputError
from tingbao.language.text import Text
from tingbao.language.times import absolute, replaced
from tingbao.mastering import aigc, tag
from tingbao.model import CHINA, UNTITLED, Article, Chapter, Episode, Recording, Script, Show, Story
from tingbao.publishing import cover, feed, files, record, transcripts, typesetting
from tingbao.publishing import script as script_json
from tingbao.publishing.record import DamagedError, Record
from tingbao.publishing.serialization import to_json
from tingbao.publishing.show import Pages, renew, retire
from tingbao.publishing.slug import content_hash, same_title, slug
from tingbao.results import Results, only
from tingbao.store import Passing

_SUMMARY = 200  # characters
_PICTURE = 500  # pixels of a chapter's picture
_PICTURE_BYTES = 30_000
_NAMESPACE = uuid.UUID(
    "6f5b7d0e-6d2c-5d0a-9b53-0f0c6a1c5a11"
)  # of our guids; any will do, for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class _Covers:
    """Pictures of an episode, JPEG: its own, that for the audio file, and those of its chapters."""

    front: bytes
    small: bytes
    chapters: tuple[bytes, ...]


def earlier(output: Path, article: Article) -> Episode | None:
    """Find the episode that was made of the same article before, corrected since or not.

    Its time of publication is to be used again.
    """
    content = content_hash(article)
    found = _same(output, content) or _uncorrected(output, article, content)
    return found.episode if found else None


def present(output: Path, article: Article) -> Episode | None:
    """Find the episode that was made of just this text."""
    found = _same(output, content_hash(article))
    return found.episode if found else None


def voices(output: Path, episode: Episode) -> dict[str, str]:
    """Give who spoke an episode: by role, host or guest, the engine and voice, `kokoro/yunxi`.

    Nothing is given for what cannot be read.
    """
    try:
        said = script_json.load(output / episode.slug)
    except DamagedError:
        return {}
    return {line.role: line.engine for line in said if line.engine}


def publish(
    config: Config,
    *,
    article: Article,
    script: Script,
    recording: Recording,
    moment: datetime,
    pages: Pages,
    stories: tuple[Story, ...] = (),
    day: str = "",
    note: Callable[[str], None] = lambda _: None,
) -> Episode:
    """Write the episode's folder, then the feed that names it.

    Publishing the same again changes no byte. Audio that differs from what was published of
    the same article becomes a revision: same guid and date, a new address. So does an article
    whose text was corrected since, known by its source, title and date: its episode moves to
    the folder of the new content.

    A `season` or `number` of None keeps what was published. `day`, of a daily show, is as
    2026-11-27. `note` is told, in a line each, what the cover cannot show and which folders the
    feed leaves out.

    Raises:
        OutputError: A file could not be written; nothing published is harmed.
    """
    output, show = config.output, config.show
    content = content_hash(article)
    title = " ".join(feed.legal(article.title).split()) or UNTITLED
    with files.locked(output):
        files.sweep(output)
        same = _same(output, content)
        former = _uncorrected(output, article, content, same.episode.slug if same else "")
        old = same or former
        now = moment.replace(microsecond=0, tzinfo=moment.tzinfo or CHINA)
        published = old.episode.published if old else now
        name = same.episode.slug if same else _free(output, article.title, published, content)
        guid = old.episode.guid if old else str(uuid.uuid5(_NAMESPACE, content))
        chapters = _linked(recording.chapters, stories)
        results = Results(config.cache)
        covers = _covers(show, title, published, recording, note=note, results=results)
        signed = (show.producer or show.author, guid)
        mark = results.made("mark", *signed, kind=str, make=lambda _: aigc.mark(*signed))
        mp3 = tag(
            recording.mp3,
            title=title,
            artist=show.author,
            album=show.title,
            moment=published,
            chapters=chapters,
            duration_ms=recording.duration_ms,
            cover=covers.small,
            pictures=covers.chapters,
            texts=((aigc.KEY, mark),),
            comment=summary(script, article.day),
        )
        audio = hashlib.sha256(mp3).hexdigest()
        revision = 1 if same is None else same.revision + (same.audio != audio)
        entry = Record(
            episode=Episode(
                slug=name,
                guid=guid,
                title=title,
                summary=summary(script, article.day),
                published=published,
                duration_ms=recording.duration_ms,
                chapters=chapters,
                file=f"{name}/{name}.mp3",
                bytes=len(mp3),
            ),
            content=content,
            audio=audio,
            revision=revision,
            source=record.public(article.source),
            origin="" if stories else "\n".join(record.addresses(article.source)),
            byline=article.byline,
            article_published=article.published,
            language=show.language,
            ai_mark=config.ai_mark,
            season=old.season if old and config.season is None else config.season,
            number=old.number if old and config.number is None else config.number,
            engines=tuple(sorted(set(recording.engines))),
            loudness=recording.loudness if isfinite(recording.loudness) else None,
            true_peak=recording.true_peak if isfinite(recording.true_peak) else None,
            waveform=recording.waveform,
            made_with=(
                ("minutes", config.minutes),
                ("speed", config.speed),
                ("style", config.script.style),
            ),
            day=day,
            stories=stories,
        )
        shown = transcripts.captions(script, recording.cues)
        folder = {
            f"{name}.mp3": mp3,
            script_json.NAME: to_json(script_json.write(script, recording)),
            "transcript.vtt": transcripts.vtt(shown, show.language).encode("utf-8", "replace"),
            "transcript.srt": transcripts.srt(shown).encode("utf-8", "replace"),
            "chapters.json": to_json(_chapters(chapters, show, name if covers.chapters else "")),
            **{_picture_name(number): picture for number, picture in enumerate(covers.chapters, 1)},
            feed.COVER: covers.front,
            record.NAME: record.dump(entry),
        }
        files.write_folder(output / name, folder)
        if former is None or former.episode.guid != guid:
            known = renew(output, show, pages, changed=frozenset({name}), results=results)
        else:  # the feed names the new folder before the old one goes
            gone = former.episode.slug
            retire(output / gone)
            both = frozenset({name, gone})
            known = renew(output, show, pages, changed=both, results=results)
            files.remove(output / gone)
    for other, why in known.left_out:
        note(f"left out of the feed: {other}: {why}")
    return entry.episode


def summary(script: Script, day: date | None = None) -> str:
    """Give what is told first, in whole lines, its times from the article's day where it is known.

    It is read on any day, also where the script was heard on the article's own.
    """
    told = ""
    for line in script.lines:
        if line.kind != "body":
            continue
        written = Text.of(line.written)
        written = replaced(written, absolute(written, day)) if day else written
        if told and len(told) + len(written) > _SUMMARY:
            break
        gap = " " if told[-1:].isascii() and written[:1].isascii() else ""
        told += gap + written
    text = typesetting.typeset(" ".join(told.split()))
    if len(text) <= _SUMMARY:
        return text or feed.legal(script.title)
    end = max(text.rfind(mark, 0, _SUMMARY) for mark in "。！？")
    return text[: end + 1] if end > _SUMMARY // 4 else text[: _SUMMARY - 1] + "…"


def _covers(
    show: Show,
    title: str,
    moment: datetime,
    recording: Recording,
    *,
    note: Callable[[str], None],
    results: Results,
) -> _Covers:
    facts = only(show, ("title", "cover", "chapter_pictures"))
    given = Path(facts.cover) if facts.cover else None
    heard, date = replace(recording, mp3=b""), f"{moment:%Y.%m.%d}"

    def make(tell: Callable[[str], None]) -> _Covers:
        if given:
            front = cover.picture(given, results)
        else:
            front = cover.draw(title, facts.title, date=date, waveform=heard.waveform)
            if lost := typesetting.lost(title + facts.title):
                hint = "install a font such as Noto Sans CJK"
                tell(Passing(f"the cover shows 〓 for {lost}: {hint}"))
        pictures = _pictures(facts, heard) if facts.chapter_pictures else ()
        return _Covers(front=front, small=cover.reduced(front), chapters=pictures)

    of = (title, date, heard, facts, given)
    return results.made("covers", *of, kind=_Covers, make=make, note=note)


def _linked(chapters: tuple[Chapter, ...], stories: tuple[Story, ...]) -> tuple[Chapter, ...]:
    """Give each chapter that is a story the address of the report it is told from."""
    links = {story.title: story.references[0].url for story in stories if story.references}
    return tuple(replace(chapter, url=links.get(chapter.title, "")) for chapter in chapters)


def _pictures(show: Show, recording: Recording) -> tuple[bytes, ...]:
    """Draw one for each chapter, with the waveform of that chapter."""
    a_point = recording.duration_ms / max(1, len(recording.waveform))
    return tuple(
        cover.draw(
            chapter.title,
            show.title,
            size=_PICTURE,
            waveform=recording.waveform[
                int(chapter.start_ms / a_point) : int(chapter.end_ms / a_point)
            ],
            most_bytes=_PICTURE_BYTES,
        )
        for chapter in recording.chapters
    )


def _picture_name(number: int) -> str:
    return f"chapter-{number}.jpg"


def _same(output: Path, content: str) -> Record | None:
    """Find the record of a content; its folder's name ends in the content's hash."""
    found = _records(output, f"*-{content[:6]}*")
    return next((entry for entry in found if entry.content == content), None)


def _uncorrected(output: Path, article: Article, content: str, same: str = "") -> Record | None:
    """Find the record of an article whose content was another, by source, title and date.

    `same` is the folder of this content, if there is one.

    Standard input and articles without a date may be another article each time.
    """
    if article.source in {"", "-"} or article.published is None:
        return None
    wanted = (record.public(article.source), article.title, article.published)
    for entry in _records(output, same_title(article.title, same)):
        known = (record.public(entry.source), entry.episode.title, entry.article_published)
        if known == wanted and entry.content != content:
            return entry
    return None


def _records(output: Path, pattern: str) -> Iterator[Record]:
    """Give the records of the folders that a pattern names, as far as they can be read."""
    for folder in sorted(output.glob(pattern)) if output.is_dir() else ():
        with suppress(DamagedError):
            entry = record.load(folder / record.NAME)
            if entry.episode.slug == folder.name:
                yield entry


def _free(output: Path, title: str, moment: datetime, content: str) -> str:
    """Find a name that no other content has taken; more of the hash tells them apart."""
    for digits in (6, 12, len(content)):
        name = slug(title, moment, content, digits)
        if not (output / name / record.NAME).exists():
            return name
    raise OutputError("the episode's folder is taken", where=str(output / name), hint="remove it")


def _chapters(chapters: tuple[Chapter, ...], show: Show, pictured: str) -> dict[str, object]:
    """Give the JSON of podcast namespace chapters 1.2.0: times in seconds.

    A picture is named by a whole address, so only where the show has one; `pictured` is the
    folder that they lie in, or empty.
    """
    rows: list[dict[str, object]] = []
    for number, chapter in enumerate(chapters, 1):
        start, end = chapter.start_ms / 1000, chapter.end_ms / 1000
        rows.append({"startTime": start, "endTime": end, "title": chapter.title})
        if chapter.url:
            rows[-1]["url"] = chapter.url
        if pictured and show.base_url:
            rows[-1]["img"] = feed.address(show, f"{pictured}/{_picture_name(number)}")
    return {"version": "1.2.0", "chapters": rows}
