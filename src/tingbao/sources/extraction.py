"""Which blocks of a page are its article.

Two extractors give their opinion: readability-lxml finds the element that holds the
article, trafilatura goes by what each block looks like. What both take is the core.
Around it, what one of them takes stays if it is prose or stands inside the core, and so
do headings and lists, which both like to lose.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tingbao.sources.evidence import is_furniture
from tingbao.sources.outline import BOLD_HEADING, CLOSED
from tingbao.sources.page import Piece, pieces

JOINED = 200_000  # characters up to which blocks that were joined are searched for
BOTH = 2  # votes
NEAR = 4  # blocks from the core that prose may stand apart, such as pictures' captions
LIST = 30  # items of a list that a colon announces
LINKED = 0.5  # share of a block's characters that are links, from which it is navigation
LABEL = 15  # characters; a shorter block is a label, whatever it ends with


def choose(found: Sequence[Piece], text: str) -> list[int]:
    """Choose the pieces of a page that are its article.

    They are given by their places in `found`, in order; none if there is no prose. `text` is the
    page's source.
    """
    one, other = _readability(text), _trafilatura(text)
    votes = [one(piece.text) + other(piece.text) for piece in found]
    prose = [place for place, piece in enumerate(found) if votes[place] and is_prose(piece)]
    core = [place for place in prose if votes[place] == BOTH] or prose
    if not core:
        return []
    first, last = _span(found, votes, core)
    kept = [
        place
        for place in range(first, last + 1)
        if not is_linked(found[place])
        and (
            votes[place]
            or found[place].level
            or found[place].bold
            or is_prose(found[place])
            or _is_listed(found, place)
        )
    ]
    # The heading right above the first paragraph, if it is one of several.
    above = kept[0] - 1 if kept else -1
    levels = {found[place].level for place in kept if found[place].level > 1}
    return [above, *kept] if above >= 0 and found[above].level in levels else kept


def _is_listed(found: Sequence[Piece], place: int) -> bool:
    """Tell whether a short block stands in a list that a colon announces."""
    for before in range(place, max(place - LIST, -1), -1):
        if CLOSED.search(found[before].text):
            return found[before].text.endswith(("：", ":"))
    return False


def _span(found: Sequence[Piece], votes: Sequence[int], core: list[int]) -> tuple[int, int]:
    """Widen the core by what both extractors take near it, and prose that one takes."""
    first, last = core[0], core[-1]
    more = [
        place
        for place, piece in enumerate(found)
        if votes[place] == BOTH or (votes[place] and is_prose(piece))
    ]
    for place in reversed(more):
        if 0 < first - place <= NEAR:
            first = place
    for place in more:
        if 0 < place - last <= NEAR:
            last = place
    announced = found[last].text.endswith(("：", ":"))  # then a list follows, which both lose
    while last + 1 < len(found) and not is_linked(found[last + 1]):
        following = found[last + 1].text
        if not votes[last + 1] and (not announced or is_furniture(following)):
            break
        last += 1
    return first, last


def _opinion(lines: Iterable[str]) -> Callable[[str], bool]:
    """Tell of blocks whether they are in an extractor's lines, as one of them or joined."""
    keys = [letters(line) for line in lines]
    alone, whole = frozenset(keys), "".join(keys)

    def takes(text: str) -> bool:
        mine = letters(text)
        return mine in alone or (len(whole) <= JOINED and mine in whole)

    return takes


def _readability(text: str) -> Callable[[str], bool]:
    from lxml import html as lxml_html
    from readability import Document
    from readability.readability import Unparseable

    hush("readability")
    try:
        summary = Document(text).summary(html_partial=True)
    except (Unparseable, ValueError, TypeError):
        summary = ""
    if not summary.strip():
        return _opinion(())
    return _opinion(piece.text for piece in pieces(lxml_html.fromstring(summary)))


def _trafilatura(text: str) -> Callable[[str], bool]:
    import trafilatura

    hush("trafilatura")
    found: Any = trafilatura.bare_extraction(text, include_comments=False, favor_recall=True)
    return _opinion((found.text or "").split("\n") if found is not None else ())


def hush(*libraries: str) -> None:
    """Keep the warnings of libraries off stderr; what matters of them we say ourselves."""
    for name in libraries:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def letters(text: str) -> str:
    """Reduce a text to its letters, as extractors differ in spaces and marks."""
    return re.sub(r"[\W_]+", "", text)


def is_prose(piece: Piece) -> bool:
    """Tell whether a block is a sentence or more of text."""
    return (
        not piece.level
        and len(piece.text) >= LABEL
        and bool(CLOSED.search(piece.text) or len(piece.text) > BOLD_HEADING)
        and not is_linked(piece)
        and not is_furniture(piece.text)
    )


def is_linked(piece: Piece) -> bool:
    """Tell whether a block is navigation."""
    return piece.linked > LINKED * len(piece.text)
