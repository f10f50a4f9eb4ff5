"""What form a source has, and what reads it: `markdown`, `html`, `text`.

A form of text gets its line in `_reader`. One that is no text, as PDF or DOCX, becomes text or
HTML in `decoded`; until then `encoding` refuses it by its first bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tingbao.errors import MALFORMED, InputError
from tingbao.model import Article, Byline
from tingbao.sanitizing import clean
from tingbao.sources import encoding, feeds, html, markdown, outline, text

if TYPE_CHECKING:
    from tingbao.services.web import Page

LIMIT = 10_000_000  # bytes of a source, of which a page's scripts are the most
LONGEST = 300_000  # characters of an article: some seventeen hours
MOST_SENTENCES = 10_000  # of an article; each is weighed against those beside it
_SENTENCE_ENDS = re.compile(r"[。！？!?…]+")
_FOR_PROGRAMS = (  # how it begins, and what it is
    (re.compile(r"\s*(?:<\?xml\b[^>]*>\s*)?<opml\b", re.IGNORECASE), "a list of feeds"),
    (re.compile(r"\s*<(?:\?xml\b|svg\b(?!(?s:.*)<(?:p|h1|article)\b))"), "XML"),
    (re.compile(r"\s*WEBVTT\b"), "subtitles"),
    (
        re.compile(r"(?:[!-9;-~]+:.*\n(?:[ \t].*\n)*){0,60}(?:MIME-Version|Content-Type):"),
        "a mail",
    ),
)
_HTML = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_MARKDOWN = frozenset((".md", ".markdown", ".mdown"))
SUFFIXES = _HTML | _MARKDOWN | {".txt", ".text"}  # of the articles in a folder
_TEXT_TYPES = frozenset(("", "text/plain", "text/markdown", "application/octet-stream"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A source as it was fetched: its text, the URL it came from in the end, and what it is."""

    text: str
    source: str
    base: str = ""
    is_html: bool = False

    @property
    def where(self) -> str:
        """Its name in errors."""
        return "standard input" if self.source == "-" else self.source

    @property
    def suffix(self) -> str:
        """The end of its name, as .md."""
        return Path(self.base.partition("?")[0] or self.source).suffix.lower()


def of_bytes(data: bytes, source: str) -> Content:
    """Give the content of a file, or of standard input.

    Raises:
        InputError: It is empty, too large, no text, or cannot be decoded.
    """
    content = Content(text="", source=source)
    content = replace(content, is_html=content.suffix in _HTML)
    if len(data) > LIMIT:
        raise InputError(
            f"more than {LIMIT // 1_000_000} MB",
            where=content.where,
            hint="give one article at a time",
        )
    return replace(content, text=decoded(data, where=content.where, is_html=content.is_html))


def of_page(page: Page, source: str) -> Content:
    """Give the content of a page that was fetched.

    Raises:
        InputError: It is empty, of a type that is no page, or cannot be decoded.
    """
    is_html = page.media_type in _HTML_TYPES
    feed = any(kind in page.media_type for kind in ("xml", "json"))
    if not is_html and page.media_type not in _TEXT_TYPES and not feed:
        raise InputError(
            f"this is {page.media_type}, not a page", where=source, hint="give an article's URL"
        )
    written = decoded(page.body, where=source, is_html=is_html, declared=page.charset)
    return Content(text=written, source=source, base=page.url, is_html=is_html)


def decoded(data: bytes, *, where: str, is_html: bool = False, declared: str | None = None) -> str:
    """Give the text of what was fetched.

    Raises:
        InputError: It is empty, no text, or cannot be decoded.
    """
    if not data.strip():
        raise InputError("nothing in it", where=where, hint="give a text with an article")
    if is_html or declared:
        return html.decode(data, where=where, declared=declared)
    return encoding.decode(data, where=where)


def article_of(content: Content, *, note: Callable[[str], None] | None = None) -> Article:
    """Read an article of what was fetched, and of nothing else.

    Raises:
        InputError: It is a feed, too long, or has no words in it.
    """
    if feeds.looks_like(content.text):
        raise InputError(
            "this is a feed", where=content.where, hint="give the URL of one article in it"
        )
    if kind := _written_for_programs(content):
        raise InputError(
            f"this is {kind}, no article", where=content.where, hint="export it as text or HTML"
        )
    return whole(_reader(content, note)(content.text, source=content.source), content.where)


def _written_for_programs(content: Content) -> str:
    """Name what is text, and none that anybody reads; nothing if it may be an article."""
    if html.looks_like(content.text) or html.is_part(content.text):
        return ""
    kinds = (kind for pattern, kind in _FOR_PROGRAMS if pattern.match(content.text))
    with suppress(*MALFORMED):
        if content.text.lstrip()[:1] in {"{", "["} and json.loads(content.text) is not None:
            return "JSON"
    return next(kinds, "")


def _reader(content: Content, note: Callable[[str], None] | None) -> Callable[..., Article]:
    """Tell what reads it; what is called a page and has no tag in it is a text."""
    named = content.suffix in _MARKDOWN and not content.is_html
    if named or markdown.has_front_matter(content.text):
        return partial(markdown.read, note=note)
    if html.is_part(content.text):
        return html.read_fragment
    if html.looks_like(content.text) or (content.is_html and "<" in content.text):
        return html.read
    return partial(markdown.read if markdown.looks_like(content.text) else text.read, note=note)


def whole(article: Article, where: str) -> Article:
    """Give an article as it leaves: within bounds, and without what nobody sees.

    Its blocks were cleaned as they were read; this is for what stood in the head of a page, in
    JSON, in a feed.
    """
    outline.bound(article.size, LONGEST, "characters", where=where)
    ends = sum(1 for text in article.texts for _ in _SENTENCE_ENDS.finditer(text))
    outline.bound(ends, MOST_SENTENCES, "sentences", where=where)
    byline = {name: _line(words) for name, words in asdict(article.byline).items()}
    return replace(
        article,
        source=_line(article.source),
        title=_line(article.title),
        byline=Byline(**byline),
    )


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")
