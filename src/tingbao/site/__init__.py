"""A static site beside the feed: an index of episodes and a page an episode."""

from tingbao.site.pages import write

__all__ = ["write"]
