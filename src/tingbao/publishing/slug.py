"""Folder names that any file system, shell and web server takes: date, pinyin, hash."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from tingbao.model import Article

_LONGEST = 60  # characters of the title's part
_DIGITS = 6  # of the content's hash


def content_hash(article: Article) -> str:
    """Name an article by what it says: SHA-256 of its title, date and text, in hex."""
    digest = hashlib.sha256()
    parts = [article.title, str(article.published)]
    for section in article.sections:
        parts += [section.heading or "", *section.paragraphs]
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def slug(title: str, moment: datetime, content: str, digits: int = _DIGITS) -> str:
    """Join date, pinyin of the title cut at a syllable, and the hash; only a-z, 0-9 and -."""
    return "-".join(filter(None, (f"{moment:%Y-%m-%d}", _pinyin(title), content[:digits])))


def same_title(title: str, known: str = "") -> str:
    """Give a glob pattern of the folders that a title may have, whatever date and content.

    A folder that is `known` to have that title spares its pinyin.
    """
    pinyin = known[11:].rpartition("-")[0] if known else _pinyin(title)
    return "-".join(filter(None, ("????-??-??", pinyin, "?" * _DIGITS + "*")))


def _pinyin(title: str) -> str:
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(title)
    words = re.findall(r"[a-z0-9]+", " ".join(syllables).lower())
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > _LONGEST:
            break
        kept = longer
    return kept or (words[0][:_LONGEST] if words else "")
