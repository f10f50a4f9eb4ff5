"""One spelling for many: digits of every script, full-width forms, dashes, spaces.

Traditional characters that rules look at are simplified in the view alone.
The view has one character for each sayable character of the text, and `places` says
where each came from; what cannot be seen (zero-width marks, controls, variation
selectors, lone surrogates) is left out, so that it joins nothing and hides nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from tingbao.language.simplified import simplified
from tingbao.language.text import Text, within
from tingbao.normalization.form import listed, pattern
from tingbao.normalization.punctuation import ENDS
from tingbao.normalization.tables import words

_ORDINARY = re.compile(r"[ -~一-鿿，。！？；：、“”‘’《》（）【】…—·℃×\n]*")
# The space that some typists put around a number, 2020 年 1 月, but not before a list's 2. or 2)
_AIRY = listed("canonical", "airy")
# Those around a share or a quotation within a sentence: 约 70% 居民, 无 “红区” 银行
_PADDED = listed("canonical", "padded")
_EDGES = re.compile("^ | $")
# A quotation with a blank within its marks, of which none beside them is a breath: “ 未来” 客机
_LOOSE = re.compile(r' ?(?:“[^“”\n]{1,40}”|"[^"\n]{1,40}") ?')
_INNER = re.compile(r'(?<=[“"]) +| +(?=[”"])')
# Beside one that stands in a sentence; in a headline such a blank is a breath.
_BESIDE = re.compile(
    r"(?<=[^\W\x00-\x7f]) “[^“”，。；：！？]{1,24}”(?: (?=[^\W\x00-\x7f]))?"
    r"|“[^“”，。；：！？]{1,24}” (?=[^\W\x00-\x7f])"
)
# Brackets beside another rank of place, in the name of a firm, or before what hangs on the word
# before them: 县（区）长, 证券（香港）有限公司, 电子展（CES）上
_BOUND = pattern(
    r"(?<=[{ranks}])[(（][{ranks}][)）](?=[^\W\x00-\x7f])"
    r"|(?<=[^\W\x00-\x7f])[(（](?:(?P<place>[^\W\x00-\x7f]{2,5})[)）](?={firm})"
    r"|(?:(?P<short>[^\W\x00-\x7f]{2,4})|[A-Za-z][A-Za-z-]{0,9})[)）](?P<hung>[{enclitic}]))"
)
_BEFORE = 16  # characters within which the name stands that a bracket shortens
# A short bracket that ends beside the particle that goes on with it: 一半（47%）的份额
_ENDED = pattern(
    r"[(（\[【〔][^()（）\[\]【】〔〕，。；：！？\n]{2,8}?"
    r"(?:(?P<last>[{hanging}])[)）\]】〕]|[)）\]】〕](?P<next>[{hanging}]))"
)
# Pairs that a dash makes, one after the other: 缔约审查——预防风险、慎签合同——预防纠纷
_PAIRED = re.compile(
    r"[^\W\x00-\x7f]{2,16}——[^\W\x00-\x7f]{2,20}(?:、[^\W\x00-\x7f]{2,16}——[^\W\x00-\x7f]{2,20})+"
    r"(?:、[^\W\x00-\x7f]{2,16}(?=[，。；]))?"
)
# A dot between the parts of a name, where none of the text stands before an item of a list
_NAMED = re.compile(r"(?<!\w)[^\W\d_]+(?:•[^\W\d_]+)+")
_BULLET = re.compile(r"(?:^|[^\w”’》)）]|\d|[)）] )•|•\d")
_PERSON, _PLACE = "PER", "LOC"
# Thousands set apart by spaces before what they count: 16 000公顷
_GROUPED = listed("canonical", "grouped")
_BLANKS = (_AIRY, _PADDED, _GROUPED, _INNER, _BESIDE)  # that are not said
_THOUSANDS = re.compile(r"(?<=\d)，(?=000(?!\d))")  # which no number begins with
_WIDE = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")  # ３，２００ is one number
_SPECIAL = {
    "￥": "¥", "￡": "£", "￦": "₩", "￠": "¢",
    "﹣": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "−",
    "―": "—", "─": "—", "━": "—", "﹘": "—", "⸺": "—", "ー": "—",
    "〜": "~", "∼": "~", "˜": "~", "﹏": "~", "∶": "∶", "⁄": "/", "∕": "/",
    "✕": "×", "✖": "×", "⨯": "×", "º": "°", "˚": "°", "µ": "μ", "Ω": "Ω", "Å": "Å",
    "・": "·", "‧": "·", "•": "•", "∙": "·", "⋅": "·", "˙": "·", "｡": "。", "､": "、",
    "﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！",
    "︰": "：", "「": "“", "」": "”", "『": "“", "』": "”", "＂": '"', "″": "″",
    "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n", "\r": "\n",
    "\t": " ", "\u20e3": "，",  # a keycap ends its digit
    "著": "着",  # for the rules alone: 有著20年歷史; elsewhere it is also 显著
}  # fmt: skip
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc"}
_STROKED = str.maketrans("łŁøØđĐðÐþÞħĦıßæÆœŒ", "lLoOdDdDtThHisaAoO")
_KEPT = set("，：；！？")  # full-width signs that keep their width: "1，200" is no 1,200


class View(NamedTuple):
    """The text as the rules see it; `places` is None when nothing was left out."""

    text: str
    places: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the view into a span of the written text."""
        if self.places is None or start == end:
            place = start if self.places is None else self.places[start]
            return place, place + end - start
        return self.places[start], self.places[end - 1] + 1


def view(text: Text) -> View:
    """Spell the text uniformly."""
    if (
        _ORDINARY.fullmatch(text)
        and text.simple == text
        and not (" " in text and any(loose.search(text) for loose in _BLANKS))
        and "，000" not in text
        and not (_BOUND.search(text) or _ENDED.search(text))
        and not ("——" in text and _PAIRED.search(text))
    ):
        return View(text, None)
    seen = "".join(map(_spell, _WIDE.sub(",", text)))
    if "•" in seen and not _BULLET.search(seen):
        seen = _NAMED.sub(lambda names: _pointed(text, names), seen)
    seen = _PAIRED.sub(lambda pairs: pairs[0].replace("、", "；"), seen)
    seen = _unbound(text, seen)
    if " " in seen:
        seen = _LOOSE.sub(_closed, seen)
        if seen.rstrip()[-1:] in ENDS:
            seen = _BESIDE.sub(_edged, seen)
        seen = _PADDED.sub(_edged, seen)
        seen = _AIRY.sub("\0", seen)
        seen = _GROUPED.sub(lambda number: number[0].replace(" ", "\0"), seen)
    seen = _THOUSANDS.sub(",", seen)
    if "\0" not in seen:
        return View(seen, None)
    places = [place for place, character in enumerate(seen) if character != "\0"]
    return View(seen.replace("\0", ""), [*places, len(text)])


def _unbound(text: Text, seen: str) -> str:
    """Take brackets away in which one goes on as without them, and ends behind which one does."""
    letters = list(seen)
    for found in _BOUND.finditer(seen):
        end = found.end() - bool(found["hung"])
        if _is_bound(text, seen, found, end):
            letters[found.start()] = letters[end - 1] = "\0"
    for found in _ENDED.finditer(seen):
        end = found.end() - bool(found["next"])
        at = end if found["next"] else end - 2
        if within(text.words, at, at + 1):
            letters[end - 1] = "\0"
    return "".join(letters)


def _is_bound(text: Text, seen: str, found: re.Match[str], end: int) -> bool:
    """Tell a place of a firm, and a short name before a word of its own."""
    if place := found["place"]:
        return place in words("places") or _tagged(text, end - 2, _PLACE)
    if not found["hung"]:
        return True
    start = found.start()
    rest = iter(seen[max(start - _BEFORE, 0) : start])
    return bool(within(text.words, end, end + 1)) and all(
        character in rest for character in found["short"] or ""
    )


def _tagged(text: Text, at: int, tag: str) -> bool:
    """Tell whether a place of the text lies in a name of that kind."""
    return any(word.tag == tag and word.start <= at < word.end for word in text.tags)


def _pointed(text: Text, names: re.Match[str]) -> str:
    """Join the parts of a name; three in a row are a list unless they name a person."""
    several = names[0].count("•") > 1
    if several and not _tagged(text, names.start() + names[0].index("•"), _PERSON):
        return names[0]
    return names[0].replace("•", "·")


def _closed(quotation: re.Match[str]) -> str:
    """Take the blanks away that stand on either side of the marks, where one is within them."""
    closed = _INNER.sub(lambda blanks: "\0" * len(blanks[0]), quotation[0])
    return _EDGES.sub("\0", closed) if closed != quotation[0] else closed


def _edged(piece: re.Match[str]) -> str:
    """Take the blank before a piece away, and the one behind it."""
    return _EDGES.sub("\0", piece[0])


@lru_cache(4096)
def _spell(character: str) -> str:
    """Give the one character that stands for this one; NUL for what cannot be seen."""
    if (known := _SPECIAL.get(character) or simplified(character)) != character:
        return known
    roman = "\u2160" <= character <= "\u217f"  # Ⅰ is a number like Ⅱ, and no letter
    if "一" <= character <= "鿿" or roman or character in _KEPT or " " <= character <= "~":
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in _UNSEEN:
        return "\n" if character == "\n" else "\0"
    if category == "Zs":
        return " "
    if "\uff01" <= character <= "\uff5e":
        character = chr(ord(character) - 0xFEE0)
    folded = unicodedata.normalize("NFKC", character)
    return _latin(folded if len(folded) == 1 and folded.isalpha() else character)


def _latin(character: str) -> str:
    """Take the accents and strokes off a Latin or Greek letter."""
    plain = unicodedata.normalize("NFD", character)[0].translate(_STROKED)
    known = plain.isascii() or "α" <= plain.lower() <= "ω"
    return plain if known and plain.isalpha() else character
