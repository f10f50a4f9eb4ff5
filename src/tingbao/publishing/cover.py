"""Covers drawn like a front page: the show's name as masthead, the headline below.

Between them the paper rises into the show's colour as the waveform of the episode itself.
The name stays legible at 55 pixels, the size of a list in a podcast app.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tingbao.errors import UsageError
from tingbao.language import tables
from tingbao.model import Show
from tingbao.publishing.typesetting import WIDE_OPENING, Setting, fit, font, runs
from tingbao.results import NOTHING, Results

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    Colour = tuple[int, int, int]

SIZE = 3000  # pixels; Apple asks for 1400 to 3000
_LEAST = 1400
_MOST_BYTES = 500_000
_MARK = b"tingbao cover "
_HEAD = 200  # bytes of a JPEG that its comment lies in
_VERSION = "2"  # of the drawing
_QUALITIES = (88, 80, 70, 60)
_EDGE = 250
_WIDTH = SIZE - 2 * _EDGE
_FOLD = 1330  # where the masthead ends and the paper begins
_BODY = 980  # height of the headline's box
_BARS = 37
_TALLEST = 330
_PAPER: Colour = (250, 246, 238)
_INK: Colour = (28, 27, 31)


def colours(show: str) -> dict[str, str]:
    """Give a show's own colours by its name, each as #rrggbb and named as in colours.tsv."""
    digest = hashlib.sha256(show.encode("utf-8", "replace")).digest()
    names, *known = tables.rows(__package__, "colours.tsv")
    return dict(zip(names, known[digest[1] % len(known)], strict=True))


def draw(
    title: str,
    show: str,
    *,
    size: int = SIZE,
    date: str = "",
    waveform: Sequence[float] = (),
    most_bytes: int = _MOST_BYTES,
) -> bytes:
    """Draw a square cover as an RGB JPEG; same arguments, same bytes.

    An empty title is for the show's own cover; `size` is in pixels, the date stands at the foot,
    peaks of the waveform are from 0 to 1. For `most_bytes` quality is given up, down to 60.
    """
    import PIL.Image
    import PIL.ImageDraw

    image = PIL.Image.new("RGB", (SIZE, SIZE), _PAPER)
    pen = PIL.ImageDraw.Draw(image)
    ground = colours(show)["ground"]
    fold = _FOLD if title else 2480
    pen.rectangle((0, 0, SIZE, fold), fill=ground)
    _bars(pen, waveform or _RESTING, fold)
    box = fold - _TALLEST - 2 * 190
    name = fit(show, width=_WIDTH, height=box, largest=1180, least=240, rows=1 if title else 3)
    if name.size < 460 and title:  # noqa: PLR2004  # too small to read at 55 pixels: use two rows
        name = fit(show, width=_WIDTH, height=box + 60, largest=460, least=200, rows=2)
    _put(pen, name, top=190 + max(0, (box - name.height) // 2), colour=_PAPER)
    if title:
        text = fit(title, width=_WIDTH, height=_BODY, largest=460, least=160, rows=5)
        _put(pen, text, top=_FOLD + 200, colour=_INK)
    if date:
        pen.text((_EDGE, SIZE - 250), date, font=font(110), fill=ground, anchor="ls")
    return _jpeg(image, size, _origin(title, show, date), most_bytes)


def reduced(cover: bytes) -> bytes:
    """Give a cover at a quarter of its size, as players want it inside the audio file."""
    import PIL.Image

    with PIL.Image.open(BytesIO(cover)) as image:
        size = image.width // 4
        image.draft("RGB", (size, size))
        return _jpeg(image.convert("RGB"), size, b"")


def show_cover(show: Show, present: bytes, results: Results = NOTHING) -> bytes | None:
    """Give the show's cover, or None where the present one is to stay.

    A present one that was drawn here from the same facts stays, and so does one that the
    user put there. Where the settings name a picture, that is made fit for podcast apps.

    Raises:
        UsageError: The picture named cannot be used.
    """
    if show.cover:
        return picture(Path(show.cover), results)
    comment = present[:_HEAD]
    if present and (_MARK not in comment or _origin("", show.title, "") in comment):
        return None
    return draw("", show.title)


def picture(path: Path, results: Results = NOTHING) -> bytes:
    """Make a user's picture a square RGB JPEG of 1400 to 3000 pixels and less than 500 kB.

    Its middle is kept where it is not square.

    Raises:
        UsageError: It is missing, no picture, or too small.
    """
    return results.made("picture", path, kind=bytes, make=lambda _: _squared(path))


def _squared(path: Path) -> bytes:
    import PIL.Image
    import PIL.ImageOps

    try:
        with PIL.Image.open(path) as opened:
            image = PIL.ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError) as error:
        hint = "name a JPEG or PNG of at least 1400 × 1400 pixels"
        raise UsageError("cannot use the cover", where=str(path), hint=hint) from error
    edge = min(image.size)
    if edge < _LEAST:
        hint = f"it has {image.width} × {image.height} pixels, podcast apps want {_LEAST} at least"
        raise UsageError("the cover is too small", where=str(path), hint=hint)
    edge = min(edge, SIZE)
    return _jpeg(PIL.ImageOps.fit(image, (edge, edge)), edge, b"")


def _origin(title: str, show: str, date: str) -> bytes:
    """Name what a cover was drawn from, for its JPEG comment."""
    facts = f"{title}\0{show}\0{date}\0{_VERSION}".encode("utf-8", "replace")
    return _MARK + hashlib.sha256(facts).hexdigest()[:16].encode()


def _jpeg(image: Image, size: int, comment: bytes, most_bytes: int = _MOST_BYTES) -> bytes:
    picture = image if image.width == size else image.resize((size, size), reducing_gap=3.0)
    data = b""
    for quality in _QUALITIES:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, subsampling=0, comment=comment)
        data = out.getvalue()
        if len(data) < most_bytes:
            break
    return data


_RESTING = (0.3, 0.5, 0.42, 0.75, 0.6, 1.0, 0.7, 0.48, 0.82, 0.55, 0.35, 0.62, 0.9, 0.5, 0.28)


def means(waveform: Sequence[float], count: int) -> list[float]:
    """Give the mean of each of so many stretches of a waveform, as its pictures draw it."""
    edges = [index * len(waveform) // count for index in range(count + 1)]
    parts = [waveform[begin : max(begin + 1, end)] for begin, end in pairwise(edges)]
    return [sum(part) / len(part) for part in parts]


def _bars(pen: ImageDraw, waveform: Sequence[float], fold: int) -> None:
    """Let the paper rise into the masthead: one bar per stretch of the audio."""
    pitch = _WIDTH / _BARS
    levels = means(waveform, _BARS)
    for index, level in enumerate(levels):
        height = _TALLEST * max(0.1, level / max(*levels, 0.01))
        left = _EDGE + index * pitch + pitch * 0.18
        box = (left, fold - height, left + pitch * 0.64, fold + pitch)
        pen.rounded_rectangle(box, radius=pitch * 0.32, fill=_PAPER)


def _put(pen: ImageDraw, text: Setting, *, top: int, colour: Colour) -> None:
    for number, row in enumerate(text.rows):
        left, base = float(_EDGE), top + number * text.leading + text.size * 0.88
        if row.startswith(tuple(WIDE_OPENING)):  # its blank half hangs out of the column
            left -= text.size * 0.5
        for type_, part in runs(row, text.size):
            pen.text((left, base), part, font=type_, fill=colour, anchor="ls")
            left += type_.getlength(part)
