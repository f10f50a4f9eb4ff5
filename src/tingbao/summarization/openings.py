"""How a sentence begins: empty lead-ins, connectives, and words that point back."""

from __future__ import annotations

import re

from tingbao.language import tables
from tingbao.summarization import enumerations

_GAP = "，,、：: "
# Within its first clause a sentence may still point back: 由于该地块…, 在这一背景下…
_INNER = re.compile(
    r"^[^，,。！？；：:“”]{0,14}?(?:该[^，,]|这[一些个家种项次类座条位名里支批件段份]|此[次项类举]|上述|前者|后者|那[0-9]|(?<=[^其])它|其[^他它实中次余]|他们|她们|它们|两者|二者|双方)"
)
# Words that only begin like one that points back.
_INNOCENT = (
    "其实",
    "并购",
    "并网",
    "并列",
    "再生",
    "再造",
    "还款",
    "也门",
    "即墨",
    "即将",
    "另类",
    "那曲",
    "又称",
    "而立",
)
_LATER_ITEM = re.compile(r"^(?:第?[二三四五六七八九十][是看来，、]|其[次三四]|再次|最后[是，])")
_TOPIC = re.compile(r"(?:关于|对于|至于)第[一二三四五六][^，,。]{1,8}[，,]")  # 关于第二个焦点，
_WHEREAS = re.compile(r"^[^，,。“”]{1,14}[^原规准法细总守否实]则[一-鿿]")
_ALSO = re.compile(
    r"^(?:[^，,。：“”]{2,10}也(?:不例外|如此|是如此|一样|是这样)"
    r"|[和与跟][^，,。]{1,24}(?<!不)一样[，,]|[^，,]{4,40}同时废止)"
)
_THIS_POINT = re.compile(r"^[^“”]{0,20}这一[条点项说]")
_DONE = re.compile(r"^[一-鿿]{1,3}[了完好](?:之|以)?后[，,]")  # 换了之后，
# 2021年他刚开始时: a time alone stands before the person.
_THEN = re.compile(
    r"^(?:[0-9]+年|[0-9]+[月日]|[今去前当那]年|当时|那时|过去|如今|现在|目前|后来)[，,]?[他她](?![人国乡日山])"
)
# 四十年间，他…; 法院认为，该条款…: nothing is named before the pronoun.
_LATE = re.compile(
    r"^[^，,。：“”]{1,12}(?:(?:[年月日天后前时间来里中期晚]|不同|相比|一样)[，,][他她](?![国乡日山])"
    r"|(?:[年月日天后前时间来里中期晚说称是]|不同|相比|一样|认为|指出|表示)[，,]"
    r"(?:该[^，,]|这[种个些项类批名]|它|其中))"
)
_COUNTER = re.compile(r"^[两二三四五六七八九十]+[个家宗项名位座条类种]")
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
        if kinds.get(text[:size]) in {"needs", "tie"} and not text.startswith(_INNOCENT):
            return True
    return any(pattern.match(text) for pattern in _BACK)


def _behind(text: str, start: int, *kinds: str) -> int:
    for words, kind in table().items():
        if kind in kinds and text.startswith(words, start):
            end = start + len(words)
            if end < len(text) and text[end] in _GAP:
                while end < len(text) and text[end] in _GAP:
                    end += 1
                return end
    return start
