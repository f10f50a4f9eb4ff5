"""What of a sentence may go without making it untrue: padding, brackets, long lists, its tail.

Nothing inside a quotation is touched. No rule takes a negation, a figure or the words
of attribution out of what it leaves standing: a clause goes whole or stays whole.
"""

from __future__ import annotations

import re

from tingbao.condensing.sentences import depths

_FIGURE = re.compile(
    r"[0-9０-９%％]|[一二三四五六七八九十百千万亿两]+(?:个|家|项|万|亿|年|名|倍|成|次|人)"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】(?![0-9０-９]+号)")
_LIST = re.compile(
    r"((?:[^、，,。；;：:“”（）]{1,14}|“[^”]{1,12}”)(?:、(?:[^、，,。；;：:“”（）]{1,14}|“[^”]{1,12}”)){3,})(等)"
)
# Adverbial clauses that tell how nobly a thing is done, never what is done.
_PADDING = re.compile(
    r"^(?:以.{2,20}(?:姿态|精神|劲头|担当|决心|态势|状态|热情|干劲|魄力)"
    r"|在.{2,24}(?:同时|指导下|指引下|关心下|支持下|背景下)"
    r"|(?:锚定|紧扣|聚焦|牢记|秉持|坚持|对标|立足|紧紧围绕|深入贯彻|认真落实)[^，,]{2,20}"
    r"|(?:众所周知|毫无疑问|可以说|不得不说|换句话说|也就是说|不言而喻|正因如此|如此一来))$"
)
# A clause that only leads up to what follows; a sentence cannot end on it.
_LEADING = re.compile(
    r"^(?:[并还也又]?(?:以|在|从|自|随着|通过|依托|围绕|为了?|对于?|当|如果|若|虽然|尽管|由于|因为|不仅|不但|不只|一边|只有|只要|无论|不管|即使|既|不是|并非|除了?|除此|根据|按照|针对|面对|作为|经过?|凭借|借助|截至|据|预计|其中|一方面|与其|每当|凡|哪怕|正如|如同|比起|相比|用|把|将|让|使|由|向|就))"
)
_ENDING = re.compile(
    r"(?:时|后|前|以来|之际|期间|中|下|上|里|起|的同时|来说|而言|来看|方面|为例|如下|包括|是|为|有|的|说|道|表示|介绍|认为|指出|称|看来|显示|过程中|之后|之前|开始)$"
)
_TURN = re.compile(
    r"^(?:但|而|却|则|否则|反而|不过|然而|可|就|才|也|都|还|更|所以|因此|因而|从而|于是|那么|且|并且|而且|仍|只|即|以及|和|与)"
)
_NEEDS_SECOND = re.compile(
    r"不是|并非|不仅|不但|不再|虽|尽管|如果|若|一边|与其|既|无论|不管|只有|只要|越|一方面"
)
_SHORTEST = 14
_LISTED = 3
_CLAUSE = 4


def variants(text: str) -> tuple[str, ...]:
    """Give ever shorter forms of a sentence, itself first; each is a whole sentence.

    Args:
        text: A sentence, its terminal mark included.
    """
    forms = [text]
    for rule in (without_asides, without_padding, with_short_lists):
        shorter = rule(forms[-1])
        if shorter != forms[-1] and len(shorter) >= _SHORTEST:
            forms.append(shorter)
    return tuple(forms)


def without_asides(text: str) -> str:
    """Drop what stands in brackets outside a quotation."""
    quoted = _quoted(text)

    def drop(match: re.Match[str]) -> str:
        return match[0] if quoted[match.start()] else ""

    return _ASIDE.sub(drop, text)


def without_padding(text: str) -> str:
    """Drop clauses that only praise the manner."""
    clauses = clauses_of(text)
    if len(clauses) == 1:
        return text
    kept = [
        clause
        for at, clause in enumerate(clauses)
        if at == len(clauses) - 1 or _FIGURE.search(clause) or not _PADDING.match(clause[:-1])
    ]
    shorter = "".join(kept)
    if len(kept) < len(clauses) and shorter and clauses[0] is not kept[0]:
        shorter = re.sub(r"^([^，,。]{1,10}?)也(?=[一-鿿])", r"\1", shorter)
    return shorter


def with_short_lists(text: str) -> str:
    """Keep three of a list that the text itself calls incomplete (…等)."""
    quoted = _quoted(text)

    def cut(match: re.Match[str]) -> str:
        items = re.findall(r"“[^”]*”|[^、]+", match[1])
        whole = "".join(items) + "、" * (len(items) - 1)
        if len(items) <= _LISTED or len(whole) != len(match[1]):
            return match[0]
        if quoted[match.start()] and not match[0].startswith("“"):
            return match[0]
        return "、".join(items[:_LISTED]) + match[2]

    return _LIST.sub(cut, text)


def without_tail(text: str) -> list[str]:
    """Give the sentence ended early, at each clause that can end it, longest first."""
    clauses = clauses_of(text)
    forms: list[str] = []
    for keep in range(len(clauses) - 1, 0, -1):
        form = "".join(clauses[:keep])
        if len(form) < _SHORTEST:
            break
        if _complete(clauses, keep):
            forms.append(form[:-1] + "。")
    return forms


def clauses_of(text: str) -> list[str]:
    """Divide a sentence at its commas and dashes outside quotations, marks included."""
    inside = depths(text)
    pieces: list[str] = []
    begin = 0
    for at, char in enumerate(text):
        if char in "，,；;" and not inside[at] and not _between_digits(text, at):
            pieces.append(text[begin : at + 1])
            begin = at + 1
    if begin < len(text):
        pieces.append(text[begin:])
    return pieces


def _between_digits(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _complete(clauses: list[str], keep: int) -> bool:
    last = clauses[keep - 1][:-1]
    if _LEADING.match(last) and not re.search(r"了|是|已|将|可", last[1:]):
        return False
    if _ENDING.search(last) or len(last) < _CLAUSE:
        return False
    if _TURN.match(clauses[keep].lstrip()):
        return False
    if any(_NEEDS_SECOND.search(clause) for clause in clauses[max(keep - 2, 0) : keep]):
        return False
    kept = "".join(clauses[:keep])
    return kept.count("“") == kept.count("”") and not re.search(r"[：:]", last)


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
