"""Titles for sections that have none: the clause that tells a section's news, or no title.

A clause makes a title when it is whole by itself: it begins with its subject, has a verb, ends
as clauses end, points at nothing outside and reports nobody's words, nor announces any. Readers
let .09 of those up to eight characters stand, .35 of those of fifteen and more: so short ones
are none, and of the others the longest is taken, the section's own words weighed beside.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tingbao.language.patterns import reporting
from tingbao.language.patterns import words as listed
from tingbao.language.text import Text, within
from tingbao.language.tokenizer import Word

SHORTEST, LONGEST = 12, 18  # characters
FIRST_BONUS = 1.5  # for a clause of the section's first sentence
HEADLINE_BONUS = 2.0  # for a word of the article's headline
# A blank beside a figure or a Latin word ends no clause: 過去 17 年, 在 Facebook 宣布.
_CLAUSE = re.compile(r"(?:[^，。！？；：,!?;:…\s]|(?<=[0-9A-Za-z]) | (?=[0-9A-Za-z]))+")
_SUBJECTS = frozenset({"n", "nz", "nw", "vn", "an", "s", "PER", "LOC", "ORG"})
_ENDS = _SUBJECTS | {"v", "a"}
_TELLING = frozenset({"n", "nz", "nw", "v", "vn", "a", "PER", "LOC", "ORG"})
_OUTSIDE = frozenset({"r", "xc", "c"})  # 他, 这; 了吗; 但
_MARKS = re.compile(r"[“”‘’「」『』（）()【】《》\"]")


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    words: tuple[Word, ...]
    first: bool


def entitle(sections: Sequence[Sequence[Text]], *, headline: str = "") -> list[str | None]:
    """Give each section a title from its own sentences, no two alike; None where none is whole.

    The article's `headline` is no title again.
    """
    counts = [
        Counter(word.text for text in section for word in text.tags if word.tag in _TELLING)
        for section in sections
    ]
    spread = Counter(word for count in counts for word in count)
    titles: list[str | None] = []
    for section, count in zip(sections, counts, strict=True):
        worth = {
            word: math.log(1 + times)
            * math.log((len(sections) + 1) / (spread[word] + 0.3))
            * (HEADLINE_BONUS if word in headline else 1)
            for word, times in count.items()
            if len(word) > 1
        }
        found = sorted(_clauses(section), key=lambda one: -_value(one, worth))
        taken = {headline, *titles}
        titles.append(next((one.text for one in found if one.text not in taken), None))
    return titles


def _value(clause: _Clause, worth: dict[str, float]) -> float:
    value = sum(worth.get(word, 0.0) for word in {word.text for word in clause.words})
    return len(clause.text) + value * (FIRST_BONUS if clause.first else 1) / math.sqrt(LONGEST)


def _clauses(section: Sequence[Text]) -> list[_Clause]:
    found = []
    for number, text in enumerate(section):
        for start, end in text.sentences:
            for match in _CLAUSE.finditer(text.simple, start, end):
                words = within(text.tags, match.start(), match.end())
                behind = text.simple[match.end() : match.end() + 1]
                if behind not in {"：", ":", "？", "?"} and _is_whole(match[0], words):
                    first = number == 0 and start == text.sentences[0][0]
                    written = text[match.start() : match.end()]
                    found.append(_Clause(written, words, first))
    return found


def _is_whole(text: str, words: Sequence[Word]) -> bool:
    """Tell whether a clause can stand as a title."""
    if not SHORTEST <= len(text) <= LONGEST or _MARKS.search(text) or not words:
        return False
    verbs = [word.text for word in words[1:] if word.tag == "v" and not word.text.isascii()]
    return (
        words[0].tag in _SUBJECTS
        and words[-1].tag in _ENDS
        and bool(verbs)
        and not any(word.tag in _OUTSIDE for word in words)
        and not any(word.text in reporting() for word in words)
        and not (words[-1].tag == "v" and words[-1].text in listed("announces", __package__))
        and words[0].start + len(text) == words[-1].end
    )
