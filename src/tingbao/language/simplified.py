"""Traditional characters as simplified ones, one for one, so that positions stay the same.

For analysis only: the transcript keeps what was written.
"""

from __future__ import annotations

from functools import cache

from tingbao.language.patterns import Pattern
from tingbao.language.tables import rows

# Where a character stays that is another elsewhere.
_STAYS = Pattern(lambda: "|".join(pattern for pattern, _ in _variants("stays")))


def simplified(text: str) -> str:
    """Give a text of the same length in simplified characters.

    >>> simplified("他看著那本著名的書")
    '他看着那本著名的书'
    """
    found = text.translate(_table())
    if found == text or not (kept := list(_STAYS.finditer(text))):
        return found
    letters = list(found)
    for one in kept:
        letters[one.start()] = one[0]
    return "".join(letters)


@cache
def _table() -> dict[int, str]:
    pairs = [*rows(__package__, "simplified.tsv"), *_variants("becomes")]
    table = {ord(old): new for olds, news in pairs for old, new in zip(olds, news, strict=True)}
    return {old: str(table.get(ord(new), new)) for old, new in table.items()}


def _variants(kind: str) -> list[tuple[str, str]]:
    table = rows(__package__, "variants.tsv")
    return [(text, character) for one, text, character in table if one == kind]
