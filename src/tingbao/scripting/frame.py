"""What is known of the moment and the article, in the words of the opening and the closing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from tingbao.language.numerals import cardinal
from tingbao.language.patterns import Pattern, words
from tingbao.language.text import size
from tingbao.model import Byline

_HOURS = (5, 9, 12, 14, 18, 24)  # until which the greetings of words.tsv hold
_HEADLINE = 70  # characters
_HALF = 5  # characters of half a heading that says something
_QUESTION = 48  # characters of a question that is heard at once
_ASKED = 10  # characters of a question that says what it is about
_NAMED = 3  # authors
_FEW = 10
_ASKER = Pattern(r"^{asker}[：:]\s*(?=.*[？?]$)", __package__)
_BAR = re.compile(r"\s*[|｜丨\u3000]\s*")  # 早报｜今天的新闻: a breath, as is a wide blank
_GAP = Pattern(
    r"(?<=[{han}”’」』】）》])(?<![{binds}])\s+(?=[{han}“‘「『【（《])"
    r"|(?<=[{han}][{han}][{han}][{han}])(?<![{counts}])\s+(?=\d+[{han}])",  # 被警告 44家被摘牌
    __package__,
)
_NUMBERING = Pattern(
    r"^(?:第[{numeral}百零0-9]+[{chapter}][、：:\s]*|[（(]?[{numeral}]{1,3}[）)、.．]\s*|"
    r"[（(]?[0-9]{1,2}(?:\.[0-9]{1,2})*[）)、.．](?![0-9])\s*|[①-⑳]\s*|[#＃]+\s*)",
    __package__,
)

_COLUMN = re.compile(r"^【[^【】]{1,12}】(?=.)")
_MARKS = "，。：:；;、·-—_|# "  # at the ends of a heading
_CUT = re.compile(r"\s+[*.…]+$")  # where a page cut it off
_NAME = 24  # characters of a chapter's name, as apps show them
_BREATH = re.compile(r"[，。；！：…\s]")


def hello(moment: datetime) -> str:
    """Greet by the hour of the day."""
    return words("hello", __package__)[bisect_right(_HOURS, moment.hour)]


def listed(names: Sequence[str]) -> str:
    """Join the names of a menu; one that asks parts itself from the next."""
    return re.sub(r"(?<=[？?！!])；", "", "；".join(names))


def coming(text: str) -> str:
    """Say what comes next as a sentence, where the settings tell."""
    bare = text.strip()
    return bare if not bare or bare.endswith(("。", "！", "？")) else f"{bare}。"


def count(number: int) -> str:
    """Count up to ten in characters, beyond in figures."""
    return cardinal(str(number), counting=True) if number <= _FEW else str(number)


def ordinal(number: int) -> str:
    """Number a topic in characters, up to ten; beyond in figures."""
    return cardinal(str(number)) if number <= _FEW else str(number)


def phrase(text: str) -> str:
    """Make a headline or heading speakable: gaps become breaths, its numbering and end marks go."""
    bare = _ASKER.sub("", _NUMBERING.sub("", text.strip()))
    bare = _BAR.sub("，", _GAP.sub("，", bare.strip()))
    return _CUT.sub("", bare).strip(_MARKS) or text.strip()


def headline(title: str) -> str:
    """Give a title that can be said in one breath: what is too long ends at a comma of its own."""
    spoken = phrase(title)
    if len(spoken) <= _HEADLINE:
        return spoken
    ends = [at for at, char in enumerate(spoken[:_HEADLINE]) if char in "，。；：？！,"]
    return spoken[: ends[-1]] if ends else spoken[:_HEADLINE]


def asked(question: str) -> str:
    """Give a question, a long one from the last clause on from which it says something.

    >>> asked("问：收费吗？"), asked(f"{'您说过很多次，' * 8}大桥年底通车，您怎么看？")
    ('问：收费吗？', '大桥年底通车，您怎么看？')
    """
    if size(question) <= _QUESTION:
        return question
    ends = [mark.end() for mark in re.finditer("[，,；;。]", question)]
    parts = (question[end:] for end in reversed(ends))
    return next((part for part in parts if size(part) >= _ASKED), question)


def first_half(phrase: str) -> str:
    """Give the first of the two halves that Chinese headings like to have, if it is one."""
    half, comma, _ = phrase.partition("，")
    asks = phrase.endswith(("？", "?"))  # 参加人去世以后，钱怎么办？: the half asks nothing
    return half if comma and len(half) >= _HALF and not asks else phrase


def chapter(heading: str) -> str:
    """Name a chapter by its heading, without number and column; a long one by its first half.

    >>> chapter("一、复工之后：以后的工资和津贴怎么算，公司说还没有定数")
    '复工之后：以后的工资和津贴怎么算'
    """
    name = _NUMBERING.sub("", _COLUMN.sub("", heading.strip())).strip(_MARKS) or heading
    ends = [mark.start() for mark in _BREATH.finditer(name) if _HALF <= mark.start() <= _NAME]
    asks = name.endswith(("？", "?"))
    return name[: ends[-1]] if len(name) > _NAME and ends and not asks else name


def authors(byline: Byline) -> str:
    """Join the names of a byline as they are said: 文/李婷婷 王禹舜 is 李婷婷、王禹舜."""
    names = byline.authors
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
