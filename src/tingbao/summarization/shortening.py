"""What of a sentence may go without making it untrue: padding, brackets, long lists, segments.

Nothing inside a quotation is touched. No rule takes a negation, a figure or the words
of attribution out of what it leaves standing: a segment goes whole or stays whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tingbao.summarization.clauses import segments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tingbao.language.tokenizer import Word
    from tingbao.summarization.clauses import Segment

_FIGURE = re.compile(
    r"[0-9０-９%％]|[一二三四五六七八九十百千万亿两]+(?:个|家|项|万|亿|年|名|倍|成|次|人)"
)
_ASIDE = re.compile(r"(?:（[^（）]*）|\([^()]*\))(?!》)")  # 《办法（草案）》 is no 《办法》
_LIST = re.compile(
    r"((?:[^、，,。；;：:“”（）]{1,14}|“[^”]{1,12}”)(?:、(?:[^、，,。；;：:“”（）]{1,14}|“[^”]{1,12}”)){3,})(等)"
)
# Adverbial clauses that tell how nobly a thing is done, never what is done.
_PADDING = re.compile(
    r"(?:以.{2,20}(?:姿态|精神|劲头|担当|决心|态势|状态|热情|干劲|魄力)"
    r"|在.{2,24}(?:同时|指导下|指引下|关心下|支持下|背景下)"
    r"|(?:锚定|紧扣|聚焦|牢记|秉持|坚持|对标|立足|紧紧围绕|深入贯彻|认真落实)[^，,]{2,20}"
    r"|众所周知|毫无疑问|可以说|不得不说|换句话说|不言而喻|正因如此|如此一来)$"
)
_COLOUR = re.compile(
    r"(?:一派.{0,8}(?:景象|气象)|热火朝天|如火如荼|热闹非凡|忙碌作业|机器轰鸣|人头攒动|熙熙攘攘|生机勃勃"
    r"|蔚然成风|跃然纸上|近悦远来|欣欣向荣|方兴未艾|如雨后春笋)$"
)
# How a notice is passed on; what it says stands elsewhere.
_FORMULA = re.compile(
    r"[，,；](?:现(?:予以?)?(?:印发|公布|转发)(?:给你们)?|请(?:认真|遵照|结合|抓好)[^，,。]{0,14}(?:执行|落实))(?=[，,。])"
)
_END = re.compile(r"[，,；;：—\s]+$")
_COMMA = re.compile(r"(?:(?!——)[^，,])+(?:——|[，,])?|——|[，,]")
_SHORTEST = 12
_LISTED = 3
_SCENE = 4


def plain(text: str) -> str:
    """Drop brackets, formulas, praise of the manner and the tails of long lists.

    Args:
        text: A sentence, its terminal mark included.
    """
    for rule in (without_asides, without_formulas, without_padding, with_short_lists):
        shorter = rule(text)
        if len(shorter) >= _SHORTEST:
            text = shorter
    return text


def forms(
    text: str, words: Sequence[Word], weigh: Callable[[str, Sequence[Word]], float]
) -> tuple[tuple[str, float], ...]:
    """Give ever shorter forms of a sentence, itself first, the least weighty segment going first.

    Args:
        text: A sentence.
        words: It, cut into words.
        weigh: Says what a stretch of it, with its words, is worth by the character.

    Returns:
        Each form with what it is worth in all.
    """
    parts = segments(text, words)
    pieces = [text[part.start : part.end] for part in parts]
    weights = [
        weigh(piece, [word for word in words if part.start <= word.start < part.end])
        for piece, part in zip(pieces, parts, strict=True)
    ]
    kept = list(range(len(parts)))
    found = [(text, _worth(pieces, weights, kept))]
    while group := _weakest(parts, weights, kept):
        kept = [at for at in kept if at not in group]
        shorter = "".join(_joined(pieces[at], next_to=at + 1 in kept) for at in kept)
        if len(shorter) < _SHORTEST:
            break
        if _unpaired(shorter) == _unpaired(text):  # marks that cross each other fall apart
            found.append((_END.sub("。", shorter), _worth(pieces, weights, kept)))
    return tuple(found)


def _joined(piece: str, *, next_to: bool) -> str:
    """Give a segment as it stands in a shorter form: a dash explains only what is next to it."""
    return piece if next_to else re.sub(r"——$", "，", piece)


def _unpaired(text: str) -> int:
    """Count the quotations that are opened and not closed, less those closed and not opened."""
    return text.count("“") - text.count("”")


def _worth(pieces: Sequence[str], weights: Sequence[float], kept: Sequence[int]) -> float:
    return sum(weights[at] * len(pieces[at]) for at in kept)


def _weakest(parts: Sequence[Segment], weights: Sequence[float], kept: list[int]) -> set[int]:
    """Give the positions of the segments that can go together and are worth least."""
    best: tuple[float, set[int]] | None = None
    for place in range(1, len(kept)):
        group = {kept[place]}
        heads = parts[kept[place]].heads
        for after in kept[place + 1 :]:
            hangs = (parts[after].clings or parts[after].under) and after - 1 in group
            if not (hangs or (heads and not parts[after].heads)):
                break
            group.add(after)
        worth = sum(weights[at] for at in group) / len(group)
        if best is None or worth < best[0]:
            best = worth, group
    return best[1] if best else set()


def without_asides(text: str) -> str:
    """Drop what stands in brackets outside a quotation."""
    quoted = _quoted(text)

    def drop(match: re.Match[str]) -> str:
        return match[0] if quoted[match.start()] else ""

    return _ASIDE.sub(drop, text)


def without_formulas(text: str) -> str:
    """Drop the words with which a notice is passed on."""
    return _FORMULA.sub("", text)


def without_padding(text: str) -> str:
    """Drop clauses that only praise the manner."""
    quoted = _quoted(text)
    clauses = [(match.start(), match.end()) for match in _COMMA.finditer(text)]
    kept: list[str] = []
    dropped = False
    for start, end in clauses:
        clause = text[start:end]
        padding = (
            not quoted[start]
            and not quoted[end - 1]
            and _is_padding(text[:start], clause.rstrip("，,—。…；"), last=end == len(text))
        )
        if padding:
            dropped = True
        elif dropped and not kept:  # 在……的同时，智慧城也注重人才: 也 has lost what it adds to
            kept.append(re.sub(r"^([^，,。]{1,10}?)也(?=[一-鿿])", r"\1", clause))
        else:
            kept.append(clause)
    return _END.sub("。", "".join(kept)) if dropped else text


def _is_padding(before: str, clause: str, *, last: bool) -> bool:
    if _PADDING.match(clause) and not last:
        return not _FIGURE.search(clause)
    return bool(before) and (_is_scene(before, clause) or bool(_COLOUR.search(clause)))


def _is_scene(before: str, clause: str) -> bool:
    """Tell whether four characters after a place only paint it: 地块上，机器轰鸣，…."""
    paints = len(clause) == _SCENE and clause[0] not in "既不没又也"
    return paints and before.rstrip("，,").endswith(("上", "里", "内", "中", "前", "下"))


def with_short_lists(text: str) -> str:
    """Keep three of a list that the text itself calls incomplete (…等)."""
    quoted = _quoted(text)

    def cut(match: re.Match[str]) -> str:
        items = re.findall(r"“[^”]*”|[^、]+", match[1])
        if len(items) <= _LISTED or "、".join(items) != match[1]:
            return match[0]
        if quoted[match.start()] and not match[0].startswith("“"):
            return match[0]
        return "、".join(items[:_LISTED]) + match[2]

    return _LIST.sub(cut, text)


def _quoted(text: str) -> bytearray:
    """Say per character whether it lies inside quotation marks."""
    inside = bytearray(len(text))
    opened = -1
    for at, char in enumerate(text):
        if char in "“「":
            opened = at if opened < 0 else opened
        elif char in "”」" and opened >= 0:
            inside[opened : at + 1] = b"\x01" * (at + 1 - opened)
            opened = -1
    return inside
