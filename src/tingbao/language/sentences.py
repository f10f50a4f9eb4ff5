"""Where a paragraph falls into sentences.

A terminal mark inside a quotation ends no sentence while words of its speaker follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tingbao.language.patterns import Pattern, words

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "《": "》"}
ENCLOSED, QUOTED = 1, 2
_OPENERS = frozenset('“「『"')  # of what somebody says
_QUOTES = frozenset('”’」』"')
_TERMINALS = frozenset("。！？!?…")
_SAYING = Pattern(r"{says}|{marked}(?:[，,：:。]|$)|问[，,：:]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_INITIAL = re.compile(r"(?<![A-Za-z])[A-Z](?:\.[A-Z])*\.$")
_SPELT = Pattern(r"{lettered}[A-Z]\.$")  # 方案B.
# An initial of English is one of a name: J. K. Rowling, George W. Bush; but: He got an A.
_OF_NAME = re.compile(r"(?:^|(?<![\w.])[A-Z][\w.'’-]* )[A-Z](?:\.[A-Z])*\.$")
_SHORTENED = Pattern(
    r"(?<![A-Za-z])(?:(?P<title>{titled})|(?P<number>{numbering})|(?P<firm>{incorporated}))\.$"
)
_RESUMED = Pattern(r"\s*{resuming}")
_SPAN = Pattern(
    r"(?:^|[，,。；;]){from}(?![{not_from}])[^，,。；;]*{to}(?![{not_to}])[^，,。；;]{2,}…$"
)
_NEAR = 24  # characters of a word that is shortened and of one before it
_STRETCH = 400  # characters without any terminal mark that are still one sentence


def depths(text: str) -> bytearray:
    """Say per character what it lies in: bits of ENCLOSED and QUOTED.

    A quotation that is not closed, as one that goes on in the next paragraph, encloses nothing.
    """
    spans = [(*match.span(), ENCLOSED) for match in _ADDRESS.finditer(text)]
    for opened, end in _pairs(text):
        quoted = QUOTED if text[opened] in _OPENERS else 0
        spans.append((opened, end or len(text), quoted | (ENCLOSED if end else 0)))
    inside = bytearray(len(text))
    for start, end, bits in spans:
        for at in range(start, end):
            inside[at] |= bits
    return inside


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Give where each pair of marks starts and ends; 0 for the end of one that is not closed."""
    stack: list[int] = []
    straight = -1
    for at, char in enumerate(text):
        if char in _PAIRS:
            stack.append(at)
        elif char == '"':
            if straight >= 0:
                yield straight, at + 1
            straight = at if straight < 0 else -1
        elif any(char == _PAIRS[text[opened]] for opened in stack):
            while _PAIRS[text[opened := stack.pop()]] != char:
                pass
            yield opened, at + 1
    yield from ((opened, 0) for opened in stack)


def bounds(text: str, inside: bytes | bytearray) -> list[tuple[int, int]]:
    """Say where each sentence starts and ends, white space left out.

    Args:
        text: A paragraph.
        inside: Its `depths`.
    """
    found: list[tuple[int, int]] = []
    start = at = 0
    size = len(text)
    while at < size:
        at += 1
        if not _ends(text, inside, start, at):
            continue
        while at < size and text[at] in _TERMINALS:
            at += 1
        found.append((start, at))
        start = at
    found.append((start, size))
    bare = [(start, text[start:end].strip()) for start, end in found]
    placed = [(text.index(said, start), said) for start, said in bare]
    return [(at, at + len(said)) for at, said in placed if any(map(str.isalnum, said))]


def _ends(text: str, inside: bytes | bytearray, start: int, at: int) -> bool:
    """Tell whether a sentence that began at `start` ends before `at`."""
    char = text[at - 1]
    if inside[at - 1] & ENCLOSED:
        return _ends_quotation(text, inside, start, at)
    if char == "…" and (text[at : at + 1] in words("joins") or _SPAN.search(text, start, at)):
        return False  # 从立项到签约……这是一场长跑: the dots join
    if char in _TERMINALS:
        return text[at : at + 1] not in _TERMINALS or at == len(text)
    if char == ".":
        after = text[at : at + 2]
        latin = after.isascii() and after[1:].isalpha() and text[at - 2 : at - 1].isascii()
        named = latin and not text[start:at].isascii()
        ends = not after[:1].strip() and at > start + 1 and not text[at - 2 : at - 1].isdigit()
        # 美国的Northrop Corp. Systems公司, Foo Inc. 运营
        named = named and not _SPELT.search(text, start, at)
        return ends and not named and not (after and _shortens(text, start, at))
    long = at - start
    return char == "\n" or long >= 2 * _STRETCH or (long >= _STRETCH and char in "，,；; ")


def _shortens(text: str, start: int, at: int) -> bool:
    """Tell whether the dot before `at` shortens a word and what follows goes on with it.

    That of a firm's name ends a sentence of English: He works at Foo Inc. It is big.
    """
    written, after = text[max(start, at - _NEAR) : at].lstrip(), text[at : at + 2].strip()
    english = text[start : at + 2].isascii()
    if _INITIAL.search(written):
        named = _OF_NAME if english else _INITIAL
        return after.isascii() and named.search(written) is not None and not _SPELT.search(written)
    found = _SHORTENED.search(written)
    if not found:
        return False
    if found["firm"]:
        return not english and not _RESUMED.match(text, at)
    return after[:1].isdigit() or (not found["number"] and after[:1].isupper())


def _ends_quotation(text: str, inside: bytes | bytearray, start: int, at: int) -> bool:
    """Tell whether the quotation that ends before `at` ends its sentence with it."""
    mark = text[max(at - 2, start) : at - 1]
    if text[at - 1] not in _QUOTES or mark not in _TERMINALS:
        return False
    after = text[at : at + 1]
    if after and inside[at] & ENCLOSED and after not in _PAIRS and after != '"':
        return False  # still inside an outer pair
    if mark == "…" and after.isalnum():
        return False
    before = text[start : at - 1]
    opened = max(before.rfind("“"), before.rfind("「"), before.rfind('"'), 0)
    if before[:opened].rstrip().endswith(("：", ":", "，", ",")):
        return True
    follows = re.match(r"[^。！？!?，,：:]*[，,：:]?", text[at : at + 80])
    return not (follows and _SAYING.search(follows[0]))
