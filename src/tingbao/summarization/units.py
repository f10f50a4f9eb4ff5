"""An article as the units that may be chosen: where each stands and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tingbao.language import tokenizer
from tingbao.language.simplified import simplified
from tingbao.summarization import enumerations, openings, shortening, speakers
from tingbao.summarization.figures import figures
from tingbao.language.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word
    from tingbao.model import Article
    from tingbao.summarization.enumerations import Enumeration

_LABEL = 18  # characters of a paragraph that is a small heading
_TERMINAL = re.compile(r"[。！？!?…；;.]")
_LEAST = 6  # characters that can say something
_QUESTION = re.compile(r"[？?][”」]?$|(?:怎么办|吗|呢)。$|[^请访]问[，,：][^“”]*。$")
# 渔民反应不一。 says only that more is said.
_DIFFERS = re.compile(
    r".*(?:(?:反应|意见|看法|说法|观点)(?:不一|各异|不同)|有不同(?:意见|看法|声音))。$"
)
_LABELLED = re.compile(r"[一-鿿A-Z]{1,4}[：:]")  # 纪岳：四百多次。
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|二维码|扫码|点击.{0,6}(?:链接|阅读|关注)")
_ITEM = re.compile(
    r"(?:首先|其次|再次|最后|第[一二三四五六七八九十]|[一二三四五六])[是，、].{0,14}[。：:]?$"
)
_FILLER = re.compile(r"(?:像|正如|诚如).{1,14}(?:这样|那样)")
_SALUTATION = re.compile(r"(?:各|尊敬的|亲爱的)[^。！？]{2,80}[：:]")
_BARE_QUOTE = re.compile(r"[“「][^”」]*[”」]$")
# Parts of speech that carry content; numerals, particles and pronouns do not.
_CONTENT = ("n", "v", "a", "i", "l", "j", "t", "s", "b", "z")
_LIGHT = frozenset(
    "是|有|为|会|能|要|可以|进行|成为|已经|没有|记者|表示|介绍|说|来|去|到|使|让|做".split("|")  # noqa: SIM905  # a list of words reads as words
)
NAME_TAGS = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the article, or a part of one.

    Attributes:
        original: All of it, as a whole sentence.
        text: What is said of it at most where the article is condensed, in simplified
            characters; `written` gives what is written back.
        tokens: The words of `text`.
        drops: Characters of a connective that go unless the unit before is said.
        needs: It makes sense only with the unit before it (`index` − 1).
        leads: It begins its paragraph.
        asks: It is a question: said only together with the unit after it.
        fit: It may be said at all; a bare quotation or a web address may not.
        together: The units of what is counted up, itself among them: all are said, or none.
        siblings: The other items of what is counted up, without which it has no mark.
        words: Its content words and figures, for likeness.
        names: Names among them.
    """

    index: int
    section: int
    paragraph: int
    start: int
    end: int
    original: str
    text: str
    tokens: tuple[Word, ...]
    drops: int
    needs: bool
    leads: bool
    asks: bool
    fit: bool
    words: tuple[str, ...]
    names: frozenset[str]
    together: tuple[int, ...] = ()
    siblings: tuple[int, ...] = ()


def units_of(article: Article) -> tuple[Unit, ...]:
    """Divide every paragraph of the article into units, in order."""
    units: list[Unit] = []
    originals: list[str] = []
    joined: list[bool] = []
    last = ""  # who spoke last, while no other person is named
    for at, section in enumerate(article.sections):
        for number, paragraph in enumerate(section.paragraphs):
            simple = simplified(paragraph)
            for place, span in enumerate(split(simple)):
                original = simple[span.start : span.end]
                lead, drop = openings.cut(original)
                text = shortening.plain(closed(original[lead:]))
                if simple == paragraph:
                    text = speakers.named(text, drop - lead, last)
                stands = text[drop - lead :]
                tokens = tokenizer.words(text)
                speaks = speakers.speaker(text, tokens)
                last = "" if speaks is None else speaks or last
                words, names = content_of(tokens)
                follows = place > 0 or bool(_LABELLED.match(original))
                after_question = follows and bool(units) and units[-1].asks
                originals.append(original)
                joined.append(span.joined)
                units.append(
                    Unit(
                        index=len(units),
                        section=at,
                        paragraph=number,
                        start=span.start,
                        end=span.end,
                        original=closed(paragraph[span.start : span.end]),
                        text=text,
                        tokens=tokens,
                        drops=drop - lead,
                        needs=bool(units)
                        and (
                            span.joined
                            or after_question
                            or openings.points_back(stands)
                            or _lacks_subject(tokens, drop - lead)
                        ),
                        leads=place == 0,
                        asks=bool(_QUESTION.search(original)),
                        fit=_is_fit(stands)
                        and not _is_label(paragraph)
                        and not _SALUTATION.fullmatch(paragraph),
                        words=words + figures(text),
                        names=names,
                    )
                )
    for found in enumerations.find(originals, joined):
        _enumerate(units, found, joined)
    return tuple(units)


def _enumerate(units: list[Unit], found: Enumeration, joined: Sequence[bool]) -> None:
    """Tell the units of what is counted up of each other."""
    places = set(found.places)
    if found.whole:  # an item may count up something itself
        places.update(*(units[at].together for at in found.places))
    every = tuple(sorted(places))
    for at in every:
        unit = units[at]
        if found.whole:
            fit = unit.fit or bool(_ITEM.match(unit.text))
            units[at] = replace(unit, together=every, fit=fit)
        elif found.announced and at == every[0]:
            units[at] = replace(unit, together=every)
        else:
            units[at] = replace(_alone(unit, joined=joined[at]), siblings=every)


def _alone(unit: Unit, *, joined: bool) -> Unit:
    """Give an item as it is where it stands without its mark: 四是开发岗位 as 开发岗位."""
    drops = enumerations.mark(unit.text, last="是要")
    if not drops:
        return unit
    stands = unit.text[drops:]
    opening = stands.split("，")[0]
    acts = any(
        word.tag.startswith("v") and word.tag != "vn"
        for word in unit.tokens
        if drops <= word.start < drops + len(opening)
    )
    needs = joined or openings.points_back(stands)
    return replace(unit, drops=drops, needs=needs, fit=acts and _is_fit(stands))


def written(unit: Unit, form: str) -> str:
    """Give a form of the unit's text in the characters that the article is written in."""
    simple = simplified(unit.original)
    if simple == unit.original:
        return form
    at = 0
    restored = []
    for char in form:
        found = simple.find(char, at)
        if found < 0:
            restored.append(char)  # the mark that ends what was cut short
        else:
            restored.append(unit.original[found])
            at = found + 1
    return "".join(restored)


def content(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the content words of a text in order, and the names among them."""
    return content_of(tokenizer.words(simplified(text)))


def content_of(tokens: Sequence[Word]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Do so for a text that is cut into words already."""
    found: list[str] = []
    names: set[str] = set()
    for word in tokens:
        if word.tag.startswith(NAME_TAGS) and len(word.text) > 1:
            names.add(word.text)
        latin = word.text.isascii() and any(char.isalpha() for char in word.text)
        new = not word.tag and len(word.text) > 1 and "一" <= word.text[0] <= "鿿"
        if latin or new or (word.tag.startswith(_CONTENT) and word.text not in _LIGHT):
            found.append(word.text)
            if latin:
                names.add(word.text)
    return tuple(found), frozenset(names)


def closed(text: str) -> str:
    """End a unit as a sentence ends."""
    bare = text.rstrip("，,；;、：:…—。 ")
    if text.endswith(("。", "！", "？", "!", "?", "”", "」", "）", "》")) and bare:
        return text
    return bare + "。"


def _lacks_subject(tokens: Sequence[Word], drop: int) -> bool:
    """Tell whether a verb is all that a connective leaves to begin with: 因此，判决贺某….

    It has its subject from the sentence before.
    """
    first = next((word for word in tokens if word.start >= drop), None)
    return bool(drop and first and first.tag == "v" and first.text not in _LIGHT)


def _is_label(paragraph: str) -> bool:
    """Tell whether a paragraph is a small heading rather than a sentence."""
    return len(paragraph) <= _LABEL and not _TERMINAL.search(paragraph)


def _is_fit(text: str) -> bool:
    patterns = (_BARE_QUOTE, _ITEM, _FILLER, _DIFFERS)
    return (
        len(text) >= _LEAST
        and not _ADDRESS.search(text)
        and not any(pattern.match(text) for pattern in patterns)
    )
