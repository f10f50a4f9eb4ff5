"""A sentence as segments that may go one by one, and which of them hang on which.

Chinese strings predicates on one subject: 甲公司投资三亿元，新增产能一万吨，并引进两条生产线。
A segment is a predicate with the adverbials that lead up to it. Where the analysis is
unsure, it joins rather than divides: what is joined is never torn apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from tingbao.language import tokenizer
from tingbao.summarization import enumerations
from tingbao.language.sentences import depths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word

_MARK = re.compile(r"——|—|[，,；;]")
# Words of time and adverbs may stand before a subject.
_BEFORE_SUBJECT = frozenset({"t", "m", "d", "ad", "f", "c", "q"})
_NOMINAL = ("n", "r", "j", "vn", "s", "l", "b", "a", "i", "z")
# Pointing back from inside a segment: 销售额达35亿元，2022年这一数值则超过100亿元.
_INSIDE = re.compile(r"这一|这[个些种项类]|该[项数指额值]|上述|前者|后者|两者|[^原规准法细总守]则")
_CLAUSE = 3  # characters of a clause that can say something
_AFTER_VERB = frozenset({"ul", "ug", "uz", "m"})  # 了 过 着, or a number: a noun that is a verb
_TELLING = frozenset({"了", "是", "有", "成为", "具有", "形成", "达", "达到", "占"})
# A question inside a statement, or a rate: 判断是否侵权 and 利率每下降10个基点 ask for the next.
_TOPIC = re.compile(r"是否|能否|与否|每(?:下降|上升|增加|减少|提高|降低|上涨|下跌|[多少高低升降])")
_TIME = re.compile(
    r"[0-9]{1,4}\s?[年月日时点]|第[一二三四五六七八九十]+[年季]|[今去明前昨当次同]年|[^，]{0,10}[年月日]"
)
_MOMENT = re.compile(r"[0-9年月日时点分秒许上下午凌晨\s]+")  # 分 is also a verb
_PASSIVE = re.compile(r"(?:[0-9]+\s?[年月日时点分])*\s*[由被]")  # 3日11时由卫星电话接通
_BEYOND = re.compile("超过|超出|低于|高于|不足|不满|少于|多于|逾期")  # 幼鱼超过一成，立即关闭
_THEN = re.compile("立即|一律|自动|不予|不得|予以|将被|可以|暂停|停止")
_NOT = ("不", "没", "未", "无")  # 不会使用手机的车主
_SAME_FORM = ("的时候", "的话", "有人", "有的")
_NAMING = frozenset({"所", "这", "这家", "一家", "这个"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch [start, end) of a sentence, its mark included.

    `heads`: it names a subject that the segments after it may share.
    `clings`: it says more of the segment before it, and cannot stay when that goes.
    `under`: it is said under the time or the word of the one before, and goes with it too.
    """

    start: int
    end: int
    heads: bool
    clings: bool
    under: bool


def segments(text: str, words: Sequence[Word] | None = None) -> tuple[Segment, ...]:
    """Divide a sentence; joined, the segments are the sentence."""
    words = tokenizer.words(text) if words is None else words
    found: list[Segment] = []
    start = 0
    ready = glue = framed = False
    inside = depths(text)
    facts = _facts()
    for begin, end, mark in _clauses(text, inside):
        tokens = [word for word in words if begin <= word.start < end and not inside[word.start]]
        clause = text[begin:end].strip()
        ready = _complete(clause, tokens, first=begin == 0, last=mark >= len(text))
        if begin > start and facts["leading"].match(
            text[start:].lstrip()
        ):  # 为配置资源，缓解停车难，…
            ready = ready and not (tokens[0].tag.startswith("v") or facts["leading"].match(clause))
        if not ready and mark < len(text):
            continue
        whole = text[start:mark]
        stripped = whole.lstrip()
        contrast = bool(facts["contrast"].match(stripped) or facts["contrast"].match(clause))
        if found and (glue or contrast or not ready or _answers(text, found[-1], whole)):
            before = found.pop()
            found.append(replace(before, end=mark))
        else:
            first_words = [word for word in words if start <= word.start < mark]
            heads = not found or (not _PASSIVE.match(stripped) and _has_subject(first_words))
            lists = "：" in stripped or ":" in stripped  # 能够确认的有6头：4头…，1头…
            frames = lists or bool(_TIME.match(stripped) or facts["frame"].search(stripped))
            under = bool(found) and framed and not frames
            clings = bool(found) and bool(
                facts["clings"].match(stripped) or _INSIDE.search(stripped)
            )
            framed = bool(found) and (frames or (framed and (under or clings)))
            found.append(Segment(start, mark, heads, clings, under))
        glue = bool(facts["paired"].search(text[start:mark]))
        start = mark
    return _whole(found, enumerations.listed(text))


def _whole(found: Sequence[Segment], listed: int | None) -> tuple[Segment, ...]:
    """Join what is counted up, so that no item is left out: 有三个特点：…，…，…."""
    if listed is None:
        return tuple(found)
    first = next(at for at, part in enumerate(found) if part.end > listed)
    return (*found[:first], replace(found[first], end=found[-1].end))


def _answers(text: str, before: Segment, whole: str) -> bool:
    """Tell whether a segment says what is to be done in the case before it, or matches it."""
    case = text[before.start : before.end]
    norm = _facts()["norm"]
    return (
        bool(norm.search(whole) and not norm.search(case))
        or bool(_BEYOND.search(case) and _THEN.search(whole))
        or any(form in whole and form in case for form in _SAME_FORM)
    )


def _clauses(text: str, inside: bytearray) -> list[tuple[int, int, int]]:
    """Give each clause's start, its end without its mark, and its end with it."""
    found = []
    start = 0
    for match in _MARK.finditer(text):
        at = match.start()
        if inside[at] or match.end() >= len(text):
            continue
        if match[0] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
            continue
        if match[0] == "—" and text[at - 1 : at + 2].strip("—") != text[at - 1 : at + 2]:
            continue
        if match[0] == "—":
            continue  # a single dash is a range or joins a name
        found.append((start, at, match.end()))
        start = match.end()
    found.append((start, len(text.rstrip("。！？!?；;…，,")), len(text)))
    return found


def _complete(clause: str, tokens: Sequence[Word], *, first: bool, last: bool) -> bool:
    """Tell whether the clause says something, so that a sentence could end on it."""
    verbs = _predicates(tokens, first=first)
    if last or not verbs:
        return bool(verbs)
    facts = _facts()
    _, colon, told = clause.replace(":", "：").rpartition("：")  # 发布预警：受冷空气影响，…
    begins = tokens[-1].start + len(tokens[-1].text) - len(told)
    dumb = not _predicates([word for word in tokens if word.start >= begins], first=False)
    leads = colon and (dumb or facts["leading"].match(told))
    hangs = _MOMENT.fullmatch(clause) or _TOPIC.search(clause) or _goes_along(tokens, verbs[-1])
    if len(clause) < _CLAUSE or leads or hangs or facts["open"].search(clause):
        return False
    if "了" in clause:
        return True
    if any(word.text in _words("strong") and word.start < verbs[0].start for word in tokens):
        return False
    if facts["leading"].match(clause.removeprefix("并")):
        return len(verbs) > 1 and not first and not facts["conditional"].match(clause)
    return True


def _goes_along(tokens: Sequence[Word], verb: Word) -> bool:
    """Tell whether what is done goes along with what is done next: 带着12名干部，挨户喊人."""
    lasting = {before.start for before, word in pairwise(tokens) if word.text == "着"}
    return verb.text.endswith("着") or verb.start in lasting


def _predicates(tokens: Sequence[Word], *, first: bool) -> list[Word]:
    """Give the verbs that a clause says something with, those inside its nouns left out."""
    coverbs = _words("coverb")
    verbs = [
        word
        for word, after in zip_longest(tokens, tokens[1:])
        if word.text in {"是", "有"}
        or (
            word.tag.startswith(("v", "i", "l"))
            and word.text not in coverbs
            and not word.text.endswith("的")
            and (word.tag != "vn" or (after is not None and after.tag in _AFTER_VERB))
        )
    ]
    noun = {word.start for before, word in pairwise(tokens) if before.text in {"的", "之"}}
    verbs = [word for word in verbs if word.start not in noun or word is not tokens[-1]]
    at = next((word.start for word in reversed(tokens) if word.text == "的"), -1)
    if not verbs or at < 0:
        return verbs
    if after := [word for word in verbs if word.start > at]:
        return after
    opens = tokens[0]
    told = any(
        word.text in _TELLING
        and (word.text != "有" or (before and before.text not in {"、", "和"}))
        for before, word in zip((None, *tokens), tokens, strict=False)
    )
    if (
        opens.text in _NAMING
        or opens.text.startswith(_NOT)
        or not (told or (opens in verbs and not first))
    ):
        return []  # 创立于1958年的东方电气集团: a name with its relative clause
    return verbs


def _has_subject(words: Sequence[Word]) -> bool:
    """Tell whether the first word that can be a subject or a verb is a subject."""
    for word in words:
        passing = word.tag in _BEFORE_SUBJECT or word.text[0].isdigit()
        if not passing and any(char.isalnum() for char in word.text):
            return word.tag == "vn" or word.tag.startswith(_NOMINAL) or not word.tag
    return False


@cache
def _facts() -> dict[str, re.Pattern[str]]:
    """Give a pattern per kind of clauses.tsv, the longest words first."""
    found = {}
    for kind in _table():
        words = "|".join(map(re.escape, sorted(_words(kind), key=len, reverse=True)))
        found[kind] = re.compile(f"(?:{words})$" if kind == "open" else f"(?:{words})")
    return found


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_table()[kind].split())


@cache
def _table() -> dict[str, str]:
    text = files(__package__).joinpath("clauses.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return dict(rows)
