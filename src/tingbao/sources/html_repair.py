"""Markup as sites have it, mended so that every reader of a page sees its article."""

from __future__ import annotations

import re
from typing import Any

SHOWN = 100  # characters; what has so many and is invisible is faded in by a script
_INVISIBLE = re.compile(r"\s*(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?)\s*(?:;|$)")
_BASE = re.compile(r"(?:(?<![\d.])10|(?<![A-Za-z])[kcdm]?m)$")  # of a power
_POWER = re.compile(r"(?!1$)[-−–]?\d{1,3}")
_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_OF_HEAD = "self::base or self::link or self::meta or self::noscript or self::script"
_OF_HEAD += " or self::style or self::template or self::title"
_SHOWN_IN_HEAD = f"head/*[not({_OF_HEAD})][1] | head/*[not({_OF_HEAD})][1]/following-sibling::*"
_BLOCKS = (
    "./descendant::*[self::p or self::div or self::section or self::ul or self::ol or self::table]"
)


def repair(root: Any) -> None:
    """Mend a page in place.

    - What stands behind a closing </html> in the middle of a page is taken into it.
    - A head that nothing closes ends with the first element that is none of it, as in a browser;
      the parser knows no <main>.
    - An article that a script will fade in, as the messenger's public accounts do, is shown.
    - A <section> that holds text alone is a paragraph, as their editors mean it; extractors
      look for <p>.
    - A power is no note: 10<sup>6</sup>, 5km<sup>2</sup>.
    - No cell spans others: extractors fill what it spans with a hundred empty cells, and we none.
    """
    from lxml import etree

    for sup in root.iter("sup"):
        before, power = _before(sup), sup.text_content().strip()
        if _BASE.search(before) and _POWER.fullmatch(power):
            sup.clear(keep_tail=True)
            sup.tag, sup.text = "span", power.translate(_RAISED)
    for stray in list(root.itersiblings()):
        root.append(stray)
    _end_head(root)
    for element in root.xpath("//*[contains(@style, 'hidden') or contains(@style, 'opacity')]"):
        if len(element.text_content().strip()) > SHOWN:
            element.set("style", _INVISIBLE.sub("", element.get("style")))
    etree.strip_attributes(root, "colspan", "rowspan")
    for section in root.iter("section"):
        if not section.xpath(_BLOCKS) and section.text_content().strip():
            section.tag = "p"


def _before(element: Any) -> str:
    """Give the text right before an element."""
    sibling = element.getprevious()
    return (element.getparent().text if sibling is None else sibling.tail) or ""


def _end_head(root: Any) -> None:
    shown = root.xpath(_SHOWN_IN_HEAD)
    if shown and root.find("body") is None:
        root.append(root.makeelement("body"))
    for one in reversed(shown):
        root.find("body").insert(0, one)
