"""Titles for sections that have none: the clause that tells a section's news, or no title.

A clause makes a title when it is whole by itself: it begins with its subject, has a verb, ends
as clauses end, points at nothing outside and reports nobody's words, nor announces any. Its verb
stands before no 的 (今日判刑的4名被告) and behind its prepositions, and no word of it hangs on
what was said before (还, 就是). Readers let .09 of those up to eight characters stand, .35 of
those of fifteen and more: so short ones are none, and of the others the longest is taken, the
section's own words weighed beside; what a listener does not grasp at once is none either.
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

SHORTEST, LONGEST = 12, 16  # characters
FIRST_BONUS = 1.5  # for a clause of the section's first sentence
HEADLINE_BONUS = 2.0  # for a word of the article's headline
# A blank beside a figure or a Latin word ends no clause: 過去 17 年, 在 Facebook 宣布.
_CLAUSE = re.compile(r"(?:[^，。！？；：,!?;:…\s]|(?<=[0-9A-Za-z]) | (?=[0-9A-Za-z]))+")
_SUBJECTS = frozenset({"n", "nz", "nw", "vn", "an", "s", "PER", "LOC", "ORG"})
_ENDS = _SUBJECTS | {"v", "a"}
_TELLING = frozenset({"n", "nz", "nw", "v", "vn", "a", "PER", "LOC", "ORG"})
_OUTSIDE = frozenset({"r", "xc", "c"})  # 他, 这; 了吗; 但
_TOLD = re.compile(r"[。！!；;…][”’」』）)\"]*\Z")
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
            if not _TOLD.search(text.simple, start, end):  # a caption, a credit, a question
                continue
            for match in _CLAUSE.finditer(text.simple, start, end):
                words = within(text.tags, match.start(), match.end())
                behind = text.simple[match.end() : match.end() + 1]
                if behind not in {"：", ":"} and _is_whole(match[0], words):
                    first = number == 0 and start == text.sentences[0][0]
                    written = text[match.start() : match.end()]
                    found.append(_Clause(written, words, first))
    return found


def _is_whole(text: str, words: Sequence[Word]) -> bool:
    """Tell whether a clause can stand as a title."""
    if not SHORTEST <= len(text) <= LONGEST or _MARKS.search(text) or not words:
        return False
    first, last = words[0], words[-1]
    hanging = {*listed("hangs", __package__), *reporting()}
    return (
        first.tag in _SUBJECTS
        and len(first.text) > 1
        and first.start + len(text) == last.end
        and last.tag in _ENDS
        and not last.text.endswith(listed("whens", __package__))
        and not (last.tag == "v" and last.text in listed("announces", __package__))
        and not any(word.tag in _OUTSIDE or word.text in hanging for word in words)
        and _has_predicate(words)
    )


def _has_predicate(words: Sequence[Word]) -> bool:
    """Tell whether a verb stands behind the subject, and no preposition's phrase is the last."""
    of = listed("of", __package__)
    verbs = [
        at
        for at, word in enumerate(words)
        if at and word.tag == "v" and not word.text.isascii() and _text(words, at + 1) not in of
    ]
    phrase = max((at for at, word in enumerate(words) if word.tag == "p"), default=0)
    return bool(verbs) and verbs[-1] > phrase


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if at < len(words) else ""
