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
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")
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
    that importing reads no table; so is its source, where a function makes it. What it can do
    is what the library's can.

    >>> Pattern("{pronoun}们[{han}]").search("听他们说").span()
    (1, 4)
    """

    __slots__ = (*_METHODS, "_package", "_source", "compiled")
    compiled: re.Pattern[str]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, source: str | Callable[[], str], package: str = _HERE) -> None:
        self._source = source
        self._package = package

    def __getattr__(self, name: str) -> Any:
        """Compile it: nothing of it is there yet."""
        if name not in self.__slots__:
            raise AttributeError(name)
        source = self._source if isinstance(self._source, str) else self._source()
        self.compiled = re.compile(_PARTS.sub(self._filled, source))
        for each in _METHODS:
            setattr(self, each, getattr(self.compiled, each))
        return object.__getattribute__(self, name)

    def _filled(self, part: re.Match[str]) -> str:
        if part["escape"]:
            return part[0]
        if part["set"]:
            return _KIND.sub(lambda kind: "".join(words(kind[1], self._package)), part[0])
        return f"(?:{'|'.join(map(re.escape, words(part[3], self._package)))})"
