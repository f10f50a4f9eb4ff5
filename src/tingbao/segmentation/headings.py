"""Headings by their shape, where the text has no markup.

A heading is a short line without closing punctuation that prose follows, or one that
is numbered, bracketed or marked in the ways of Chinese documents. What decides is the
company it keeps: numbered lines in a row with nothing between are a list, and where
short lines mostly follow one another they are verse or items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tingbao.language.figures import number
from tingbao.language.patterns import Pattern
from tingbao.sources import Block

PLAIN_LIMIT = 36  # characters of a heading that only its shape gives away
MARKED_LIMIT = 48  # characters of a numbered or bracketed one
ASKING_LIMIT = 20  # characters of one that asks or exclaims; a longer one leads over to the next
RUN_IN_LIMIT = 26  # characters of a heading that its paragraph follows in the same line
LONE_LIMIT = 1500  # characters of an article in which one unmarked heading alone is believed
PROSE = 30  # characters from which a line is prose even without a full stop
SHORT_SHARE = 0.5  # of short lines; if more of them are neighbours they are verse or a list

_STYLES = {
    "part": r"第[{numeral}百\d]+{part}(?=[\s　:：、]|$|\S{1,30}$)",
    "clause": r"第[{numeral}百\d]+节(?=[\s　:：、]|\S)",
    "hash": r"#{1,6}\s+",
    "han": r"[{numeral}百]{1,3}(?:[、．.]|[\s　]+)(?=\S)",
    "han_bracket": r"[（(][{numeral}百]{1,3}[）)]、?\s*(?=\S)",
    "digit": r"\d{1,2}(?:\s*[、．丨|｜]\s*|\.\s*(?!\d)|\s{1,3}(?=[{han}]))(?=\S)",
    "counter": r"(?:PART|Part|NO|No)\.?\s*\d{1,2}[\s:：.、丨|｜]*(?=\S)",
    "named": r"{counted}[{numeral}百\d]{1,2}[\s:：、]+(?=\S)",
    "question": r"(?:问|Q)\d{0,2}\s*[:：]\s*(?=.*[？?]$)",
    "bold": r"(?:\*\*|__)(?=\S.*(?:\*\*|__)$)",
    "bracket": r"【(?=[^【】]+】$)",
    "symbol": r"(?:[■●▲◆★◎▶►▌▎█☆◇○□※]\s*|[〇◯]\s+)(?=\S)",
}
_PATTERNS = {name: Pattern(pattern, __package__) for name, pattern in _STYLES.items()}
_STRIPPED = {"hash", "bold", "bracket", "symbol", "question"}  # marks that are no words
_NUMBERED = {"part", "clause", "han", "han_bracket", "digit", "counter", "named"}
_END = re.compile(r"[。！？!?；;，,、：:…\.][”’」』）)\"]*$")
_ENDS_SENTENCE = re.compile(r"[。！？!?；;…][”’」』）)\"]*$")
_INNER_STOP = re.compile(r"[。；;]")  # inside a line it makes prose of it
_SAYS = Pattern(r"(?:{says}|{marked}|{lists}|[问答有])[：:]$", __package__)
_TELLS = Pattern("{tells}", __package__)
_LABEL = re.compile(r"^([^\s：:，“]{1,10})[：:]\s*\S")  # a speaker or a fact
_QUOTED = re.compile(r"[“「][^“”「」，,。！？!?…]{2,14}[”」]")  # speech would end with a mark
_ANSWER = re.compile(r"^(?:答|A)\d{0,2}\s*[:：]\s*")  # the label goes with that of its question
_PAIR = re.compile(r"(?:^|[\s　])[^\s：:]{2,8}[：:]")  # several facts in a line
_ITEM = Pattern(r"^(?:[（(]?(?:\d{1,2}|[{numeral}百]{1,2})[）)、.．]|[①-⑳]|[-•·])")
_NUMBER = Pattern(r"[{numeral}百]+|\d+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: int
    style: str
    text: str


def find(paragraphs: Sequence[str]) -> list[Block]:
    """Tell headings from paragraphs.

    Returns the same lines in their order, headings with a level: the style that comes
    first in the article is the highest. Marks that are no words (#, **, 【】, ■) are
    taken off, and so are 问： and 答：; numbers stay.
    """
    lines = _run_in(paragraphs)
    candidates = _accepted(lines, _candidates(lines))
    levels = _order(candidates)
    blocks = [Block(text=line) for line in lines]
    for one in candidates:
        blocks[one.place] = Block(text=one.text, level=levels[one.style])
        if one.style == "question" and not blocks[one.place + 1].level:
            blocks[one.place + 1] = Block(text=_ANSWER.sub("", lines[one.place + 1]))
    return blocks


def _run_in(paragraphs: Sequence[str]) -> list[str]:
    """Part 一、加强领导。各单位要…… into heading and paragraph, where 一 and 二 do so."""
    splits: dict[int, tuple[str, str]] = {}
    for place, line in enumerate(paragraphs):
        head, stop, tail = line.partition("。")
        counts = _PATTERNS["han"].match(head) and _number(head) == len(splits) + 1
        least = PROSE / 2 if splits else PROSE
        short = stop and len(tail) >= least and len(head) <= RUN_IN_LIMIT and "，" not in head
        if counts and short:
            splits[place] = (head, tail.lstrip())
    if len(splits) < 2:  # noqa: PLR2004  # one alone is no series
        splits = {}
    return [part for place, line in enumerate(paragraphs) for part in splits.get(place, (line,))]


def _candidates(lines: Sequence[str]) -> list[_Candidate]:
    labels = Counter(match[1] for line in lines if (match := _LABEL.match(line)))
    found = []
    for place, line in enumerate(lines):
        style = _marked_style(line)
        if style is None and len(line) <= PLAIN_LIMIT and not _is_item(lines, place, labels):
            style = _plain_style(line)
        if style:
            found.append(_Candidate(place, style, _text(line, style)))
    return found


def _marked_style(line: str) -> str | None:
    """Name the mark that a heading begins with; a numbered sentence is no heading."""
    if (
        len(line) > MARKED_LIMIT
        or _INNER_STOP.search(line)
        or line.endswith(("！", "!", "，", "…"))
    ):
        return None
    return next((name for name, pattern in _PATTERNS.items() if pattern.match(line)), None)


def _plain_style(line: str) -> str | None:
    if _INNER_STOP.search(line) or not re.search(r"[^\W\d_]", line):
        return None
    if line.endswith(("：", ":")):
        return None if _SAYS.search(line) or _TELLS.match(line) or "，" in line else "colon"
    if _QUOTED.fullmatch(line):
        return "quoted"
    asks = line.endswith(("？", "！", "?", "!"))
    quoted = line.startswith(("“", "（", "(", "「"))
    closed = quoted and (asks or line.endswith(("”", "）", ")", "」")))
    if closed or line.startswith(("—", "-", "–")) or len(_PAIR.findall(line)) > 1:
        return None
    if asks:
        return "plain" if len(line) <= ASKING_LIMIT and not re.search(r"[，,]", line) else None
    return None if _END.search(line) else "plain"


def _is_item(lines: Sequence[str], place: int, labels: Counter[str]) -> bool:
    """Tell whether a line is a fact (时间：五月一日) among others, or what a speaker says."""
    match = _LABEL.match(lines[place])
    if not match:
        return False
    near = [lines[other] for other in (place - 1, place + 1) if 0 <= other < len(lines)]
    return labels[match[1]] > 1 or any(
        len(line) <= PLAIN_LIMIT and _LABEL.match(line) for line in near
    )


def _text(line: str, style: str) -> str:
    if style in _STRIPPED:
        line = _PATTERNS[style].sub("", line, count=1)
        line = line.strip("*_#】 　" if style != "symbol" else " 　")
    return line.rstrip("：: 　")


def _accepted(lines: list[str], candidates: list[_Candidate]) -> list[_Candidate]:
    candidates = _in_sequence(candidates)
    plain = {candidate.place for candidate in candidates if candidate.style == "plain"}
    listed = {place for place in plain if place - 1 in plain or place + 1 in plain}
    if listed and len(listed) >= SHORT_SHARE * len(plain):
        candidates = [candidate for candidate in candidates if candidate.style != "plain"]
    at = {candidate.place: candidate for candidate in candidates}
    order = _order([candidate for candidate in candidates if candidate.place not in listed])
    accepted: dict[int, _Candidate] = {}
    for candidate in reversed(candidates):  # what follows is decided first
        if _is_followed(lines, candidate, at, order) and (
            candidate.place + 1 not in at or candidate.place + 1 in accepted
        ):
            accepted[candidate.place] = candidate
    found = [accepted[place] for place in sorted(accepted)]
    return [candidate for candidate in found if not _is_doubtful(lines, candidate, found)]


def _is_doubtful(lines: list[str], candidate: _Candidate, found: list[_Candidate]) -> bool:
    """Tell whether a heading is the only one of a kind that wants company.

    A line that ends in a colon may lead into its paragraph, unless a list follows; a
    short line by itself, first of all or in a long article, is a caption or a signature.
    """
    alone = sum(other.style == candidate.style for other in found) == 1
    if candidate.style == "plain":
        first = candidate.place == 0
        return len(found) == 1 and (first or sum(map(len, lines)) > LONE_LIMIT)
    leads_in = candidate.style == "colon" and not _ITEM.match(lines[candidate.place + 1])
    return alone and (leads_in or candidate.style == "quoted")


def _is_followed(
    lines: list[str],
    candidate: _Candidate,
    at: dict[int, _Candidate],
    order: dict[str, int],
) -> bool:
    """Tell whether text of its own, or a heading below it, follows a candidate."""
    place, style = candidate.place, candidate.style
    before, after = at.get(place - 1), at.get(place + 1)
    listed = style == "plain" and before and before.style == "plain"
    if place + 1 == len(lines) or (listed and not lines[place - 1].endswith(("？", "?"))):
        return False
    if after:
        return order.get(after.style, 0) > order.get(style, len(order))
    following = lines[place + 1]
    return (
        style not in {"plain", "quoted"}
        or len(following) >= PROSE
        or bool(_ENDS_SENTENCE.search(following))
    )


def _order(candidates: Sequence[_Candidate]) -> dict[str, int]:
    """Number the styles by their first appearance: the first is the highest."""
    styles = dict.fromkeys(candidate.style for candidate in candidates)
    return {style: number for number, style in enumerate(styles, 1)}


def _in_sequence(candidates: list[_Candidate]) -> list[_Candidate]:
    """Drop numbers that do not count up from one, and those that stand alone."""
    strange = set()
    for style in _NUMBERED:
        numbers = [_number(one.text) for one in candidates if one.style == style]
        rises = all(later == earlier + 1 or later == 1 for earlier, later in pairwise(numbers))
        if len(numbers) < 2 or numbers[0] > 1 or not rises:  # noqa: PLR2004
            strange.add(style)
    return [one for one in candidates if one.style not in strange]


def _number(text: str) -> int:
    found = next(_NUMBER.finditer(text))[0]  # every numbered style has one
    return int(found) if found.isdecimal() else number(found)
