"""From the blocks of a source to an Article: title, credits and furniture taken out.

All forms pass through here, so that a page, a Markdown file and a plain text of one
article come out alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from tingbao.errors import InputError
from tingbao.language.patterns import Pattern
from tingbao.language.text import Text
from tingbao.model import Article, Byline, Section
from tingbao.sanitizing import clean
from tingbao.sources import boilerplate, bylines, dates, days, headline
from tingbao.sources.evidence import is_furniture
from tingbao.sources.outline import COMMAS, MOST_BLOCKS, Block, bound, flatten

_BARS = " 　|｜丨"  # and blanks, around a field of a line
LABEL = 40  # characters of a short line
_PAIR = Pattern(r"(?<=[{han}])(\s?)(?=[{han}])")
_BLANK = re.compile(  # none beside a word in letters or a number
    r"(?<=\S)\s(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s(?=\S)"
    r"|(?<![!-~][!-~])(?<=[!-~])\s(?=[!-~](?![!-~]))"
)
_LEAST, _WIDE = 20, 0.9  # pairs of characters that are set apart, and their share of all
_INDENT = re.compile(r"\s*\u3000\u3000\s*")  # begins a paragraph, where a page has all in one line
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]")
_GOES_ON = re.compile(rf"\w[{COMMAS}]$")
_SOME, _SHOWN = 5, 24  # paragraphs that a note names, and characters of each
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}) | {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(0x2E80, 0x2FD6)  # radicals that stand for characters, as in text out of PDF
}
_AGAIN = re.compile(r"[题題][：:]")  # an agency names the headline again: 新华社北京5月5日电 题：…
_INSTITUTION = Pattern(r"[{han}（）()]{2,28}{institution}", __package__)


def assemble(
    blocks: Sequence[Block],
    *,
    source: str,
    title: str = "",
    published: datetime | None = None,
    guess: datetime | None = None,
    byline: Byline | None = None,
    note: Callable[[str], None] | None = None,
) -> Article:
    """Make an Article.

    Args:
        blocks: What the source says, in its order.
        source: The path, URL or "-" it came from.
        title: Where the markup names one; otherwise the first line is taken if it is one.
        published: As the markup says.
        guess: As it lets one think, where nothing says it.
        byline: As the markup says; it goes before what the text says.
        note: Told, in one line, which paragraphs are captions, links, notices and the like.

    Raises:
        InputError: Nothing is left that could be read aloud, or there is too much.
    """
    bound(len(blocks), MOST_BLOCKS, "paragraphs", where=source)
    if _is_wide(blocks):
        title, *texts = (_BLANK.sub("", text) for text in (title, *(one.text for one in blocks)))
        blocks = [replace(one, text=text) for one, text in zip(blocks, texts, strict=True)]
    rest = [
        replace(block, text=_tidy(text), item=block.item or boilerplate.is_item(text))
        for block in blocks
        for text in _paragraphs(block.text)
    ]
    rest = [block for block in rest if block.text]
    rest, coded = _without_code(rest)
    known = byline or Byline()
    notes = [block.text for block in rest if len(block.text) <= headline.LIMIT]
    site = "" if title else headline.site(rest)
    above, (title, rest) = rest, headline.take(rest, title)
    stamp = _stamp(block for block in above if block.text not in title)
    rest, found = _credits(rest)
    rest = _joined(rest)
    before, rest = rest, boilerplate.clear(rest)
    title = "" if headline.is_cut(title, rest) else title
    kept = {block.text for block in rest}
    if note and (left := [b.text for b in before if b.text not in kept and _WORD.search(b.text)]):
        some = " | ".join(text[:_SHOWN] for text in left[:_SOME])
        more = f" | and {len(left) - _SOME} more" if len(left) > _SOME else ""
        note(f"left out as no part of the article: {some}{more}")
    rest, dateline, named = _dateline(rest)
    drawn = next(filter(None, map(bylines.drawn, notes)), "")
    said = (dateline, Byline(source=drawn, site=site))
    for credit in (*found, *(bylines.Credit(byline=one) for one in said)):
        known = bylines.merge(known, credit.byline)
        published = published or credit.published
    stated = dates.find(named)  # 【新南州2014年11月26日讯】
    published = published or (stated.value if stated else None)
    if not coded:
        published = published or guess or stamp
    published, day = days.of(
        [block.text for block in rest], named=named, published=published, coded=coded
    )
    if not any(_WORD.search(block.text) for block in rest):
        raise InputError(
            "no words to read", where=source, hint="give an article with at least one sentence"
        )
    return Article(
        source=source,
        title=title or headline.made(rest),
        published=published,
        byline=bylines.one_outlet(known),
        dateline=day,
        sections=flatten(rest) or (Section(heading=None, paragraphs=(Text(rest[0].text),)),),
    )


def _is_wide(blocks: Iterable[Block]) -> bool:
    """Tell whether all is set with a blank between any two characters: 中 国 经 济."""
    apart = [bool(blank) for block in blocks for blank in _PAIR.findall(block.text)]
    return sum(apart) > max(_LEAST, _WIDE * len(apart))


def _paragraphs(text: str) -> list[str]:
    """Part a line that has a whole page in it where two wide blanks begin a paragraph."""
    return _INDENT.split(text) if len(text) > headline.LIMIT else [text]


def _tidy(text: str) -> str:
    """Take off what cannot be seen, part ligatures, and shrink every run of spaces to one."""
    text = clean(text).translate(_LIGATURES)
    text = _SPACES.sub(lambda run: "　" if "　" in run[0] else " ", text)
    return boilerplate.without_marks(text.strip(" 　"))


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Join a short line that a comma ends to the one in which it goes on."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else block
        goes_on = len(last.text) <= LABEL and _GOES_ON.search(last.text)
        if found and goes_on and not (last.level or last.item or block.level or block.item):
            found[-1] = replace(last, text=f"{last.text}{block.text}")
        else:
            found.append(block)
    return found


def _without_code(blocks: Sequence[Block]) -> tuple[list[Block], datetime | None]:
    """Take the code off that closes a report of 中央社, and give its day."""
    for place in range(len(blocks) - 1, -1, -1):  # below it may be lists of links
        if coded := dates.find_coded(blocks[place].text):
            bare = replace(blocks[place], text=blocks[place].text[: coded.start])
            return [*blocks[:place], bare, *blocks[place + 1 :]], coded.value
    return list(blocks), None


def _credits(blocks: list[Block]) -> tuple[list[Block], list[bylines.Credit]]:
    """Take the credit lines above the first prose, between it and the next, and below the last."""
    found = _above(blocks)
    for place, block in enumerate(blocks):
        credit = None if place in found else bylines.signature(block.text)
        # A heading signs only with its paper: 澎湃新闻记者 张三.
        if credit and (credit.byline.source or not block.level):
            found[place] = credit
    below: dict[int, bylines.Credit] = {}
    for place in range(len(blocks) - 1, 0, -1):
        text = blocks[place].text
        if place in found:
            continue
        if credit := bylines.parse(text) or _signature(text, [*found.values(), *below.values()]):
            below[place] = credit
        elif not is_furniture(text, outside=True):
            break
    if len({credit.published for credit in below.values() if credit.published}) > 1:  # of links
        below = {place: replace(credit, published=None) for place, credit in below.items()}
    found |= below
    again = {blocks[place].text for place in found}
    rest = [one for one in blocks if one.text not in again]
    read = [*found.values()]
    sites = {credit.byline.site for credit in read} - {""}
    if len(sites) > 1 or any(bylines.is_box(block.text) for block in rest):  # of a menu
        read = [replace(one, byline=replace(one.byline, site="")) for one in read]
    return rest, read


def _above(blocks: list[Block]) -> dict[int, bylines.Credit]:
    """Read the credit lines above the first prose, by their places."""
    found: dict[int, bylines.Credit] = {}
    above = next((at for at, block in enumerate(blocks) if _is_body(block)), len(blocks))
    for place, block in enumerate(blocks[:above]):
        if headline.HEAD <= place < above - headline.HEAD:  # a menu that was saved along
            continue
        if credit := bylines.parse(block.text) if len(blocks) > 1 else None:
            found[place] = credit
        elif place - 1 in found and _is_speaker(blocks, place):
            author = re.sub(r"\s", "", block.text)
            found[place] = bylines.Credit(byline=Byline(author=author))
    return found


def _stamp(blocks: Iterable[Block]) -> datetime | None:
    """Give the bare date nearest above the first prose: of 东湖网　2026-11-19　要闻."""
    above = list(takewhile(lambda block: block.level or "。" not in block.text, blocks))
    texts = [block.text for block in above[-headline.HEAD :] if not block.level]
    found = ((text, dates.find(text)) for text in reversed(texts))
    return next((moment.value for text, moment in found if moment and _is_bare(moment, text)), None)


def _is_bare(moment: dates.Moment, text: str) -> bool:
    """Tell whether a date is a field of its line, between blanks, bars and its ends."""
    around = text[: moment.start][-1:] + text[moment.end :][:1]
    return not around.strip(_BARS)


def _is_body(block: Block) -> bool:
    """Tell whether a block is where the article begins: a heading, or prose that is no note."""
    if block.level:
        return True
    long = len(block.text) > headline.LIMIT or headline.CLAUSE_END.search(block.text)
    return bool(long and not bylines.parse(block.text))


def _is_speaker(blocks: list[Block], place: int) -> bool:
    """Tell whether a block is the name of who says 同志们： in the next."""
    following = blocks[place + 1].text if place + 1 < len(blocks) else ""
    return following.endswith(("：", ":")) and bylines.is_person(blocks[place].text)


def _signature(text: str, found: Sequence[bylines.Credit]) -> bylines.Credit | None:
    """Read a line that is a site, or an institution that signs above the date."""
    if is_furniture(text) or boilerplate.opens_list(text):
        return None
    if bylines.is_site(text):
        return bylines.Credit(byline=Byline(site=text))
    if found and found[-1].published and _INSTITUTION.fullmatch(text):
        return bylines.Credit(byline=Byline(source=text))
    return None


def _dateline(blocks: list[Block]) -> tuple[list[Block], Byline, str]:
    """Take datelines off: what is left, whom they name, and the first of them as it stands."""
    known, named = Byline(), ""
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        text, byline = (block.text, Byline()) if block.level else boilerplate.dateline(block.text)
        if place < headline.HEAD:
            named = named or block.text[: len(block.text) - len(text)]
        text, signed = boilerplate.signed(text)
        known = bylines.merge(bylines.merge(known, byline), signed)
        if byline.source and (again := _AGAIN.match(text)):
            text = "" if headline.is_line(Block(text=text)) else text[again.end() :]
        if text:
            kept.append(replace(block, text=text))
    return kept, known, named
