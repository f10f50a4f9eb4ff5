"""How a sentence begins: empty lead-ins, connectives, and words that point back."""

from __future__ import annotations

import re

from tingbao.language import tables
from tingbao.language.patterns import Pattern, words
from tingbao.summarization import enumerations

_GAP = "，,、：: "
# Within its first clause a sentence may still point back: 由于该地块…, 在这一背景下…
_INNER = Pattern(
    r"^[^，,。！？；：:“”]{0,14}?(?:该[^，,]|这[一些{measure}]|此[次项类举]|那[0-9]|{said_before}"
    r"|(?<=[^其])它|其[^{behind_its}])",
    __package__,
)
_LATER_ITEM = Pattern(r"^(?:第?[{later}][是看来，、]|其[次三四]|再次|最后[是，])", __package__)
_TOPIC = Pattern(r"{regarding}第[{numeral}][^，,。]{1,8}[，,]", __package__)  # 关于第二个焦点，
_WHEREAS = Pattern(r"^[^，,。“”]{1,14}[^{no_turn}]则[{han}]", __package__)
_ALSO = Pattern(
    r"^(?:[^，,。：“”]{2,10}也{likewise}|[和与跟][^，,。]{1,24}(?<!不)一样[，,]|[^，,]{4,40}同时废止)",
    __package__,
)
_THIS_POINT = re.compile(r"^[^“”]{0,20}这一[条点项说]")
_DONE = Pattern(r"^[{han}]{1,3}[了完好](?:之|以)?后[，,]")  # 换了之后，
# 2021年他刚开始时: a time alone stands before the person.
_THEN = Pattern(r"^(?:[0-9]+[年月日]|{then})[，,]?{pronoun}(?![人{places}])", __package__)
# 四十年间，他…; 法院认为，该条款…: nothing is named before the pronoun.
_LATE = Pattern(
    r"^[^，,。：“”]{1,12}(?:(?:[{time_end}]|{compared})[，,]{pronoun}(?![{places}])"
    r"|(?:[{time_end}称是]|{compared}|{says})[，,](?:该[^，,]|这[{these}]|它|其中))",
    __package__,
)
_COUNTER = Pattern(r"^[两{later}]+[{counter}]", __package__)
_BACK = (_INNER, _DONE, _THEN, _LATE, _COUNTER, _THIS_POINT, _LATER_ITEM, _WHEREAS, _ALSO)


def table() -> dict[str, str]:
    """Give what each opening asks, from openings.tsv."""
    return tables.mapping(__package__, "openings.tsv")


def cut(text: str) -> tuple[int, int]:
    """Say how much of the beginning may go.

    Returns:
        Two positions in `text`: behind its number in a list and the empty lead-ins, which
        always go, and behind the connectives after them, which go where the sentence
        before is not said.
    """
    lead = _behind(text, enumerations.numbering(text), "lead")
    at = lead + enumerations.mark(text[lead:])
    if topic := _TOPIC.match(text, at):
        at = topic.end()
    while (further := _behind(text, at, "drop", "tie")) > at:
        at = _behind(text, further, "lead")
    return lead, at


def points_back(text: str) -> bool:
    """Tell whether the sentence cannot stand without the one before it."""
    kinds = table()
    for size in range(4, 0, -1):
        if kinds.get(text[:size]) in {"needs", "tie"} and not text.startswith(
            words("innocent", __package__)
        ):
            return True
    return any(pattern.match(text) for pattern in _BACK)


def _behind(text: str, start: int, *kinds: str) -> int:
    for opening, kind in table().items():
        if kind in kinds and text.startswith(opening, start):
            end = start + len(opening)
            if end < len(text) and text[end] in _GAP:
                while end < len(text) and text[end] in _GAP:
                    end += 1
                return end
    return start
