"""A recording to an episode, a feed and a page."""
