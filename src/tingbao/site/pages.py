"""The site's files: what they are called and what is in them, and putting them in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from string import Template

from tingbao import __version__, publishing
from tingbao.language import times
from tingbao.model import Show
from tingbao.publishing import Record, Spoken
from tingbao.results import NOTHING, Results
from tingbao.site import formats, index, pictures, transcript, waveform
from tingbao.site.line_breaks import phrased
from tingbao.site.markup import fill, source

_file = partial(source, __package__)
ASSETS = "page"
INDEX = "index.html"
_HEAD = 512  # bytes of a page that its stamp lies in
_NAMING = 2  # pages of the index before which a new one may have come
# Characters of a title and a description that anything outside the page shows.
_TITLE, _DESCRIPTION = 200, 300


def write(
    output: Path,
    records: Sequence[Record],
    show: Show,
    *,
    due: Iterable[int] | None = None,
    settled: int = 0,
    results: Results = NOTHING,
) -> None:
    """Bring the site up to date; files that already say the same are not touched.

    Records are from the oldest to the newest. `due` are the places of those whose pages are
    written; None looks at every page, and writes what is not of today. The oldest, `settled`, are
    as they were the last time.

    Raises:
        OutputError: A file could not be written.
    """
    with publishing.failures(output):
        (output / ASSETS).mkdir(exist_ok=True)
    names: set[str] = set()

    def made(number: int, heard: tuple[Spoken, ...]) -> bytes:
        of = (_stamp(records, number, show), records[number].waveform, heard)
        return results.made(
            "page", *of, kind=bytes, make=lambda _: page(records, number, heard, show)
        )

    def wanted() -> Iterator[tuple[Path, bytes]]:
        for name, data in assets(show.title).items():
            yield output / name, data
        for number in range(len(records)) if due is None else due:
            folder = output / records[number].episode.slug
            pictures.write(folder)
            if due is None and _is_current(folder / INDEX, _stamp(records, number, show)):
                continue
            yield folder / INDEX, made(number, transcript.read(folder))
        for name, written in indexes(records, show, settled=settled, output=output):
            names.add(name)
            if written is not None:
                yield output / name, written

    pictures.write(output)
    publishing.write_all(output, wanted())
    with publishing.failures(output):
        for old in output.glob("archive-*.html"):
            if old.name not in names:
                old.unlink()


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
def assets(title: str) -> dict[str, bytes]:
    """Give what every page of a show shares, by file name below the show's folder."""
    own = publishing.colours(title)
    return {
        f"{ASSETS}/site.css": Template(_file("site.css")).substitute(own).encode(),
        f"{ASSETS}/icon.svg": Template(_file("icon.svg")).substitute(own).encode(),
        f"{ASSETS}/player.js": _file("player.js").encode(),
    }


@cache
def _version(title: str) -> str:
    """Eight digits of what the assets are: no browser mixes an old sheet with a new page."""
    return hashlib.sha256(b"".join(assets(title).values())).hexdigest()[:8]


def indexes(
    ordered: Sequence[Record], show: Show, *, settled: int = 0, output: Path | None = None
) -> Iterator[tuple[str, bytes | None]]:
    """Write the pages that list all episodes, given from the oldest to the newest.

    Where the first `settled` episodes are as they were the last time, so are the pages that
    hold only such; they are named without data. The newest are always written, as they name
    each other, and one of them may have been added, unless `output` holds them as they are.
    """
    listed = index.pages(len(ordered))
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
        # A page's own number, counted from the oldest, so that its title stays.
        title = f"{show.title} · 往期 {len(listed) - number}" if number else show.title
        facts = {"records": shown, "newer": newer, "older": older}
        yield name, _page("index.html", show, title, show.description, stamp, root="", **facts)


def _neighbour(
    ordered: Sequence[Record], listed: Sequence[tuple[str, range]], number: int, *, nearest: int
) -> index.Neighbour | None:
    """Name the page of a number, if there is one, by the month of its nearest episode."""
    if number >= len(listed):
        return None
    name, places = listed[number]
    return index.Neighbour(name, formats.month(ordered[places[nearest]].episode.published))


def page(records: Sequence[Record], number: int, heard: Sequence[Spoken], show: Show) -> bytes:
    """Write the page of `records[number]`; `records` from the oldest to the newest."""
    facts = records[number].episode
    newer = records[number + 1].episode if number + 1 < len(records) else None
    older = records[number - 1].episode if number else None
    return _page(
        "episode.html",
        show,
        f"{facts.title[:_TITLE]} · {show.title}",
        facts.summary,
        _stamp(records, number, show),
        root="../",
        headline=facts.title[:_TITLE],
        record=records[number],
        episode=facts,
        newer=newer,
        older=older,
        audio=publishing.audio_path(records[number]),
        links=publishing.originals(records[number].origin),
        transcript=transcript.parts(heard, facts.chapters),
    )


def _page(
    name: str,
    show: Show,
    title: str,
    description: str,
    stamp: str,
    *,
    root: str,
    **facts: object,
) -> bytes:
    """Fill a template that stands in the shell, with what the shell asks for and its own facts."""
    html = fill(
        __package__,
        name,
        stamp=stamp,
        title=title,
        description=description[:_DESCRIPTION],
        root=root or "./",
        version=_version(show.title),
        show=show,
        address=publishing.address,
        clock=publishing.clock,
        formats=formats,
        index=index,
        phrased=phrased,
        timeline=waveform,
        times=times,
        **_addresses(show, root),
        **facts,
    )
    return html.encode("utf-8")


def _addresses(show: Show, root: str) -> dict[str, str]:
    """Give the feed's address, for Apple's and other apps, and for copying.

    Without a base URL all are the relative one, which the script completes from where
    the page is read.
    """
    if not show.base_url:
        return dict.fromkeys(("apple", "other", "feed"), f"{root}{publishing.NAME}")
    url = publishing.address(show, publishing.NAME)
    rest = url.partition("://")[2]
    return {"apple": f"podcast://{rest}", "other": f"pcast://{rest}", "feed": url}
