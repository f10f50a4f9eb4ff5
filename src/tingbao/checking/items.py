"""What a feed says of an episode, and the files it names, each of which is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from io import BytesIO

from lxml.etree import _Element

from tingbao.checking import channel, subtitles, tags
from tingbao.checking.channel import APPLE, NAMESPACE, PSP, RSS
from tingbao.checking.fetching import Fetch
from tingbao.checking.findings import Finding, fault, judge
from tingbao.errors import MALFORMED

_CHAPTERS = "application/json+chapters"
_TRANSCRIPTS = frozenset({"text/vtt", "application/x-subrip", "application/srt", "text/html"})
_NEAR_S = 1.5
_SECONDS = re.compile(r"[0-9]{1,9}")


def check(item: _Element, fetch: Fetch) -> Iterator[Finding]:
    """Check an item and everything it names."""
    guid = channel.said(item, "guid")
    where = guid or channel.said(item, "title")
    for name in ("title", "guid"):
        yield judge(channel.said(item, name), name, "present", where=where, source=PSP)
    yield from channel.described(item, where)
    yield from _date(item, where)
    duration = channel.said(item, "itunes:duration")
    good = bool(_SECONDS.fullmatch(duration)) and int(duration) > 0
    found = f"{duration or 'missing'}, whole seconds wanted"
    yield judge(good, "itunes:duration", found, where=where, source=APPLE)
    yield from _enclosure(item, fetch, where, int(duration) if good else 0)
    for picture in channel.children(item, "itunes:image")[:1]:
        yield from channel.cover(picture.get("href", ""), fetch, where)
    for element in channel.children(item, "podcast:chapters")[:1]:
        yield from _chapters(element, fetch)
    for element in channel.children(item, "podcast:transcript"):
        yield from _transcript(element, fetch)


def _date(item: _Element, where: str) -> Iterator[Finding]:
    text = channel.said(item, "pubDate")
    try:
        good = parsedate_to_datetime(text).tzinfo is not None
    except MALFORMED:
        good = False
    yield judge(good, "pubDate", text or "missing", where=where, source=RSS)


def _enclosure(item: _Element, fetch: Fetch, where: str, seconds: int) -> Iterator[Finding]:
    element = item.find("enclosure")
    if element is None:
        yield fault("enclosure", "missing", where=where, source=PSP)
        return
    address, size = element.get("url", ""), element.get("length", "")
    kind = element.get("type", "")
    yield judge(address.isascii(), "enclosure url", "plain ASCII", where=address, source=RSS)
    yield judge(kind == "audio/mpeg", "enclosure type", kind, where=address, source=APPLE)
    if (got := (yield from channel.fetched(address, fetch))) is None:
        return
    same = size == str(len(got.data))
    found = f"{size or 'missing'}, the file has {len(got.data)} bytes"
    yield judge(same, "enclosure length", found, where=address, source=RSS)
    if got.ranges is not None:
        found = "answered with 206" if got.ranges else "not answered: nobody can seek"
        yield judge(got.ranges, "byte ranges", found, where=address, source=APPLE)
        yield judge(got.kind == kind, "served as", got.kind, where=address, source=APPLE)
    import soundfile

    try:
        heard = soundfile.info(BytesIO(got.data)).duration
    except soundfile.LibsndfileError:
        yield fault("audio", "cannot be decoded", where=address, source=APPLE)
        return
    near = abs(heard - seconds) <= _NEAR_S
    found = f"{seconds} s said, {heard:.1f} s long"
    yield judge(near, "duration", found, where=address, source=APPLE)
    tag = tags.read(got.data)
    simple = [
        chapter.get("title") for chapter in channel.children(item, "psc:chapters/psc:chapter")
    ]
    if simple and tag:
        same = simple == [chapter.title for chapter in tag.chapters]
        found = "as in the file" if same else "other than in the file"
        yield judge(same, "psc:chapters", found, where=where, source="Podlove Simple Chapters")


def _chapters(element: _Element, fetch: Fetch) -> Iterator[Finding]:
    address, kind = element.get("url", ""), element.get("type", "")
    yield judge(kind == _CHAPTERS, "chapters type", kind, where=address, source=NAMESPACE)
    if (got := (yield from channel.fetched(address, fetch))) is None:
        return
    try:
        rows = json.loads(got.data)["chapters"]
        starts = [float(row["startTime"]) for row in rows]
        good = starts == sorted(set(starts)) and all(row["title"] for row in rows)
        pictures = [str(row["img"]) for row in rows if row.get("img")]
    except MALFORMED:
        good, pictures = False, []
    found = f"{len(starts)} chapters, in order" if good else "no list of chapters in order"
    yield judge(good, "chapters file", found, where=address, source=NAMESPACE)
    for picture in pictures:
        if seen := (yield from channel.fetched(picture, fetch)):
            shown = seen.data[:2] == b"\xff\xd8" or seen.data[:4] == b"\x89PNG"
            yield judge(shown, "chapter picture", "JPEG or PNG", where=picture, source=NAMESPACE)
    yield from _cors(got.open_, address)


def _transcript(element: _Element, fetch: Fetch) -> Iterator[Finding]:
    address, kind = element.get("url", ""), element.get("type", "")
    good = kind in _TRANSCRIPTS
    yield judge(good, "transcript type", kind or "missing", where=address, source=NAMESPACE)
    if (got := (yield from channel.fetched(address, fetch))) is None:
        return
    try:
        text = got.data.decode("utf-8")
        cues = subtitles.read(text)
        good = bool(cues) and (kind != "text/vtt" or text.startswith("WEBVTT"))
        found = f"{len(cues)} cues"
    except MALFORMED as error:
        good, found = False, str(error)
    yield judge(good, "transcript", found, where=address, source=NAMESPACE)
    yield from _cors(got.open_, address)


def _cors(open_: bool | None, address: str) -> Iterator[Finding]:  # noqa: FBT001  # a header's truth
    if open_ is not None:
        found = "allowed" if open_ else "players on other sites cannot read it"
        yield judge(open_, "CORS", found, where=address, source=NAMESPACE, advice=True)
