"""Titles for sections that have none, from the words of the section.

A title is the noun phrase that says most about its section: its words come again in
the section, are long and are not those of every other section. A short phrase takes a
second one beside it (光伏产业与人才引进), as Chinese chapter titles like to do.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tingbao import simplifying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tingbao.segmenting import Word

LONGEST_PHRASE, SHORTEST_PHRASE = 12, 2  # characters
LONGEST_TITLE = 16
ALONE = 8  # a phrase of so many characters needs no second one ...
ALONE_IF_AGAIN = 4  # ... and of so many if the section has it twice
WORDS_IN_PHRASE = 4
OPENING_BONUS = 1.3  # for a phrase of the section's first paragraph
PERSON_TAGS = ("nr",)  # a person is seldom the topic, and jieba takes many words for one
OFTEN = 3  # a word that is in no dictionary counts when the article has it so often

_PHRASE_TAGS = ("n", "vn", "j", "b", "an")
_LAST_TAGS = ("n", "vn", "j")
_PEOPLE = ("人员", "人士", "委员会", "委员", "公司")
_WORD = re.compile(r"[一-鿿A-Za-z]{2,}|[一-鿿]")
_TAIL_NOUNS = frozenset(
    "率量价费税险费案权法站厂店车船机器材料层剂药苗病症区县市省国队赛场馆院校网线路桥港库"
)


def entitle(
    sections: Sequence[Sequence[tuple[Word, ...]]], *, taken: Iterable[str] = ()
) -> list[str]:
    """Give each section a title from its own words, no two alike.

    Args:
        sections: The words of each section, paragraph by paragraph.
        taken: Titles not to use, such as the article's.
    """
    times = Counter(word.text for section in sections for words in section for word in words)
    known = frozenset(word for word, count in times.items() if count >= OFTEN)
    counts = [
        Counter(word.text for words in section for word in words if _is_telling(word, known))
        for section in sections
    ]
    spread = Counter(word for count in counts for word in count)
    used = set(taken)
    titles = []
    for number, (section, count) in enumerate(zip(sections, counts, strict=True), 1):
        worth = {
            word: number_of
            * len(word)
            * (0.3 + math.log((len(sections) + 1) / (spread[word] + 0.3)))
            for word, number_of in count.items()
        }
        title = _title(section, worth, used, known) or f"第{number}部分"
        used.add(title)
        titles.append(title)
    return titles


def _title(
    section: Sequence[tuple[Word, ...]],
    worth: dict[str, float],
    used: set[str],
    known: frozenset[str],
) -> str:
    text = "".join(word.text for words in section for word in words)
    values = _values(section, worth, known)
    phrases = sorted(values, key=lambda phrase: (-values[phrase], phrase))
    for first in phrases:
        title = first
        if len(first) < (ALONE_IF_AGAIN if text.count(first) > 1 else ALONE):
            second = next((other for other in phrases if _goes_with(first, other)), "")
            title = _joined(first, second) if second else first
        if title not in used:
            return title
    return ""


def _joined(first: str, second: str) -> str:
    both = first + second
    return f"{first}{'与' if simplifying.simplified(both) == both else '與'}{second}"


def _goes_with(first: str, other: str) -> bool:
    """Tell whether two phrases make a title: neither repeats a part of the other."""
    return (
        len(other) > SHORTEST_PHRASE
        and len(first) + 1 + len(other) <= LONGEST_TITLE
        and not any(first[place : place + 2] in other for place in range(len(first) - 1))
    )


def _values(
    section: Sequence[tuple[Word, ...]], worth: dict[str, float], known: frozenset[str]
) -> dict[str, float]:
    times: Counter[str] = Counter()
    phrase_of: dict[str, tuple[Word, ...]] = {}
    opening: set[str] = set()
    for number, words in enumerate(section):
        for phrase in _phrases(words, known):
            text = "".join(word.text for word in phrase)
            times[text] += 1
            phrase_of.setdefault(text, phrase)
            if number == 0:
                opening.add(text)
    return {
        text: _value(phrase_of[text], count, worth) * (OPENING_BONUS if text in opening else 1)
        for text, count in times.items()
    }


def _value(phrase: tuple[Word, ...], times: int, worth: dict[str, float]) -> float:
    telling = {word.text for word in phrase if word.text in worth}
    length = sum(len(word.text) for word in phrase)
    value = sum(worth[word] for word in telling) * math.sqrt(times) / (1 + 0.1 * length)
    return value if length > SHORTEST_PHRASE + 1 else value * 0.5


def _phrases(words: Sequence[Word], known: frozenset[str]) -> Iterator[tuple[Word, ...]]:
    """Give every part of every run of nouns that could be a title."""
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and _fits(word, known):
            run.append(word)
            continue
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + WORDS_IN_PHRASE) + 1):
                phrase = tuple(run[start:end])
                if _is_phrase(phrase):
                    yield phrase
        run = []


def _fits(word: Word, known: frozenset[str]) -> bool:
    if not _WORD.fullmatch(word.text) or word.tag.startswith(PERSON_TAGS):
        return False
    if _is("verb", word):
        return False
    if not word.tag:
        return len(word.text) > 1 and word.text in known
    return word.tag.startswith(_PHRASE_TAGS)


def _is_phrase(phrase: tuple[Word, ...]) -> bool:
    length = sum(len(word.text) for word in phrase)
    last = phrase[-1]
    return (
        SHORTEST_PHRASE <= length <= LONGEST_PHRASE
        and (not last.tag or last.tag.startswith(_LAST_TAGS))
        and all(len(word.text) > 1 for word in phrase[:-1])
        and not any(word.tag == "vn" for word in phrase[:-1])  # 检查保温 asks for a subject
        and (len(last.text) > 1 or last.text in _TAIL_NOUNS)
        and not all(_is("vague", word) or _is("tail", word) for word in phrase)
        and not _is("vague", last)
        and not last.text.endswith(_PEOPLE)
    )


def _is_telling(word: Word, known: frozenset[str]) -> bool:
    return (
        len(word.text) > 1 and _fits(word, known) and not (_is("vague", word) or _is("tail", word))
    )


def _is(kind: str, word: Word) -> bool:
    return simplifying.simplified(word.text) in _words(kind)


@cache
def _words(kind: str) -> frozenset[str]:
    lines = (files(__package__) / "vague.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(word for name, words in rows if name == kind for word in words.split())
