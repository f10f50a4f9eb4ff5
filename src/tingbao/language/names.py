"""Names that are written differently in Taiwan, Hong Kong and on the mainland.

For analysis only: the transcript keeps what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tingbao.language.tables import words

_WHOLE = 3  # characters of a name that is no part of another word


def alike_named(text: str) -> str:
    """Give a text in simplified characters with each name as one writes it on the mainland.

    >>> alike_named("川普会见坦尚尼亚总统，四川普通话")
    '特朗普会见坦桑尼亚总统，四川普通话'
    """
    return _spelling().sub(lambda found: _names().get(found[0], found[0]), text)


def parted(text: str) -> list[str]:
    """Part a text at its longer names, which are every second part; others may be parts of words.

    >>> parted("英伟达与泽连斯基")
    ['', '英伟达', '与', '泽连斯基', '']
    """
    return _longer().split(text)


@cache
def _spelling() -> re.Pattern[str]:
    return _any((*_names(), *_table()["kept"]))


@cache
def _longer() -> re.Pattern[str]:
    return _any(name for name in _names().values() if len(name) >= _WHOLE)


def _any(listed: Iterable[str]) -> re.Pattern[str]:
    """Find any of them, the longest first; few characters begin one."""
    each = sorted(set(listed), key=lambda one: (-len(one), one))
    first = "".join(sorted({one[0] for one in each}))
    return re.compile(f"(?=[{first}])({'|'.join(each)})")


@cache
def _names() -> dict[str, str]:
    rows = _table().items()
    return {spelling: name for name, row in rows if name != "kept" for spelling in row}


def _table() -> dict[str, tuple[str, ...]]:
    return words(__package__, "names.tsv")
