"""The headline of an article: its first line, its kicker and its subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tingbao.language.patterns import Pattern
from tingbao.sources import boilerplate, bylines
from tingbao.sources.outline import Block

HEAD = 8  # headline and credit lines stand among so many first blocks
LIMIT = 80  # characters of a headline with its kicker
SHORT, LONG = 12, 30  # characters of a headline made of the first clauses
CLAUSE_END = re.compile(r"[。；，：;,:…]$")  # a headline may end in ！ or ？
_LABEL = re.compile(
    r"^(?:标题|题目|標題)\s*[：:]\s*|^【(?:标题|题目)】\s*|^[一-鿿\d\s]{2,30}[电電]\s*[题題][：:]\s*"
)
_SERIES = tuple(
    (re.compile(first), re.compile(second))
    for first, second in (
        (r"一[、．.]", r"二[、．.]"),
        (r"[（(]一[）)]", r"[（(]二[）)]"),
        (r"0?1[、．.]\s*(?!\d)", r"0?2[、．.]\s*(?!\d)"),
        (r"问[：:]", r"答[：:]"),
        (r"Q\d*[：:]", r"A\d*[：:]"),
    )
)
_UNDERLINE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # not that of a name in code
_LATIN = re.compile(r"\s+[A-Z]+$")
_BAR = re.compile(r"\s+[|｜]\s+(?=\S)")
_COLUMN = Pattern(
    r"^[【\[（(](?=[{han}])(?![{numeral}]+[）)]|[^】\]）)]*{opines})[^【】\[\]（）()，。！？：；#]{1,24}[】\]）)]"
    r"\s*(?=\w{2}|[^\w(]\w)",
    __package__,
)
_SHOWN = Pattern(
    r"^[（(\[【［]{shown}[）)\]】］]\s*|\s*[（(\[【［](?:{shown}|{encloses}[{han}]{0,8})[）)\]】］]$",
    __package__,
)
_SUBTITLE = re.compile(r"^\s*(?:——|--|—)\s*(?=\w)")


def take(blocks: Sequence[Block], known: str) -> tuple[str, list[Block]]:
    """Take the headline off the blocks.

    Args:
        blocks: The article from its first block.
        known: The headline if the markup names it; it may be said again at the top.

    Returns:
        The headline, empty if there is none, with its subtitle; and what is left.
    """
    full, rest = (known, list(blocks)) if known else _first(blocks)
    title = _bare(full)
    same = {re.sub(r"\W", "", one) for one in (full, title)} - {""}
    rest = [
        block
        for place, block in enumerate(rest)
        if place >= HEAD or re.sub(r"\W", "", block.text) not in same
    ]
    while title and rest and boilerplate.is_furniture(rest[0].text):
        rest = rest[1:]
    if not title or len(rest) < 2 or not _is_line(rest[0]):  # noqa: PLR2004  # body must be left
        return title, rest
    second = rest[0].text
    if mark := _SUBTITLE.match(second):
        return f"{title}——{second[mark.end() :]}", rest[1:]
    credited = bylines.parse(second) or bylines.is_site(second)
    if title.endswith(("：", ":")) and not credited:
        return f"{title}{second}", rest[1:]
    if bylines.parse(rest[1].text) and not credited:
        return f"{title} {second}", rest[1:]
    return title, rest


def made(blocks: Sequence[Block]) -> str:
    """Make a headline of the first clauses, where the article has none."""
    first = next((block.text for block in blocks if not block.level), blocks[0].text)
    title = ""
    for clause in re.split(r"(?<=[，。！？；：,!?;:])", first):
        if len(title) >= SHORT and len(title) + len(clause) > LONG:
            break
        title += clause
    return title.rstrip("，。！？；：,!?;: ")[:LONG]


def _first(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    place = next(
        (at for at, block in enumerate(blocks) if not boilerplate.is_furniture(block.text)), None
    )
    if place is None or len(blocks) == 1 or blocks[place].level:
        return "", list(blocks)
    text = blocks[place].text
    if _counts(blocks[place:]):
        return "", list(blocks)
    label = _LABEL.match(text)
    lead = text.endswith(("：", ":")) and place + 1 < len(blocks) and _is_line(blocks[place + 1])
    if label or lead or (_is_line(blocks[place]) and not bylines.parse(text)):
        return text[label.end() :] if label else text, list(blocks[place + 1 :])
    return "", list(blocks)


def _counts(blocks: Sequence[Block]) -> bool:
    """Tell whether the first block opens a series, as 一、 and 问： do: then it is a heading."""
    return any(
        first.match(blocks[0].text) and any(second.match(block.text) for block in blocks[1:])
        for first, second in _SERIES
    )


def _is_line(block: Block) -> bool:
    """Tell whether a block could be a headline: no heading, not long, and not closed."""
    return (
        not block.level
        and len(block.text) <= LIMIT
        and not CLAUSE_END.search(block.text)
        and not boilerplate.dateline(block.text)[1].source
    )


def _bare(title: str) -> str:
    """Take from a title what print and pages put around it and nobody says.

    That is Markdown's marks, 《》 around the whole, a site behind an underline, a column in
    【】 or [] before it, and (图) or (附名单), which point to what is not read. A column that tells
    an opinion (【社评】) is said.
    """
    title = re.sub(r"^#+\s*|^\*\*|\*\*$", "", title).strip()
    told, _, site = title.rpartition("--")  # 来校作学术报告--南开要闻
    title = told.strip() if told and bylines.is_site(site) else title
    *parts, site = _BAR.split(title)  # 标题 | 证券 | 中央社 CNA
    longest, site = max(parts, key=len, default=""), _LATIN.sub("", site)
    if len(longest) > len(site) and bylines.is_site(site):
        title = longest
    head, *tails = _UNDERLINE.split(title)
    if tails and (bylines.is_site(tails[-1]) or (len(tails) == 1 and len(tails[0]) < len(head))):
        title = head.strip()
    title = _SHOWN.sub("", _COLUMN.sub("", title)) or title
    whole = re.fullmatch(r"[《【]([^《》【】]+)[》】]", title)
    return whole[1] if whole else title
