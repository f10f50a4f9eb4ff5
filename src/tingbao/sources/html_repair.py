"""Markup as sites have it, mended so that every reader of a page sees its article."""

from __future__ import annotations

import re
from typing import Any

SHOWN = 100  # characters; what has so many and is invisible is faded in by a script
_INVISIBLE = re.compile(r"\s*(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?)\s*(?:;|$)")
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
    - No cell spans others: extractors fill what it spans with a hundred empty cells, and we none.
    """
    from lxml import etree

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


def _end_head(root: Any) -> None:
    shown = root.xpath(_SHOWN_IN_HEAD)
    if shown and root.find("body") is None:
        root.append(root.makeelement("body"))
    for one in reversed(shown):
        root.find("body").insert(0, one)
