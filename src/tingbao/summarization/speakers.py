"""Who 他 is: the person who spoke last, so that a sentence can stand without the one before.

A wrong name is worse than a pronoun: a name counts only with a family name at the start
of a word, and is forgotten as soon as another person may be meant.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tingbao.language.text import Text

if TYPE_CHECKING:
    from tingbao.language.tokenizer import Word

_SAYING = re.compile(
    r"(?:说|写道|表示|介绍|坦言|认为|指出|强调|透露|解释|提醒|告诉|回忆|感慨|补充)(?=[，,：:。“]|$|记者)"
)
_WHERE = re.compile(r"在[^，。：“”]{2,14}[上中时后]$")  # 项文斌在说明会上表示
_ALSO = re.compile(r"(?:也|还|又|则)(?=[一-鿿]{2})")
_PRONOUN = re.compile(r"[他她](?!们|人|国|乡|日|山)")


def speaker(sentence: Text) -> Text | None:
    """Give who speaks in a sentence.

    Returns:
        The full name; empty where nobody is named; None where somebody is, but it is not
        sure that he speaks, so that a pronoun after it cannot be told.
    """
    # 官项 is no word, but a family name cut from its given name: 财务官项 | 文斌.
    text, words = sentence.simple, sentence.words
    torn = {word.end for word in words if not word.tag and word.text[-1] in _surnames("single")}
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
    also = _ALSO.match(text, match.end())
    return text.replaced([(start, (also or match).end(), name)])


def _place(text: str, end: int) -> int:
    """Give where what stands before a verb ends, but for where it is said."""
    match = _WHERE.search(text[:end])
    return match.start() if match else end


def _may_name(word: Word) -> bool:
    """Tell whether a word may be a person's name."""
    new = not word.tag and word.text[0] in _surnames("single") and len(word.text) in {2, 3}
    return new or (word.tag.startswith("nr") and len(word.text) > 1)


def _name_before(text: str, end: int, starts: set[int]) -> str:
    """Give the name that ends at `end`: a family name at a word's start, and one or two more."""
    for size in (4, 3, 2):
        start = end - size
        name = text[max(start, 0) : end]
        if start < 0 or start not in starts or not re.fullmatch(r"[一-鿿]+", name):
            continue
        double = name[:2] in _surnames("double")
        if (double and size > 2) or (name[0] in _surnames("single") and size < 4):  # noqa: PLR2004  # characters
            return name
    return ""


@cache
def _surnames(kind: str) -> frozenset[str]:
    table = files(__package__).joinpath("surnames.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(dict(rows)[kind].split())
