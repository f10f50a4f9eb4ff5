"""How a sentence begins: empty lead-ins and connectives that may go."""

from __future__ import annotations

from itertools import takewhile

from tingbao.language import tables
from tingbao.language.patterns import Pattern, words
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
    if counted := _COUNTED.match(text, at):
        at = counted.end()
    if topic := _TOPIC.match(text, at):
        at = topic.end()
    while (further := _behind(text, at, "drop")) > at:
        at = _behind(text, further, "lead")
    joined = [word for word in sentence.words if word.start >= at][:2]  # 但也要看到
    if joined and "join" in table().get(joined[0].text, "").split():
        joins = words("joining", __package__)
        at = max(word.end for word in joined if word is joined[0] or word.text in joins)
    return lead, at


def too(text: Text, start: int) -> tuple[int, int]:
    """Give where 也 stands behind the subject that `start` begins, for joining it to another.

    It may go where the sentence before is not said. Nowhere where it means something else
    (即使…也) or there is none.
    """
    clause = list(takewhile(lambda word: word.tag != "w", within(text.tags, start, len(text))))
    for place, word in enumerate(clause):
        if word.text in words("whatever", __package__):
            break
        if place and word.tag in {"d", "c"} and word.text in words("joining", __package__):
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
