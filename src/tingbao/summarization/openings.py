"""How a sentence begins: empty lead-ins and connectives that may go."""

from __future__ import annotations

from itertools import pairwise, takewhile

from tingbao.language import tables
from tingbao.language.patterns import Pattern, reporting, words
from tingbao.language.text import Text, within

_GAP = "，,、：: "
# The number that a line of a list begins with: 1. or （一）.
_NUMBERING = Pattern(
    r"(?:[0-9]{1,2}[.．、](?![0-9])|[（(](?:[{numeral}]{1,3}|[0-9]{1,2})[）)]"
    r"|[①-⑳]|[{numeral}]{1,3}[、，](?![{numeral}]))\s*"
)
# 第一，, 其二：, 首先，, 一方面，: may go; not 一是, without which no sentence is left.
_COUNTED = Pattern(
    r"(?:第[{numeral}](?:[{item}](?:[^，。；：]{0,6}?[，：:,])|[，、：:,])"
    r"|其[{numeral}][、：:,]|(?:{order}|{side})[，,]|[{numeral}]来[，,])",
    __package__,
)
_TOPIC = Pattern(r"{regarding}第[{numeral}][^，,。]{1,8}[，,]", __package__)  # 关于第二个焦点，


def table() -> dict[str, str]:
    """Give the kinds of each opening, from openings.tsv."""
    return tables.mapping(__package__, "openings.tsv")


def cut(sentence: Text) -> tuple[int, int]:
    """Say how much of the beginning may go.

    Returns:
        Two positions in the sentence: behind its number in a list and the empty lead-ins, which
        always go, and behind the connectives after them, which go where the sentence
        before is not said.
    """
    text = sentence.simple
    number = _NUMBERING.match(text)
    lead = at = _behind(text, number.end() if number else 0, "lead")
    behind = -1
    while at > behind:  # 但另一方面，
        behind = at
        at = _joined(sentence, _counted(text, _behind(text, at, "drop")))
        at = _behind(text, at, "lead") if at > behind else at
    return lead, at


def _counted(text: str, start: int) -> int:
    """Give where the count that it begins with ends, unless the next of them is in it too."""
    counted = _COUNTED.match(text, start)  # not of 一方面，…；另一方面，…
    if counted and not _COUNTED.search(text, counted.end()):
        start = counted.end()
    topic = _TOPIC.match(text, start)
    return topic.end() if topic else start


def _joined(sentence: Text, start: int) -> int:
    """Give where what joins without a mark ends, with the 也 behind it; `start` if nothing does."""
    found = [word for word in sentence.words if word.start >= start][:2]  # 但也要看到
    if found and "join" in table().get(found[0].text, "").split():
        joins = words("joining", __package__)
        return max(word.end for word in found if word is found[0] or word.text in joins)
    return start


def too(text: Text, start: int) -> tuple[int, int]:
    """Give where 也 stands between the subject that `start` begins and its 表示.

    It may go where the sentence before is not said. Nowhere where it means something else
    (即使…也, 也一样) or there is none.
    """
    clause = list(takewhile(lambda word: word.tag != "w", within(text.tags, start, len(text))))
    for place, (word, after) in enumerate(pairwise(clause)):
        if word.text in words("whatever", __package__):
            break
        if place and word.text in words("joining", __package__) and after.text in reporting():
            return word.start, word.end
    return 0, 0


def _behind(text: str, start: int, wanted: str) -> int:
    """Give where an opening of a kind, and the marks behind it, end; `start` if there is none."""
    for opening, kind in table().items():
        if text.startswith(opening, start) and wanted in kind.split():
            end = start + len(opening)
            if end < len(text) and text[end] in _GAP:
                while end < len(text) and text[end] in _GAP:
                    end += 1
                return end
    return start
