"""A retold sentence beside the sentences that it cites, analysed once for every check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.summarization.alignment import Clause, Part, aligned, titles

if TYPE_CHECKING:
    from tingbao.language.text import Text
    from tingbao.language.tokenizer import Word

_PART = re.compile(r"[^；;。！？!?\n]+")


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
    def parts(self) -> tuple[Part, ...]:
        """The cited sentences, divided where a semicolon divides them."""
        return tuple(
            Part(one, *match.span()) for one in self.cited for match in _PART.finditer(one.simple)
        )

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text of the parts."""
        return tuple(one.text.simple[one.start : one.end] for one in self.parts)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The retold clauses upon their sources."""
        return aligned(self.said, self.parts, self.titles, self.known)

    @cached_property
    def titles(self) -> tuple[Word, ...]:
        """The words of the retold sentence that say who somebody is, as the article does."""
        return titles(self.said, f"{self.known}\n{self.whole}")


def additions(kind: str) -> tuple[str, ...]:
    """Give the patterns of a kind of what a retold sentence may not say of its own."""
    return tables.kinds(__package__, "additions.tsv")[kind]
