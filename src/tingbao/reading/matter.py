"""From the blocks of a source to an Article: title, credits and furniture taken out.

All forms pass through here, so that a page, a Markdown file and a plain text of one
article come out alike.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tingbao.errors import InputError
from tingbao.model import Article, Byline, Section
from tingbao.reading import bylines, furniture
from tingbao.reading.outline import Block, flatten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

HEAD = 8  # credit lines stand among so many first blocks
TITLE_LIMIT = 80  # characters of a headline with its kicker
SHORT_TITLE, OWN_TITLE = 12, 30  # characters of a title made of the first clauses
_CLOSED = re.compile(r"[。；，：;,:…]$")
_INSTITUTION = re.compile(
    r"[一-鿿（）()]{2,28}(?:局|厅|部|委|办|院|会|处|所|室|站|政府|办公室|公司|大学|学校|中心|集团|银行|街道|"
    r"法院|医院|社区|总队|支队|協會|局|會|處|公司)"
)
_LABEL = re.compile(r"^(?:标题|题目|標題)\s*[：:]\s*|^【(?:标题|题目)】\s*")
_SUBTITLE = re.compile(r"^\s*(?:——|--|—)\s*(?=\w)")


def assemble(
    blocks: Sequence[Block],
    *,
    source: str,
    title: str = "",
    published: datetime | None = None,
    byline: Byline | None = None,
) -> Article:
    """Make an Article.

    Args:
        blocks: What the source says, in its order.
        source: The path, URL or "-" it came from.
        title: Where the markup names one; otherwise the first line is taken if it is one.
        published: As the markup says.
        byline: As the markup says; it goes before what the text says.

    Raises:
        InputError: Nothing is left that could be read aloud.
    """
    rest = [replace(block, text=_tidy(block.text)) for block in blocks]
    rest = [block for block in rest if block.text]
    known = byline or Byline()
    if not title:
        title, rest = _title(rest)
    rest = _without_title(rest, title)
    rest, title = _subtitle(rest, title)
    rest, found = _credits(rest)
    rest = furniture.clear(rest)
    rest, dateline = _dateline(rest)
    for credit in (*found, bylines.Credit(byline=dateline)):
        known = bylines.merge(known, credit.byline)
        published = published or credit.published
    if not any(re.search(r"[^\W\d_]", block.text) for block in rest):
        raise InputError(
            "no words to read", where=source, mend="give an article with at least one sentence"
        )
    return Article(
        source=source,
        title=title or _own_title(rest),
        published=published,
        byline=known,
        sections=flatten(rest) or (Section(heading=None, paragraphs=(rest[0].text,)),),
    )


def _tidy(text: str) -> str:
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad\ufffc\x00-\x08\x0e-\x1f]", "", text)
    return furniture.without_marks(re.sub(r"[ \t\u00a0\r\n\f\v]+", " ", text).strip(" 　"))


def _title(blocks: list[Block]) -> tuple[str, list[Block]]:
    first = next((block for block in blocks if not furniture.is_furniture(block.text)), None)
    if first is None or first.level or len(blocks) == 1:
        return "", blocks
    label = _LABEL.match(first.text)
    if label or (
        len(first.text) <= TITLE_LIMIT
        and not _CLOSED.search(first.text)
        and not bylines.parse(first.text)
        and not furniture.dateline(first.text)[1].source
    ):
        place = blocks.index(first)
        text = first.text[label.end() :] if label else first.text
        return _bare(text), [*blocks[:place], *blocks[place + 1 :]]
    return "", blocks


def _bare(title: str) -> str:
    """Take Markdown's marks and 《》 around the whole from a title."""
    title = re.sub(r"^#+\s*|^\*\*|\*\*$", "", title).strip()
    whole = re.fullmatch(r"[《【]([^《》【】]+)[》】]", title)
    return whole[1] if whole else title


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """Leave out the title where the top of the body says it again."""

    def same(text: str) -> bool:
        return bool(title) and re.sub(r"\W", "", text) == re.sub(r"\W", "", title)

    return [block for place, block in enumerate(blocks) if place >= HEAD or not same(block.text)]


def _subtitle(blocks: list[Block], title: str) -> tuple[list[Block], str]:
    if blocks and title and (mark := _SUBTITLE.match(blocks[0].text)):
        text = blocks[0].text
        if len(text) <= TITLE_LIMIT and not _CLOSED.search(text):
            return blocks[1:], f"{title}——{text[mark.end() :]}"
    return blocks, title


def _credits(blocks: list[Block]) -> tuple[list[Block], list[bylines.Credit]]:
    """Take the credit lines above the first prose and below the last."""
    found: list[bylines.Credit] = []
    taken: set[int] = set()
    for place, block in enumerate(blocks[:HEAD]):
        if credit := bylines.parse(block.text) if len(blocks) > 1 else None:
            found.append(credit)
            taken.add(place)
        elif len(block.text) > TITLE_LIMIT or _CLOSED.search(block.text):
            break
    for place in range(len(blocks) - 1, max(taken, default=0), -1):
        text = blocks[place].text
        if credit := bylines.parse(text) or _signature(text, found):
            found.append(credit)
            taken.add(place)
        elif not (furniture.is_furniture(text) or _in_list(blocks, place)):
            break
    return [block for place, block in enumerate(blocks) if place not in taken], found


def _signature(text: str, found: Sequence[bylines.Credit]) -> bylines.Credit | None:
    """Read a line that is a site, or an institution that signs above the date."""
    if bylines.is_site(text):
        return bylines.Credit(byline=Byline(site=text))
    if found and found[-1].published and _INSTITUTION.fullmatch(text):
        return bylines.Credit(byline=Byline(source=text))
    return None


def _in_list(blocks: list[Block], place: int) -> bool:
    """Tell whether a block is a title under 相关阅读, or that line itself."""
    while place >= 0 and len(blocks[place].text) <= furniture.TITLE_LIMIT:
        if furniture.opens_list(blocks[place].text):
            return True
        place -= 1
    return False


def _dateline(blocks: list[Block]) -> tuple[list[Block], Byline]:
    known = Byline()
    kept: list[Block] = []
    for block in blocks:
        text, byline = (block.text, Byline()) if block.level else furniture.dateline(block.text)
        known = bylines.merge(known, byline)
        if text:
            kept.append(replace(block, text=text))
    return kept, known


def _own_title(blocks: list[Block]) -> str:
    """Make a title of the first clause, where the article names none."""
    first = next((block.text for block in blocks if not block.level), blocks[0].text)
    title = ""
    for clause in re.split(r"(?<=[，。！？；：,!?;:])", first):
        if len(title) >= SHORT_TITLE and len(title) + len(clause) > OWN_TITLE:
            break
        title += clause
    return title.rstrip("，。！？；：,!?;: ")[:OWN_TITLE]
