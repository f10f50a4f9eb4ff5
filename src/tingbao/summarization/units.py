"""An article as the sentences that may be said: where each stands and what it needs beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Any

from tingbao import sources
from tingbao.language.figures import figures
from tingbao.language.patterns import Pattern
from tingbao.language.patterns import words as listed
from tingbao.language.simplified import simplified
from tingbao.language.text import Text, within
from tingbao.summarization import asides, enumerations, introductions, openings
from tingbao.summarization.encoder import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tingbao.language.tokenizer import Word
    from tingbao.model import Article
    from tingbao.summarization.enumerations import Enumeration

_LABEL = 45  # characters of a paragraph that no mark ends: a heading, a caption, a credit
_TERMINAL = re.compile(r"[。！？!?…；;.]")
_LEAST = 6  # characters that can say something
_MOST_BOUND = 30  # items that each other needs; of so many none is said
_NEWS = 5  # sentences of the beginning, of which each paragraph's first may be the news
_TOPIC = 32  # characters of a sentence that may only say what its paragraph is about
_MOST_NAMES = 100  # short names that are looked for in an article
_QUESTION = re.compile(r"[？?][”」]?$|(?:怎么办|吗|呢)。$|[^请访]问[，,：][^“”]*。$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|二维码|扫码|点击.{0,6}(?:链接|阅读|关注)")
# Who reports, before what is told: 【第一财经】, 【环球时报驻美国特约记者 李明】.
_TITLED = re.compile(r"【(?:[^】]{1,16}|[^】]*记者[^】]*)】\s*(?=.{6})")
_LEADS_IN = re.compile(r"[：:]$|(?:分别|包括|如下|以下|例如|比如)(?:是|为|有)?$|的话$")
_THUS_SAID = Pattern(r"{thus}[{han}]?(?:{says})", __package__)
_QUOTATION = re.compile(r"[“「][^“”「」]+[”」]")  # who says so stands before it
_CONTINUES = Pattern(r"{continues}(?!\u5426)", __package__)
_ACCUSES = Pattern(r"{accuses}", __package__)
_ANSWERS = Pattern(r"{answers}", __package__)
# Parts of speech that carry content; numerals, particles and pronouns do not.
_CONTENT = ("n", "v", "a", "i", "l", "j", "t", "s", "b", "z")
_PREDICATES = frozenset({"v", "a"})  # in the tagger's tags: without any it is no sentence
_VOICE = re.compile(r"([^，。：:“”]{1,12})[：:]")  # who speaks in an interview, before his words
_REPLIES = Pattern(r"{replies}", __package__)
_COMMAS = ("，", ",")
_NOMINAL = frozenset(
    {"n", "nz", "nw", "vn", "an", "a", "q", "m", "s", "f", "t", "LOC", "ORG", "PER", "TIME"}
)
_NAMES = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the article.

    Attributes:
        original: All of it.
        text: What is said of it.
        drops: Characters of a connective that go unless the unit before is said.
        too: Where 也 stands that goes likewise.
        asks: It is a question: said only together with the unit after it.
        fit: It may be said at all; a label or a web address may not.
        words: Its content words and figures, for likeness.
        needs: The units without which it cannot be said.
    """

    index: int
    section: int
    paragraph: int
    start: int
    end: int
    original: Text
    text: Text
    drops: int
    too: tuple[int, int]
    asks: bool
    fit: bool
    words: tuple[str, ...]
    needs: tuple[int, ...] = ()

    @property
    def alone(self) -> Text:
        """What is said of it where the unit before is not said."""
        return self.text.replaced([(0, self.drops, ""), (*self.too, "")])

    def follows(self, other: Unit) -> bool:
        """Tell whether it stands in the same paragraph as one before it."""
        return (self.section, self.paragraph) == (other.section, other.paragraph)

    def needing(self, *others: int) -> Unit:
        """Give it with others that it cannot be said without beside those it has."""
        return replace(self, needs=tuple(sorted({*self.needs, *others})))


def units_of(article: Article) -> tuple[tuple[Unit, ...], tuple[Seen, ...]]:
    """Divide every paragraph of the article into units, in order; and as the network sees them."""
    units: list[Unit] = []
    seen: list[Seen] = []
    passed = 0
    whole = "".join(text.simple for text in article.texts)
    short = islice(dict.fromkeys(asides.short_names(whole)), _MOST_NAMES)
    used = frozenset(name for name in short if whole.count(name) > 1)
    for at, section in enumerate(article.sections):
        for number, text in enumerate(section.paragraphs):
            for place, (start, end) in enumerate(text.sentences):
                sentence = text.part(start, end)
                one = Unit(
                    index=len(units),
                    section=at,
                    paragraph=number,
                    start=start,
                    end=end,
                    original=closed(sentence),
                    **_said(text, sentence, used),
                )
                units.append(_bound(one))
                seen.append(
                    Seen(
                        text=sentence.simple,
                        paragraph=passed,
                        opens=place == 0,
                    )
                )
            passed += 1
    title = simplified(article.title)
    _bind(units, title, {name for name in used if name not in title})
    return tuple(units), tuple(seen)


def _bind(units: list[Unit], title: str, names: set[str]) -> None:
    """Say of each unit what it cannot be said without.

    Args:
        units: All of the article; changed.
        title: The headline; whom it names is known.
        names: Short names that the article gives and goes on with.
    """
    needs = [*_meant(units).items()]
    for before, after in pairwise(units):
        if before.section == after.section and turns(after.original.simple):
            needs.append((before.index, after.index))
        if before.section == after.section and _QUOTATION.fullmatch(after.text.simple):
            needs.append((after.index, before.index))
        if _opens(before, after):
            needs.append((before.index, after.index))
    needs += [*_converse(units), *introductions.unexplained(units, title, names)]
    for one, other in needs:
        units[one] = units[one].needing(other)
    _answer(units)
    for found in enumerations.find([unit.original.simple for unit in units]):
        _enumerate(units, found)


def _said(text: Text, sentence: Text, used: frozenset[str]) -> dict[str, Any]:
    """Give what of a sentence of a text is said, and what that tells of it."""
    original = sentence.simple
    lead, drop = openings.cut(sentence)
    if label := _TITLED.match(original, lead):
        lead, drop = label.end(), max(drop, label.end())
    said = asides.without(closed(sentence.part(lead)), used)
    found, _ = content(sentence.words)
    is_label = len(text.simple) <= _LABEL and not _TERMINAL.search(text.simple)
    tags = sentence.tags
    tells = not tags or any(word.tag in _PREDICATES for word in tags)
    fit = _is_fit(said.simple[drop - lead :]) and tells and not is_label
    fit = fit and not sources.is_furniture(sentence)  # run into a paragraph, as crawlers do
    return {
        "text": said,
        "drops": drop - lead,
        "too": openings.too(said, drop - lead),
        "asks": bool(_QUESTION.search(original)),
        "fit": fit,
        "words": found + figures(said.simple),
    }


def _bound(unit: Unit) -> Unit:
    """Say that a question, and what leads in to the next sentence, is said with that only.

    So is what has its subject in the sentence before.
    """
    if unit.start and _CONTINUES.match(unit.text.simple, unit.drops):
        unit = unit.needing(unit.index - 1)
    quotes_next = _THUS_SAID.search(unit.text.simple) and not any(unit.text.quoted)
    if unit.asks or quotes_next or _LEADS_IN.search(unit.original.rstrip("。”")):
        return unit.needing(unit.index + 1)
    return unit


def _opens(unit: Unit, after: Unit) -> bool:
    """Tell whether a unit only says what its paragraph is about: no figure, no name, no voice."""
    text = unit.text
    return (
        unit.index >= _NEWS
        and unit.start == 0
        and after.follows(unit)
        and not after.asks
        and len(text) <= _TOPIC
        and not any(text.quoted)
        and not figures(text.simple)
        and not enumerations.begins(text.simple)
        and not any(word.tag in {"PER", "ORG"} for word in text.tags)
    )


def _meant(units: Sequence[Unit]) -> dict[int, int]:
    """Give the unit that the first word of another means: 这意味着 the one before, 他 a person's.

    He who goes on from sentence to sentence is named before the first of them.
    """
    points = [_points(unit) for unit in units]
    found: dict[int, int] = {}
    for before, unit in pairwise(units):
        if not points[unit.index] or before.section != unit.section:
            continue
        if points[unit.index] == "this" or not points[before.index]:
            found[unit.index] = before.index
        elif before.index in found:
            found[unit.index] = found[before.index]
    return found


def _points(unit: Unit) -> str:
    """Say what the beginning of a unit means that was told before it: a person, or this."""
    words = within(unit.text.tags, unit.drops, len(unit.text)) if unit.index else ()
    clause = list(takewhile(lambda word: word.text not in _COMMAS, words))
    if not clause:
        return ""
    if clause[0].text in listed("referring", __package__):
        return "person"
    noun = any(word.tag in _NOMINAL for word in clause[1:2])  # 这家公司: the trees know which
    this = clause[0].text in listed("this", __package__) and not noun
    return "this" if this or any(one.text in listed("thus", __package__) for one in clause) else ""


def _enumerate(units: list[Unit], found: Enumeration) -> None:
    """Bind the units of what is counted up to each other."""
    places = tuple(sorted(found.places))
    others = set(places[:_MOST_BOUND])
    for at in places:
        unit = units[at]
        if found.whole or (found.announced and at == places[0]):
            bound = unit.needing(*(others - {at}))
            units[at] = replace(bound, fit=unit.fit or found.whole)


def _answer(units: list[Unit]) -> None:
    """Bind what somebody is accused of to how he answers it: a reproach is not told alone."""
    answers = {unit.index: _named(unit) for unit in units if _ANSWERS.search(unit.original.simple)}
    for unit in list(units) if answers else ():
        if unit.index in answers or not _ACCUSES.search(unit.original.simple):
            continue
        names = _named(unit)
        own = [at for at, its in answers.items() if units[at].fit and not names.isdisjoint(its)]
        if own and not set(own).intersection(unit.needs):
            units[unit.index] = unit.needing(min(own, key=lambda at: abs(at - unit.index)))


def _converse(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Bind what an interviewer says to the answer, and 对 or 因为 that begins one to what he said.

    新京报：…？ 郭富城：…. Who speaks first asks.
    """
    heads = {unit.index: _VOICE.match(unit.original.simple) for unit in units if not unit.start}
    found = Counter(head[1] for head in heads.values() if head)
    voices = [name for name, many in found.items() if many > 1]
    asks = False
    for unit in units if len(voices) == len(("asks", "answers")) else ():
        head = heads.get(unit.index)
        asked, asks = asks, bool(head and head[1] == voices[0]) or (asks and unit.start > 0)
        if asks:
            yield unit.index, unit.index + 1
        elif asked and head and _REPLIES.match(unit.original.simple, head.end()):
            yield unit.index, unit.index - 1


def _named(unit: Unit) -> set[str]:
    """Give the persons and institutions that a unit names."""
    return {word.text for word in unit.original.tags if word.tag in {"PER", "ORG"}}


def turns(text: str) -> bool:
    """Tell whether a sentence turns or answers the one before it, which misleads without it."""
    return text.startswith(listed("turn", __package__))


def content(words: Sequence[Word]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the content words of a text in order, and the names among them."""
    found: list[str] = []
    names: set[str] = set()
    light = listed("light", __package__)
    for word in words:
        if word.tag.startswith(_NAMES) and len(word.text) > 1:
            names.add(word.text)
        latin = word.text.isascii() and any(char.isalpha() for char in word.text)
        new = not word.tag and len(word.text) > 1 and "一" <= word.text[0] <= "鿿"
        if latin or new or (word.tag.startswith(_CONTENT) and word.text not in light):
            found.append(word.text)
            if latin:
                names.add(word.text)
    return tuple(found), frozenset(names)


def closed(text: str) -> Text:
    """End a unit as a sentence ends."""
    text = Text.of(text)
    bare = text.rstrip("，,；;、：:…—。 ")
    if text.endswith(("。", "！", "？", "!", "?", "”", "」", "）", "》")) and bare:
        return text
    return text.replaced([(len(bare), len(text), "。")])


def _is_fit(text: str) -> bool:
    return len(text) >= _LEAST and not _ADDRESS.search(text)
