"""An article as the sentences that may be said: where each stands and what it needs beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tingbao import sources
from tingbao.language.figures import figures, measures
from tingbao.language.patterns import Pattern
from tingbao.language.patterns import words as listed
from tingbao.language.text import Text, size
from tingbao.language.tokenizer import Word, frequency
from tingbao.model import Article, Change, Sentence
from tingbao.summarization import asides, openings
from tingbao.summarization.scoring import Seen

_LABEL = 45  # characters of a paragraph that no mark ends: a heading, a caption, a credit
_TERMINAL = re.compile(r"[。！？!?…；;.]")
_ANSWER = 20  # characters of what says nothing without its question: 三分之二。
_REPLY = re.compile("[答AＡ][：:]")  # what the question was is said too
_COURTESY = Pattern(r"{courtesy}\W*", __package__)  # 谢谢。 of who asks is no answer
_LABELLED = re.compile(r"([^\W\d]{2,8})[：:]")  # a paragraph of an interview: 王明：我不同意。
_ROW = Pattern(r"[{han}]\s+\d", __package__)  # 南州公司 57.9%, of a table
_LEAST = 6  # characters that can say something
_EXPECTS = Pattern(r"[？?][”」]?$|{expects}[。：:]$|[^请访]问[，,：:][^“”]*。$", __package__)
_ADDRESS = Pattern(
    r"https?://|www\.|\S@\S+\.\w|{scan}|{press}.{0,6}{here}|^{urges}?{press}", __package__
)
# A clause that only says where to write: the news before it is said without.
_CONTACT = re.compile(
    r"[，,；;（(][^，,；;。（(]{0,12}(?:https?://|www\.|[\w.]+@\w)[^，,；;。（）()]*[）)]?"
)
# Who reports, before what is told: 【第一财经】, 【环球时报驻美国特约记者 李明】.
_TITLED = re.compile(r"【(?:[^】]{1,16}|[^】]*记者[^】]*)】\s*(?=.{6})")
_ACCUSES = Pattern(r"{accuses}", __package__)
_ANSWERS = Pattern(r"{answers}", __package__)
# Parts of speech that carry content; numerals, particles and pronouns do not.
_CONTENT = ("n", "v", "a", "i", "l", "j", "t", "s", "b", "z")
_PREDICATES = frozenset({"v", "a"})  # in the tagger's tags: without any it is no sentence
_PERSON = "PER"
_NAMES = ("nr", "ns", "nt", "nz")
_DAYS = frozenset({"年", "月", "日"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the article.

    Attributes:
        original: All of it.
        text: What is said of it.
        drops: Characters of a connective that go unless the unit before is said.
        too: Where 也 stands that goes likewise.
        asks: It is a question, or announces (公告如下): said only together with the unit after it.
        fit: It may be said at all; a label or a web address may not.
        words: Its content words and figures, for likeness.
        figures: What it tells in figures, each with what it measures; no days, no single digit.
        persons: Whom it names.
        speaker: Whose answer it is, in an interview.
        replies: It begins the answer to the question that is its heading.
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
    figures: frozenset[tuple[str, str]]
    persons: frozenset[str]
    speaker: str = ""
    replies: bool = False
    needs: tuple[int, ...] = ()

    @property
    def alone(self) -> Text:
        """What is said of it where the unit before is not said."""
        return self.text.replaced([(0, self.drops, ""), (*self.too, "")])

    def sentence(self, text: Text, changes: tuple[Change, ...] = ()) -> Sentence:
        """Give what is said of it as a sentence in its place."""
        return Sentence(
            text=text,
            changes=changes,
            section=self.section,
            paragraph=self.paragraph,
            start=self.start,
            end=self.end,
        )

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
    met: set[str] = set()
    answering, asked = _answering(article), article.asked
    for at, section in enumerate(article.sections):
        for number, text in enumerate(section.paragraphs):
            for place, (start, end) in enumerate(text.sentences):
                sentence = text.part(start, end)
                if place and units[-1].asks and _COURTESY.fullmatch(sentence.simple):
                    continue
                answers = bool(units) and units[-1].asks
                replies = number == place == 0 and at in asked
                one = Unit(
                    index=len(units),
                    section=at,
                    paragraph=number,
                    start=start,
                    end=end,
                    original=closed(sentence),
                    speaker=answering[passed],
                    replies=replies,
                    **_said(text, sentence, met, answers=answers or replies),
                )
                if answers and (size(one.text) <= _ANSWER or _REPLY.match(sentence.simple)):
                    one = one.needing(one.index - 1)
                met.add(sentence)
                units.append(one.needing(one.index + 1) if one.asks else one)
                seen.append(
                    Seen(
                        text=sentence.simple,
                        paragraph=passed,
                        opens=place == 0,
                    )
                )
            passed += 1
    _answer(units)
    return tuple(units), tuple(seen)


def _answering(article: Article) -> list[str]:
    """Give for each paragraph whose answer it is: 王明's from 王明：… to another's, or a heading.

    Only who answers two questions is asked; 注意：… is nobody.
    """
    labels: list[tuple[str, ...]] = []  # of each paragraph; empty where an answer may go on
    answers: Counter[str] = Counter()
    for section in article.sections:
        asks = bool(_EXPECTS.search(section.heading or ""))
        for number, text in enumerate(section.paragraphs):
            label = _LABELLED.match(text)
            named = (str(label[1]),) if label else ()
            answers.update(named if asks else ())
            labels.append(named or (("",) if number == 0 else ()))
            asks = bool(_EXPECTS.search(text.simple))
    found, speaker = [], ""
    for its in labels:
        for one in its:
            speaker = one if answers[one] > 1 else ""
        found.append(speaker)
    return found


def _said(text: Text, sentence: Text, met: set[str], *, answers: bool) -> dict[str, Any]:
    """Give what of a sentence of a text is said, and what that tells of it.

    A page may have a sentence of `met` twice, as a caption: it is said once. What answers a
    question may be as short as 不可以。
    """
    original = sentence.simple
    lead, drop = openings.cut(sentence)
    if label := _TITLED.match(original, lead):
        lead, drop = label.end(), max(drop, label.end())
    said = asides.without(closed(sentence.part(lead)))
    said = said.replaced([(*found.span(), "") for found in _CONTACT.finditer(said)])
    said = said.replaced([(at, at + 1, "") for at in _parted(said)])
    found, _ = content(sentence.words)
    is_label = len(text.simple) <= _LABEL and not _TERMINAL.search(text.simple)
    tags = sentence.tags
    measured = measures(said.simple)
    # 客流42万人次。 tells without a verb.
    verb = not tags or any(word.tag in _PREDICATES for word in tags)
    row = _ROW.search(said.simple) and not _TERMINAL.search(original[-1:])
    tells = verb or (bool(measured) and not row)
    bare = said.simple[drop - lead :]
    fit = (answers or len(bare) >= _LEAST) and not _ADDRESS.search(bare)
    fit = fit and (tells or answers) and not is_label
    fit = fit and sentence not in met
    fit = fit and not sources.is_furniture(sentence)  # run into a paragraph, as crawlers do
    return {
        "text": said,
        "drops": drop - lead,
        "too": openings.too(said, drop - lead),
        "asks": bool(_EXPECTS.search(original)),
        "fit": fit,
        "words": found + figures(said.simple),
        "figures": frozenset(
            (value, unit) for value, unit in measured if len(value) > 1 and unit not in _DAYS
        ),
        "persons": frozenset(word.text for word in tags if word.tag == _PERSON),
    }


def _parted(text: Text) -> Iterator[int]:
    """Give where a blank stands within a word, as a page has where it was wrapped: 气候变 化."""
    for before, blank, behind in zip(text.words, text.words[1:], text.words[2:], strict=False):
        single = len(before.text) == len(behind.text) == 1
        if blank.text == " " and single and frequency(before.text + behind.text):
            yield blank.start


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


def _named(unit: Unit) -> set[str]:
    """Give the persons and institutions that a unit names."""
    return {word.text for word in unit.original.tags if word.tag in {_PERSON, "ORG"}}


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
    bare = text.rstrip("，,；;、：:…—。. ")
    if text.endswith(("。", "！", "？", "!", "?", "”", "」", "）", "》")) and bare:
        return text
    return text.replaced([(len(bare), len(text), "。")])
