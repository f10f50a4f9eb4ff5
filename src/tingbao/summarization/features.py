"""What can be seen of a sentence that tells how much it matters, as numbers for the scorer.

Everything is counted from the analysed text: where the sentence stands, what it shares with
the headline and the rest of the article, whom and what it names, its figures and times, whose
words it reports, how it begins. Facts of the language come from `signals.tsv`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tingbao.language import tables
from tingbao.language.likeness import pairs as pairs_of
from tingbao.language.likeness import vector
from tingbao.language.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tingbao.language.tokenizer import Word

CONTENT = frozenset({"n", "nz", "nw", "v", "vn", "vd", "a", "an", "PER", "LOC", "ORG"})
NAMES = ("PER", "LOC", "ORG", "nz")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_TAGS = ("n", "v", "vn", "a", "d", "r", "m", "q", "p", "c", "u", "PER", "LOC", "ORG", "TIME", "nz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sentence as the scorer sees it: its text, its words with tags, where it stands."""

    text: str
    tags: tuple[Word, ...]
    paragraph: int
    opens: bool
    quoted: float


def features(
    title: str, title_tags: Sequence[Word], sentences: Sequence[Seen]
) -> list[list[float]]:
    """Give a row of numbers for each sentence of an article, always in the same order."""
    if not sentences:
        return []
    words = [[word.text for word in one.tags if word.tag in CONTENT] for one in sentences]
    spread = Counter(word for row in words for word in set(row))
    many = len(sentences)
    vectors = [vector(row, spread, many) for row in words]
    whole: dict[str, float] = {}
    for weights in vectors:
        for word, weight in weights.items():
            whole[word] = whole.get(word, 0.0) + weight
    norm = math.sqrt(sum(weight * weight for weight in whole.values())) or 1.0
    central = [sum(w * whole[word] for word, w in weights.items()) / norm for weights in vectors]
    top = max(central) or 1.0
    heading = {word.text for word in title_tags if word.tag in CONTENT and len(word.text) > 1}
    title_pairs = pairs_of(title)
    pairs = [pairs_of(one.text) for one in sentences]
    common = Counter(pair for row in pairs for pair in row)
    lead = vector([word for row in words[:2] for word in row], spread, many)
    paragraphs = sentences[-1].paragraph + 1
    met: set[str] = set()
    rows = []
    for at, one in enumerate(sentences):
        names = {word.text for word in one.tags if word.tag in NAMES}
        fresh = names - met
        met |= names
        size = sum(map(str.isalnum, one.text))
        figures = _FIGURE.findall(one.text)
        digits = sum(map(str.isdigit, one.text))
        mine = Counter(word.tag for word in one.tags if word.tag != "w")
        total = max(sum(mine.values()), 1)
        row = [
            1 / (1 + at),
            1 / (1 + one.paragraph),
            at / many,
            float(at == 0),
            float(one.opens),
            float(one.paragraph == paragraphs - 1),
            math.log(many),
            math.log(1 + size),
            float(size < 12),  # noqa: PLR2004  # hardly says anything
            min(size, 120) / 60,
            float(bool(heading)),
            len(heading.intersection(words[at])) / max(len(heading), 1),
            len(title_pairs & pairs[at]) / max(len(title_pairs), 1),
            len(title_pairs & pairs[at]) / max(len(pairs[at]), 1),
            central[at] / top,
            sum(min(common[pair] - 1, 4) for pair in pairs[at]) / 4 / max(len(pairs[at]), 1),
            sum(w * lead.get(word, 0.0) for word, w in vectors[at].items()),
            sum(w * vectors[at - 1].get(word, 0.0) for word, w in vectors[at].items()) if at else 0,
            min(len(figures), 8) / 4,
            min(digits / max(size, 1), 0.5) * 2,
            min(len(names), 8) / 4,
            min(len(fresh), 6) / 3,
            one.quoted,
            *(mine[tag] / total for tag in _TAGS),
            *(float(bool(pattern.search(one.text))) for pattern in signals().values()),
        ]
        rows.append(row)
    kinds = len(signals())
    # What the neighbours signal tells too: an answer follows a question.
    nothing = [0.0] * kinds
    return [
        row
        + (rows[at - 1][-kinds:] if at else nothing)
        + (rows[at + 1][-kinds:] if at + 1 < many else nothing)
        for at, row in enumerate(rows)
    ]


@cache
def signals() -> dict[str, Pattern]:
    """Give a pattern per kind of `signals.tsv`."""
    table = tables.kinds(__package__, "signals.tsv")
    return {kind: Pattern("|".join(patterns)) for kind, patterns in table.items()}
