"""A recording to an episode, a feed and a page."""

from tingbao.publishing.episode import earlier, publish
from tingbao.publishing.files import try_writing
from tingbao.publishing.show import TO_PUBLISH, build, delete, missing, refuse

__all__ = [
    "TO_PUBLISH",
    "build",
    "delete",
    "earlier",
    "missing",
    "publish",
    "refuse",
    "try_writing",
]
