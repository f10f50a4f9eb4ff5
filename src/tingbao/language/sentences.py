"""Where a paragraph falls into sentences.

A terminal mark inside a quotation ends no sentence while words of its speaker follow.
"""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "《": "》"}
_CLOSERS = frozenset("”’」』）)】》\"'")
_QUOTES = frozenset('”’」』"')
_TERMINALS = frozenset("。！？!?…")
_SAYING = re.compile(
    r"说|道[，,：:。]|道$|表示|介绍|认为|指出|坦言|感慨|回忆|强调|称[，,：:。]|称$|透露|解释|写道|问[，,：:]|补充"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_STRETCH = 400  # characters without any terminal mark that are still one sentence


def depths(text: str) -> bytearray:
    """Say per character whether it lies in an address, a quotation or a closed bracket."""
    inside = bytearray(len(text))
    for match in _ADDRESS.finditer(text):
        inside[match.start() : match.end()] = b"\x01" * len(match[0])
    stack: list[tuple[str, int]] = []
    straight = -1
    for at, char in enumerate(text):
        if char in _PAIRS:
            stack.append((_PAIRS[char], at))
        elif stack and char == stack[-1][0]:
            _, opened = stack.pop()
            inside[opened : at + 1] = b"\x01" * (at + 1 - opened)
        elif char == '"':
            if straight < 0:
                straight = at
            else:
                inside[straight : at + 1] = b"\x01" * (at + 1 - straight)
                straight = -1
        elif stack and char in _CLOSERS and any(char == pair for pair, _ in stack):
            while stack and stack[-1][0] != char:
                stack.pop()
            _, opened = stack.pop()
            inside[opened : at + 1] = b"\x01" * (at + 1 - opened)
    return inside


def bounds(text: str) -> list[tuple[int, int]]:
    """Say where each sentence starts and ends, white space left out."""
    inside = depths(text)
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
    trimmed = ((a, b) for a, b in (_trim(text, a, b) for a, b in found))
    return [(a, b) for a, b in trimmed if any(char.isalnum() for char in text[a:b])]


def _ends(text: str, inside: bytearray, start: int, at: int) -> bool:
    """Tell whether a sentence that began at `start` ends before `at`."""
    char = text[at - 1]
    if inside[at - 1]:
        return _ends_quotation(text, inside, start, at)
    if char == "…" and text[at : at + 1] in {"这", "那", "但", "却"}:
        return False  # 从立项到签约……这是一场长跑: the dots join
    if char in _TERMINALS:
        return text[at : at + 1] not in _TERMINALS or at == len(text)
    if char == ".":
        return (
            not text[at : at + 1].strip() and at > start + 1 and not text[at - 2 : at - 1].isdigit()
        )
    long = at - start
    return char == "\n" or long >= 2 * _STRETCH or (long >= _STRETCH and char in "，,；; ")


def _ends_quotation(text: str, inside: bytearray, start: int, at: int) -> bool:
    """Tell whether the quotation that ends before `at` ends its sentence with it."""
    mark = text[max(at - 2, start) : at - 1]
    if text[at - 1] not in _QUOTES or mark not in _TERMINALS:
        return False
    after = text[at : at + 1]
    if after and inside[at] and after not in _PAIRS and after != '"':
        return False  # still inside an outer pair
    if mark == "…" and after.isalnum():
        return False
    before = text[start : at - 1]
    opened = max(before.rfind("“"), before.rfind("「"), before.rfind('"'), 0)
    if before[:opened].rstrip().endswith(("：", ":", "，", ",")):
        return True
    follows = re.match(r"[^。！？!?，,：:]*[，,：:]?", text[at : at + 30])
    return not (follows and _SAYING.search(follows[0]))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
