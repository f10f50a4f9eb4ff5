"""What stands in brackets and is not for the ear: codes, credits, references to pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.language.text import Text, size, within

_SHORT = Pattern(
    r"[（(](?:{shortly}[：:“”\"]*([^”\"，。（）()]{2,10})|([A-Z][A-Za-z0-9&-]{1,9}))[”\"]?[）)]",
    __package__,
)
_MUTE = Pattern(lambda: "|".join(row[0] for row in tables.rows(__package__, "asides.tsv")))
_LONG = 40  # characters in brackets from which they break the sentence that they stand in,
_FEW = 3  # where they are more figures than these (what a count is made up of) or foreign
_FIGURE, _LATIN = re.compile(r"\d+"), re.compile(r"[A-Za-zÀ-ɏ]")
_JOINS = frozenset({"c", "p"})  # 太原铁路局与中国（太原）煤炭中心
_PHRASE = re.compile(r"[^，。；：、（）()]*$")  # that a bracket may say again: 雄涛广播公司（雄涛）
_SENT = Pattern(r"\d{sent}$", __package__)  # 5月25日电（记者某某）5月24日: two days, two clauses
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕")


def without(text: Text) -> Text:
    """Take such brackets out of a sentence; what explains or names stays, short names too.

    >>> from tingbao.language.text import Text
    >>> without(Text("海康威视（002415.SZ）昨日涨停（图1）。"))
    '海康威视昨日涨停。'
    >>> without(Text("小花（化名）今年7岁。"))
    '小花（化名）今年7岁。'
    >>> without(Text("太原铁路局与中国（太原）煤炭中心发布《分析报告（2023）》。"))
    '太原铁路局与中国（太原）煤炭中心发布《分析报告（2023）》。'
    """
    found = _BRACKETS.finditer(text.simple)
    return text.replaced(
        (*one.span(), "，" if _parts(text, one) else "")
        for one in found
        if not text.is_titled(one.start()) and (_is_mute(one[0]) or _repeats(text, one))
    )


def unused(texts: Sequence[Text]) -> Iterator[Text]:
    """Take the brackets out of sentences in which a short name stands that no other has.

    >>> from tingbao.language.text import Text
    >>> list(unused([Text("世卫组织（WHO）和经济委员会办公室（下称经委办）称。"), Text("WHO说。")]))
    ['世卫组织（WHO）和经济委员会办公室称。', 'WHO说。']
    """
    whole = "".join(text.simple for text in texts)
    for text in texts:
        names = _SHORT.finditer(text.simple)
        yield text.replaced((*one.span(), "") for one in names if not _is_used(one, whole))


def _parts(text: Text, brackets: re.Match[str]) -> bool:
    """Tell brackets that alone part the day that a report was sent on from what it tells."""
    behind = text[brackets.end() : brackets.end() + 1]
    return behind.isalnum() and bool(_SENT.search(text.simple, 0, brackets.start()))


def _is_mute(brackets: str) -> bool:
    if _SHORT.fullmatch(brackets):
        return False
    counts = len(_FIGURE.findall(brackets)) > _FEW
    foreign = 2 * len(_LATIN.findall(brackets)) > size(brackets)
    breaks = size(brackets) > _LONG and (counts or foreign)
    return breaks or bool(_MUTE.fullmatch(brackets[1:-1]))


def _repeats(text: Text, brackets: re.Match[str]) -> bool:
    """Tell brackets that say again what the phrase before them says."""
    inside, end = brackets[0][1:-1], brackets.start()
    joins = [word.end for word in within(text.tags, 0, end) if word.tag in _JOINS]
    phrase = _PHRASE.search(text.simple[max(0, end - _LONG, *joins) : end])
    return size(inside) > 1 and phrase is not None and inside in phrase[0]


def _is_used(name: re.Match[str], whole: str) -> bool:
    return whole.count(name[1] or name[2]) > 1
