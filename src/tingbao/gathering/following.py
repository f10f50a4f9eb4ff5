"""What a show follows: an OPML file that any feed reader takes, and the sources of the settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tingbao import store
from tingbao.errors import InputError, OutputError, UsageError
from tingbao.services import address
from tingbao.sources import is_url

NAME = "following.opml"
_TITLE = "听报"
_END = re.compile(rb"(?:</opml\s*>|<opml[^<>]*/>)\Z", re.IGNORECASE)  # or an empty root


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A feed, page or folder that is followed, and its name where that is known."""

    url: str
    title: str = ""


def parse(data: bytes, *, where: str) -> tuple[Followed, ...]:
    """Read an OPML list.

    Raises:
        InputError: It is none, or a part of one.
    """
    import listparser

    feeds = listparser.parse(data.decode("utf-8-sig", "replace")).feeds
    named = ((feed.url, " ".join((feed.title or "").split())) for feed in feeds if feed.url)
    found = tuple(Followed(url=url, title="" if name == url else name) for url, name in named)
    if not found and b"<opml" not in data[:2000]:
        raise InputError("this is no OPML list", where=where, hint="export one from a feed reader")
    *parts, rest = data.split(b"-->")
    bare = b"".join([*(part.partition(b"<!--")[0] for part in parts), rest])
    if not _END.search(bare.rstrip()):
        raise InputError("the OPML list has no end", where=where, hint="fetch or export it again")
    return found


def load(path: Path) -> tuple[Followed, ...]:
    """Read a list; one that is not there is empty.

    Raises:
        InputError: It cannot be read.
    """
    return parse(_bytes(path), where=str(path)) if path.exists() else ()


def save(path: Path, followed: Sequence[Followed]) -> None:
    """Write a list.

    Raises:
        OutputError: It cannot be written; what stood there before still does.
    """
    try:
        store.write(path, opml(followed))
    except OSError as error:
        raise OutputError(
            f"cannot write: {error.strerror}", where=str(path), hint="choose another folder"
        ) from error
    except ValueError as error:  # a path of characters that XML has not
        hint = "rename what is to be followed"
        raise OutputError("cannot write a name of it", where=str(path), hint=hint) from error


def opml(followed: Sequence[Followed]) -> bytes:
    """Give a list as OPML 2.0."""
    from lxml import etree

    root = etree.Element("opml", {"version": "2.0"})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _TITLE
    body = etree.SubElement(root, "body")
    for one in followed:
        name = one.title or one.url
        etree.SubElement(body, "outline", {"type": "rss", "text": name, "xmlUrl": one.url})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def expand(
    sources: Sequence[str], fetch: Callable[[str], bytes] | None = None
) -> tuple[Followed, ...]:
    """Put in the place of OPML files what they list, each source once.

    One at an address is fetched where it is said how; else the address stands for itself.

    A list may come from anyone: what is no address in it, as the path of a file of this
    machine, is not followed.

    Raises:
        InputError: A list cannot be read.
        UsageError: A source is empty.
    """
    found: list[Followed] = []
    for source in map(str.strip, sources):
        if not source:
            hint = "name a feed, a page, a folder or an OPML list"
            raise UsageError("a source is empty", hint=hint)
        here = not is_url(source)
        if _is_list(source) and (here or fetch):
            data = fetch(source) if fetch and not here else _bytes(store.named(source))
            listed = [*parse(data, where=source)]
            listed = [one for one in listed if address.is_whole(one.url)]
            if not listed:
                hint = "give one that lists feeds by their addresses"
                raise InputError("no feed in it", where=source, hint=hint)
            found += listed
        else:
            found.append(Followed(url=source))
    return once(found)


def _is_list(source: str) -> bool:
    return re.split("[?#]", source, maxsplit=1)[0].lower().endswith(".opml")


def once(followed: Iterable[Followed]) -> tuple[Followed, ...]:
    """Give each source once, as it stands first."""
    found: dict[str, Followed] = {}
    for one in followed:
        found.setdefault(one.url, one)
    return tuple(found.values())


def _bytes(path: Path) -> bytes:
    try:
        return store.read(path)
    except OSError as error:
        reason = f"cannot read the list: {error.strerror or 'no path'}"
        raise InputError(reason, where=str(path), hint="check the path") from error
