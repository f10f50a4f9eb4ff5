"""Titles for sections that have none: the phrase of the section that says most about it.

Every phrase is weighed that has the form of a heading (`phrases`). It is worth what its
words are: those that come again in the section, are long and are not those of every
other section.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from tingbao.segmentation import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tingbao.language.tokenizer import Word
    from tingbao.segmentation.phrases import Phrase

OPENING_BONUS = 2.2  # for a phrase of the section's first sentence ...
PARAGRAPH_BONUS = 1.6  # ... and of another paragraph's
TITLE_BONUS = 3  # for a word of the article's title, in its first section
SOMEBODY = 0.1  # for a phrase that says who or where
LENGTH_COST = 0.1  # a character
OFTEN = 3  # a word that is in no dictionary counts when the article has it so often


def entitle(
    sections: Sequence[Sequence[tuple[Word, ...]]], *, taken: Iterable[str] = ()
) -> list[str]:
    """Give each section a title from its own words, no two alike.

    Args:
        sections: The words of each section, paragraph by paragraph.
        taken: Titles not to use, such as the article's.
    """
    taken = tuple(taken)
    times = Counter(word.text for section in sections for words in section for word in words)
    known = frozenset(word for word, count in times.items() if count >= OFTEN)
    counts = [
        Counter(word.text for words in section for word in words if phrases.is_telling(word, known))
        for section in sections
    ]
    spread = Counter(word for count in counts for word in count)
    titles: list[str] = []
    for number, (section, count) in enumerate(zip(sections, counts, strict=True)):
        letters = Counter("".join(word.text for words in section for word in words))
        worth = {
            word: _worth(word, times, letters)
            * (0.3 + math.log((len(sections) + 1) / (spread[word] + 0.3)))
            * (TITLE_BONUS if number == 0 and any(word in title for title in taken) else 1)
            for word, times in count.items()
        }
        values = _values(section, worth)
        best = sorted(values, key=lambda text: (-values[text], text))
        free = (text for text in best if text not in taken and not _is_near(text, titles))
        titles.append(next(free, f"第{number + 1}部分"))
    return titles


def _worth(word: str, times: int, letters: Counter[str]) -> float:
    """Weigh a word by its length, how often it comes, and how often its characters do.

    Chinese says 电价 and 用电 of one matter; the character tells.
    """
    mean = sum(letters[letter] for letter in word) / len(word)
    return times * math.sqrt(mean * len(word))


def _is_near(text: str, titles: Sequence[str]) -> bool:
    return any(text in title or title in text for title in titles)


def _values(section: Sequence[tuple[Word, ...]], worth: dict[str, float]) -> dict[str, float]:
    values: dict[str, float] = {}
    for number, words in enumerate(section):
        for phrase in phrases.find(words):
            value = _value(phrase, worth)
            if phrase.sentence == 0:
                value *= PARAGRAPH_BONUS if number else OPENING_BONUS
            if value > values.get(phrase.text, 0):
                values[phrase.text] = value
    return values


def _value(phrase: Phrase, worth: dict[str, float]) -> float:
    telling = {word.text for word in phrase.words if word.text in worth}
    value = phrase.form * sum(worth[word] for word in telling)
    if phrases.is_somebody(phrase):
        value *= SOMEBODY
    return value / (1 + LENGTH_COST * len(phrase.text))
