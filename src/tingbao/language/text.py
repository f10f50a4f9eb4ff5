"""A paragraph, read once: its words, its parts of speech and names, its sentences.

Every layer is made when it is first asked for and kept with the text, so that what only
needs words loads no tagger. Positions are code points of `simple`, which has as many as
`written`: traditional characters become simplified ones one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tingbao.language import sentences, tagger, tokenizer
from tingbao.language.simplified import simplified

if TYPE_CHECKING:
    from tingbao.language.tokenizer import Word


@dataclass(frozen=True)
class Text:
    """A paragraph as written.

    >>> Text("老陳說：“好。”他走了。").sentences
    ((0, 8), (8, 12))
    """

    written: str

    @cached_property
    def simple(self) -> str:
        """It in simplified characters."""
        return simplified(self.written)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words as jieba cuts them."""
        return tokenizer.words(self.simple)

    @cached_property
    def tags(self) -> tuple[Word, ...]:
        """Its words with parts of speech and kinds of name; empty without a tagger."""
        return tagger.tagged(self.simple)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences start and end, white space left out."""
        return tuple(sentences.bounds(self.simple, self.depths))

    @cached_property
    def depths(self) -> bytes:
        """Per character what it lies in, as `sentences.depths` says."""
        return bytes(sentences.depths(self.simple))

    @property
    def quoted(self) -> bytes:
        """Per character 1 where it lies in a quotation, a closed bracket or an address."""
        return bytes(depth & sentences.ENCLOSED for depth in self.depths)

    def speaks(self, at: int) -> bool:
        """Tell whether somebody is quoted at a place, also where no mark ends the quotation."""
        return bool(self.depths[at] & sentences.QUOTED)


def within(words: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
    """Give the words that lie in [start, end) of their text."""
    return tuple(word for word in words if start <= word.start and word.end <= end)
