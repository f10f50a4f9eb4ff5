"""An HTML page to an Article: its encoding, what is said around the article, and refusals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape
from itertools import groupby
from typing import Any

from tingbao.errors import InputError
from tingbao.language.patterns import Pattern
from tingbao.model import Article, Byline
from tingbao.sanitizing import clean
from tingbao.sources import (
    article,
    bylines,
    dates,
    days,
    encoding,
    extraction,
    html_repair,
    metadata,
    tables,
)
from tingbao.sources.evidence import is_furniture
from tingbao.sources.outline import (
    BOLD_HEADING,
    CLOSED,
    MOST_BLOCKS,
    Block,
    bold_level,
    bound,
    headed,
    titled,
)
from tingbao.sources.page import Piece, pieces

MOST_ELEMENTS = 30_000  # of a page; trafilatura takes 4 s for so many in a row, 65 for 90,000
MOST_CELLS = 1000  # of a row, which its readers count anew for each
LEAST = 30  # characters of prose that a page must have ...
LEAST_BESIDE = 100  # ... one with a field for a password, which many pages hide ...
LEAST_BEHIND = 400  # ... and one that asks for a login, so that a teaser is no article
TOP = 10  # blocks among which the title is said again
MOST_ATTRIBUTES = 1000  # of an element, in which lxml looks for each anew
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")  # a picture within the page may be as long
_ATTRIBUTE = re.compile(r"\s[\w:-]+\s*=")
NOBODY = Byline()
CAPTION, OPEN_CAPTION = 36, 60  # characters below a picture that say what it shows; with no stop
CREDIT_LIMIT = 60  # characters of a line of names and a time without labels
_REFERENCE = re.compile(r"&#(?:0*(\d{1,9})|x0*([0-9a-f]{1,8}));?", re.IGNORECASE | re.ASCII)
_MARKUP = frozenset("&<>\"'")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_LEAD = r"^\s*(?>(?:<!--.*?-->\s*|<\?[^>]*>\s*)*)"  # atomic: comments must not be tried in turn
_LOOKS = re.compile(
    rf"{_LEAD}<(?:!doctype\s+html|html|head|body|article|main|div)\b", re.IGNORECASE | re.DOTALL
)
_PART = re.compile(
    rf"{_LEAD}<(?:p|h[1-6]|section|table|[ou]l|blockquote)\b", re.IGNORECASE | re.DOTALL
)
_LOGIN = Pattern(r"(?i){login}|{check}|log ?in|sign ?in", __package__)

_TELLS = Pattern(r"^{points}|[。！？!?；;].|[，,：:“”「」？！]|{says}", __package__)
_COUNTS = Pattern(r"[（(]?(?:[{numeral}]{1,2}{enumerates}|\d{1,2}[）)、．.])", __package__)
_MORE = Pattern(r"(?:{login}|{join})后?(?:即可|才能|可)?(?:继续)?{reading}", __package__)


def looks_like(text: str) -> bool:
    """Tell whether a text without a telling name is HTML."""
    return bool(_LOOKS.match(text))


def is_part(text: str) -> bool:
    """Tell whether a text is the inside of a page: an article and nothing else."""
    return bool(_PART.match(text)) and "<body" not in text


def decode(data: bytes, *, where: str, declared: str | None) -> str:
    """Decode a page: by its header, by its own words, by its bytes.

    Raises:
        InputError: None of them makes it readable.
    """
    itself = _XML.match(data[:200]) or _CHARSET.search(data[:4096])
    for name in (declared, itself and itself[1].decode("ascii")):
        if name and (text := encoding.leniently(data, name)) is not None:
            return text
    return encoding.decode(data, where=where)


def read(text: str, *, source: str) -> Article:
    """Make an Article of a page.

    Raises:
        InputError: There is no article in it: it is empty, written by scripts in the
            browser, behind a login, or a list of links.
    """
    from lxml import html

    text = _seen(text)
    root = _parsed(text, source)
    found = pieces(root)
    bound(len(found), MOST_BLOCKS, "paragraphs", where=source)
    about = metadata.gather(root, text, found=found)
    markup = html.tostring(root, encoding="unicode")
    kept = extraction.choose(found, markup)
    # Above the article's title stand the site's name, a table of facts.
    heads = [at for at, place in enumerate(kept[:TOP]) if found[place].text == about.title]
    kept = kept[heads[-1] :] if heads else kept
    whole = [found[place] for place in kept]
    body = [piece for piece in whole if not _is_caption(piece)]
    body = body if sum(len(piece.text) for piece in body) >= LEAST_BESIDE else whole
    prose = sum(len(piece.text) for piece in body if extraction.is_prose(piece))
    asks, hidden = _asks_for_login(root, found), bool(root.xpath("//input[@type='password']"))
    if prose < (LEAST_BEHIND if asks else LEAST_BESIDE if hidden else LEAST):
        raise _refusal(root, found, source, login=asks or hidden)
    # Beside a time may stand the site: what has a label, and the text, go before it.
    stated, beside, published = Byline(), Byline(), about.published
    first, last = kept[0], kept[-1]
    for piece in (*found[max(0, first - 12) : first], *found[last + 1 : last + 8]):
        if credit := bylines.parse(piece.text):
            stated = bylines.merge(stated, credit.byline if credit.labelled else NOBODY)
            beside = bylines.merge(beside, credit.byline)
            published = published or credit.published
        elif len(piece.text) <= CREDIT_LIMIT:  # a time between names without labels
            published = published or dates.stated(piece.text)
        stated = bylines.merge(stated, Byline(source=bylines.drawn(piece.text)))
    texts = [piece.text for piece in body]
    pictures = metadata.pictures(root, prose)
    written = article.assemble(
        _blocks(body),
        source=source,
        title=about.title,
        published=published,
        guess=about.day or days.of_pictures(pictures, texts),
        byline=stated,
    )
    byline = bylines.merge(bylines.merge(written.byline, beside), about.byline)
    byline = bylines.merge(byline, Byline(site=bylines.of_address(source)))
    if byline.author in {byline.source, byline.site}:  # many an outlet signs as its author
        byline = replace(byline, author="")
    return replace(written, byline=byline)


def read_fragment(
    text: str,
    *,
    source: str,
    title: str = "",
    published: datetime | None = None,
    byline: Byline = NOBODY,
) -> Article:
    """Make an Article of HTML that is nothing but one, as a feed brings it.

    Raises:
        InputError: There are no words in it.
    """
    body = blocks(text, source=source)
    if not title:
        title, body = titled(body)
    return article.assemble(
        body,
        source=source,
        title=title,
        published=published,
        byline=byline,
    )


def blocks(text: str, *, source: str) -> list[Block]:
    """Give the blocks of HTML that is nothing but an article, or a part of one."""
    body = pieces(_parsed(f"<div>{_seen(text)}</div>", source))
    return _blocks([piece for piece in body if not _is_caption(piece)] or body)


def _parsed(text: str, source: str) -> Any:
    """Give the root of a page, mended."""
    from lxml import etree, html

    for tag in _LONG_TAG.finditer(text):
        bound(len(_ATTRIBUTE.findall(tag[0])), MOST_ATTRIBUTES, "attributes", where=source)

    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("no page in it", where=source, hint="check it") from error
    bound(sum(1 for _ in root.iter()), MOST_ELEMENTS, "elements", where=source)
    rows = Counter(cell.getparent() for cell in root.iter("td", "th"))
    bound(max(rows.values(), default=0), MOST_CELLS, "cells in a row", where=source)
    html_repair.repair(root)
    return root


def _seen(text: str) -> str:
    """Give markup without what is not seen, written out or as &#27;, which no library expects.

    Nor with a declaration of its encoding, which lxml refuses in a text.
    """
    text = _REFERENCE.sub(_referred, clean(text))
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _referred(match: re.Match[str]) -> str:
    """Give the character that a reference means to a browser; one of markup stays as it is."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    character = clean(unescape(f"&#{code};"))
    return match[0] if character in _MARKUP else character


def _blocks(body: Sequence[Piece]) -> list[Block]:
    blocks: list[Block] = []
    for is_table, group in groupby(body, key=lambda piece: bool(piece.cells)):
        rows = list(group)
        if is_table and (said := _said(rows)):
            blocks += [Block(text=text) for text in said]
            continue
        blocks += [
            Block(
                text=f"{piece.number}{piece.text}",
                level=piece.level or (bold_level(piece.text) if _is_bold(piece) else 0),
                item=piece.item,
            )
            for piece in rows
        ]
    return headed(blocks)


def _said(rows: Sequence[Piece]) -> list[str]:
    """Say the rows of a table whose first names the columns.

    Where a cell spans others, rows are of fewer cells, and no name stands above its column.
    """
    cells = [row.cells for row in rows]
    named = rows[0].names and len(rows) > 1 and len({*map(len, cells)}) == 1
    return tables.sentences(cells) if named else []


def _is_caption(piece: Piece) -> bool:
    """Tell whether a piece below a picture, as short as a name for it, is one."""
    most = CAPTION if CLOSED.search(piece.text) else OPEN_CAPTION
    named = piece.pictured and not piece.level and not piece.bold and len(piece.text) <= most
    return named and not _TELLS.search(piece.text) and not _COUNTS.match(piece.text)


def _is_bold(piece: Piece) -> bool:
    return piece.bold and not is_furniture(piece.text, heading=True)


def _asks_for_login(root: Any, found: Sequence[Piece]) -> bool:
    title = " ".join(root.xpath("//title//text()"))
    return bool(
        _LOGIN.search(title)
        or any(_MORE.search(piece.text) for piece in found if len(piece.text) <= BOLD_HEADING)
    )


def _refusal(root: Any, found: Sequence[Piece], source: str, *, login: bool) -> InputError:
    if login:
        what = "the page asks for a login or a check, there is no whole article to read"
    elif root.xpath("//script") and sum(len(piece.text) for piece in found) < LEAST_BEHIND:
        what = "the page is written by scripts in the browser, there is no article in it"
    else:
        what = "no article found on the page"
    return InputError(what, where=source, hint="save the article's text to a file")
