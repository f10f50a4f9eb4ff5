"""A recording to an episode, a feed and a page."""

from tingbao.publishing.episode import build, delete, earlier, list_records, publish

__all__ = ["build", "delete", "earlier", "list_records", "publish"]
