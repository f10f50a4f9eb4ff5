"""A sentence that runs too long said as two, its subject named again where the second has none.

By ear a subject is lost after some sixty characters of commas. A cut is made only where it
is sure who does, or who says, what comes next; a long sentence is better than a wrong
subject. Nothing but the subject is added, with 还 and its verb where a sentence is
somebody's word, and nothing but a conjunction goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.gathering import terms
from tingbao.language import tokenizer
from tingbao.language.simplified import simplified
from tingbao.scripting.attributions import attribution, retold
from tingbao.summarization.clauses import segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word
    from tingbao.summarization.clauses import Segment

_LONG = 60  # characters of a sentence that is still one to the ear
_HALF = 20  # characters that a half has at least
_COMMAS = "，,；;"
_TOWARDS = ("把", "将")


def parted(text: str) -> tuple[str, ...]:
    """Part a sentence that runs too long.

    Args:
        text: A sentence, its terminal mark included, in either script.

    Returns:
        The sentences it is best said as; itself, where it is short or no cut is safe.
    """
    length = _letters(text)
    if length <= _LONG:
        return (text,)
    cuts = _cuts(text, simplified(text))
    if not cuts:
        return (text,)
    at, resume, again = min(cuts, key=lambda cut: abs(2 * _letters(text[: cut[0]]) - length))
    first = text[:at].rstrip().rstrip(_COMMAS) + "。"
    return (*parted(first), *parted(again + text[resume:].lstrip()))


def _cuts(text: str, simple: str) -> list[tuple[int, int, str]]:
    """Give where the text may end, where it goes on, and what is said again before that."""
    words = tokenizer.words(simple)
    told = attribution(simple, words)
    parts = segments(simple, words)[1:]
    found = retold(text, simple, words, told) if told else _done(text, simple, words, parts)
    return [cut for cut in found if _is_enough(simple, cut[0])]


def _done(
    text: str, simple: str, words: Sequence[Word], parts: Sequence[Segment]
) -> list[tuple[int, int, str]]:
    """Find the clauses of somebody named, and those of whoever is named first."""
    head = _subject(words)
    if head and not _is_doer(simple, words, head, "doer", "town"):
        head = None
    found = []
    for part in parts:
        before = [word for word in words if word.start < part.start]
        after = [word for word in words if word.start >= part.start and not word.text.isspace()]
        if not after or terms.reaches(simple, before, "half", "bind"):
            break
        named = _subject(after)
        relies = simple.startswith(terms.ordered("rely"), after[0].start)
        if named and not relies and _is_doer(simple, after, named, "doer"):
            if not _follows(after, named):
                found.append((part.start, part.start, ""))
        elif head and not named and not relies and (resume := _resumes(before, after)) is not None:
            found.append((part.start, resume, text[slice(*head)]))
        if part.heads:
            head = None  # somebody else may do what comes next
    return found


def _is_enough(text: str, at: int) -> bool:
    """Tell whether both halves are long enough, and divided by a mark."""
    before = text[:at].rstrip()
    halves = (_letters(before), _letters(text[at:]))
    return before.endswith(tuple(_COMMAS)) and min(halves) >= _HALF


def _follows(after: Sequence[Word], named: tuple[int, int]) -> bool:
    """Tell whether a clause draws on the one before it: 校长都会带他去."""
    behind = next((word.text for word in after if word.start >= named[1]), "")
    return behind in terms.words("rely")


def _resumes(before: Sequence[Word], after: Sequence[Word]) -> int | None:
    """Find where a clause without a subject goes on after it; None where its doer is unsure."""
    if len(after) == 1 or any(word.text in terms.words("pivot") for word in before):
        return None
    shared = after[0].text in terms.words("also")
    resume = after[after[0].text in terms.words("drop")].start
    passing = terms.words("also") | terms.words("first")
    at = next((at for at, word in enumerate(after) if word.text not in passing), None)
    if at is None:
        return None
    verb, behind = after[at], after[at + 1 : at + 2]
    unsure = terms.words("pivot") | terms.words("rely")
    acts = verb.text in terms.words("act") or verb.text in _TOWARDS
    acts = acts or (shared and verb.tag in {"p", "v"} and verb.text not in unsure)
    when = any(word.text in terms.words("place") for word in behind)  # 建成后
    return resume if acts and not when else None


def _subject(words: Sequence[Word]) -> tuple[int, int] | None:
    """Find the nouns that stand before the first verb, after words of time at most."""
    at = 0
    while at < len(words) and terms.is_time(words[at]):
        at += 1
    start = at
    while at < len(words) and terms.is_noun(words[at]):
        at += 1
    end = at
    while at < len(words) and words[at].tag in {"d", "ad"}:
        at += 1
    if end == start or at == len(words):
        return None
    acts = words[at].tag in {"v", "vd", "p"} or words[at].text in _TOWARDS
    if not acts or words[at].text in {"与", "和", "同", "及"}:
        return None
    return words[start].start, words[end - 1].end


def _is_doer(text: str, words: Sequence[Word], span: tuple[int, int], *kinds: str) -> bool:
    """Tell whether a subject is the short name of somebody who acts."""
    name = text[slice(*span)]
    last = next(word for word in words if word.end == span[1])
    number = next((word for word in words if word.end == span[0]), None)
    counted = number and number.tag in {"m", "q"} and not number.text.endswith(terms.DATES)
    named = last.tag in {"nr", "nt"} or ("town" in kinds and last.tag == "ns")
    ends = tuple(word for kind in kinds for word in terms.words(kind))
    return (
        1 < len(name) <= terms.NAME
        and not counted
        and not name.startswith(terms.ordered("bind"))
        and (named or name.endswith(ends))
    )


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
