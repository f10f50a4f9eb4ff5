"""What an article has twice in the same words: its standfirst, a quotation set large."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from tingbao.sources.extraction import letters
from tingbao.sources.outline import Block

LEAST = 20  # letters; what is shorter may be a refrain
_REFRAIN = 0.25  # of the paragraphs; where more come again, as in songs, it is meant to be heard
_LOOKED_AT = 8  # places at which a paragraph goes on as another begins
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”’」』）)]*")


def without(blocks: Sequence[Block]) -> list[Block]:
    """Leave out a paragraph that others tell: sentence by sentence, or within one below it.

    Of two that are alike the lower stands in its place.
    """
    return _without_parts(_without_doubles(blocks))


def _without_doubles(blocks: Sequence[Block]) -> Sequence[Block]:
    """Leave out a paragraph all of whose sentences others have."""
    parts = {
        at: {*_SENTENCE.findall(one.text)}
        for at, one in enumerate(blocks)
        if len(letters(one.text)) > LEAST and not one.level
    }
    times = Counter(chain.from_iterable(parts.values()))
    dropped = set()
    for at, sentences in parts.items():
        if all(times[one] > 1 for one in sentences):
            dropped.add(at)
            times.subtract(sentences)
    if len(dropped) > _REFRAIN * len(parts):
        return blocks
    return [one for at, one in enumerate(blocks) if at not in dropped]


def _without_parts(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what stands word for word within a longer paragraph below."""
    keys = ["" if block.level else letters(block.text) for block in blocks]
    long = {key for key in keys if len(key) >= LEAST}
    heads = {key[:LEAST] for key in long}
    below: dict[str, list[tuple[str, int]]] = defaultdict(list)  # paragraphs, and where in them
    kept: list[Block] = []
    for block, key in zip(reversed(blocks), reversed(keys), strict=True):
        places = below[key[:LEAST]][-_LOOKED_AT:] if key in long else ()
        inside = any(one != key and one.startswith(key, start) for one, start in places)
        kept += [] if inside else [block]
        for start in range(len(key) - LEAST + 1):
            if (head := key[start : start + LEAST]) in heads:
                below[head].append((key, start))
    return kept[::-1]
