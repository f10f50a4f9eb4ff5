"""Markup as sites have it, mended so that every reader of a page sees its article."""

from __future__ import annotations

import re
from typing import Any

SHOWN = 100  # characters; what has so many and is invisible is faded in by a script
_INVISIBLE = re.compile(r"\s*(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?)\s*(?:;|$)")
_HEAD = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])
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
    head, body = root.find("head"), root.find("body")
    inside = [] if head is None else list(head)
    first = next((at for at, one in enumerate(inside) if _is_shown(one)), len(inside))
    if not inside[first:]:
        return
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    for at, one in enumerate(inside[first:]):
        body.insert(at, one)


def _is_shown(element: Any) -> bool:
    """Tell whether an element is none of a head; comments have a function for a tag."""
    return isinstance(element.tag, str) and element.tag not in _HEAD
