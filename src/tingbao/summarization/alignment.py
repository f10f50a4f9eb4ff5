"""Where the words of a retold sentence stand in its sources, clause by clause.

Who retells by leaving words out keeps the rest in its order: each clause lies upon a stretch
of one source sentence, and what was left out or put in stands between its words. What is
true of a clause is judged there, not wherever else the sources have a word of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from tingbao.language import figures, tables
from tingbao.language.patterns import reporting
from tingbao.language.patterns import words as listed
from tingbao.language.text import within

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from tingbao.language.text import Text
    from tingbao.language.tokenizer import Word

CLAUSE = re.compile(r"[^，。；！？,;!?：:\n]+")
NAMES = frozenset({"PER", "LOC", "ORG"})
NOUNS = NAMES | {"n", "nz", "nw", "an", "vn"}
VERBS = frozenset({"v", "vd", "vn", "a", "ad"})
CONTENT = NOUNS | VERBS
_TITLES = NOUNS | {"a"}
_BROUGHT = NOUNS | {"f", "s", "m", "q", "r", "a", "u", "TIME", "t"}
_OPENS = frozenset("“《")
_ORDERED = CONTENT | {"m", "r", "f", "s"}
_LEAST = 3  # characters of a name that may stand for it
_NEAR = 12  # characters in which a shortened name has all of its own
BREAK = re.compile(r"[，。；：,;:！？\n]")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a source, or what a semicolon divides of it."""

    text: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A word of a retold clause, and where the source has it."""

    word: Word
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A retold clause upon its source.

    Attributes:
        start: Where it stands in the retold sentence.
        end: Where it ends there.
        part: Its source; None where no one source has its words in their order.
        kept: Its words of content with their places in the source, but for a subject that
            another source has.
        bare: It has no word of content.
    """

    start: int
    end: int
    part: Part | None
    kept: tuple[Kept, ...]
    bare: bool


def aligned(
    said: Text, parts: Sequence[Part], titles: Container[Word] = (), beside: str = ""
) -> tuple[Clause, ...]:
    """Lay each clause of a retold sentence, but for titles, upon the source that has it best.

    Whom a source only points at may be named by what is `beside` it.
    """
    known = "\n".join([*{part.text.simple for part in parts}, beside])
    words = [word for word in said.tags if _tells(word, known) and word not in titles]
    others = told_by("list")  # 等地, 等人
    words = [
        one for one in words if len(one.text) > 1 or said.simple[: one.start][-1:] not in others
    ]
    found = []
    for clause in CLAUSE.finditer(said.simple):
        its = [word for word in words if clause.start() <= word.start < clause.end()]
        pairs = {clause[0][at : at + 2] for at in range(len(clause[0]) - 1)}
        ways = [
            (_cost(part, kept, len(its), pairs), at, kept)
            for at, part in enumerate(parts)
            if (kept := _kept(said, its, part) or _meant(said, its, part, known))
        ]
        _, at, kept = min(ways, key=itemgetter(0), default=(None, -1, ()))
        part = parts[at] if kept else None
        bare = all(map(_says_little, its))
        found.append(Clause(clause.start(), clause.end(), part, kept, bare=bare))
    return tuple(found)


def _tells(word: Word, known: str) -> bool:
    """Tell whether it matters where a word stands: it has content, or says who says."""
    if word.text.startswith(told_by("most")):
        return True
    if word.text in told_by("denies"):
        return False
    if _says_little(word):
        says = len(word.text) > 1 or word.text in reporting()
        return word.tag == "v" and says and word.text in known
    return (
        word.tag in _ORDERED
        and word.text not in told_by("pronoun")
        and not _modifier().fullmatch(word.text)
        and (word.tag != "f" or len(word.text) > 1)
        # A figure in another form is the figures' business; 一位 points at somebody unnamed.
        and (
            word.text in known
            or not (figures.found(word.text) or word.text.startswith(told_by("one")))
        )
    )


def _says_little(word: Word) -> bool:
    return word.text in plain() or (word.tag != "f" and plain().issuperset(word.text))


def titles(said: Text, known: str) -> tuple[Word, ...]:
    """Give the words that say what a name behind them is, as is known: 外相拉布, 台风“蝴蝶”."""
    found: list[Word] = []
    for at, name in enumerate(said.tags):
        marked = at > 0 and said.tags[at - 1].text in _OPENS
        if not marked and name.tag not in NAMES:
            continue
        start = end = at - marked
        while start and (
            said.tags[start - 1].tag in _TITLES or _modifier().fullmatch(said.tags[start - 1].text)
        ):
            start -= 1
        for first in range(start, end):
            title = said.simple[said.tags[first].start : said.tags[end - 1].end]
            named = said.simple[said.tags[end - 1].end : name.end]
            # 埃隆·马斯克 is said as 马斯克.
            place = re.search(rf"{re.escape(title)}(?:\w+·)?{re.escape(named)}", known)
            if place and not _modified(known, place.start()):
                found += said.tags[first:end]
                break
    return tuple(found)


def _cost(
    part: Part, kept: Sequence[Kept], many: int, pairs: set[str]
) -> tuple[int, int, int, int]:
    """Tell how far a source is from a clause: words it lacks, breaks and characters between."""
    text = part.text.simple
    between = text[kept[0].start : kept[-1].end]
    shared = sum(pair in text[part.start : part.end] for pair in pairs)
    return many - len(kept), len(BREAK.findall(between)), len(between), -shared


def _kept(said: Text, words: Sequence[Word], part: Part) -> tuple[Kept, ...] | None:
    """Place words in a source in their order, all but those of a subject that it lacks."""
    text = part.text.simple[part.start : part.end]
    words = [word for word in words if not _says_little(word) or word.text in text]
    for many, word in enumerate(words):
        kept = _placed(said, words[many:], part)
        if not many and kept:
            return kept
        if not kept:
            continue
        before = words[:many]
        lacks = not any(_places(said, one, part) for one in before)
        # 石景山的充电站 is told of another 充电站.
        other = before and said.simple[before[-1].end : word.start].startswith(told_by("attribute"))
        named = not other and all(one.tag != "v" for one in before)
        if lacks and named and not _has_subject(part, kept[0].start):
            return kept
        front = _fronted(said, before, part, kept) if named else ()
        if front:
            return (*front, *kept)
    return _rejoined(said, words, part)


def _rejoined(said: Text, words: Sequence[Word], part: Part) -> tuple[Kept, ...] | None:
    """Place words of which some stand elsewhere: a list, or what a preposition brings."""
    for group, room in _movable(said, words, part):
        rest = [word for word in words if word not in group]
        here, others = _placed(said, group, room), rest and _placed(said, rest, part)
        if here and others:
            return tuple(sorted((*here, *others), key=lambda one: one.word.start))
    return None


def _meant(said: Text, words: Sequence[Word], part: Part, known: str) -> tuple[Kept, ...] | None:
    """Place words of which a source has only a pronoun, or the last of a longer name."""
    absent = [word for word in words if word.tag in CONTENT and not _places(said, word, part)]
    if any(word.text not in known for word in absent):
        return None
    things = [word for word in words if word.tag in NOUNS and word not in absent]
    first = list(takewhile(lambda word: word.tag in NOUNS, words))
    # 习近平祝愿李明扬: both may stand elsewhere in it.
    for more in [[], *([word] for word in things), *(first[:n] for n in range(2, len(first) + 1))]:
        gone = [*absent, *(word for word in more if word not in absent)]
        rest = [word for word in words if word not in gone]
        kept = _placed(said, rest, part) if gone and rest else None
        if kept and all(
            _stands_for(said, word, kept, part, known, also=word not in absent) for word in gone
        ):
            return kept
    return None


def _stands_for(
    said: Text, word: Word, kept: Sequence[Kept], part: Part, known: str, *, also: bool
) -> bool:
    """Tell whether a source has a pronoun where a word is, or a noun that it only makes longer.

    Of a word that it has also elsewhere a pronoun that is no noun.
    """
    start = max((one.end for one in kept if one.word.end <= word.start), default=part.start)
    after = next((one for one in kept if one.word.start >= word.end), None)
    gap = within(part.text.tags, start, after.start if after else part.end)
    if any(one.tag in NAMES and one.text not in said.simple for one in gap):
        return False  # another is named there
    places = _places(said, word, part) if also and after else ()
    if after and any(
        not BREAK.search(part.text.simple, *sorted((after.end, at))) for at, _ in places
    ):
        return False  # whom its clause names besides, a pronoun in it does not mean
    pointing = (one for one in gap if _points(part, one) and one.text not in word.text)
    if word.tag in NOUNS and any(one.tag == "r" or not also for one in pointing):
        return True
    longer = after and said.simple[word.start : after.word.end] in known
    return bool(longer and not also and after and is_bare(part, after.start))


def _points(part: Part, word: Word) -> bool:
    """Tell whether a word of a source means somebody who was named before."""
    if not word.text.startswith(told_by("pronoun")):
        return False
    return word.tag == "r" or (word.tag == "n" and is_bare(part, word.start))


def is_bare(part: Part, at: int) -> bool:
    """Tell whether nothing says of the noun at a place which one it is."""
    before = [word for word in part.text.tags if word.end <= at][-1:]
    return not any(
        word.tag in NOUNS | {"a", "m", "r"} or word.text in told_by("attribute") for word in before
    )


def _movable(
    said: Text, words: Sequence[Word], part: Part
) -> Iterator[tuple[Sequence[Word], Part]]:
    """Give words that may stand elsewhere in a source, each time with where in it."""
    text, joins = part.text.simple, told_by("joins")
    listed = [
        word
        for word in words
        if word.tag in NOUNS
        and (
            said.simple[word.end :].startswith((*joins, *told_by("list")))
            or said.simple[: word.start].endswith(joins)  # the last: 甲和乙
        )
    ]
    for intro in told_by("lists") if listed else ():
        at = text.find(intro, part.start, part.end)
        if at >= 0:  # 涨了三成，包括甲和乙
            yield listed, Part(part.text, at, part.end)
    for at, word in enumerate(said.tags):
        if word.tag != "p" or word.text in told_by("agent"):
            continue
        its = [one for one in _brought(said, at) if one in words]
        for there, other in enumerate(part.text.tags) if its else ():
            if other.text == word.text and part.start <= other.start < part.end:
                stretch = _brought(part.text, there)
                if stretch:
                    yield its, Part(part.text, other.end, stretch[-1].end)


def _brought(text: Text, at: int) -> list[Word]:
    """Give the words of the phrase that a preposition brings."""
    tags = _BROUGHT
    return list(takewhile(lambda word: word.tag in tags, text.tags[at + 1 :]))


def _fronted(
    said: Text, words: Sequence[Word], part: Part, kept: Sequence[Kept]
) -> tuple[Kept, ...]:
    """Place a subject that the source has behind where or for whom: 在会上，甲…, 甲在会上….

    Or behind what is told of it.
    """
    if not all(word.tag in NOUNS | {"m"} for word in words):
        return ()
    text = part.text.simple
    placed = _placed(said, words, part) or ()
    # 甲平台发达 is 平台发达的甲.
    if placed and text[kept[-1].end : placed[0].start] in told_by("attribute"):
        return placed
    begin = max(text.rfind(mark, 0, kept[0].start) for mark in "，。；：”") + 1
    first = next((word for word in part.text.tags if word.start >= begin), None)
    brought = first and first.tag == "p" and first.text not in told_by("agent")
    behind = placed and kept[0].end <= placed[0].start and text[placed[0].start - 1] == "，"
    return placed if brought and behind else ()


def _placed(said: Text, words: Sequence[Word], part: Part) -> tuple[Kept, ...] | None:
    """Place words in a source, each as near before the next as it stands."""
    places = [_places(said, word, part) for word in words]
    ways = []
    for last in places[-1]:
        row = [last]
        for one in reversed(places[:-1]):
            before = bisect_right(one, row[-1][0], key=itemgetter(1))
            if not before:
                break
            row.append(one[before - 1])
        if len(row) == len(places):
            ways.append(row[::-1])
    if not ways:
        return None
    best = min(ways, key=lambda row: row[-1][1] - row[0][0])
    return tuple(Kept(word, *place) for word, place in zip(words, best, strict=True))


def _places(said: Text, word: Word, part: Part) -> list[tuple[int, int]]:
    """Give where a source has a word that no modifier makes another: 副市长 has no 市长."""
    text = part.text.simple
    modifier = _modified(said.simple, word.start)
    found = [
        match.span()
        for match in _literal(word.text).finditer(text, part.start, part.end)
        if modifier == _modified(text, match.start())
    ]
    if not found and len(word.text) > 1 and word.text not in text:
        shape = _literal(word.text.rpartition("·")[2]) if "·" in word.text else _near(word.text)
        found = [
            match.span()
            for match in shape.finditer(text, part.start, part.end)
            if not any(
                _modified(match[0], end) and not _modified(word.text, end)
                for end in range(1, len(match[0]))
            )
        ]
    if not found and word.tag in NAMES:  # 北京理工雷科公司, 理工雷科
        found = [
            (one.start, one.end)
            for one in within(part.text.tags, part.start, part.end)
            if one.tag in NAMES and len(one.text) >= _LEAST and one.text in word.text
        ]
    return found


def _modified(text: str, end: int) -> str:
    """Give the modifier that ends at a place; empty where none does."""
    longest = max(map(len, told_by("modifier")))
    found = _modifier().search(text, max(end - longest, 0), end)
    return found[0] if found else ""


def _has_subject(part: Part, end: int) -> bool:
    """Tell whether a source names, before a place and its first verb, what it is about."""
    before = [word for word in part.text.tags if part.start <= word.start < end]
    points = any(word.text.startswith(told_by("pronoun")) for word in before)
    first = takewhile(lambda word: word.tag not in {"v", "p"}, before)
    return not points and any(word.tag in NOUNS | {"r"} for word in first)


def has(source: str, word: str) -> bool:
    """Tell whether a source has a word, or all of its characters close together: 北京大学, 北大."""
    return word in source or (len(word) > 1 and bool(_near(word).search(source)))


def told_by(kind: str) -> tuple[str, ...]:
    """Give the words of a kind that tell who does what."""
    return tables.kinds(__package__, "roles.tsv")[kind]


@cache
def plain() -> frozenset[str]:
    """Give the words that tell nothing of their own."""
    return frozenset(listed("plain", __package__))


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(told_by('modifier'))})$")


@lru_cache(maxsize=1024)  # the words are a model's: there is no end to them
def _literal(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word))


@lru_cache(maxsize=1024)
def _near(word: str) -> re.Pattern[str]:
    return re.compile(f"[^。\n]{{0,{_NEAR // len(word)}}}".join(map(re.escape, word)))
