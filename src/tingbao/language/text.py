"""A paragraph, read once: its words, its parts of speech and names, its sentences.

A `Text` is the string that was written, and remembers what was found in it. Every layer is
made when it is first asked for, once for all threads, so that what only needs words loads no
tagger, and a text without a Chinese character loads nothing. A text that is made of another
by `replaced` or `part` has its words and tags from that one by their places; nothing is cut or
tagged again. Positions are code points; `simple` has as many as the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar

from tingbao.language import sentences
from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified

if TYPE_CHECKING:
    from tingbao.language.offsets import Replacement
    from tingbao.language.tokenizer import Word

T = TypeVar("T")
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = Pattern(f"[{HAN}]")
_LOCK = RLock()


class _Layer(Generic[T]):
    """An attribute of a text that is made when it is first asked for, whichever thread asks."""

    def __init__(self, make: Callable[[Text], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __get__(self, text: Text, owner: type[Text]) -> T:
        with _LOCK:
            if self._make.__name__ not in text.__dict__:
                text.__dict__[self._make.__name__] = self._make(text)
        found: T = text.__dict__[self._make.__name__]
        return found


class Text(str):
    """A text as written, equal to the string; it travels as that, without its layers.

    >>> text = Text("老陳說：“好。”他走了。")
    >>> text.sentences
    ((0, 8), (8, 12))
    >>> [word.text for word in text.part(8).words]
    ['他', '走', '了', '。']
    """

    __slots__ = ("__dict__",)
    _origin: tuple[Text, Sequence[Replacement]] | None = None

    @classmethod
    def of(cls, written: str) -> Text:
        """Give a string as a text; one that is a text already as it is."""
        return written if isinstance(written, cls) else cls(written)

    def __reduce__(self) -> tuple[type[Text], tuple[str]]:
        """Travel without the layers."""
        return Text, (str(self),)

    @_Layer
    def simple(self) -> str:
        """It in simplified characters."""
        return simplified(self)

    @_Layer
    def words(self) -> tuple[Word, ...]:
        """Its words as jieba cuts them."""
        from tingbao.language import offsets, tokenizer

        if self._origin:
            origin, changes = self._origin
            return offsets.carried(origin.words, changes, _cut)
        cut = tokenizer.words if _CHINESE.search(self) else tokenizer.plain
        return cut(self.simple)

    @_Layer
    def tags(self) -> tuple[Word, ...]:
        """Its words with parts of speech and kinds of name; empty without a tagger."""
        from tingbao.language import offsets, tagger

        if self._origin:
            origin, changes = self._origin
            return origin.tags and offsets.retagged(origin.tags, changes, _tagged)
        tag = tagger.tagged if _CHINESE.search(self) else tagger.plain
        return tag(self.simple)

    @_Layer
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences start and end, white space left out."""
        return tuple(sentences.bounds(self.simple, self.depths))

    @_Layer
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

    def is_titled(self, at: int) -> bool:
        """Tell whether a place lies in the name of a book or paper: 《今日美国》."""
        return self.rfind("《", 0, at) > self.rfind("》", 0, at)

    def replaced(self, replacements: Iterable[Replacement]) -> Text:
        """Give the text with something else in some places; its other words stay.

        Args:
            replacements: Start, end and what is put there, in order and apart. A `Text` that
                is put there keeps its words; any other string is cut by the longest words
                that the dictionary has, and takes the tag of the word in whose place it is.

        >>> said = Text("他于2019年退休。").replaced([(2, 6, "二零一九")])
        >>> said
        '他于二零一九年退休。'
        >>> [word.text for word in said.words][-3:]
        ['年', '退休', '。']
        """
        changes = [one for one in replacements if self[one[0] : one[1]] != one[2]]
        if not changes:
            return self
        pieces: list[str] = []
        simple: list[Replacement] = []
        reached = 0
        for start, end, put in changes:
            pieces += (self[reached:start], put)
            simple.append((start, end, put if isinstance(put, Text) else simplified(put)))
            reached = end
        made = Text("".join([*pieces, self[reached:]]))
        made._origin = self, simple
        return made

    def part(self, start: int, end: int | None = None) -> Text:
        """Give what a slice gives, with its words."""
        start, end, _ = slice(start, end).indices(len(self))
        return self.replaced([(0, start, ""), (max(start, end), len(self), "")])


def size(text: str) -> int:
    """Count the characters of a text that are spoken: letters and digits.

    >>> size("第3天，晴。")
    4
    """
    return sum(map(str.isalnum, text))


def within(words: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
    """Give the words that lie in [start, end) of their text."""
    low = bisect_left(words, start, key=attrgetter("start"))
    return words[low : bisect_right(words, end, lo=low, key=attrgetter("end"))]


def _cut(put: str) -> Sequence[Word]:
    from tingbao.language import tokenizer

    return put.words if isinstance(put, Text) else tokenizer.matched(put)


def _tagged(put: str) -> Sequence[Word]:
    return put.tags if isinstance(put, Text) else ()
