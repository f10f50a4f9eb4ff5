"""A recording to an episode, a feed and a page."""

from tingbao.publishing.episode import earlier, publish, voices
from tingbao.publishing.files import try_writing
from tingbao.publishing.show import TO_PUBLISH, build, delete, lacking, missing, refuse

__all__ = [
    "TO_PUBLISH",
    "build",
    "delete",
    "earlier",
    "lacking",
    "missing",
    "publish",
    "refuse",
    "try_writing",
    "voices",
]
