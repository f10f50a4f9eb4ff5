"""What surrounds an article on its page: captions, links, notices, QR codes, datelines.

What a paragraph itself tells of that is weighed in `evidence`. The patterns of what depends on its
place, or is a part of it, are in `boilerplate.tsv` and `datelines.tsv`, in simplified characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import chain, pairwise

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.model import Byline
from tingbao.sources import bylines, repeats
from tingbao.sources.evidence import is_furniture
from tingbao.sources.outline import BOLD_HEADING, CLOSED, Block

HEAD = 200  # characters in which a dateline stands
TITLE_LIMIT = 60  # a longer line under 相关阅读 is no title of a link
_END = 4  # times what is left of an article that is said before its end matter
LABEL = 24  # characters of a line that is no sentence: a button, a name, a heading
_ROW = Pattern(r"[{han}\d]+(?:\s[{han}\d]+)+")
_VERSE = Pattern(r"[{han}]{10,28}")  # two lines of it
_TOLD = re.compile(r"(?:[。！？!?；;…]|\.{3})[”’」』）)\"]*$")
_SIGNED = re.compile(r"(?<=[。！？!?…”」])\s*([^。！？!?…”」]{3,60})$")
_PROSE_END = re.compile(r"[。！？；：，!?;:,…][”’」』）)]*$")
_ITEM = re.compile(r"\s*(?:[-–—]\s+|[•·●◆])\s*\w")
_BRACKETED = re.compile(r"[（(].*[）)]")
_GAP = Pattern(r"[{han}]\s[{han}]")
_BROKEN = Pattern(r"[^.。…，、；](?<!{ends_clause})\.{3}$", __package__)
_DASH = re.compile(r"^[-–—]++(?!\s*\d)\s*")  # behind a dateline; none of a figure
_OPENER = re.compile(r"^\s*(?:(?:[-–—]\s+|[•·●○■◆◇◈◉▶►❖]\s*)(?=\w)|[）)】》]+\s*)")


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

    What another paragraph says word for word is said once (`repeats`), and what is of the page is
    left out (`evidence`). A sentence with the credit of a picture behind it is a caption, and told
    where there is no other; one with a source behind it may be the article's last. A list of links
    ends at the first paragraph that is no title. Where such a paragraph comes at once, as in
    newspapers that print background under 相关链接, nothing is left out.
    """
    blocks = repeats.without(blocks)
    runs = [*map(_runs, blocks)]
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
        amid = 0 < index < len(blocks) - 1 and runs[index - 1] and runs[index + 1]
        if not closes and not is_furniture(block.text, heading=block.level > 0, amid=amid):
            kept.append(block)
            said += len(block.text)
        left -= len(block.text)
        index += 1
    told = [one for one in kept if one.level or not is_picture(one.text)]
    if not any(map(_is_prose, told)):
        return kept or list(blocks)
    captions = [_fits(block.text, ("caption",)) for block in told]
    last = max(
        (at for at, one in enumerate(told) if len(one.text) > TITLE_LIMIT and not captions[at]),
        default=0,
    )
    told = [one for at, one in enumerate(told) if one.level or at > last or not captions[at]]
    return _without_teasers(_without_surroundings(told))


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


def _without_surroundings(blocks: list[Block]) -> list[Block]:
    """Leave out what is of the page above the first sentence and below the last.

    What stands in a list or a table, verse, and what heads the first part stay.
    """
    told = [at for at, one in enumerate(blocks) if _is_prose(one)]
    first, last = (told[0], told[-1]) if told else (0, len(blocks))
    if any(one.text.endswith(("：", ":")) for one in blocks[last : last + 2]):  # a list
        last = len(blocks)
    headed = any(_is_heading(one) for one in blocks[first:last]) and _is_heading(blocks[first - 1])
    alike = [at for at, pair in enumerate(pairwise(blocks)) if _are_alike(*pair)]
    inside = {*range(first - headed, last + 1), *alike, *(at + 1 for at in alike)}
    return [
        one
        for at, one in enumerate(blocks)
        if at in inside
        or one.level
        or dateline(one.text)[1].source
        or not is_furniture(one.text, outside=True, item=one.item)
    ]


def _are_alike(one: Block, other: Block) -> bool:
    """Tell whether two lines are rows of a table, which gaps part alike, or verse."""
    if _ROW.fullmatch(one.text) and _ROW.fullmatch(other.text):
        return len(one.text.split()) == len(other.text.split())
    return bool(_VERSE.fullmatch(one.text + other.text)) and len(one.text) == len(other.text)


def _is_heading(block: Block) -> bool:
    short = not block.level and len(block.text) <= LABEL
    return short and not CLOSED.search(block.text) and len(_GAP.findall(block.text)) <= 1


def _is_prose(block: Block) -> bool:
    """Tell whether a block is running text: a sentence, or too long for anything else."""
    long = len(block.text) > BOLD_HEADING and not _GAP.search(block.text)
    told = _TOLD.search(block.text) and not _BRACKETED.fullmatch(block.text)
    return not block.level and bool(long or told)


def _runs(block: Block) -> bool:
    """Tell whether a block is running text by itself, whatever is around it."""
    return _is_prose(block) and not is_furniture(block.text)


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
        author = author or bylines.names(people)
        text = _DASH.sub("", text[match.end() :].lstrip("　 ，,：:"))
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
    while index < len(blocks):
        text = blocks[index].text
        titles = "。" not in text and _GAP.search(text)  # several in one line
        told = _PROSE_END.search(text) or (len(text) > TITLE_LIMIT and not titles)
        if blocks[index].level or told or _fits(text, ("close",)):
            break
        index += 1
    return index


@cache
def _rules() -> tuple[tuple[str, int, Pattern], ...]:
    """Give the kind, the limit in characters and the pattern of each rule."""
    anchors = {
        "list": "^(?:{})$",
        "close": "^(?:{})$",
        "about": "^(?:{})$",
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
