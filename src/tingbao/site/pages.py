"""The site's files: what they are called and what is in them, and putting them in place."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files as resources
from string import Template
from typing import TYPE_CHECKING

from tingbao import __version__
from tingbao.publishing import cover, feed, files
from tingbao.publishing.catalogue import Shelf
from tingbao.results import NOTHING
from tingbao.site import (
    colours,
    episode,
    formats,
    index,
    lines,
    pictures,
)
from tingbao.site.markup import Html, fill, join, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from tingbao.model import Show
    from tingbao.publishing.record import Record
    from tingbao.results import Results
    from tingbao.site.lines import Spoken

ASSETS = "page"
INDEX = "index.html"
_HEAD = 512
"""Bytes of a page that its stamp lies in."""
NOTICE = "文字由算法从原文选编，声音由人工智能合成；一切以原文为准。"
_NAMING = 2
"""Pages of the index before which a new one may have come."""
_SEAL = 4
"""Characters of a name that fit on a seal."""
_TITLE, _DESCRIPTION = 200, 300
"""Characters of a title and a description that anything outside the page shows."""


def write(
    output: Path,
    records: Sequence[Record],
    show: Show,
    changed: Collection[str] | None = None,
    results: Results = NOTHING,
) -> None:
    """Bring the site up to date; files that already say the same are not touched.

    Args:
        output: The show's folder.
        records: All episodes, in any order.
        show: The show's facts.
        changed: The slugs of the episodes that are new or other, whose pages and neighbours'
            pages are written; None looks at every page, and writes what is not of today.
        results: Where pages are kept.

    Raises:
        OutputError: A file could not be written.
    """
    ordered = _ordered(records)
    with files.failures(output):
        (output / ASSETS).mkdir(exist_ok=True)
    names: set[str] = set()

    def wanted() -> Iterator[tuple[Path, bytes]]:
        for name, data in assets(show).items():
            yield output / name, data
        for number in _due(ordered, changed):
            folder = output / ordered[number].episode.slug
            pictures.write(folder)
            if changed is None and _is_current(folder / INDEX, _stamp(ordered, number, show)):
                continue
            heard = lines.read(folder / lines.NAME)
            yield folder / INDEX, _written(ordered, number, heard, show, results)
        for name, written in indexes(ordered, show, settled=settled, output=output):
            names.add(name)
            if written is not None:
                yield output / name, written

    settled = records.settled if isinstance(records, Shelf) else 0
    pictures.write(output)
    files.write_all(output, wanted())
    with files.failures(output):
        for old in output.glob("archive-*.html"):
            if old.name not in names:
                old.unlink()


def beside(records: Sequence[Record], slug: str) -> tuple[str, ...]:
    """Give the slugs of the episodes before and after one in time, where there are any."""
    slugs = _slugs(_ordered(records))
    place = slugs.index(slug)
    return tuple(slugs[n] for n in (place - 1, place + 1) if 0 <= n < len(slugs))


def _ordered(records: Iterable[Record]) -> Sequence[Record]:
    """Order by time; a shelf is in order already, and to sort it would read every folder."""
    if isinstance(records, Shelf):
        return records
    return sorted(records, key=lambda record: (record.episode.published, record.episode.slug))


def _slugs(ordered: Sequence[Record]) -> Sequence[str]:
    if isinstance(ordered, Shelf):
        return ordered.slugs
    return [record.episode.slug for record in ordered]


def _due(ordered: Sequence[Record], changed: Collection[str] | None) -> Iterable[int]:
    """Give the episodes whose pages to look at: the changed ones, and those that name them."""
    if changed is None:
        return range(len(ordered))
    places = [n for n, slug in enumerate(_slugs(ordered)) if slug in changed]
    around = {n for place in places for n in (place - 1, place, place + 1)}
    return sorted(n for n in around if 0 <= n < len(ordered))


def _stamp(ordered: Sequence[Record], number: int, show: Show) -> str:
    """Fingerprint everything that a page is made of, save its script, which its audio stands for.

    It is written into the page, so that rebuilding ten thousand reads a line of each.
    """
    around = [ordered[n].episode for n in (number - 1, number + 1) if 0 <= n < len(ordered)]
    beside = [(episode.slug, episode.title) for episode in around]
    return _fingerprint(show, _bare(ordered[number]), beside, _file("episode.html"))


def _bare(record: Record) -> Record:
    """Leave out the waveform, for which its audio stands: 480 numbers are slow to print."""
    return replace(record, waveform=())


def _fingerprint(show: Show, *parts: object) -> str:
    """Name what a page is made of, and by what program."""
    whole = f"{show!r}{parts!r}{_version(show.title)}{_file('shell.html')}{__version__}"
    return hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _is_current(path: Path, stamp: str) -> bool:
    try:
        with path.open("rb") as file:
            return stamp.encode() in file.read(_HEAD)
    except OSError:
        return False


@cache
def _file(name: str) -> str:
    return resources(__package__).joinpath(name).read_text(encoding="utf-8")


def assets(show: Show) -> dict[str, bytes]:
    """Give what every page shares, by file name below the show's folder."""
    sheet, icon, script = _assets(show.title)
    return {
        f"{ASSETS}/site.css": sheet.encode(),
        f"{ASSETS}/icon.svg": icon.encode(),
        f"{ASSETS}/player.js": script.encode(),
    }


@cache
def _assets(title: str) -> tuple[str, str, str]:
    tones = colours.accents(cover.hue(title))
    papers = {"paper_light": colours.PAPER_LIGHT, "paper_dark": colours.PAPER_DARK}
    inks = {"ink_light": colours.INK_LIGHT, "ink_dark": colours.INK_DARK}
    sheet = Template(_file("site.css")).substitute(**tones, **papers, **inks)
    return sheet, Template(_file("icon.svg")).substitute(tones), _file("player.js")


@cache
def _version(title: str) -> str:
    """Eight digits of what the assets are: no browser mixes an old sheet with a new page."""
    return hashlib.sha256("".join(_assets(title)).encode()).hexdigest()[:8]


def indexes(
    ordered: Sequence[Record], show: Show, *, settled: int = 0, output: Path | None = None
) -> Iterator[tuple[str, bytes | None]]:
    """Write the pages that list all episodes, given from the oldest to the newest.

    Where the first `settled` episodes are as they were the last time, so are the pages that
    hold only such; they are named without data. The newest are always written, as they name
    each other, and one of them may have been added, unless `output` holds them as they are.
    """
    listed = index.pages(len(ordered))
    addresses = _addresses(show, "")
    for number, (name, places) in enumerate(listed):
        if number > _NAMING and places.stop <= settled:
            yield name, None
            continue
        shown = [ordered[place] for place in reversed(places)]
        newer = _neighbour(ordered, listed, number - 1, nearest=0) if number else None
        older = _neighbour(ordered, listed, number + 1, nearest=-1)
        bare = [_bare(record) for record in shown]
        stamp = _fingerprint(show, name, bare, newer, older, _file("index.html"))
        if output and _is_current(output / name, stamp):
            yield name, None
            continue
        inner = index.body(
            _file("index.html"),
            shown,
            show,
            apple=addresses["apple"],
            feed=addresses["feed"],
            newer=newer,
            older=older,
        )
        # A page's own number, counted from the oldest, so that its title stays.
        title = f"{show.title} · 往期 {len(listed) - number}" if number else show.title
        description = show.description
        yield name, _page(inner, show, root="", title=title, description=description, stamp=stamp)


def _neighbour(
    ordered: Sequence[Record], listed: Sequence[tuple[str, range]], number: int, *, nearest: int
) -> index.Neighbour | None:
    """Name the page of a number, if there is one, by the month of its nearest episode."""
    if number >= len(listed):
        return None
    name, places = listed[number]
    return index.Neighbour(name, formats.month(ordered[places[nearest]].episode.published))


def page(
    ordered: Sequence[Record], number: int, heard: Sequence[Spoken], show: Show
) -> tuple[str, bytes]:
    """Write the page of `ordered[number]`; `ordered` from the oldest to the newest."""
    facts = ordered[number].episode
    inner = episode.body(
        _file("episode.html"),
        ordered[number],
        heard,
        show,
        newer=ordered[number + 1].episode if number + 1 < len(ordered) else None,
        older=ordered[number - 1].episode if number else None,
    )
    written = _page(
        inner,
        show,
        root="../",
        title=f"{facts.title[:_TITLE]} · {show.title}",
        description=facts.summary,
        meta=_meta(ordered[number], show),
        stamp=_stamp(ordered, number, show),
    )
    return f"{facts.slug}/{INDEX}", written


def _written(
    ordered: Sequence[Record],
    number: int,
    heard: tuple[Spoken, ...],
    show: Show,
    results: Results,
) -> bytes:
    def make(_: object) -> bytes:
        return page(ordered, number, heard, show)[1]

    stamp, waveform = _stamp(ordered, number, show), ordered[number].waveform
    return results.made("page", stamp, waveform, heard, kind=bytes, make=make)


def _page(
    body: Html,
    show: Show,
    *,
    root: str,
    title: str,
    description: str,
    meta: Html | str = "",
    stamp: str = "",
) -> bytes:
    html = fill(
        _file("shell.html"),
        language="zh-CN",
        stamp=stamp,
        title=title,
        description=description[:_DESCRIPTION],
        meta=meta,
        root=root or "./",
        version=_version(show.title),
        paper_light=colours.PAPER_LIGHT,
        paper_dark=colours.PAPER_DARK,
        show=show.title,
        brand=_brand(visible(show.title)),
        body=body,
        notice=NOTICE,
        copyright=show.copyright,
        **_addresses(show, root),
    )
    return html.encode("utf-8")


def _brand(title: str) -> Html:
    """Set a short name as a seal; a longer one stands beside a seal of its first characters."""
    if len(title) <= _SEAL:
        return fill('<span class="seal">$title</span>', title=title)
    sealed = '<span class="seal" aria-hidden="true">$first</span><bdi>$title</bdi>'
    return fill(sealed, first=title[:2], title=title)


def _addresses(show: Show, root: str) -> dict[str, str]:
    """Give the feed's address, for Apple's and other apps, and for copying.

    Without a base URL all are the relative one, which the script completes from where
    the page is read.
    """
    if not show.base_url:
        return dict.fromkeys(("apple", "other", "feed"), f"{root}{feed.NAME}")
    address = feed.address(show, feed.NAME)
    rest = address.partition("://")[2]
    return {"apple": f"podcast://{rest}", "other": f"pcast://{rest}", "feed": address}


def _meta(record: Record, show: Show) -> Html:
    """Write what other services show of a link to the page."""
    facts = record.episode
    pairs = [
        ("og:type", "website"),
        ("og:title", facts.title[:_TITLE]),
        ("og:description", facts.summary[:_DESCRIPTION]),
        ("og:site_name", show.title),
        ("og:locale", "zh_CN"),
    ]
    if show.base_url:
        pairs += [
            ("og:url", feed.address(show, f"{facts.slug}/")),
            ("og:image", feed.address(show, f"{facts.slug}/{feed.COVER}")),
            ("og:audio", feed.address(show, feed.audio_path(record))),
        ]
    written = '<meta property="$name" content="$value">'
    return join((fill(written, name=name, value=value) for name, value in pairs), "\n")
