"""What surrounds an article on its page: captions, links, notices, QR codes, datelines.

The patterns are in `boilerplate.tsv` and `datelines.tsv`, in simplified characters. Each looks
at the beginning or the end of a short paragraph, so that prose which merely mentions such words
stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, pairwise

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.model import Byline
from tingbao.sources import bylines, repeats
from tingbao.sources.outline import BOLD_HEADING, CLOSED, Block

HEAD = 200  # characters in which a dateline stands
TITLE_LIMIT = 60  # a longer line under 相关阅读 is no title of a link
_END = 4  # times what is left of an article that is said before its end matter
LABEL = 24  # characters of a line that is no sentence: a button, a name, a heading
_ROW = Pattern(r"[{han}\d]+(?:\s[{han}\d]+)+")
_VERSE = Pattern(r"[{han}]{10,28}")  # two lines of it
_TOLD = re.compile(r"[。！？!?；;…][”’」』）)\"]*$")
_PARTED = Pattern(
    r"[。！？!?；;…，、]|[：:]\s*\S|{ends_clause}\.{3}$|[{han}]{4}\s[{han}]{4}|^(?:[（(]?[\d{numeral}]{1,3}[）)、.．]|{closes})",
    __package__,
)
_SIGNED = re.compile(r"(?<=[。！？!?…”」])\s*([^。！？!?…”」]{3,40})$")
_CREDITED = re.compile(r"(?<=[。！？!?])[^。！？!?]*$|[（(][^（）()]*[）)]$")
_PROSE_END = re.compile(r"[。！？；：，!?;:,…][”’」』）)]*$")
_WORDLESS = re.compile(r"(?!.*(?<!\d)\d{4}(?!\d))[\W\d_]*")  # a year may say something
_REPORTER = Pattern("{reporter}", __package__)
_ITEM = re.compile(r"\s*(?:[-–—]\s+|[•·●◆])\s*\w")
_GAP = Pattern(r"[{han}]\s[{han}]")
_BROKEN = Pattern(r"[^.。…，、；](?<!{ends_clause})\.{3}$", __package__)
_OPENER = re.compile(r"^\s*(?:(?:[-–—]\s+|[•·●■◆▶►]\s*)(?=\w)|[）)】》]+\s*)")


def is_furniture(text: str) -> bool:
    """Tell whether a paragraph is none of the article; lists of links are `opens_list`."""
    return is_no_headline(text) or _fits(text, ("shown",))


def is_no_headline(text: str) -> bool:
    """Tell whether a paragraph is furniture even at the top, where a picture is news.

    >>> [check("南州公布新桥效果图") for check in (is_furniture, is_no_headline)]
    [True, False]
    """
    return bool(_WORDLESS.fullmatch(text)) or _fits(text, ("start", "whole", "end"))


def is_item(text: str) -> bool:
    """Tell whether a paragraph begins with the mark of a list.

    >>> is_item("• 免费体检")
    True
    """
    return bool(_ITEM.match(text))


def is_picture(text: str) -> bool:
    """Tell whether a paragraph is what a picture shows, with its credit."""
    return _fits(text, ("photo",))


def opens_list(text: str) -> bool:
    """Tell whether a paragraph opens a list of links to other articles."""
    return _fits(text, ("list",))


def _fits(text: str, kinds: Collection[str]) -> bool:
    fit = [rule for kind, limit, rule in _rules() if kind in kinds and len(text) <= limit]
    plain = simplified(text) if fit else ""
    return any(rule.search(plain) for rule in fit)


def clear(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what is none of the article, wherever it stands.

    What another paragraph says word for word is said once (`repeats`). A sentence with
    the credit of a picture behind it is a caption, and told where there is no other; one with a
    source behind it may be the article's last. A list of links ends at the first paragraph that
    is no title. Where such a paragraph comes at once, as in newspapers that print background
    under 相关链接, nothing is left out. A short line above the first sentence
    or below the last heads nothing: it is a button, a name, a column, unless it is a list's item,
    a table's row, verse, or two clauses with a gap.
    """
    blocks = repeats.without(blocks)
    kept: list[Block] = []
    index = said = 0
    left = sum(len(one.text) for one in blocks)
    while index < len(blocks):
        block = blocks[index]
        closes = not block.level and _fits(block.text, ("close",))
        if (closes and said >= left) or (said >= _END * left and _fits(block.text, ("about",))):
            break
        if opens_list(block.text) and (after := _after_titles(blocks, index + 1)) != index + 1:
            left -= sum(len(one.text) for one in blocks[index:after])
            index = after
            continue
        tagged = said >= left and _fits(block.text, ("tags",))
        if not closes and not tagged and not is_furniture(block.text):
            kept.append(block)
            said += len(block.text)
        left -= len(block.text)
        index += 1
    told = [one for one in kept if one.level or not is_picture(one.text)]
    if not any(_is_prose(one) for one in told):
        return _with_pictures(blocks, kept)
    captions = [_fits(block.text, ("caption",)) for block in told]
    last = max(
        (at for at, one in enumerate(told) if len(one.text) > TITLE_LIMIT and not captions[at]),
        default=0,
    )
    told = [one for at, one in enumerate(told) if one.level or at > last or not captions[at]]
    return _without_labels(_without_teasers(told))


def _without_teasers(blocks: list[Block]) -> list[Block]:
    """Leave out the beginnings of another article below this one, with the heading above them.

    Each is short and breaks off within a clause; where no heading is right above, it is the
    article's own end.
    """
    end = len(blocks)
    while end and blocks[end - 1].level:  # over nothing
        end -= 1
    start = end
    while start and not blocks[start - 1].level and _is_teaser(blocks[start - 1].text):
        start -= 1
    headed = 1 < start < end and blocks[start - 1].level
    return blocks[: start - 1] if headed else blocks


def _is_teaser(text: str) -> bool:
    return len(text) <= TITLE_LIMIT and bool(_BROKEN.search(simplified(text)))


def _with_pictures(blocks: Sequence[Block], kept: Collection[Block]) -> list[Block]:
    """Add what pictures show, without who took them, to what is told of an article of lines."""
    lines = {*kept}
    told = [
        replace(one, text=_CREDITED.sub("", one.text)) if shown else one
        for one, shown in ((one, _fits(one.text, ("end", "photo"))) for one in blocks)
        if shown or one in lines
    ]
    return [one for one in told if one.text]


def _without_labels(blocks: list[Block]) -> list[Block]:
    """Leave out short lines that head nothing, but what stands in a list, and a lone name."""
    first = next((at for at, one in enumerate(blocks) if CLOSED.search(one.text)), len(blocks))
    last = max((at for at, one in enumerate(blocks) if _is_prose(one)), default=len(blocks))
    if any(one.text.endswith(("：", ":")) for one in blocks[last : last + 2]):  # a list
        last = len(blocks)
    headed = any(_is_label(one) for one in blocks[first:last])
    names = [one for one in blocks if not one.level and bylines.is_person(one.text)]
    alike = [at for at, pair in enumerate(pairwise(blocks)) if _are_alike(*pair)]
    rows = {*alike, *(at + 1 for at in alike)}
    return [
        one
        for at, one in enumerate(blocks)
        if [one] != names
        and (
            first <= at <= last or not _is_label(one) or (headed and at == first - 1) or at in rows
        )
    ]


def _are_alike(one: Block, other: Block) -> bool:
    """Tell whether two lines are of a table, which gaps part alike, or of verse, as long."""
    if _ROW.fullmatch(one.text) and _ROW.fullmatch(other.text):
        return len(one.text.split()) == len(other.text.split())
    return bool(_VERSE.fullmatch(one.text + other.text)) and len(one.text) == len(other.text)


def _is_label(block: Block) -> bool:
    """Tell whether a block is a few words that could only head something."""
    short = not block.level and not block.item and len(block.text) <= LABEL
    return short and not _PARTED.search(block.text)


def _is_prose(block: Block) -> bool:
    """Tell whether a block says something: a sentence, or what is too long for a heading."""
    return not block.level and (len(block.text) > BOLD_HEADING or bool(_TOLD.search(block.text)))


def without_marks(text: str) -> str:
    """Take out of a paragraph what is none of it: （完）, a caption with its credit, a bullet.

    A bracket that the paragraph begins with closing goes too.
    """
    plain = simplified(text)
    for rule in (rule for kind, _, rule in _rules() if kind == "within"):
        found = [one.span() for one in rule.finditer(plain)]
        borders = [0, *chain.from_iterable(found), len(text)]
        kept = [slice(*border) for border in zip(borders[::2], borders[1::2], strict=True)]
        text, plain = ("".join(one[part] for part in kept) for one in (text, plain))
    return _OPENER.sub("", text)


def dateline(text: str) -> tuple[str, Byline]:
    """Split the datelines off a paragraph: what is left, and whom they name."""
    source = author = ""
    while match := _started(simplified(text[:HEAD])):
        named = {name: text[slice(*match.span(name))] for name in match.groupdict()}
        people = named.get("names") or named.get("names2") or ""
        if glued := named.get("glued"):  # 中央社记者张小三、李小四台北
            people = " ".join(one[:3] for one in glued.split("、"))
        source = source or bylines.wired(named["outlet"])
        author = author or bylines.people(people, sure=bool(_REPORTER.search(match[0])))
        text = text[match.end() :].lstrip("　 ，,：:")
    return text, Byline(source=source, author=author)


def _started(text: str) -> re.Match[str] | None:
    return next(filter(None, (rule.match(text) for rule in _datelines())), None)


def signed(text: str) -> tuple[str, Byline]:
    """Split the credit off that follows a paragraph's last sentence, and say whom it names."""
    match = _SIGNED.search(text)
    if match is None:
        return text, Byline()
    credit = bylines.parse(match[1])
    if credit and not credit.published:
        return text[: match.start()], credit.byline
    return (text[: match.start()] if is_furniture(match[1]) else text), Byline()


def _after_titles(blocks: Sequence[Block], index: int) -> int:
    first = index
    while index < len(blocks):
        text = blocks[index].text
        if blocks[index].level or _PROSE_END.search(text):
            break
        if len(text) > TITLE_LIMIT and ("。" in text or not _GAP.search(text)):
            break  # no titles in one line
        if _fits(text, ("close",)):
            break
        index += 1
    return len(blocks) if first == len(blocks) else index


@cache
def _rules() -> tuple[tuple[str, int, Pattern], ...]:
    """Give the kind, the limit in characters and the pattern of each rule."""
    anchors = {
        "start": "^(?:{})",
        "whole": r"^[（(\-—\s]*(?:{})[）)\-—\s]*$",
        "shown": r"^[（(\-—\s]*(?:{})[）)\-—\s]*$",
        "end": "(?:{})$",
        "list": "^(?:{})$",
        "close": "^(?:{})$",
        "about": "^(?:{})$",
        "tags": r"^(?:{})\s*$",
        "caption": r"^(?:[^。！？!?]+(?:[。！？!?]|\s|(?=[（(])))?\s*[（(]?(?:{})$",
        "photo": r"^(?:[^。！？!?]+(?:[。！？!?]|\s|(?=[（(])))?\s*(?:{}){{1,2}}$",
        "within": "{}",
    }
    return tuple(
        (kind, int(limit), Pattern(anchors[kind].format(pattern), __package__))
        for kind, limit, pattern in tables.rows(__package__, "boilerplate.tsv")
    )


@cache
def _datelines() -> tuple[Pattern, ...]:
    return tuple(Pattern(row[1], __package__) for row in tables.rows(__package__, "datelines.tsv"))
