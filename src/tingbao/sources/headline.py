"""The headline of an article: its first line, its kicker and its subtitle."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from tingbao.language.patterns import Pattern
from tingbao.sources import boilerplate, bylines
from tingbao.sources.evidence import is_furniture
from tingbao.sources.outline import CLOSED, HEADLINE, Block

HEAD = 8  # headline and credit lines stand among so many first blocks
LIMIT = 80  # characters of a headline with its kicker
_WORD, _MENU = 4, 3  # characters of a word in a menu; words of one
_BETWEEN = re.compile(r"[\s|｜>›»/]+")
SHORT, LONG = 12, 30  # characters of a headline made of the first clauses
_AROUND = 10  # characters of a site beside a headline that is said again
CLAUSE_END = re.compile(r"[。；，：;,:]$")  # a headline may end in ！, ？ or …
_GOES_ON = re.compile(r"[：:]\s*\S")
_SUBTITLE = re.compile(r"\s*[—–-]{2,}\s*(?=\w)")
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
_APART = re.compile(r"\s+[|｜–—-]+\s+|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # none within a name
_JOINED = Pattern(
    r"(?P<title>.*[^|｜–—-])(?:(?P<pairs>(?<=[{han}])[–-](?=[{han}]))|[|｜–—-]+)(?P<site>[^|｜–—-]+)"
)
_PART = Pattern(r"--?(?:{topic}|[{han}]{0,6}{channel})$", __package__)  # of the site: --时政
_BARRED = re.compile(r"[|｜]")
_LATIN = re.compile(r"\s+[A-Z]+$")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}", re.ASCII)
_COLUMN = Pattern(
    r"^[【\[（(](?=[{han}])(?![{numeral}]+[）)]|[^】\]）)]*{opines})[^【】\[\]（）()，。！？：；#]{1,24}[】\]）)]"
    r"\s*(?=\w{2}|[^\w(]\w)",
    __package__,
)

_MEDIA = r"(?:\d*{shown}[\s/+、·]*)+"
_SHOWN = Pattern(
    rf"^(?:[（(\[【［]{_MEDIA}[）)\]】］]\s*)+|(?:\s*[（(\[【［]"
    rf"(?:{_MEDIA}|\d\d?[:：]\d\d|{{encloses}}[{{han}}]{{0,8}})[）)\]】］]|\s*[｜|丨]\s*{_MEDIA})+$",
    __package__,
)
_MEDIUM = Pattern(r"^{media}{1,2}\s*[：:｜|丨]\s*(?=\S)", __package__)
_LEAD = 2  # paragraphs
_ON = re.compile(r"[^\W_]|[《“‘「『]")  # a phrase that goes on


def take(blocks: Sequence[Block], known: str) -> tuple[str, list[Block]]:
    """Take the headline off the blocks.

    Args:
        blocks: The article from its first block.
        known: The headline if the markup names it; it may be said again.

    Returns:
        The headline, empty if there is none, with its subtitle; and what is left.
    """
    full, rest = _stated(known, blocks) if known else _first(blocks)
    title = _bare(full)
    same = {re.sub(r"\W", "", one) for one in (full, title)} - {""}
    rest = [
        block
        for place, block in enumerate(rest)
        if (block.level and place >= HEAD) or not _repeats(block, same)
    ]
    while title and rest and _is_above(rest[0].text):
        rest = rest[1:]
    if not title or len(rest) < 2 or not is_line(rest[0]):  # noqa: PLR2004  # body must be left
        return title, rest
    second = rest[0].text
    if mark := _SUBTITLE.match(second):
        return f"{title}——{second[mark.end() :]}", rest[1:]
    credited = bylines.parse(second) or bylines.is_site(second)
    if title.endswith(("：", ":")) and not credited:
        return f"{title}{second}", rest[1:]
    if not known and len(second) >= HEADLINE and bylines.parse(rest[1].text) and not credited:
        return f"{title} {second}", rest[1:]
    return title, rest


def _is_above(text: str) -> bool:
    """Tell whether a line below the headline is of the page, and no credit."""
    return is_furniture(text, heading=True) and not bylines.parse(text)


def _repeats(block: Block, titles: Collection[str]) -> bool:
    """Tell whether a line is a title again, or a long one with where it is from beside it.

    A heading that says more is the article's: …开工之后.
    """
    said = re.sub(r"\W", "", block.text)
    around = 0 if block.level or CLOSED.search(block.text) else _AROUND
    return said in titles or any(
        one in said and len(one) >= SHORT and len(said) <= len(one) + around for one in titles
    )


def _stated(known: str, blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """Give a headline that the markup names as the article has it, and what stands below it.

    What stands above the last heading that says it, with no sentence among it, is the page's
    menu. A line may go on where the markup cut the headline off.
    """
    start = 0
    for at, block in enumerate(blocks):
        if CLOSED.search(block.text) and len(block.text) > LONG:
            break
        if block.level and block.text == known:
            start = at + 1
        if _goes_on(known, block):
            return block.text, list(blocks[at + 1 :])
    return known, list(blocks[start:])


def parted(full: str) -> tuple[str, str]:
    """Part a title from the names of columns and of the site around it: those, if there are any.

    标题 | 证券 | 中央社 CNA, 标题_频道_新浪网 and 标题--南开要闻 end with a site, after a bar with
    a shorter one, after a hyphen, which may stand between two places, with a far shorter one;
    after a single underline what is shorter is a column.

    >>> parted("全市学校开学 | 教育 | 南州新闻网")
    ('全市学校开学', '南州新闻网')
    >>> parted("全市学校今天都开学了｜深度｜教育")[0], parted("全市学校今天开学 | news.cn")[0]
    ('全市学校今天都开学了', '全市学校今天开学')
    """
    *columns, last = map(str.strip, _BARRED.split(full))
    if len(columns) > 1 and len(columns[0]) > sum(map(len, (*columns[1:], last))):
        return columns[0], last
    *parts, last = map(str.strip, _APART.split(full))
    longest = max(parts, key=len, default="")
    site = _LATIN.sub("", last)
    shorter = len(site) < len(longest)
    column = len(parts) == 1 and "_" in full and shorter
    if column or (
        parts
        and (bylines.is_part(site) or _DOMAIN.fullmatch(last))
        and (shorter or not _BARRED.search(full))
    ):
        return longest, last
    joined = None if parts else _JOINED.fullmatch(full)
    least = len(joined["site"]) * (2 if joined["pairs"] else 1) if joined else 0
    if joined and least <= len(joined["title"]) and bylines.is_part(joined["site"]):
        return _PART.sub("", joined["title"]), joined["site"]
    return full, ""


def site(blocks: Sequence[Block]) -> str:
    """Give the site that the first line of a page names behind its headline, if it does."""
    name = parted(blocks[0].text)[1] if blocks else ""
    return name if bylines.is_site(name) else ""


def made(blocks: Sequence[Block]) -> str:
    """Make a headline of the first clauses, where the article has none; a long one is cut."""
    first = next((block.text for block in blocks if not block.level), blocks[0].text)
    title = ""
    for clause in re.split(r"(?<=[，。！？；：,!?;:])", first):
        if len(title) >= SHORT and len(title) + len(clause) > LONG:
            break
        title += clause
    title = title.rstrip("，。！？；：,!?;: ")
    return title if len(title) <= LONG else title[: LONG - 1].rstrip("“‘（《〈「『【([ ") + "…"


def _first(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    place = _start(blocks)
    if place is None or len(blocks) == 1 or blocks[place].level:
        return "", list(blocks)
    if _counts(blocks[place:]):
        return "", list(blocks)
    text, stamp = _unstamped(_unmarked(blocks[place].text))
    blocks = [*blocks[:place], replace(blocks[place], text=text), *stamp, *blocks[place + 1 :]]
    label = _LABEL.match(text)
    label = label if label and is_line(Block(text=text[label.end() :])) else None
    lead = text.endswith(("：", ":")) and place + 1 < len(blocks) and is_line(blocks[place + 1])
    if label or lead or (is_line(blocks[place]) and not bylines.parse(text)):
        credited = [block for block in blocks[:place] if bylines.parse(block.text)]
        return text[label.end() :] if label else text, [*credited, *blocks[place + 1 :]]
    return "", list(blocks)


def _start(blocks: Sequence[Block]) -> int | None:
    """Give where the headline may be: behind a menu that was saved along, and credits above it."""
    heads = [_unstamped(one.text)[0] for one in blocks[:HEAD]]
    heads += [one.text for one in blocks[HEAD:]]
    lines = [at for at, text in enumerate(heads) if not is_furniture(text, heading=True)]
    words = sum(1 for _ in takewhile(lambda one: len(one.text) <= _WORD, blocks))
    for at in lines:
        text = blocks[at].text
        menu = _is_menu(text) or at < words >= _MENU
        if not (menu or bylines.parse(_unmarked(text))):
            return at if len(text) >= HEADLINE and is_line(blocks[at]) else lines[0]
    return lines[0] if lines else None


def _is_menu(text: str) -> bool:
    """Tell whether a line is words of a menu and no more: 首页 | 新闻 | 财经."""
    words = _BETWEEN.split(text)
    return len(words) >= _MENU and all(len(word) <= _WORD for word in words)


def _unstamped(text: str) -> tuple[str, list[Block]]:
    """Part a line into headline and credits, where they end it with a time."""
    if len(text) > LIMIT + bylines.LINE_LIMIT:
        return text, []
    for gap in re.finditer(r"\s+", text):
        credit = bylines.parse(text[gap.end() :])
        if credit and credit.published and gap.start() >= HEADLINE:
            return text[: gap.start()], [Block(text=text[gap.end() :])]
    return text, []


def _counts(blocks: Sequence[Block]) -> bool:
    """Tell whether the first block opens a series, as 一、 and 问： do: then it is a heading."""
    return any(
        first.match(blocks[0].text) and any(second.match(block.text) for block in blocks[1:])
        for first, second in _SERIES
    )


def is_cut(title: str, blocks: Sequence[Block]) -> bool:
    """Tell whether a title is the beginning of the first sentences, cut within a phrase."""
    begun = (block.text for block in blocks[:_LEAD] if block.text.startswith(title))
    return len(title) >= SHORT and any(_ON.match(text, len(title)) for text in begun)


def whole(title: str, lines: Iterable[str]) -> str:
    """Give the line that is a headline which a page's title has up to its colon, or the title."""
    longer = (line for line in lines if _goes_on(title, Block(text=line)))
    return next(longer, title) if len(title) >= HEADLINE else title


def _goes_on(title: str, block: Block) -> bool:
    """Tell whether a line is a headline that goes on behind a title with a colon."""
    begins = block.text.startswith(title) and _GOES_ON.match(block.text, len(title))
    return bool(begins) and is_line(block)


def is_line(block: Block) -> bool:
    """Tell whether a block could be a headline: no heading, not long, and not closed."""
    return (
        not block.level
        and len(block.text) <= LIMIT
        and not CLAUSE_END.search(block.text)
        and not boilerplate.dateline(block.text)[1].source
        and not boilerplate.is_picture(block.text)
    )


def _bare(title: str) -> str:
    """Take from a title what print and pages put around it and nobody says.

    That is Markdown's marks, 《》 around the whole, a site behind an underline, and a
    column in 【】 or [] before it. A column that tells
    an opinion (【社评】) is said.
    """
    title = re.sub(r"^#+\s*|^\*\*|\*\*$", "", title).strip()
    title, _ = parted(bylines.uncredited(title))
    title = _unmarked(_COLUMN.sub("", title))
    whole = re.fullmatch(r"[《【]([^《》【】]+)[》】]", title)
    return whole[1] if whole else title


def _unmarked(line: str) -> str:
    """Take off a line what only says that pictures or sound come along: [图]…, 视频：…, …(组图).

    What such a word labels is its maker where it is a name: 视频：张三.
    """
    if len(line) > LIMIT + bylines.LINE_LIMIT:
        return line
    bare = _SHOWN.sub("", line) or line
    named = _MEDIUM.sub("", bare)
    maker = bylines.outlet(named) or len(bylines.names(named).split()) > 1
    return bare if maker or len(named) < HEADLINE else named
