"""What surrounds an article on its page: captions, links, notices, QR codes, datelines.

The patterns are in `boilerplate.tsv` and `datelines.tsv`. Each looks at the beginning or
the end of a short paragraph, so that prose which merely mentions such words stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.model import Byline
from tingbao.sources import bylines
from tingbao.sources.outline import Block

TITLE_LIMIT = 60  # a longer line under 相关阅读 is no title of a link
_PROSE_END = re.compile(r"[。！？；：，!?;:,…][”’」』）)]*$")
_WORDLESS = re.compile(r"[\W_]*")
_REPORTER = Pattern("{reporter}", __package__)
_OPENER = re.compile(r"^\s*(?:(?:[-–—]\s+|[•·●■◆▶►]\s*)(?=\w)|[）)】》]+\s*)")


def is_furniture(text: str) -> bool:
    """Tell whether a paragraph is none of the article; lists of links are `opens_list`."""
    return bool(_WORDLESS.fullmatch(text)) or _fits(text, ("start", "whole", "end"))


def opens_list(text: str) -> bool:
    """Tell whether a paragraph opens a list of links to other articles."""
    return _fits(text, ("list",))


def _fits(text: str, kinds: Collection[str]) -> bool:
    size = len(text)
    return any(
        size <= limit and rule.search(text) for kind, limit, rule in _rules() if kind in kinds
    )


def clear(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what is none of the article, wherever it stands.

    A sentence with the credit of a picture behind it is a caption; where no body follows, it
    may be the article's last. A list of links ends at the first paragraph that is no title.
    Where such a paragraph comes at once, as in newspapers that print background under 相关链接,
    nothing is left out.
    """
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if opens_list(block.text) and (after := _after_titles(blocks, index + 1)) != index + 1:
            index = after
            continue
        if not is_furniture(block.text):
            kept.append(block)
        index += 1
    captions = [_fits(block.text, ("caption",)) for block in kept]
    last = max(
        (at for at, one in enumerate(kept) if len(one.text) > TITLE_LIMIT and not captions[at]),
        default=0,
    )
    return [one for at, one in enumerate(kept) if one.level or at > last or not captions[at]]


def without_marks(text: str) -> str:
    """Take out of a paragraph what is none of it: （完）, a caption with its credit, a bullet.

    A bracket that the paragraph begins with closing goes too.
    """
    for kind, _, rule in _rules():
        text = rule.sub("", text) if kind == "within" else text
    return _OPENER.sub("", text)


def dateline(text: str) -> tuple[str, Byline]:
    """Split the datelines off a paragraph: what is left, and whom they name."""
    source = author = ""
    while match := next(filter(None, (pattern.match(text) for pattern in _datelines())), None):
        groups = match.groupdict()
        people = groups.get("names") or groups.get("names2") or ""
        source = source or bylines.outlet(groups["outlet"] or "")
        author = author or bylines.people(people, sure=bool(_REPORTER.search(match[0])))
        text = text[match.end() :].lstrip("　 ，,：:")
    return text, Byline(source=source, author=author)


def _after_titles(blocks: Sequence[Block], index: int) -> int:
    first = index
    while index < len(blocks):
        text = blocks[index].text
        if blocks[index].level or len(text) > TITLE_LIMIT or _PROSE_END.search(text):
            break
        index += 1
    return len(blocks) if first == len(blocks) else index


@cache
def _rules() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """Give the kind, the limit in characters and the pattern of each rule."""
    anchors = {
        "start": "^(?:{})",
        "whole": r"^[（(\-—\s]*(?:{})[）)\-—\s]*$",
        "end": "(?:{})$",
        "list": "^(?:{})$",
        "caption": r"^(?:[^。！？!?]+(?:[。！？!?]|\s|(?=[（(])))?\s*[（(]?(?:{})$",
        "within": "{}",
    }
    return tuple(
        (kind, int(limit), re.compile(anchors[kind].format(pattern)))
        for kind, limit, pattern in tables.rows(__package__, "boilerplate.tsv")
    )


@cache
def _datelines() -> tuple[Pattern, ...]:
    return tuple(Pattern(row[1], __package__) for row in tables.rows(__package__, "datelines.tsv"))
