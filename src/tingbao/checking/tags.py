"""Reading ID3v2.3 and 2.4 tags back: texts, chapters, their table of contents, the cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tingbao.errors import MALFORMED
from tingbao.model import Chapter

_HEADER = 10
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_FOUR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What a tag says."""

    version: str
    texts: dict[str, str]
    chapters: tuple[Chapter, ...]
    listed: tuple[str, ...]
    ids: tuple[str, ...]
    cover: bytes


def read(data: bytes) -> Tag | None:
    """Read the tag at the start of a file, or None where there is none or it is broken."""
    if data[:3] != b"ID3" or len(data) < _HEADER:
        return None
    version, flags = data[3], data[5]
    size = _synchsafe(data[6:10])
    if flags & 0xC0 or len(data) < _HEADER + size:  # unsynchronised or extended: not ours
        return None
    texts: dict[str, str] = {}
    chapters: list[tuple[str, Chapter]] = []
    listed: tuple[str, ...] = ()
    cover = b""
    try:
        for name, body in _frames(data[_HEADER : _HEADER + size], version):
            if name == "TXXX":
                key, _, value = _text(body).partition("\0")
                texts[f"TXXX:{key}"] = value.lstrip("\ufeff")
            elif name.startswith("T"):
                texts[name] = _text(body)
            elif name == "CHAP":
                chapters.append(_chapter(body, version))
            elif name == "CTOC":
                listed = _contents(body)
            elif name == "APIC":
                cover = _picture(body)
    except MALFORMED:
        return None
    return Tag(
        version=f"2.{version}",
        texts=texts,
        chapters=tuple(chapter for _, chapter in chapters),
        listed=listed,
        ids=tuple(name for name, _ in chapters),
        cover=cover,
    )


def _frames(data: bytes, version: int) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + _HEADER <= len(data) and data[at]:
        raw = data[at + 4 : at + 8]
        size = _synchsafe(raw) if version == _FOUR else int.from_bytes(raw, "big")
        if at + _HEADER + size > len(data):
            raise ValueError("a frame is longer than its tag")
        yield data[at : at + 4].decode("ascii"), data[at + _HEADER : at + _HEADER + size]
        at += _HEADER + size


def _text(body: bytes) -> str:
    return body[1:].decode(_ENCODINGS[body[0]]).rstrip("\0") if body else ""


def _chapter(body: bytes, version: int) -> tuple[str, Chapter]:
    name, _, rest = body.partition(b"\0")
    titles = [text for kind, text in _frames(rest[16:], version) if kind == "TIT2"]
    return name.decode("ascii"), Chapter(
        title=_text(titles[0]) if titles else "",
        start_ms=int.from_bytes(rest[:4], "big"),
        end_ms=int.from_bytes(rest[4:8], "big"),
    )


def _contents(body: bytes) -> tuple[str, ...]:
    _, _, rest = body.partition(b"\0")
    return tuple(name.decode("ascii") for name in rest[2:].split(b"\0")[: rest[1]])


def _picture(body: bytes) -> bytes:
    _, _, rest = body[1:].partition(b"\0")
    wide = body[0] in (1, 2)
    text = rest[1:]
    if not wide:
        return text.partition(b"\0")[2]
    end = next(at for at in range(0, len(text) - 1, 2) if text[at : at + 2] == b"\0\0")
    return text[end + 2 :]


def _synchsafe(data: bytes) -> int:
    number = 0
    for byte in data:
        number = number << 7 | byte & 0x7F
    return number
