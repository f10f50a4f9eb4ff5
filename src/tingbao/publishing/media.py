"""Which files of a show are served, and as what; to object storage they go with the same types.

What is not listed in media.tsv is not served: a settings file or a half-written episode that lies
in the folder stays private. Sources of the less known types: application/json+chapters
and application/x-subrip from the podcast namespace, text/vtt from W3C's WebVTT.
"""

from __future__ import annotations

from tingbao.language import tables


def media_type(name: str) -> str | None:
    """Give the media type of a file name, or None where such files are not served."""
    types = tables.mapping(__package__, "media.tsv")
    stem, _, suffix = name.rpartition(".")
    return types.get(name, types.get(f".{suffix.lower()}")) if stem else None
