"""Whether the figures and dates of a retold sentence are its sources', and of the same things."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from tingbao.language import figures, tables
from tingbao.language.figures import Figure
from tingbao.language.text import Text
from tingbao.summarization.pairs import NOUNS, Pair, plain, told_by

_JOINED = re.compile(r"[^\s\d](\d+)")
_MODEL = re.compile(r"[A-Za-z]\s?$")
_COUNTED = NOUNS | {"q"}
_CLAUSE_END = re.compile(r"[，。；：]")


def figure(pair: Pair) -> str:
    """Find a figure that the sources have not, or have only of something else."""
    theirs: dict[str, set[str]] = {}
    for one in figures.found(pair.source):
        theirs.setdefault(one.value, set()).add(one.unit)
    for one in figures.found(pair.said.simple):
        model = re.search(r"[A-Za-z]+\s?$", pair.said.simple[: one.start])
        if model and model[0] + pair.said.simple[one.start : one.end] in pair.whole:
            continue  # iPhone 11
        units = theirs.get(one.value)
        # 80亿(新台币) is not 80亿美元.
        told = one.unit in pair.source or one.unit in told_by("year")
        bare = "" if told else one.unit
        known = units is not None and not (one.unit and not {one.unit, bare} & units)
        known = known and _goes_on(pair, one)
        counted = _counts(pair.said.simple, one) or _persons(pair, one) or _spelled(pair, one)
        if not (known or counted):
            return pair.said.simple[one.start : one.end] + one.unit
    return ""


def _goes_on(pair: Pair, one: Figure) -> bool:
    """Tell whether the sources count with a figure what it counts here: 5战3胜, 69比74."""
    mine = _next(pair.said, one)
    if one.unit or not mine or _percent(one):
        return True
    theirs = {
        _next(text, other)
        for text in pair.cited
        for other in figures.found(text.simple)
        if other.value == one.value
    }
    return not theirs or not {"", mine}.isdisjoint(theirs)


def _next(text: Text, one: Figure) -> str:
    """Give the first character of what a figure counts, or the figure that a sign joins to it."""
    if found := _JOINED.match(text.simple, one.end):
        return found[1]  # 1-0 is said as 1比0
    if _MODEL.search(text.simple, 0, one.start):
        return ""  # iPhone 11
    behind = next((word for word in text.tags if word.end > one.end and word.text.strip()), None)
    counts = behind and (behind.start < one.end or behind.tag in _COUNTED)
    return text.simple[one.end :].lstrip()[:1] if counts else ""  # 186 条


def _spelled(pair: Pair, one: Figure) -> bool:
    """Tell whether the sources have a small figure as a numeral: 三页 for 3页."""
    behind = _next(pair.said, one)
    return bool(behind) and any(
        unicodedata.numeric(numeral, None) == float(one.value.rstrip("%"))
        for numeral in re.findall(rf"(\w){re.escape(behind)}", pair.source)
    )


def _counts(text: str, one: Figure) -> bool:
    """Tell whether a figure counts what is listed right before it: 甲、乙和丙三家公司."""
    listed = _CLAUSE_END.split(text[: one.start])[-1]
    many = len(re.split("|".join(told_by("joins")), listed))
    return many > 1 and one.value == str(many)


def _persons(pair: Pair, one: Figure) -> bool:
    """Tell whether a figure counts persons whom the sources name: 两人."""
    named = {word.text for text in pair.cited for word in text.tags if word.tag == "PER"}
    return one.unit in told_by("persons") and 1 < float(one.value) <= len(named)


def bound(pair: Pair) -> str:
    """Find a figure said as exact that is not, or the other way round: 近30万 for 超30万."""
    theirs: dict[str, list[frozenset[str]]] = {}
    for text in (*(one.simple for one in pair.cited), pair.written):
        for one in figures.found(text):
            theirs.setdefault(one.value, []).append(_bounds(text, one))
    text = pair.said.simple
    for one in figures.found(text):
        if theirs.get(one.value) and _bounds(text, one) not in theirs[one.value]:
            return text[max(one.start - 2, 0) : one.end + 2]
    return ""


def _bounds(text: str, one: Figure) -> frozenset[str]:
    before, after = text[: one.start].rstrip(), text[one.end :].lstrip()
    behind = after.removeprefix(one.unit)
    if one.unit and behind == after:
        behind = after[1:]  # 10万名以上: what counts persons is read as 人
    sides = {"before": before, "behind": after}
    found = set()
    for kind, side, pattern in tables.rows(__package__, "bounds.tsv"):
        where = f"(?:{pattern})$" if side == "before" else f"^(?:{pattern})"
        if re.search(where, sides[side]) or (side == "behind" and re.search(where, behind)):
            found.add(kind)
    return frozenset(found)


def owner(pair: Pair) -> str:
    """Find a figure that is told of what has another in the source."""
    said = _owned(pair.said)
    theirs: dict[tuple[str, str, str], set[str]] = {}
    for one in pair.cited:
        for word, side, unit, value in _owned(one, every=True):
            theirs.setdefault((word, side, unit), set()).add(value)
    for word, side, unit, value in said:
        own = theirs.get((word, side, unit))
        if own and value not in own:
            return f"{word}{value.removesuffix(unit)}{unit}"
    return ""


def _owned(text: Text, *, every: bool = False) -> Iterator[tuple[str, str, str, str]]:
    """Give words with the figure of each unit that is next to them, before or behind.

    Of a figure the noun and the verb nearest before it, or before the list that it is of, and the
    noun nearest behind it in its clause; with `every`, all words that have it as their next one.
    """
    numbers = [
        one
        for one in figures.found(text.simple)
        if (one.unit or one.value.endswith("%")) and one.unit not in told_by("date")
    ]
    for start, end in text.sentences:
        for one in numbers:
            if not start <= one.start < end:
                continue
            same = [n for n in numbers if n.unit == one.unit and _percent(n) == _percent(one)]
            first, low = one, start
            for other in reversed([n for n in same if start <= n.start < one.start]):
                if not _follows(text.simple, other, first):
                    low = other.end
                    break
                first = other
            high = min((n.start for n in same if one.start < n.start < end), default=end)
            unit = one.unit or "%"
            before = [w for w in text.tags if low <= w.start and w.end <= first.start]
            behind = [w for w in text.tags if one.end <= w.start and w.end <= high]
            if not every:
                stop = re.search(r"[，。；：]", text.simple[one.end : end])
                limit = one.end + stop.start() if stop else end
                behind = [
                    w
                    for w in behind
                    if w.start >= one.end + len(one.unit) and w.end <= limit and w.tag in NOUNS
                ][:1]
                begin = max(
                    (m.end() for m in _CLAUSE_END.finditer(text.simple, low, first.start)),
                    default=low,
                )
                if first.start == begin:
                    before = []  # 20人受伤，3人死亡: what stands in front has its own
                before = [
                    *[w for w in before if w.tag in NOUNS][-1:],
                    *[w for w in before if w.tag == "v"][-1:],
                ]
            yield from ((w.text, "before", unit, one.value) for w in before if len(w.text) > 1)
            yield from ((w.text, "behind", unit, one.value) for w in behind if len(w.text) > 1)


def _percent(one: Figure) -> bool:
    return one.value.endswith("%")


def listed(pair: Pair) -> str:
    """Find figures of a list that are told in another order: who had the first has the second."""
    mine = [one.value for one in figures.found(pair.said.simple)]
    for text in pair.cited:
        for row in _lists(text.simple):
            values = [one.value for one in row]
            told = list(dict.fromkeys(value for value in mine if value in values))
            if told != sorted(told, key=values.index):
                return told[0]
    return ""


def _lists(text: str) -> list[list[Figure]]:
    """Give the figures of a text that measure alike and are joined: 分别下降11%、7.6%."""
    rows: list[list[Figure]] = []
    for one in figures.found(text):
        if rows and _follows(text, rows[-1][-1], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [row for row in rows if len(row) > 1]


def _follows(text: str, one: Figure, other: Figure) -> bool:
    """Tell whether a figure is the next of a list, a range or a score that another is of."""
    alike = one.unit == other.unit and _percent(one) == _percent(other)
    between = text[one.end : other.start].removeprefix(one.unit)
    return alike and between in (*told_by("joins"), *told_by("score"), told_by("until")[0])


def day(pair: Pair) -> str:
    """Find a day told from the day of writing that the sources do not tell so."""
    text = pair.said.simple
    told = [row[0] for row in tables.rows("tingbao.language", "times.tsv") if row[0] in text]
    times = [
        text[word.start - text[: word.start].endswith(told_by("side")) : word.end]  # 后一天
        for word in pair.said.tags
        if word.tag == "TIME" and word.text not in plain()
    ]
    told += [time for time in times if not figures.found(time)]
    told += [
        text[before.start : word.end]
        for before, word in pairwise(pair.said.tags)
        if word.tag == "TIME" and word.text.endswith(told_by("side")) and before.tag == "v"
    ]  # 启动一年后
    return next((time for time in told if time not in pair.source), "")
