"""`tingbao feed check`: a show's feed as directories, apps and listeners will meet it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from tingbao.checking import channel, items
from tingbao.checking.fetching import Fetch, in_folder, on_web
from tingbao.checking.findings import Finding, fault, judge
from tingbao.errors import InputError
from tingbao.publishing import feed

MOST_PAGES = 1000  # of a feed's archive, which another may make endless


def check(source: str) -> tuple[Finding, ...]:
    """Check a feed, of a folder or an address, and every file that it names, on all its pages.

    Raises:
        InputError: There is no feed.
    """
    folder = None if source.startswith(("http://", "https://")) else Path(source)
    fetch: Fetch = partial(in_folder, folder) if folder else partial(on_web, source)
    got = fetch(feed.NAME if folder else source)
    if got is None or got.problem:
        problem = got.problem if got else "not found"
        hint = "name a show's folder, or the address of a feed"
        raise InputError(f"there is no feed: {problem}", where=source, hint=hint)
    return tuple(_feed(got.data, fetch, folder))


def _feed(data: bytes, fetch: Fetch, folder: Path | None = None) -> Iterator[Finding]:
    root = _parsed(data)
    if isinstance(root, Finding):
        yield root
        return
    if folder:
        own = channel.target(root, "self")
        base = own.removesuffix(feed.NAME) if "://" in own else ""
        fetch = partial(in_folder, folder, base=base)
    yield from channel.check(root, fetch)
    guids: list[str] = []
    audio: list[str] = []
    for page in _pages(root, fetch):
        if isinstance(page, Finding):
            yield page
            continue
        for item in page.findall("item"):
            guids.append(channel.said(item, "guid"))
            audio += [element.get("url", "") for element in item.findall("enclosure")]
            yield from items.check(item, fetch)
    yield judge(guids, "episodes", f"{len(guids)}", source=channel.APPLE, advice=True)
    for name, values in (("guid", guids), ("enclosure url", audio)):
        unique = len(values) == len(set(values))
        found = "each its own" if unique else "some are shared"
        yield judge(unique, f"unique {name}", found, source=channel.RSS)


def _pages(page: etree._Element | Finding, fetch: Fetch) -> Iterator[etree._Element | Finding]:
    """Give a feed's pages from its first on, and a finding in the place of one that is none."""
    yield page
    seen: set[str] = set()
    while not isinstance(page, Finding) and len(seen) < MOST_PAGES:
        ahead = channel.target(page, "next")
        got = fetch(ahead) if ahead and ahead not in seen else None
        if got is None or got.problem:
            return
        seen.add(ahead)
        page = _parsed(got.data)
        yield page


def _parsed(data: bytes) -> etree._Element | Finding:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return fault("XML", str(error), source=channel.RSS)
    found = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or found is None:
        return fault("RSS", "this is no RSS 2.0 with a channel", source=channel.RSS)
    return found
