"""What an event is known by: the words of its report, names before others, and what it counts.

A word weighs what jieba's table of how rare words are says (its TF-IDF), a word of the
headline more, a name more. Only the head of a report is looked at: that is where the event is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from unicodedata import normalize

from tingbao.language import patterns
from tingbao.language.figures import measures, number
from tingbao.language.likeness import unit_length
from tingbao.language.names import alike_named, parted
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.language.text import Text

HEAD = 320  # characters of a report in which its event is told
_TITLE = 3  # times that a word of the headline counts
_NAME = 1.6  # weight of a name beside another word as rare
_FIGURE = 8.0  # how rare a figure with its measure is
_UNKNOWN = 12.0  # how rare a word is that the table has not, as a new name
_RARE = 4.0  # a word that is less rare says nothing of an event
_KINDS = ("n", "v", "j", "t", "s", "i", "l", "a", "eng")  # what says something
_NAMES = ("nr", "ns", "nt", "nz")
_PLACE = "ns"
_CLAUSE, _CLOSE = re.compile(r"[\s,;:!?。、|/]"), re.compile("[。!?]")
# What comes in a row, so that two of them are two events: 5号线, 第3轮, 3月, or else its day.
_SERIES = Pattern(
    r"第?(\d{1,4}|[{numeral}]{1,3})(?!{lasting})({series}|月(?!\s*[0-9{numeral}]))", __package__
)
_DATED = Pattern(r"{of_month}(\d{1,2}){of_day}", __package__)
_MODEL = re.compile(r"([a-z]{2,})[ -]?(\d{1,3}(?:\.\d+)?)(?![\d%])")  # iPhone 17, iOS 26.1
_STRENGTH = re.compile(r"(\d\.\d)(?=级|地震|强震)")
_WARNING = Pattern(r"([{han}]{2})(?:[红橙黄蓝]色)?预警")
_ZONE = Pattern("{zone}", __package__)
_ASKED = re.compile(r"^（[^）]+）|[?？]")  # of a series, or a question
_BAR = Pattern("{bar}", __package__)
_LABEL = 13  # characters of a headline in which the mark of a column stands
_OWN = 4  # digits of a figure that hardly two events have
_SCORE = re.compile(r"(?<![\d.:：])(\d{1,3})\s*[:：比-]\s*(\d{1,3})(?![\d.:：%月号])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What tells events apart.

    Words by their weight (the vector has length one); the headline word by word, with what each
    is; its letters and digits, which do not hang on where words are cut; its words that neither
    name nor count; who and what is named; what is counted and measured; days of a month; numbers
    of what comes in a row; what happened where, as 土耳其 and an earthquake; and names that many
    subjects have: of who holds an office, and the places of a headline.
    """

    words: Mapping[str, float]
    heading: tuple[tuple[str, str], ...]
    letters: frozenset[str]
    headline: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    days: frozenset[str]
    series: Mapping[str, frozenset[str]]
    happenings: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()

    @property
    def places(self) -> frozenset[str]:
        """The places of the headline."""
        return frozenset(word for word, tag in self.heading if tag.startswith(_PLACE))


def of(title: str, text: str) -> Fingerprint:
    """Take the fingerprint of a report."""
    found = known_by(title, words(title, text))
    said = _flat(f"{title}\n{text[:HEAD]}").lower()
    offices = patterns.words("office", __package__)
    held = (name for name in found.names if any(f"{office}{name}" in said for office in offices))
    shared = found.places.union(held)
    return replace(found, happenings=_happenings(title, text), shared=shared)


def words(title: str, text: str) -> tuple[str, ...]:
    """Give the words that a report's event is known by, each as often as it counts."""
    title, head = _flat(title), _flat(text[:HEAD])
    rows = [f"{number}{kind}" for kind, numbers in _series(title).items() for number in numbers]
    rows = [row for row in rows if not _is_day(row)]
    return tuple([*_terms(title), *rows] * _TITLE + [*_terms(head)])


def known_by(title: str, words: Iterable[str]) -> Fingerprint:
    """Make the fingerprint again of what `words` gave."""
    counted = Counter(words)
    weights = {word: (1 + log(count)) * rarity(word) for word, count in sorted(counted.items())}
    title = _flat(title)
    names = frozenset(filter(_is_name, counted))
    headline = {word for word in counted if word in title.lower()}
    of_day = patterns.words("of_day", __package__)
    return Fingerprint(
        words=unit_length(weights),
        heading=tuple((word, tag) for word, tag in _cut(title) if word[0].isalnum()),
        letters=frozenset(filter(str.isalnum, title.lower())),
        headline=frozenset(word for word in headline - names if not word[0].isdigit()),
        names=names,
        figures=frozenset(word for word in counted if word[0].isdigit() and not _is_day(word)),
        days=frozenset(word for word in counted if word[0].isdigit() and word.endswith(of_day)),
        series=_series(title) | _models(title),
    )


@cache
def rarity(word: str) -> float:
    """Tell how much a word says of an event."""
    if word[0].isdigit():
        return _FIGURE
    weight = _table().get(word, _UNKNOWN)
    return weight * _NAME if _is_name(word) else weight


def newness(words: Iterable[str], known: frozenset[str]) -> float:
    """Tell what share of the weight of words is of those that are not known, from 0 to 1."""
    each = set(words)
    return sum(map(rarity, each - known)) / (sum(map(rarity, each)) or 1.0)


def _flat(text: str) -> str:
    """Bring a text into one script, spelling, width (６.６ is 6.6); a zone of time is no place."""
    return alike_named(_ZONE.sub("", simplified(normalize("NFKC", text))))


def _terms(text: str) -> list[str]:
    found = [word for word, tag in _cut(text) if _tells(word, tag)]
    return [*found, *figures(text), *_scores(text)]


def _cut(text: str) -> list[tuple[str, str]]:
    """Cut a text into words and what each is; a name of the table is one, however it is cut."""
    found: list[tuple[str, str]] = []
    for at, part in enumerate(parted(text)):
        row = [(part, _NAMES[0])] if at % 2 else [(one.text, one.tag) for one in Text(part).words]
        found += [(bare, tag) for word, tag in row if (bare := word.strip().lower())]
    return found


def _tells(word: str, tag: str) -> bool:
    if not tag:
        return len(word) > 1 and word[0].isalpha()
    return tag.startswith(_KINDS) and len(word) > 1 and _table().get(word, _UNKNOWN) >= _RARE


def _happenings(title: str, text: str) -> frozenset[str]:
    """Give what a headline says to have happened, each with its place, or the first sentence.

    That counts where it names a place of the headline: it may speak of another happening first.
    """
    lead, *_ = _CLOSE.split(_flat(text[:HEAD]), maxsplit=1)
    told, said = ({*_happened(part)} for part in (_flat(title), lead))
    here = set(_places(_flat(title)))
    if not here or here & set(_places(lead)):
        told |= said
    return frozenset(map("".join, told))


def _happened(text: str) -> Iterator[tuple[str, str]]:
    for clause in _CLAUSE.split(text):
        for kind, pattern in _happening().items():
            for end in [match.start() for match in pattern.finditer(clause)][-1:]:
                yield from ((place, kind) for place in _places(clause[:end])[-1:])


def _places(text: str) -> list[str]:
    return [word for word, tag in _cut(text) if tag.startswith(_PLACE)]


@cache
def _happening() -> dict[str, Pattern]:
    kinds = patterns.words("happening", __package__)
    return {kind: Pattern(f"{{{kind}}}(?!{{unhappened}})", __package__) for kind in kinds}


def figures(text: str) -> tuple[str, ...]:
    """Give what a text counts and measures, each with its measure; small numbers say nothing."""
    return tuple(
        value + unit
        for value, unit in measures(text)
        if (unit or not value.isdigit()) and sum(map(str.isdigit, value)) > 1
    )


def deeds(title: str, text: str) -> tuple[str, ...]:
    """Give the verbs of a headline that the first sentence of its report has as well.

    What is not done, only said, or what others make of it, is no deed.

    >>> deeds("被捕记者获释引发热议", "被捕的两名记者11日获释，引发热议。各界表示欢迎。")
    ('被捕', '获释')
    """
    begins, *_ = _CLOSE.split(_flat(text[:HEAD].partition("\n")[0]), maxsplit=1)
    idle = {*patterns.reporting(), *patterns.words("heed", __package__)}
    undone = patterns.words("undone", __package__)
    return tuple(
        word
        for word, tag in _cut(_flat(title))
        if tag[:1] == "v" and _tells(word, tag) and word in begins
        if word not in idle and not word.startswith(undone)
    )


def is_of(title: str, text: str) -> bool:
    """Tell whether a text says anything of what its headline says."""
    told, said = {*_terms(_flat(title))}, _flat(text).lower()
    return not told or any(word in said for word in told)


def headline(title: str, site: str) -> str:
    """Take from a headline what a bar parts from it: its column's name, or its outlet at the end.

    >>> headline("深度｜大桥为何晚了三年", ""), headline("大桥通车｜晚报", "晚报")
    ('大桥为何晚了三年', '大桥通车')
    >>> headline("大桥｜市长来了", ""), headline("网传｜大桥要垮", "")
    ('大桥｜市长来了', '网传｜大桥要垮')
    """
    *parts, last = _BAR.split(title)
    if parts and last.strip() and last.strip().casefold() in site.casefold():
        title = title[: -len(last) - 1].rstrip()
    label, bar, rest = title.partition(next(iter(_BAR.findall(title)), "\n"))
    column = simplified(label.strip()).endswith(patterns.words("named_column", __package__))
    return rest.lstrip() if bar and column else title


def is_aside(title: str, text: str) -> bool:
    """Tell a column, a part of a series or a question from a report.

    What stands before a bar is the subject where it names one and the text says all of it.

    >>> is_aside("专访：政变之后", ""), is_aside("军方宣布紧急状态", "")
    (True, False)
    >>> is_aside("特写｜曼城被控", "英超特写。"), is_aside("英超｜曼城被控", "英超指控曼城。")
    (True, False)
    """
    title = simplified(title)
    before, *behind = _BAR.split(title, maxsplit=1)
    label = _terms(_flat(before)) if behind else []
    said = _flat(text[:HEAD]).lower() if label else ""
    named = any(map(_is_name, label)) and all(word in said for word in label)
    section = bool(behind) and before.strip().endswith(patterns.words("section", __package__))
    headline = "".join(behind) if named or section else title
    return (
        bool(_ASKED.search(title))
        or any(word in title for word in patterns.words("asks", __package__))
        or title.endswith(patterns.words("review", __package__))
        or any(mark in headline[:_LABEL] for mark in patterns.words("column", __package__))
    )


@lru_cache(maxsize=4096)  # an event is weighed again with its subject
def is_abroad(title: str, text: str) -> bool:
    """Tell whether a report is of another country and names nothing of home.

    What its headline names says so, or its first sentence if that names no place.

    >>> is_abroad("土耳其煤矿爆炸", ""), is_abroad("中企员工在土耳其遇袭", "")
    (True, False)
    """
    home, abroad = (patterns.words(kind, __package__) for kind in ("home", "abroad"))
    lead, *_ = _CLOSE.split(_flat(text[:HEAD]), maxsplit=1)
    for part in (_flat(title), lead):
        cut = _cut(_DATED.sub(" ", part))
        said = {word for word, _ in cut}
        if any(tag.startswith(_PLACE) for _, tag in cut) or not said.isdisjoint({*home, *abroad}):
            return said.isdisjoint(home) and not said.isdisjoint(abroad)
    return False


def is_own(figure: str) -> bool:
    """Tell a figure so exact that two reports that give it tell one event.

    >>> is_own("129:127"), is_own("3600元")
    (True, False)
    """
    digits = re.split(r"[^\d.:]", figure, maxsplit=1)[0].strip("0")
    return sum(map(str.isdigit, digits)) >= _OWN


def unit(figure: str) -> str:
    """Give what a figure measures; nothing of a bare one.

    >>> unit("3600元"), unit("129:127")
    ('元', '')
    """
    return figure.lstrip("0123456789.:")


@cache
def _tag(word: str) -> str:
    (first, *others) = Text(word).words
    return "" if others else first.tag


def is_known(word: str) -> bool:
    """Tell a figure, or a word whose rarity is known."""
    return word[0].isdigit() or word in _table()


def _is_name(word: str) -> bool:
    """Tell a name; what the table has not is one, as a new name."""
    return not is_known(word) or _tag(word).startswith(_NAMES)


def _is_day(word: str) -> bool:
    """Tell a date or an hour, which many events of a day have."""
    return word.endswith(patterns.words("dated", __package__))


def _series(title: str) -> dict[str, frozenset[str]]:
    rows = [
        (unit.removesuffix("份"), str(int(row) if row.isdecimal() else number(row)))
        for row, unit in _SERIES.findall(title)
    ]
    rows += [("day", day) for day in _DATED.findall(title)]
    rows += [("score", score) for score in _scores(title)]
    rows += [("strength", strength) for strength in _STRENGTH.findall(title)]
    rows += [("warning", warning) for warning in _WARNING.findall(title)]
    return _by_kind(rows)


def _models(title: str) -> dict[str, frozenset[str]]:
    """Give the numbers of products, which part two and join none."""
    return _by_kind(_MODEL.findall(title.lower()))


def _by_kind(rows: Sequence[tuple[str, str]]) -> dict[str, frozenset[str]]:
    return {kind: frozenset(row for one, row in rows if one == kind) for kind, _ in rows}


def _scores(text: str) -> list[str]:
    """Give how games ended, written one way."""
    return [f"{won}:{lost}" for won, lost in _SCORE.findall(text)]


@cache
def _table() -> dict[str, float]:
    """Read jieba's table; the package is not imported for it."""
    text = files("jieba").joinpath("analyse", "idf.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return {word: float(weight) for word, weight in rows}
