"""An ID3v2.3 tag with chapters, after id3v2.3.0 and the chapter frame addendum 1.0.

Version 2.3 with UTF-16 and a byte order mark is what every player reads; 2.4 loses
chapters in Apple's and in ffmpeg's readers. Frames are written in a fixed order,
chapters in that of time, because readers show them as they come.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from tingbao.model import Chapter

_MOST_CHILDREN = 255  # a CTOC counts its children in one byte
_TOP_AND_ORDERED = b"\x03"
_NO_OFFSET = b"\xff\xff\xff\xff"
_OTHER, _COVER_FRONT = b"\x00", b"\x03"  # kinds of pictures
_IN_URL = "%/:?#[]@!$&'()*+,;=-._~"  # what an address has beside letters and digits
_LONGEST = (1 << 28) - 1  # sizes of the header have 28 bits


def tag(
    mp3: bytes,
    *,
    title: str,
    artist: str,
    album: str,
    moment: datetime,
    chapters: tuple[Chapter, ...],
    duration_ms: int,
    cover: bytes = b"",
    pictures: tuple[bytes, ...] = (),
    texts: tuple[tuple[str, str], ...] = (),
    comment: str = "",
) -> bytes:
    """Put a tag before untagged MP3 frames.

    Of the moment v2.3 keeps year, day and minute. Chapters are in the order of time, past 255 the
    table of contents lists the first 255. Pictures are JPEG, one for each chapter or none at all;
    `texts` are user-defined (TXXX), key and value.
    """
    frames = [
        _text("TIT2", title),
        _text("TPE1", artist),
        _text("TALB", album),
        _text("TCON", "Podcast"),
        _text("TLAN", "zho"),
        _text("TLEN", str(duration_ms)),
        _text("TYER", f"{moment:%Y}"),
        _text("TDAT", f"{moment:%d%m}"),
        _text("TIME", f"{moment:%H%M}"),
        *(_frame("TXXX", b"\x01" + _utf16(k) + b"\0\0" + _utf16(value)) for k, value in texts),
    ]
    if comment:
        frames.append(_frame("COMM", b"\x01zho" + _utf16("") + b"\0\0" + _utf16(comment)))
    frames.extend(_contents(chapters, pictures))
    if cover:
        frames.append(_picture(cover, _COVER_FRONT))
    body = b"".join(frames)
    if len(body) > _LONGEST:
        raise ValueError(f"a tag of {len(body)} bytes is more than ID3 can hold")
    return b"ID3\x03\x00\x00" + _synchsafe(len(body)) + body + mp3


def _contents(chapters: tuple[Chapter, ...], pictures: tuple[bytes, ...]) -> Iterable[bytes]:
    """Write the table of contents, then the chapters it lists."""
    if not chapters:
        return
    ids = [f"chp{index}".encode() for index in range(len(chapters))]
    listed = ids[:_MOST_CHILDREN]
    children = b"".join(name + b"\0" for name in listed)
    yield _frame("CTOC", b"toc\0" + _TOP_AND_ORDERED + bytes([len(listed)]) + children)
    shown = [_picture(picture, _OTHER) for picture in pictures] or [b""] * len(chapters)
    for name, chapter, picture in zip(ids, chapters, shown, strict=True):
        times = chapter.start_ms.to_bytes(4, "big") + chapter.end_ms.to_bytes(4, "big")
        head = name + b"\0" + times + _NO_OFFSET * 2
        yield _frame("CHAP", head + _text("TIT2", chapter.title) + _links(chapter) + picture)


def _frame(name: str, data: bytes) -> bytes:
    return name.encode() + len(data).to_bytes(4, "big") + b"\0\0" + data


def _text(name: str, text: str) -> bytes:
    return _frame(name, b"\x01" + _utf16(text))


def _picture(jpeg: bytes, kind: bytes) -> bytes:
    return _frame("APIC", b"\0image/jpeg\0" + kind + b"\0" + jpeg)


def _links(chapter: Chapter) -> bytes:
    """Link a chapter to where its story is from; an address in Chinese is quoted."""
    url = quote(chapter.url, safe=_IN_URL).encode("ascii")
    return _frame("WXXX", b"\x00\x00" + url) if url else b""


def _utf16(text: str) -> bytes:
    """Encode with a byte order mark; a NUL would end the text early, a surrogate is no text."""
    return b"\xff\xfe" + text.replace("\0", "").encode("utf-16-le", "replace")


def _synchsafe(number: int) -> bytes:
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))
