"""Markup as sites have it, mended so that every reader of a page sees its article."""

from __future__ import annotations

import re
from typing import Any

SHOWN = 100  # characters; what has so many and is invisible is faded in by a script
_INVISIBLE = re.compile(r"\s*(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?)\s*(?:;|$)")
_BLOCKS = (
    "./descendant::*[self::p or self::div or self::section or self::ul or self::ol or self::table]"
)


def repair(root: Any) -> None:
    """Mend a page in place.

    - What stands behind a closing </html> in the middle of a page is taken into it.
    - An article that a script will fade in, as the messenger's public accounts do, is shown.
    - A <section> that holds text alone is a paragraph, as their editors mean it; extractors
      look for <p>.
    - No cell spans others: extractors fill what it spans with a hundred empty cells, and we none.
    """
    from lxml import etree

    for stray in list(root.itersiblings()):
        root.append(stray)
    for element in root.xpath("//*[contains(@style, 'hidden') or contains(@style, 'opacity')]"):
        if len(element.text_content().strip()) > SHOWN:
            element.set("style", _INVISIBLE.sub("", element.get("style")))
    etree.strip_attributes(root, "colspan", "rowspan")
    for section in root.iter("section"):
        if not section.xpath(_BLOCKS) and section.text_content().strip():
            section.tag = "p"
