"""A recording to an episode, a feed and a page."""

from tingbao.publishing.episode import earlier, publish
from tingbao.publishing.files import try_writing
from tingbao.publishing.show import TO_PUBLISH, build, delete, lacking, missing, refuse
from tingbao.publishing.slug import content_hash

__all__ = [
    "TO_PUBLISH",
    "build",
    "content_hash",
    "delete",
    "earlier",
    "lacking",
    "missing",
    "publish",
    "refuse",
    "try_writing",
]
