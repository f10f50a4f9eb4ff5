"""A retold sentence beside the sentences that it cites, analysed once for every check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.language.patterns import words as listed
from tingbao.language.text import Text
from tingbao.language.tokenizer import Word

NAMES = frozenset({"PER", "LOC", "ORG"})
NOUNS = NAMES | {"n", "nz", "nw", "an", "vn"}
VERBS = frozenset({"v", "vd", "vn", "a", "ad"})
_TITLES = NOUNS | {"a"}
_OPENS = frozenset("“《")
_LONGEST = 16  # characters of a modifier's pattern
_MODIFIER = Pattern(lambda: f"(?:{'|'.join(told_by('modifier'))})$")
_NEAR = 12  # characters in which a shortened name has all of its own


@dataclass(frozen=True)
class Pair:
    """A retold sentence beside its sources, analysed."""

    said: Text
    cited: tuple[Text, ...]
    beside: tuple[Text, ...]
    written: str
    whole: str = ""

    @cached_property
    def source(self) -> str:
        """All that the cited sentences say."""
        return "\n".join([*(one.simple for one in self.cited), self.written])

    @cached_property
    def known(self) -> str:
        """Beside it what they need to be understood."""
        return "\n".join([self.source, *(one.simple for one in self.beside)])

    @cached_property
    def titles(self) -> tuple[Word, ...]:
        """The words of the retold sentence that say who somebody is, as the article does."""
        return _titles(self.said, f"{self.known}\n{self.whole}")


def has(source: str, word: str) -> bool:
    """Tell whether a source has a word, or all of its characters close together: 北京大学, 北大."""
    return word in source or (len(word) > 1 and bool(_near(word).search(source)))


def modified(text: str, end: int) -> str:
    """Give the modifier that ends at a place, which makes another of what follows: 副, 前."""
    found = _MODIFIER.search(text, max(end - _LONGEST, 0), end)
    return found[0] if found else ""


def told_by(kind: str) -> tuple[str, ...]:
    """Give the words of a kind by which a sentence is compared with its sources."""
    return tables.kinds(__package__, "retelling.tsv")[kind]


def additions(kind: str) -> tuple[str, ...]:
    """Give the patterns of a kind of what a retold sentence may not say of its own."""
    return tables.kinds(__package__, "additions.tsv")[kind]


@cache
def plain() -> frozenset[str]:
    """Give the words that tell nothing of their own."""
    return frozenset(listed("plain", __package__))


def _titles(said: Text, known: str) -> tuple[Word, ...]:
    """Give the words that say what a name behind them is, as is known: 外相拉布, 台风“蝴蝶”."""
    found: list[Word] = []
    for at, name in enumerate(said.tags):
        marked = at > 0 and said.tags[at - 1].text in _OPENS
        if not marked and name.tag not in NAMES:
            continue
        start = end = at - marked
        while start and (
            said.tags[start - 1].tag in _TITLES or _MODIFIER.fullmatch(said.tags[start - 1].text)
        ):
            start -= 1
        for first in range(start, end):
            title = said.simple[said.tags[first].start : said.tags[end - 1].end]
            named = said.simple[said.tags[end - 1].end : name.end]
            # 埃隆·马斯克 is said as 马斯克.
            place = re.search(rf"{re.escape(title)}(?:\w+·)?{re.escape(named)}", known)
            if place and not modified(known, place.start()):
                found += said.tags[first:end]
                break
    return tuple(found)


@lru_cache(maxsize=1024)  # the words are a model's: there is no end to them
def _near(word: str) -> re.Pattern[str]:
    return re.compile(f"[^。\n]{{0,{_NEAR // len(word)}}}".join(map(re.escape, word)))
