"""An HTML page to an Article.

Two extractors give their opinion on which blocks of the page are the article:
readability-lxml finds the element that holds it, trafilatura goes by what each block
looks like. What both take is the core. Around it, what one of them takes stays if it is
prose or stands inside the core, and so do headings, which both like to lose.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tingbao.errors import InputError
from tingbao.model import Byline
from tingbao.reading import bylines, dates, encoding, facts, furniture, matter
from tingbao.reading.outline import BOLD_HEADING, BOLD_LEVEL, BOLD_SHARE, Block
from tingbao.reading.page import Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tingbao.model import Article

LEAST = 30  # characters of prose that a page must have ...
LEAST_BEHIND = 400  # ... and one that asks for a login, so that a teaser is no article
CREDIT_LIMIT = 60  # characters of a line of names and a time without labels
JOINED = 200_000  # characters up to which blocks that were joined are searched for
NEAR = 4  # blocks from the core that prose may stand apart, such as pictures' captions
LINKED = 0.5  # share of a block's characters that are links, from which it is navigation
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_LEAD = r"^\s*(?>(?:<!--.*?-->\s*|<\?[^>]*>\s*)*)"  # atomic: comments must not be tried in turn
_LOOKS = re.compile(
    rf"{_LEAD}<(?:!doctype\s+html|html|head|body|article|main|div)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(rf"{_LEAD}<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_CLOSED = re.compile(r"[。！？!?；;…：:][”’」』）)\"]*$")
_LOGIN = re.compile(
    r"登录|登錄|登入|log ?in|sign ?in|验证码|驗證碼|安全验证|人机验证|环境异常", re.IGNORECASE
)

_MORE = re.compile(
    r"(?:登录|登錄|登入|注册|订阅|訂閱|付费|開通|开通会员)后?(?:即可|才能|可)?(?:继续)?(?:阅读|閱讀|查看)"
)


def looks_like(text: str) -> bool:
    """Tell whether a text without a telling name is HTML."""
    return bool(_LOOKS.match(text))


def is_feed(text: str) -> bool:
    """Tell whether a text is an RSS or Atom feed."""
    return bool(_FEED.match(text))


def charset(data: bytes) -> str | None:
    """Find the encoding that a page declares for itself."""
    match = _XML.match(data[:200]) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def decode(data: bytes, *, where: str, declared: str | None) -> str:
    """Decode a page: by its header, by its own words, by its bytes.

    Raises:
        InputError: None of them makes it readable.
    """
    for name in (declared, charset(data)):
        if name and (text := encoding.leniently(data, name)) is not None:
            return text
    return encoding.decode(data, where=where)


def read(text: str, *, source: str) -> Article:
    """Make an Article of a page.

    Raises:
        InputError: There is no article in it: it is empty, written by scripts in the
            browser, behind a login, or a list of links.
    """
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.document_fromstring(_without_declaration(text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("no page in it", where=source, mend="check the file") from error
    found = pieces(root)
    about = facts.gather(root, text, shown=[piece.text for piece in found])
    kept = _article(found, text)
    body = [found[place] for place in kept]
    prose = sum(len(piece.text) for piece in body if _is_prose(piece))
    if prose < (LEAST_BEHIND if _asks_for_login(root, found) else LEAST):
        raise _refusal(root, found, source=source)
    byline, published = Byline(), about.published
    for piece in _around(found, kept):
        credit = bylines.parse(piece.text)
        moment = dates.find(piece.text) if len(piece.text) <= CREDIT_LIMIT else None
        if credit:
            byline = bylines.merge(byline, credit.byline)
            published = published or credit.published
        elif moment:  # between names without labels
            published = published or moment.value
    article = matter.assemble(
        _blocks(body), source=source, title=about.title, published=published, byline=byline
    )
    return replace(
        article,
        byline=bylines.merge(article.byline, about.byline),
        published=article.published or about.day,
    )


def _without_declaration(text: str) -> str:
    """Take the XML declaration off, which lxml refuses in a text that is decoded."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _article(found: Sequence[Piece], text: str) -> list[int]:
    """Choose the pieces of the page that are its article."""
    one, other = _readability(text), _trafilatura(text)
    votes = [one.takes(piece.text) + other.takes(piece.text) for piece in found]
    core = [
        place
        for place, piece in enumerate(found)
        if votes[place] == 2 and _is_prose(piece)  # noqa: PLR2004  # both
    ] or [place for place, piece in enumerate(found) if votes[place] and _is_prose(piece)]
    if not core:
        return []
    first, last = _span(found, votes, core)
    kept = [
        place
        for place in range(first, last + 1)
        if found[place].linked <= LINKED * len(found[place].text)
        and (votes[place] or found[place].level or found[place].bold or _is_prose(found[place]))
    ]
    return _with_first_heading(found, kept)


def _span(found: Sequence[Piece], votes: Sequence[int], core: list[int]) -> tuple[int, int]:
    """Widen the core by prose near it that one extractor takes."""
    first, last = core[0], core[-1]
    more = [place for place, piece in enumerate(found) if votes[place] and _is_prose(piece)]
    for place in reversed(more):
        if 0 < first - place <= NEAR:
            first = place
    for place in more:
        if 0 < place - last <= NEAR:
            last = place
    return first, last


def _with_first_heading(found: Sequence[Piece], kept: list[int]) -> list[int]:
    """Add the heading right above the first paragraph, if it is one of several."""
    above = kept[0] - 1 if kept else -1
    levels = {found[place].level for place in kept if found[place].level > 1}
    if above >= 0 and found[above].level in levels:
        return [above, *kept]
    return kept


class _Opinion:
    """What an extractor takes for the article."""

    def __init__(self, lines: Iterable[str]) -> None:
        keys = [_key(line) for line in lines]
        self._lines = frozenset(keys)
        self._whole = "".join(keys)

    def takes(self, text: str) -> bool:
        """Tell whether a block is in it, as a line of its own or joined with others."""
        key = _key(text)
        if key in self._lines:
            return True
        return len(self._whole) <= JOINED and key in self._whole


def _readability(text: str) -> _Opinion:
    from lxml import html as lxml_html
    from readability import Document
    from readability.readability import Unparseable

    _hush("readability")
    try:
        summary = Document(_without_declaration(text)).summary(html_partial=True)
    except (Unparseable, ValueError, TypeError):
        summary = ""
    if not summary.strip():
        return _Opinion(())
    return _Opinion(piece.text for piece in pieces(lxml_html.fromstring(summary)))


def _trafilatura(text: str) -> _Opinion:
    import trafilatura

    _hush("trafilatura")
    found: Any = trafilatura.bare_extraction(
        _without_declaration(text), include_comments=False, favor_recall=True
    )
    return _Opinion((found.text or "").split("\n") if found is not None else ())


def _hush(name: str) -> None:
    """Keep a library's warnings off stderr; what matters of them we say ourselves."""
    logging.getLogger(name).setLevel(logging.CRITICAL)


def _key(text: str) -> str:
    """Reduce a text to its letters, as extractors differ in spaces and marks."""
    return re.sub(r"[\W_]+", "", text)


def _is_prose(piece: Piece) -> bool:
    return (
        not piece.level
        and len(piece.text) >= 15  # noqa: PLR2004  # characters; shorter ones are labels
        and bool(_CLOSED.search(piece.text) or len(piece.text) > BOLD_HEADING)
        and piece.linked <= LINKED * len(piece.text)
        and not furniture.is_furniture(piece.text)
    )


def _around(found: Sequence[Piece], kept: Sequence[int]) -> list[Piece]:
    """Give the pieces near the article where a page writes its credits."""
    first, last = kept[0], kept[-1]
    return [*found[max(0, first - 12) : first], *found[last + 1 : last + 8]]


def _blocks(body: Sequence[Piece]) -> list[Block]:
    bold = [piece for piece in body if _is_bold_heading(piece)]
    heads = 1 < len(bold) <= BOLD_SHARE * len(body)
    return [
        Block(
            text=piece.text,
            level=piece.level or (BOLD_LEVEL if heads and _is_bold_heading(piece) else 0),
        )
        for piece in body
    ]


def _is_bold_heading(piece: Piece) -> bool:
    return (
        piece.bold
        and not piece.level
        and len(piece.text) <= BOLD_HEADING
        and not _CLOSED.search(piece.text)
        and not furniture.is_furniture(piece.text)
    )


def _asks_for_login(root: Any, found: Sequence[Piece]) -> bool:
    title = " ".join(root.xpath("//title//text()"))
    return bool(
        root.xpath("//input[@type='password']")
        or _LOGIN.search(title)
        or any(_MORE.search(piece.text) for piece in found if len(piece.text) <= BOLD_HEADING)
    )


def _refusal(root: Any, found: Sequence[Piece], *, source: str) -> InputError:
    if _asks_for_login(root, found):
        what = "the page asks for a login or a check, there is no whole article to read"
    elif root.xpath("//script") and sum(len(piece.text) for piece in found) < LEAST_BEHIND:
        what = "the page is written by scripts in the browser, there is no article in it"
    else:
        what = "no article found on the page"
    return InputError(what, where=source, mend="save the article's text to a file")
