"""Which files of a show are served, and as what; to object storage they go with the same types.

What is not listed is not served: a settings file or a half-written episode that lies
in the folder stays private. Sources of the less known types: application/json+chapters
and application/x-subrip from the podcast namespace, text/vtt from W3C's WebVTT.
"""

from __future__ import annotations

from typing import Final

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/rss+xml; charset=utf-8",
}

CHAPTERS: Final = "application/json+chapters"


def media_type(name: str) -> str | None:
    """Give the media type of a file name, or None where such files are not served."""
    if name == "chapters.json":
        return CHAPTERS
    stem, dot, suffix = name.rpartition(".")
    return TYPES.get(f".{suffix.lower()}") if stem and dot else None
