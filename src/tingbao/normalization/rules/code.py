"""Digits joined by dashes or dots: 4-3-3, 978-7-302, versions 1.2.3, 127.0.0.1, 0x80070005."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.grammar import TO, to
from tingbao.normalization.numerals import cardinal, spell
from tingbao.normalization.rule import DIGIT, Lazy, Rule

if TYPE_CHECKING:
    from tingbao.normalization.rule import Match

_PATTERN = Lazy(
    r"(?<![\d.\-A-Za-z])0[xX](?P<hex>[\dA-Fa-f]{2,16})(?![\dA-Za-z])"
    r"|(?<![\d.\-])(?:(?P<ip>\d{1,3}(?:\.\d{1,3}){3})(?::(?P<port>\d{1,5}))?(?![\d.])"
    rf"(?: ?(?P<to>{TO}) ?(?P<last>\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?![\d.]))?"
    r"|(?P<version>\d{1,6}(?:\.\d{1,6}){2,6})(?!\d)"
    r"|(?P<padded>\d{2,12}-0\d{1,12})(?![\d-])"
    r"|(?P<dashed>\d{1,12}(?:-\d{1,12}){2,8}(?:-[Xx](?![A-Za-z]))?)(?![\d\-]))"
)


def _say(match: Match, _one: str) -> str | None:
    if match["hex"]:
        return f"零x{'' if match['hex'][0].isdigit() else ' '}{spell(match['hex'])}"
    if match["ip"]:
        port = f"，{spell(match['port'])}" if match["port"] else ""
        said = "点".join(spell(part) for part in match["ip"].split(".")) + port
        if match["last"]:
            said += to(match["to"]) + "点".join(spell(part) for part in match["last"].split("."))
        return said
    if match["version"]:
        first, *rest = match["version"].split(".")
        return "点".join((cardinal(first), *(spell(part) for part in rest)))
    return spell((match["dashed"] or match["padded"]).replace("-", "")).upper()


RULE = Rule("code", (DIGIT,), _PATTERN, _say, needs=frozenset(".-xX"))
