"""A retold sentence beside the sentences that it cites, analysed once for every check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.language.patterns import words
from tingbao.language.text import Text
from tingbao.summarization.roles import scenes

if TYPE_CHECKING:
    from tingbao.summarization.roles import Scene

CLAUSE = re.compile(r"[^，。；！？,;!?：:]+")
NAMES = frozenset({"PER", "LOC", "ORG"})
NOUNS = NAMES | {"n", "nz", "nw", "an", "vn"}
VERBS = frozenset({"v", "vd", "vn", "a", "ad"})
CONTENT = NOUNS | VERBS
_PART = re.compile(r"[^；;。！？!?\n]+")


@dataclass(frozen=True)
class Pair:
    """A retold sentence beside its sources, analysed."""

    said: Text
    cited: tuple[Text, ...]
    beside: tuple[Text, ...]
    written: str

    @cached_property
    def source(self) -> str:
        """All that the cited sentences say."""
        return "\n".join([*(one.simple for one in self.cited), self.written])

    @cached_property
    def known(self) -> str:
        """Beside it what they need to be understood."""
        return "\n".join([self.source, *(one.simple for one in self.beside)])

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the retold sentence, and what may be one that the tagger does not know."""
        return frozenset(word.text for word in self.said.tags if word.tag in NAMES | {"v"})

    @cached_property
    def parts(self) -> tuple[Text, ...]:
        """The cited sentences, divided where a semicolon divides them."""
        cut = chain.from_iterable(_PART.findall(one.simple) for one in self.cited)
        return tuple(map(Text, map(str, cut)))

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """Who does what in the cited sentences."""
        return tuple(chain.from_iterable(map(scenes, self.cited)))


def additions(kind: str) -> tuple[str, ...]:
    """Give the patterns of a kind of what a retold sentence may not say of its own."""
    return tables.kinds(__package__, "additions.tsv")[kind]


@cache
def plain() -> frozenset[str]:
    """Give the words that tell nothing of their own."""
    return frozenset(words("plain", __package__))
