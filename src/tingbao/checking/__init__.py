"""Checks of what was made: an episode, and the feed that offers it."""
