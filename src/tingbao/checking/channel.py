"""What a feed says of the show, held against what directories and apps ask for."""

from __future__ import annotations

import uuid
from collections.abc import Generator, Iterator
from io import BytesIO

from lxml.etree import _Element

from tingbao.checking.fetching import Fetch, Got
from tingbao.checking.findings import Finding, fault, judge
from tingbao.errors import MALFORMED
from tingbao.publishing.feed import LANGUAGE, MAIL, NAMESPACES, categories

PSP = "PSP-1, podstandards.org"
APPLE = "Apple, podcasters.apple.com: podcast RSS feed requirements"
RSS = "RSS 2.0, rssboard.org"
NAMESPACE = "Podcast namespace, podcastindex.org"
PAGED = "RFC 5005"
_ELSEWHERE = "lies elsewhere, not looked at; check the published feed by its URL"
LONGEST = 4000  # bytes of a description
_EDGES = (1400, 3000)
_COVER_BYTES = 500_000


def check(channel: _Element, fetch: Fetch) -> Iterator[Finding]:
    """Check the channel's own elements, in the order in which PSP-1 names them."""
    self_link = target(channel, "self")
    yield judge(self_link, "atom:link rel=self", self_link or "missing", source=PSP)
    for name, source in (("title", PSP), ("description", PSP), ("link", PSP), ("language", PSP)):
        text = said(channel, name)
        yield judge(text, name, text[:60] or "missing", source=source)
    yield from described(channel, "channel")
    language = said(channel, "language")
    yield judge(LANGUAGE.fullmatch(language), "language code", language, source=RSS)
    yield from _category(channel)
    explicit = said(channel, "itunes:explicit")
    good = explicit in {"true", "false"}
    yield judge(good, "itunes:explicit", explicit or "missing", source=PSP)
    yield from cover(reference(channel, "itunes:image", "href"), fetch, "channel")
    yield judge(said(channel, "itunes:author"), "itunes:author", "the author", source=APPLE)
    mail = said(channel, "itunes:owner/itunes:email")
    found = mail or "missing: directories send their confirmation there"
    yield judge(MAIL.fullmatch(mail), "itunes:owner email", found, source=APPLE, advice=True)
    kind = said(channel, "itunes:type")
    yield judge(kind in {"episodic", "serial"}, "itunes:type", kind or "missing", source=APPLE)
    yield from _podcast(channel)
    absolute = self_link.startswith("https://")
    found = self_link if absolute else "no https address: set base_url in [show] to publish"
    yield judge(absolute, "base URL", found, source=APPLE, advice=True)
    yield from _paging(channel, fetch)


def said(element: _Element, name: str) -> str:
    """Give the text of a child, or nothing."""
    return (element.findtext(name, namespaces=NAMESPACES) or "").strip()


def children(element: _Element, path: str) -> list[_Element]:
    """Give the children of a name, as itunes:category."""
    return element.findall(path, namespaces=NAMESPACES)


def reference(element: _Element, name: str, attribute: str) -> str:
    """Give an attribute of the first child of a name, or nothing."""
    return next((child.get(attribute, "") for child in children(element, name)), "")


def links(channel: _Element) -> list[tuple[str, str]]:
    """Give the relation and target of every atom:link."""
    return [
        (link.get("rel", ""), link.get("href", ""))
        for link in channel.iter(f"{{{NAMESPACES['atom']}}}link")
    ]


def target(channel: _Element, relation: str) -> str:
    """Give where the first atom:link of a relation leads, or nothing."""
    return next((address for kind, address in links(channel) if kind == relation), "")


def described(element: _Element, where: str) -> Iterator[Finding]:
    """Check the length of a description."""
    size = len(said(element, "description").encode("utf-8"))
    found = f"{size} bytes, at most {LONGEST}"
    yield judge(size <= LONGEST, "description length", found, where=where, source=APPLE)


def cover(address: str, fetch: Fetch, where: str) -> Iterator[Finding]:
    """Check a picture: square, 1400 to 3000 pixels, RGB, JPEG or PNG, not heavy."""
    if not address:
        yield fault("itunes:image", "missing", where=where, source=PSP)
        return
    if (got := (yield from fetched(address, fetch))) is None:
        return
    import PIL.Image

    try:
        with PIL.Image.open(BytesIO(got.data)) as image:
            width, height = image.size
            mode, kind = image.mode, image.format
            image.load()
    except (OSError, *MALFORMED, PIL.Image.DecompressionBombError) as error:
        yield fault("cover", f"cannot be shown: {error}", where=address, source=APPLE)
        return
    square = width == height and _EDGES[0] <= width <= _EDGES[1]
    yield judge(square, "cover size", f"{width} × {height} pixels", where=address, source=APPLE)
    plain = kind in {"JPEG", "PNG"} and mode == "RGB"
    yield judge(plain, "cover format", f"{kind} {mode}", where=address, source=APPLE)
    light = len(got.data) <= _COVER_BYTES
    found = f"{len(got.data)} bytes"
    yield judge(light, "cover weight", found, where=address, source=APPLE, advice=True)


def fetched(address: str, fetch: Fetch) -> Generator[Finding, None, Got | None]:
    """Give a file; where there is none, yield the finding that says why."""
    got = fetch(address)
    if got is None:
        yield fault("file", _ELSEWHERE, where=address, advice=True)
        return None
    if got.problem:
        yield fault("file", got.problem, where=address, source=RSS)
        return None
    return got


def _category(channel: _Element) -> Iterator[Finding]:
    name = reference(channel, "itunes:category", "text")
    known = name in categories()
    yield judge(known, "itunes:category", name or "missing", source=PSP)
    for child in children(channel, "itunes:category/itunes:category") if known else ():
        inner = child.get("text", "")
        yield judge(inner in categories()[name], "subcategory", f"{inner} of {name}", source=APPLE)


def _podcast(channel: _Element) -> Iterator[Finding]:
    guid = said(channel, "podcast:guid")
    try:
        good = uuid.UUID(guid).version == 5  # noqa: PLR2004  # the namespace asks for UUIDv5
    except ValueError:
        good = False
    yield judge(good, "podcast:guid", guid or "missing", source=NAMESPACE)
    locked = said(channel, "podcast:locked")
    yield judge(locked in {"yes", "no"}, "podcast:locked", locked or "missing", source=PSP)
    marks = [element.get("purpose") for element in children(channel, "podcast:txt")]
    found = "said" if "ai-content" in marks else "not said"
    yield judge("ai-content" in marks, "AI disclosure", found, source=NAMESPACE, advice=True)


def _paging(channel: _Element, fetch: Fetch) -> Iterator[Finding]:
    for relation, address in links(channel):
        if relation in {"next", "previous", "first", "last"}:
            got = fetch(address)
            if problem := got.problem if got else _ELSEWHERE:
                yield fault(f"rel={relation}", problem, where=address, source=PAGED)
