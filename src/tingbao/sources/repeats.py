"""What an article has twice in the same words: its standfirst, a quotation set large."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tingbao.sources.extraction import letters
from tingbao.sources.outline import Block

LEAST = 20  # letters; what is shorter may be a refrain
_APART = 3  # blocks from one to the same again; nearer, it may be a form or a verse
_LOOKED_AT = 8  # places at which a paragraph goes on as another begins


def without(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what stands again below: far from it, or within a longer paragraph."""
    keys = ["" if block.level else letters(block.text) for block in blocks]
    counts = Counter(key for key in keys if len(key) >= LEAST)
    lasts = {key: at for at, key in enumerate(keys)}
    heads = {key[:LEAST] for key in counts}
    below: dict[str, list[tuple[str, int]]] = defaultdict(list)  # paragraphs, and where in them
    kept: list[Block] = []
    for at in reversed(range(len(blocks))):
        key = keys[at]
        places = below[key[:LEAST]][-_LOOKED_AT:] if key in counts else ()
        inside = any(one != key and one.startswith(key, start) for one, start in places)
        again = counts[key] == 2 and lasts[key] - at >= _APART  # noqa: PLR2004  # once more
        kept += [] if inside or again else [blocks[at]]
        for start in range(len(key) - LEAST + 1):
            if (head := key[start : start + LEAST]) in heads:
                below[head].append((key, start))
    return kept[::-1]
