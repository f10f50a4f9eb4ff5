"""A line cut where a speaker would breathe, into what a model can say whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tingbao.g2p import syllables as count
from tingbao.language.patterns import Pattern
from tingbao.language.text import Text

SENTENCE_ENDS = "。！？"
CLAUSE_ENDS = "；：，、"
_ENDS = SENTENCE_ENDS + CLAUSE_ENDS
_STRONG = SENTENCE_ENDS + "；"
_NUMERALS = r"[{digit}十百千{myriad}点幺]+"
_FIGURE = Pattern(rf"(?:零下|负|第|[百千万]分之)?{_NUMERALS}(?:(?:分之|比|到|至){_NUMERALS})*")


def divide(text: str, *, syllables: int, first: int = 0) -> tuple[Text, ...]:
    """Cut a text at sentence ends, and longer sentences at their clauses; marks stay.

    Joined, the chunks are the text again, but for spaces at the cuts. None has more
    than `syllables` syllables, and no numeral is broken unless it alone is longer. The
    first has about `first` at most, where that is given and a clause ends there.
    """
    whole = Text.of(text)
    parts = [one for part in _split(whole, SENTENCE_ENDS) for one in _fit(part, syllables)]
    sounding = [part for part in parts if count(part)]
    if sounding and 0 < first < count(sounding[0]):
        sounding[:1] = _head(sounding[0], first)
    return tuple(_chunks(whole, sounding))


def _chunks(whole: Text, parts: Sequence[str]) -> Iterator[Text]:
    """Give parts that follow each other with the words that they have in the whole."""
    end = 0
    for part in parts:
        start = whole.find(part, end)
        if start < 0:  # it was joined of pieces that a space parted
            yield Text.of(part)
        else:
            end = start + len(part)
            yield whole.part(start, end)


def _head(text: str, limit: int) -> list[str]:
    """Cut the first clauses off, as many as the limit holds but at least one."""
    clauses = _split(text, _ENDS)
    end = 1
    while end < len(clauses) and count("".join(clauses[: end + 1])) <= limit:
        end += 1
    parts = ("".join(clauses[:end]), "".join(clauses[end:]))
    return [part for part in parts if count(part)]


def halve(text: str) -> tuple[Text, ...]:
    """Cut a chunk that could not be said whole into smaller ones; one if it cannot be cut."""
    return divide(text, syllables=max(1, (count(text) + 1) // 2))


def _split(text: str, marks: str) -> list[Text]:
    """Cut after each run of marks."""
    text = Text.of(text)
    parts: list[Text] = []
    start = 0
    for i, char in enumerate(text):
        ends = char in marks and (i + 1 == len(text) or text[i + 1] not in _ENDS)
        if ends:
            parts.append(_bare(text.part(start, i + 1)))
            start = i + 1
    if text[start:].strip():
        parts.append(_bare(text.part(start)))
    return parts


def _bare(text: Text) -> Text:
    """Take the white space at both ends off."""
    return text.part(len(text) - len(text.lstrip()), len(text.rstrip()))


def _fit(sentence: Text, limit: int) -> Sequence[str]:
    """Cut a sentence into parts within the limit, as few and as even as its clauses allow."""
    if count(sentence) <= limit:
        return [sentence]
    for marks in (_STRONG, _STRONG + "：", _STRONG + "：，", _ENDS):
        parts = _split(sentence, marks)
        if len(parts) > 1 and all(count(part) <= limit for part in parts):
            return _gather(parts, limit)
    pieces: list[str] = []
    for clause in _split(sentence, _ENDS):
        pieces.extend([clause] if count(clause) <= limit else _break(clause, limit))
    return _gather(pieces, limit)


def _gather(parts: Sequence[str], limit: int) -> list[str]:
    """Join neighbours again, so that the chunks are few and about equally long."""
    total = sum(count(part) for part in parts)
    wanted = total / -(-total // limit)
    chunks = [parts[0]]
    for part in parts[1:]:
        joined, now = count(chunks[-1]) + count(part), count(chunks[-1])
        if joined <= limit and abs(joined - wanted) <= abs(now - wanted):
            chunks[-1] += part
        else:
            chunks.append(part)
    return chunks


def _break(clause: Text, limit: int) -> list[str]:
    """Cut a clause that has no mark left: evenly, between words, and not in or after a figure."""
    pieces: list[str] = []
    rest = clause
    while count(rest) > limit:
        wanted = count(rest) / -(-count(rest) // limit)
        sizes = {1: count(rest[:1])}
        for i in range(2, len(rest)):
            if (size := count(rest[:i])) > limit:
                break
            sizes[i] = size
        seams = _seams(rest)
        clean = seams & sizes.keys() or {i for i in sizes if _may_cut(rest, i)} or {max(sizes)}
        cut = min(clean, key=lambda i: (abs(sizes[i] - wanted), i))
        pieces.append(rest[:cut].rstrip())
        rest = _bare(rest.part(cut))
    return [*pieces, rest]


def _seams(text: Text) -> set[int]:
    """Give the places between words where a figure, and the unit after it, stay whole."""
    seams = {word.start for word in text.words if word.start}
    for figure in _FIGURE.finditer(text):
        seams.difference_update(range(figure.start() + 1, figure.end() + 1))
    return {at for at in seams if _may_cut(text, at)}


def _may_cut(text: str, at: int) -> bool:
    """Tell whether a cut here breaks neither a numeral nor a Latin word."""
    before, after = text[at - 1], text[at]
    if before in _NUMERALS and after in _NUMERALS:
        return False
    return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())
