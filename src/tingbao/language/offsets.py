"""The words of a text that was made of another by replacements: by their places, none cut anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from tingbao.language.tokenizer import Word, placed

# What stands at [start, end) of a text, and what is put there.
Replacement = tuple[int, int, str]
_NONE = -1
_start, _end = attrgetter("start"), attrgetter("end")
_MARK = "w"  # the tagger's tag of punctuation


class _Piece(NamedTuple):
    """A stretch of the new text: of which old word, with its tag; and whether it is put in."""

    text: str
    of: int
    tag: str
    new: bool = False


def carried(
    words: Sequence[Word],
    replacements: Iterable[Replacement],
    cut: Callable[[str], Iterable[Word]],
) -> tuple[Word, ...]:
    """Give the words of the new text.

    Args:
        words: Of the old text, without a gap.
        replacements: In order and apart.
        cut: Gives the words of what is put in.
    """
    return placed(
        (word.text, word.tag)
        for piece in _pieces(words, replacements)
        for word in (cut(piece.text) if piece.new else [Word(piece.text, 0, piece.tag)])
    )


def retagged(
    words: Sequence[Word],
    replacements: Iterable[Replacement],
    cut: Callable[[str], Sequence[Word]],
) -> tuple[Word, ...]:
    """Give the tagged words of the new text; what `cut` has no words for takes the old tag.

    A word stays one where something within it is replaced: 2019年9月8日 is a time in any words.
    """
    found: list[tuple[str, str]] = []
    last = _NONE
    for piece in _pieces(words, replacements):
        put = cut(piece.text) if piece.new else ()
        if put:
            found += [(word.text, word.tag) for word in put]
        elif piece.new and not any(map(str.isalnum, piece.text)):
            found.append((piece.text, _MARK))
        elif piece.of == last != _NONE:
            found[-1] = (found[-1][0] + piece.text, piece.tag)
            continue
        else:
            found.append((piece.text, piece.tag))
            last = piece.of
            continue
        last = _NONE
    return placed(found)


def _pieces(words: Sequence[Word], replacements: Iterable[Replacement]) -> Iterator[_Piece]:
    """Give what is left of each word, and between these what is put in."""
    number = reached = 0
    size = words[-1].end if words else 0
    for start, end, said in (*replacements, (size, size, "")):
        while number < len(words) and (word := words[number]).start < start:
            left, right = max(word.start, reached), min(word.end, start)
            if left < right:
                text = word.text[left - word.start : right - word.start]
                yield _Piece(text, number, word.tag)
            if word.end > start:
                break
            number += 1
        if said:
            covered = range(number, bisect_left(words, end, lo=number, key=_start))
            of = next((at for at in covered if words[at].tag != _MARK), number)
            yield _Piece(said, of if covered else _NONE, words[of].tag if covered else "", new=True)
        reached = end
        number = bisect_right(words, end, lo=number, key=_end)
