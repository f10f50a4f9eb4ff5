"""An article as the units that may be chosen: where each stands and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao import segmenting
from tingbao.condensing import openings, shortening
from tingbao.condensing.sentences import split

if TYPE_CHECKING:
    from tingbao.model import Article

_LEAST = 6  # characters that can say something
_QUESTION = re.compile(r"[？?][”」]?$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|二维码|扫码|点击.{0,6}(?:链接|阅读|关注)")
_BARE_QUOTE = re.compile(r"^[“「][^”」]*[。！？!?…][”」]$")
# Parts of speech that carry content; numerals, particles and pronouns do not.
_CONTENT = ("n", "v", "a", "i", "l", "j", "t", "s", "b", "z", "vn")
_LIGHT = frozenset(
    [
        "是",
        "有",
        "为",
        "会",
        "能",
        "要",
        "可以",
        "进行",
        "成为",
        "已经",
        "没有",
        "记者",
        "表示",
        "介绍",
        "说",
        "来",
        "去",
        "到",
        "使",
        "让",
        "做",
    ]
)
NAME_TAGS = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the article, or a part of one.

    Attributes:
        forms: What may be said of it, from all to least; each is a whole sentence.
        needs: It makes sense only with the unit before it (`index` − 1).
        drops: Characters of a connective that go unless the unit before is said.
        fit: It may be chosen at all; a question, a bare quotation or a web address may not.
        words: Content words of the original, for likeness.
        names: Names among them.
    """

    index: int
    section: int
    paragraph: int
    start: int
    end: int
    forms: tuple[str, ...]
    drops: int
    needs: bool
    fit: bool
    words: tuple[str, ...]
    names: frozenset[str]


def units_of(article: Article) -> tuple[Unit, ...]:
    """Divide every paragraph of the article into units, in order."""
    units: list[Unit] = []
    for at, section in enumerate(article.sections):
        for number, paragraph in enumerate(section.paragraphs):
            for span in split(paragraph):
                original = paragraph[span.start : span.end]
                units.append(
                    _unit(
                        original,
                        index=len(units),
                        section=at,
                        paragraph=number,
                        start=span.start,
                        end=span.end,
                        joined=span.joined,
                    )
                )
    return tuple(units)


def content(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the content words of a text in order, and the names among them."""
    found: list[str] = []
    names: set[str] = set()
    for word in segmenting.words(text):
        if word.tag.startswith(NAME_TAGS) and len(word.text) > 1:
            names.add(word.text)
        latin = word.text.isascii() and any(char.isalpha() for char in word.text)
        new = not word.tag and len(word.text) > 1 and "一" <= word.text[0] <= "鿿"
        if latin or new or (word.tag.startswith(_CONTENT) and word.text not in _LIGHT):
            found.append(word.text)
            if latin:
                names.add(word.text)
    return tuple(found), frozenset(names)


def _unit(
    original: str, *, index: int, section: int, paragraph: int, start: int, end: int, joined: bool
) -> Unit:
    lead, drop = openings.cut(original)
    body = original[lead:]
    words, names = content(original)
    stands = original[drop:]
    return Unit(
        index=index,
        section=section,
        paragraph=paragraph,
        start=start,
        end=end,
        forms=shortening.variants(closed(body)),
        drops=drop - lead,
        needs=index > 0 and (joined or openings.points_back(stands)),
        fit=not (
            _QUESTION.search(original)
            or _ADDRESS.search(original)
            or _BARE_QUOTE.search(original)
            or len(stands) < _LEAST
        ),
        words=words,
        names=names,
    )


def closed(text: str) -> str:
    """End a unit as a sentence ends."""
    bare = text.rstrip("，,；;、：:…—。 ")
    if text.endswith(("。", "！", "？", "!", "?", "”", "」", "）", "》")) and bare != "":
        return text
    return bare + "。"
