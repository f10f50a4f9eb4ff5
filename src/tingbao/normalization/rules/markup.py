"""Tags left over from a page are not said: <br>, </b>."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.rule import OTHER, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"</?(?P<tag>br|p|b|i|u|s|em|strong|span|div|a|img|h[1-6]|li|ul|ol|table|tr|td|th|font"
    r"|sup|sub|hr|code|pre|blockquote|section)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_BLOCKS = {"br", "p", "div", "li", "tr", "td", "th", "hr", "h1", "h2", "h3", "section"}


def _say(match: Match, _one: str) -> str | None:
    return "，" if match["tag"].lower() in _BLOCKS else ""


RULE = Rule("markup", (OTHER,), _PATTERN, _say, needs=frozenset("<"))
