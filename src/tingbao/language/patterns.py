"""Regular expressions whose words stand in tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from tingbao.language import tables

_HERE = "tingbao.language"
_KIND = re.compile(r"\{([a-z_]+)\}")
_PARTS = re.compile(r"(?P<escape>\\.)|(?P<set>\[(?:[^\]\\]|\\.)*\])|" + _KIND.pattern)


@cache
def words(kind: str, package: str = _HERE) -> tuple[str, ...]:
    """Give the words of a kind, from words.tsv of a package or else of the language.

    One that is {another kind} there stands for the words of that.

    >>> words("pronoun")
    ('他', '她')
    """
    own = tables.words(package, "words.tsv")
    listed = own[kind] if kind in own else tables.words(_HERE, "words.tsv")[kind]
    parts = (words(_KIND.sub(r"\1", one), package) if "{" in one else (one,) for one in listed)
    return tuple(chain.from_iterable(parts))


@cache
def reporting() -> frozenset[str]:
    """Give the verbs by which somebody's words are reported, whoever reports them.

    >>> sorted(reporting() & {"说", "称", "获悉", "去"})
    ['称', '获悉', '说']
    """
    return frozenset((*words("says"), *words("marked"), *words("learns")))


class Pattern:
    """A regular expression in which {kind} stands for any of the `words` of that kind.

    Within brackets it stands for their characters. It is compiled when it is first used, so
    that importing reads no table; so is its source, where a function makes it.

    >>> Pattern("{pronoun}们[{han}]").search("听他们说").span()
    (1, 4)
    """

    __slots__ = ("_compiled", "_package", "_source")

    def __init__(self, source: str | Callable[[], str], package: str = _HERE) -> None:
        self._source = source
        self._package = package
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression of the library."""
        if self._compiled is None:
            source = self._source if isinstance(self._source, str) else self._source()
            self._compiled = re.compile(_PARTS.sub(self._filled, source))
        return self._compiled

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at a place of a text."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match all of a text."""
        return self.compiled.fullmatch(text)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Find the first match in a text."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find every match in a text."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[Any]:
        """Give what every match found."""
        return self.compiled.findall(text)

    def split(self, text: str) -> list[str]:
        """Split a text at every match."""
        return self.compiled.split(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """Replace every match in a text, or so many."""
        return self.compiled.sub(new, text, count)

    def _filled(self, part: re.Match[str]) -> str:
        if part["escape"]:
            return part[0]
        if part["set"]:
            return _KIND.sub(lambda kind: "".join(words(kind[1], self._package)), part[0])
        return f"(?:{'|'.join(map(re.escape, words(part[3], self._package)))})"
