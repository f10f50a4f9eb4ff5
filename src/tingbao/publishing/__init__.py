"""A recording to an episode, a feed and a page."""

from tingbao.publishing.catalogue import since
from tingbao.publishing.episode import earlier, present, publish, voices
from tingbao.publishing.files import try_writing
from tingbao.publishing.show import (
    TO_PUBLISH,
    build,
    complete,
    delete,
    lacking,
    missing,
    of_day,
    refuse,
)

__all__ = [
    "TO_PUBLISH",
    "build",
    "complete",
    "delete",
    "earlier",
    "lacking",
    "missing",
    "of_day",
    "present",
    "publish",
    "refuse",
    "since",
    "try_writing",
    "voices",
]
