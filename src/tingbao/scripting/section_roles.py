"""What a section does for the article, so that the words leading to it fit."""

from __future__ import annotations

from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified

# In this order: the first whose words the heading has.
LIMIT = 16  # characters; a longer heading is a story of its own
_ROLES = (
    ("coda", Pattern(r"^{coda}$", __package__)),
    ("outlook", Pattern(r"{outlook}", __package__)),
    ("background", Pattern(r"{background}", __package__)),
    ("people", Pattern(r"{people}", __package__)),
    ("method", Pattern(r"{method}|(?<!应用|微信)(?<!小)程序", __package__)),
    ("figures", Pattern(r"{figures}", __package__)),
)


def role(heading: str) -> str:
    """Name what a section does by its heading; empty when it is just the next, or a headline."""
    if len(heading) > LIMIT:
        return ""
    return next((name for name, words in _ROLES if words.search(simplified(heading))), "")
