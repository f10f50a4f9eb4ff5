"""Who 他 is: the person who spoke last, so that a sentence can stand without the one before.

A wrong name is worse than a pronoun: a name counts only with a family name at the start
of a word, and is forgotten as soon as another person may be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.language.patterns import Pattern
from tingbao.language.surnames import surnames
from tingbao.language.text import Text

if TYPE_CHECKING:
    from tingbao.language.tokenizer import Word

_SAYING = Pattern(r"{says}(?=[，,：:。“]|$|记者)", __package__)
_WHERE = Pattern(r"在[^，。：“”]{2,14}[{where_said}]$", __package__)  # 项文斌在说明会上表示
_CHINESE = Pattern("[{han}]+")
_SINGLE = ("common", "other")  # kinds of family names
_PRONOUN = Pattern(r"{pronoun}(?![们人{places}])", __package__)
_TOO = Pattern(r"{too}(?=[{han}]{2})", __package__)


def speaker(sentence: Text) -> Text | None:
    """Give who speaks in a sentence.

    Returns:
        The full name; empty where nobody is named; None where somebody is, but it is not
        sure that he speaks, so that a pronoun after it cannot be told.
    """
    # 官项 is no word, but a family name cut from its given name: 财务官项 | 文斌.
    text, words = sentence.simple, sentence.words
    torn = {word.end for word in words if not word.tag and word.text[-1] in surnames(*_SINGLE)}
    starts = {word.start for word in words} - torn
    spoken = [match.start() for match in _SAYING.finditer(text)]
    ends = [_place(text, at) for at in spoken]
    found = [(end, name) for end in ends if (name := _name_before(text, end, starts))]
    if found:
        end, name = found[-1]
        return sentence.part(end - len(name), end)
    others = bool(spoken) or any(_may_name(word) for word in words)
    return None if others else Text()


def named(text: Text, start: int, name: Text) -> Text:
    """Put a name in the place of the pronoun that stands at `start`; 他也坦言 is 程金光坦言."""
    match = _PRONOUN.match(text, start)
    if not match or not name:
        return text
    too = _TOO.match(text, match.end())
    return text.replaced([(start, (too or match).end(), name)])


def _place(text: str, end: int) -> int:
    """Give where what stands before a verb ends, but for where it is said."""
    match = _WHERE.search(text[:end])
    return match.start() if match else end


def _may_name(word: Word) -> bool:
    """Tell whether a word may be a person's name."""
    new = not word.tag and word.text[0] in surnames(*_SINGLE) and len(word.text) in {2, 3}
    return new or (word.tag.startswith("nr") and len(word.text) > 1)


def _name_before(text: str, end: int, starts: set[int]) -> str:
    """Give the name that ends at `end`: a family name at a word's start, and one or two more."""
    for size in (4, 3, 2):
        start = end - size
        name = text[max(start, 0) : end]
        if start < 0 or start not in starts or not _CHINESE.fullmatch(name):
            continue
        double = name[:2] in surnames("double")
        if (double and size > 2) or (name[0] in surnames(*_SINGLE) and size < 4):  # noqa: PLR2004  # characters
            return name
    return ""
