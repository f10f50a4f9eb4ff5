"""Bytes to text: UTF-8, UTF-16, GB18030 and Big5, with a BOM or without.

Without one, each encoding that can decode the bytes is judged by what comes out:
real Chinese is made of a few hundred frequent characters (`frequent.tsv`), and a wrong
guess is made of rare ones, private-use ones and unassigned ones.
"""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress
from functools import cache

from tingbao.errors import InputError
from tingbao.language import tables

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"ID3", "an MP3"),
    (b"RIFF", "a WAV or WebP file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")  # on a tie the first wins
_SAMPLE = 20_000  # bytes are enough to tell encodings apart
_FLOOR = 0.45  # below this mean the best guess is no readable text
_SPECKS = 50  # of so many characters one may be a control character, as a NUL at the end
_TAIL = 3  # bytes that a cut-off last character may leave


def decode(data: bytes, *, where: str) -> str:
    """Decode a source.

    Messages name it as `where`.

    Raises:
        InputError: A binary file, or bytes that no known encoding makes readable.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = _whole(data[len(bom) :], name)
            if text is None:
                raise InputError(f"broken {name} text", where=where, hint="save it as UTF-8")
            return _printable(text, where=where)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {kind}, not text", where=where, hint="export it as text")
    text = _whole(data, "utf-8")
    if text is not None and text.count("\0") <= len(text) // _SPECKS:  # more may be UTF-16
        return _printable(text, where=where).replace("\0", "")
    return _printable(_guess(data, where=where), where=where)


def leniently(data: bytes, declared: str) -> str | None:
    """Decode a page as it declares, with at most a stray byte a thousand; None otherwise."""
    name = tables.mapping(__package__, "declared.tsv").get(declared.strip().lower())
    if name is None or any(data.startswith(bom) for bom, _ in _BOMS):
        return None
    text = data.decode(name, "replace")
    wrong = text.count("\ufffd")
    return text.replace("\ufffd", "").replace("\0", "") if wrong <= len(text) // 1000 else None


def _whole(data: bytes, name: str) -> str | None:
    """Decode all of it; only the last character may be cut off, as in a cut-off file."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if error.start and len(data) - error.start <= _TAIL and name != "big5hkscs":
            return data[: error.start].decode(name)
        return None


def _guess(data: bytes, *, where: str) -> str:
    worth = {name: _plausibility(data, name) for name in _GUESSES}
    name = max(worth, key=worth.__getitem__)
    text = _whole(data, name) if worth[name] >= _FLOOR else None
    if text is None:
        control = sum(byte < 9 for byte in data[:_SAMPLE])  # noqa: PLR2004  # below a tab
        if control > len(data[:_SAMPLE]) // 100:
            raise InputError("this is a binary file, not text", where=where, hint="give a text")
        raise InputError("cannot tell the encoding", where=where, hint="save it as UTF-8")
    return text


def _plausibility(data: bytes, name: str) -> float:
    """Judge what the bytes would be in this encoding: the mean worth of a character."""
    sample = data[:_SAMPLE]
    for cut in range(_TAIL + 1):  # the sample may end inside a character
        with suppress(UnicodeDecodeError):
            text = sample[: len(sample) - cut].decode(name)
            return sum(map(_worth, text)) / max(len(text), 1)
    return 0.0


@cache
def _frequent() -> frozenset[str]:
    return frozenset("".join(row[1] for row in tables.rows(__package__, "frequent.tsv")))


@cache
def _worth(character: str) -> float:
    if character in _frequent():
        return 1.0
    if "一" <= character <= "鿿":
        return 0.35
    if character in "\t\n\r\u3000" or " " <= character <= "~":
        return 0.6
    if character in "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％" or "０" <= character <= "ｚ":
        return 0.9
    category = unicodedata.category(character)
    return -2.0 if category in {"Cc", "Cn", "Co", "Cs"} else -0.2


def _printable(text: str, *, where: str) -> str:
    strange = sum(unicodedata.category(character) in {"Cc", "Cn"} for character in text[:_SAMPLE])
    strange -= sum(text[:_SAMPLE].count(blank) for blank in "\t\n\r\f\v")
    if strange > len(text[:_SAMPLE]) // _SPECKS:
        raise InputError("this is a binary file, not text", where=where, hint="give a text")
    return text
