"""Who does what to whom in a retold clause and in its source, around the same verb."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from tingbao.language.patterns import reporting
from tingbao.language.text import within
from tingbao.summarization.alignment import BREAK, NAMES, is_bare, told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.text import Text
    from tingbao.language.tokenizer import Word
    from tingbao.summarization.alignment import Clause, Kept
    from tingbao.summarization.pairs import Pair

_HEADS = NAMES | {"n", "nz", "nw", "r"}
_TAKEN = frozenset({"n", "nz", "PER", "ORG"})
_BEFORE = _HEADS | {"c", "d", "TIME", "p", "u"}  # before a verb, of whom it is told
_PHRASE = _HEADS | {"m", "q", "a", "s", "vn", "xc"}
_BETWEEN = frozenset({"d", "ad", "TIME", "t", "vd"})  # between one who does and the verb
_JOINS = frozenset("、的和与及•·“”《》")


def exchanged(pair: Pair) -> str:
    """Find somebody who does what another does at that place of the source, or suffers it."""
    for clause in pair.clauses:
        if other := _passed(pair.said.simple, clause) or _taken(clause) or _of(pair.said, clause):
            return other
        for one in clause.kept:
            said = pair.said.simple[: one.word.start]
            titled = said.count("《") > said.count("》")
            if not clause.part or one.word.tag not in {"v", "vn"} or titled:
                continue
            source = clause.part.text.tags
            there = _at(source, one.start)
            here = pair.said.tags.index(one.word)
            mine, theirs = _agent(pair.said.tags, here), _agent(source, there)
            if _suffers(source, there) != _suffers(pair.said.tags, here) and not (
                mine and theirs and _does(pair.said, clause, one, theirs)
            ):
                return mine + one.word.text
            if mine and _brought(pair.said, clause, one):
                return mine + one.word.text
            between = _between(clause, one)
            if between and between[0].tag == "p" and not any(w.tag == "v" for w in between):
                continue  # 甲向乙发起: what was left out is brought
            if mine and theirs and not may_be(mine, theirs):
                return mine + one.word.text
            mine, theirs = _object(pair.said.tags, here), _object(source, there)
            if mine and theirs and theirs[0] != "、" and not _shares(mine, theirs):
                return one.word.text + mine
    return ""


def _suffers(words: Sequence[Word], at: int) -> bool:
    """Tell whether a verb is told of who suffers it: 被闻泰收购."""
    before = takewhile(lambda word: word.tag not in {"v", "w"}, reversed(words[:at]))
    return any(word.text in told_by("passive") for word in before)


def _does(said: Text, clause: Clause, verb: Kept, agent: str) -> bool:
    """Tell whether who does it in the source does it before the verb: 闻泰收购."""
    before = within(said.tags, clause.start, verb.word.start)
    named = [word.text for word in before if word.tag in _HEADS]
    return any(name in agent for name in named if len(name) > 1) and not any(
        word.text in agent for word in within(said.tags, verb.word.end, clause.end)
    )


def _between(clause: Clause, verb: Kept) -> Sequence[Word]:
    """Give the words of the source between the word that was kept before a verb and the verb."""
    before = [one.end for one in clause.kept if one.end <= verb.start]
    return within(clause.part.text.tags, before[-1], verb.start) if before and clause.part else ()


def _brought(said: Text, clause: Clause, verb: Kept) -> bool:
    """Tell whether what stands before a verb is brought by a preposition in the source."""
    before = [one for one in clause.kept if one.word.end <= verb.word.start]
    if not before or before[-1].word.tag not in _HEADS or not clause.part:
        return False
    one = before[-1]
    theirs = _preposition(clause.part.text.tags, one.start)
    return theirs in told_by("toward") and not _preposition(said.tags, one.word.start)


def _preposition(words: Sequence[Word], place: int) -> str:
    """Give the preposition that brings the phrase of the word at a place, if one does."""
    start = _start(words, _at(words, place) + 1)
    return words[start - 1].text if start and words[start - 1].tag == "p" else ""


def _passed(said: str, clause: Clause) -> str:
    """Give the subject that stands in the source between a retold one and one of its verbs."""
    if not clause.part:
        return ""
    text = clause.part.text.simple
    for verb in clause.kept[1:]:
        start = max(text.rfind(mark, 0, verb.start) for mark in "，；：") + 1
        first = min(one.start for one in clause.kept)
        if verb.word.tag != "v" or first >= start:
            continue
        if text.count("《", 0, start) > text.count("》", 0, start):
            continue
        words = within(clause.part.text.tags, start, verb.start)
        begins = list(takewhile(lambda word: word.tag in _BEFORE, words))
        heads = [word for word in begins if word.tag in _HEADS]
        listed = len(begins) < len(words) and words[len(begins)].text in _JOINS
        points = any(word.text.startswith(told_by("pronoun")) for word in heads)
        told = all(word.text in said[clause.start : clause.end] for word in heads)
        if not (listed or points or told):
            return "".join(word.text for word in heads)
    return ""


def _taken(clause: Clause) -> str:
    """Give what stands right behind a verb here and in another clause of the source: 援建村民."""
    for verb, thing in pairwise(clause.kept if clause.part else ()):
        takes = verb.word.tag in {"v", "vn"} and verb.word.end == thing.word.start
        if (
            not takes
            or thing.word.tag not in _TAKEN | {"m"}
            or verb.end > thing.start
            or not clause.part
        ):
            continue
        between = clause.part.text.simple[verb.end : thing.start]
        tags = [word.tag for word in within(clause.part.text.tags, verb.end, thing.start)]
        own = next((at for at, tag in enumerate(tags) if tag in _TAKEN), len(tags))
        # 围绕核心提出行动 is no 围绕行动.
        if "v" in tags[own:] or (BREAK.search(between) and any(map(str.isalnum, between))):
            return verb.word.text + thing.word.text
    return ""


def _of(said: Text, clause: Clause) -> str:
    """Give a thing told as somebody's that is another's in the source: 非洲厂商 for 日本厂商."""
    if not clause.part:
        return ""
    source = clause.part.text
    for one, thing in pairwise(clause.kept):
        between = said.simple[one.word.end : thing.word.start]
        if one.word.tag not in NAMES or thing.word.tag not in _TAKEN or one.end > thing.start:
            continue
        if between and between not in told_by("attribute"):
            continue
        gap = source.simple[one.end : thing.start]
        at = _at(source.tags, thing.start)
        before = source.tags[at - 1]
        if any(word.text.startswith(told_by("pronoun")) for word in source.tags[at - 2 : at]):
            continue  # 她的
        apart = BREAK.search(gap) and not is_bare(clause.part, thing.start)
        others = before.tag in NAMES and before.start >= one.end
        if apart or (others and before.end == thing.start):
            return one.word.text + thing.word.text
    return ""


def untimely(pair: Pair) -> str:
    """Find what is told of another time than at that place of the source."""
    begin, last = 0, None
    for clause in pair.clauses:
        if not clause.bare and clause.part != last:
            begin, last = (begin if last is None else clause.start), clause.part
        for one in clause.kept:
            if not clause.part or one.word.tag not in {"v", "vn"}:
                continue
            source = clause.part.text
            mine = _time(pair.said, one.word.start)
            theirs = _time(source, one.start)
            if not (mine and theirs) or mine.start < begin or theirs.text in mine.text:
                continue
            part = source.simple[clause.part.start : one.start]
            years = [one.text.endswith(told_by("year")) for one in (mine, theirs)]
            if mine.text in part and years == [False, True]:
                continue  # 8月28日，2018年亚运会
            between = source.simple[theirs.start : one.start]
            near = not re.search("[，：；]", between)
            if mine.text not in (between if near else part):
                return mine.text + one.word.text
    return ""


def _time(text: Text, place: int) -> Word | None:
    """Give the time with a figure that stands nearest before a place in its sentence."""
    start = text.simple.rfind("。", 0, place)
    times = [
        word
        for word in text.tags
        if start < word.start and word.end <= place and word.tag == "TIME"
        if text.simple[word.start - 1 : word.start] not in {"(", "（"}
        if any(map(str.isdigit, word.text))
    ]
    return times[-1] if times else None


def lost(pair: Pair) -> str:
    """Find what makes another thing of a word, where it was left out beside it.

    尤瑟夫的弟弟 is not 尤瑟夫, 最高的国家之一 not 最高的国家, 70%分布 not 分布.
    """
    for clause in pair.clauses:
        if not clause.part:
            continue
        text = clause.part.text.simple
        thinned, of, (listed,) = False, told_by("attribute"), told_by("list")
        befores = [(clause.start, clause.part.start), *((k.word.end, k.end) for k in clause.kept)]
        behinds = [*((k.word.start, k.start) for k in clause.kept), (clause.end, clause.part.end)]
        words = [None, *(one.word for one in clause.kept), None]
        for at, ((here, start), (till, end)) in enumerate(zip(befores, behinds, strict=True)):
            one, other = words[at], words[at + 1]
            mine, theirs = pair.said.simple[here:till], text[start:end]
            (among,) = told_by("among")
            if one and re.match(rf"\w{{0,3}}{among}", theirs) and among not in mine:
                return one.text
            if not other:
                continue
            things = [w for w in within(clause.part.text.tags, start, end) if w.tag in _HEADS]
            head = theirs.startswith(of) and not mine.startswith(of) and things
            lone = one and one.tag in _HEADS and head and things[-1].end != end
            if lone and not re.search("[，：]", theirs):
                return other.text
            # 甲、乙等各类共9期: the sum of a list is not that of a part of it.
            umbrella = re.search(rf"{listed}(\w*)$", theirs)
            thinned = thinned or bool(umbrella and umbrella[1] not in mine)
            if thinned and other.tag == "m" and re.search("|".join(told_by("sum")), theirs):
                return other.text
            share = theirs.endswith(told_by("share")) and theirs[-1] not in mine
            if share and other.tag == "v":
                return other.text
    return ""


def _at(words: Sequence[Word], place: int) -> int:
    return next(at for at, word in enumerate(words) if word.end > place)


def may_be(mine: str, theirs: str) -> bool:
    """Tell whether a phrase may mean another: one of them points, or they share of their heads."""
    (of,) = told_by("attribute")
    heads = [one.rstrip(of).rsplit(of, 1)[-1] for one in (mine, theirs)]
    return any(head.startswith(told_by("pronoun")) for head in heads) or _shares(*heads)


def _shares(one: str, other: str) -> bool:
    small = min(len(one), len(other), 2)
    return any(one[at : at + small] in other for at in range(len(one) - small + 1))


def _agent(words: Sequence[Word], at: int) -> str:
    """Give the phrase right before a verb, adverbs and what prepositions bring left out."""
    end = at
    while end and words[end - 1].tag in _BETWEEN:
        end -= 1
    start = _start(words, end)
    if start == end or words[end - 1].text.endswith(told_by("when")):
        return ""
    before = words[start - 1] if start else None
    attribute = words[at + 1 : at + 2] and words[at + 1].text in told_by("attribute")
    if before and before.tag == "p" and before.text not in told_by("agent") and not attribute:
        return _agent(words, start - 1)
    if before and before.tag == "v" and words[at].text in reporting():
        return _agent(words, start - 1)  # 甲出席典礼表示
    return _text(words, start, end)


def _object(words: Sequence[Word], at: int) -> str:
    """Give the phrase right behind a verb, if it has a name."""
    start = at + 1
    while start < len(words) and words[start].tag == "u":
        start += 1
    end = start
    while end < len(words) and _is_part(words[end]):
        end += 1
    named = any(word.tag in NAMES for word in words[start:end])
    return _text(words, start, end) if named else ""


def _start(words: Sequence[Word], end: int) -> int:
    """Give where the noun phrase that ends before `end` starts."""
    if not end or words[end - 1].tag not in _HEADS:
        return end
    start = end
    while start and _is_part(words[start - 1]):
        start -= 1
    return start


def _is_part(word: Word) -> bool:
    return word.tag in _PHRASE or word.text in _JOINS or word.text in told_by("list")


def _text(words: Sequence[Word], start: int, end: int) -> str:
    return "".join(word.text for word in words[start:end] if word.tag != "m")
