"""A recording to an episode, a feed and a page."""

from tingbao.publishing.episode import build, delete, earlier, list_records, publish
from tingbao.publishing.files import try_writing

__all__ = ["build", "delete", "earlier", "list_records", "publish", "try_writing"]
