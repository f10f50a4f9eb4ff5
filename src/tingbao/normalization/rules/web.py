"""Web and mail addresses, said short: the host, its dots as 点."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.normalization.numerals import spell
from tingbao.normalization.rule import DIGIT, LETTER, Lazy, Rule
from tingbao.normalization.tables import mapping

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_TOP = (
    "com|cn|net|org|gov|edu|io|ai|app|dev|info|tv|cc|top|xyz|me|co|hk|tw|uk|us|jp|de|fr|eu|ru"
    "|html?|pdf|docx?|xlsx?|pptx?|txt|zip|mp3|mp4|jpe?g|png"
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?"
_PATTERN = Lazy(
    r"(?<![A-Za-z0-9@])(?:(?P<scheme>(?:https?"
    r"|ftp)://)(?:www\.)?(?P<host>[A-Za-z0-9.-]{1,253})(?::\d{1,5})?(?:[/?#][!-~]{0,2048})?"
    rf"|(?P<user>[A-Za-z0-9._%+-]{{1,64}})@(?P<domain>{_LABEL}(?:\.{_LABEL}){{1,5}})"
    rf"|(?:www\.)?(?P<bare>(?:{_LABEL}\.){{1,5}}(?:{_TOP}))(?![A-Za-z0-9.-](?<!\.))(?:/[!-~]"
    rf"{{0,2048}})?)"
)


def _say(match: Match, one: str) -> str | None:
    if match["user"]:
        return f"{_words(match['user'], one)}艾特{_words(match['domain'], one)}"
    host = match["host"] or match["bare"]
    return _words(host.strip(".-"), one) or None


def _words(address: str, one: str) -> str:
    """Say letters as words, digits one by one, dots as 点, other signs as a gap."""
    said = re.sub(r"\d+", lambda digits: spell(digits[0], one=one), address).replace(".", "点")
    said = re.sub(r"[^A-Za-z零一幺二三四五六七八九点]+", " ", said)
    said = re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", said)
    known = mapping("acronyms")
    return re.sub(r"[A-Za-z]+", lambda word: known.get(word[0].lower(), word[0]), said)


RULE = Rule("web", (LETTER, DIGIT), _PATTERN, _say, needs=frozenset(".@:"))
