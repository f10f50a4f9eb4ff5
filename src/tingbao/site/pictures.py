"""The cover as a page shows it: a fifth of the size, a tenth of the weight."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from tingbao.errors import MALFORMED
from tingbao.publishing import COVER, failures
from tingbao.publishing import write as put

SIZE = 600  # pixels: the largest place a page has for it, on a screen of two pixels to one
NAME = f"cover-{SIZE}.jpg"
_QUALITY = 82


def is_current(folder: Path) -> bool:
    """Tell whether the folder's small cover is no older than its cover, if it has one."""
    try:
        made_from = (folder / COVER).stat().st_mtime_ns
    except OSError:
        return True
    try:
        return (folder / NAME).stat().st_mtime_ns >= made_from
    except OSError:
        return False


def write(folder: Path) -> None:
    """Put the small cover beside the cover; a page whose cover is damaged stands without.

    Raises:
        OutputError: It could not be written.
    """
    if is_current(folder):
        return
    import PIL.Image

    try:
        with PIL.Image.open(folder / COVER) as image:
            image.draft("RGB", (SIZE, SIZE))  # decodes only what is needed, ten times as fast
            small = image.convert("RGB").resize((SIZE, SIZE), PIL.Image.Resampling.LANCZOS)
    except (OSError, *MALFORMED, PIL.Image.DecompressionBombError):
        return
    out = BytesIO()
    small.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    if not put(folder / NAME, out.getvalue()):
        with failures(folder):
            (folder / NAME).touch()  # the same picture of a newer cover
