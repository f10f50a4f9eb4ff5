"""The pinyin of each Chinese character, from the whole sentence.

A character with one reading has it from readings.tsv. Whether 地 marks a manner is weighed by a
model of its own (manner.tsv). Another of polyphones.tsv is settled by the parts of speech around
it (grammar.tsv) or the name that it is in, by a phrase of corrections.tsv, as a surname, as a
suffix or by its clause (grammar.tsv again), or by an idiom that both dictionaries have; where
none of these speaks, the network's scores and the phrases of the two are weighed against each
other by the weights of scores.tsv, a log-linear model that benchmarks/training/scores.py learns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from math import exp, log

from tingbao.g2p import grammar, manner, surnames
from tingbao.g2p.corrections import corrected
from tingbao.g2p.dictionary import Phrase, alone, candidates, classes, listed, phrases
from tingbao.g2p.grammar import Tagged
from tingbao.g2p.network import network
from tingbao.g2p.tables import rows
from tingbao.language.text import Text
from tingbao.language.tokenizer import Word

# What the network reads at once; it learned from single sentences.
_SENTENCE = re.compile(r"[^。！？；\n]{1,150}[。！？；\n]?|[。！？；\n]")
_LONG = 3  # characters of a phrase that is believed if both dictionaries have it
_KNEES = ((0.0, -1.0), (-1.0, -4.0), (-4.0, -10.0))  # the network is too sure of itself


def read(sentence: Text) -> list[str]:
    """Give each character its syllable with tone digit, empty where none is known.

    Args:
        sentence: Any text; best a sentence with its punctuation.
    """
    text, words = sentence.simple, sentence.words
    said = [alone(c) for c in text]
    asked = manner.MARK in text or grammar.asks(text) or surnames.ask(text)
    tagged = grammar.lac(sentence) if asked else None
    cut = grammar.tagged(grammar.JIEBA, words)
    open_places = []
    for number, word in enumerate(words):
        for place in range(word.start, word.end):
            settled = (
                (text[place] == manner.MARK and corrected(text, place, words, number, tagged))
                or (text[place] == manner.MARK and manner.said(text, place, tagged or cut, cut))
                or (tagged and _by_grammar(text, place, word, tagged))
                or cut.settled(place)
                or corrected(text, place, words, number, tagged)
                or surnames.surname(text, words, number, place, tagged)
                or cut.settled(place, grammar.SUFFIX)
                or grammar.in_clause(text, place, word=word.end - word.start == 1)
            )
            if settled:
                said[place] = settled
            elif text[place] in candidates():
                open_places.append(place)
    if open_places:
        _weigh(text, words, open_places, said)
    return said


def _by_grammar(text: str, place: int, word: Word, tagged: Tagged) -> str:
    """Ask the tagger, unless it cuts out of a word of the dictionary: 只 of 船只.

    A preposition is cut out of none: 人|为.
    """
    settled = tagged.settled(place)
    own = tagged.word(place)
    if settled and word.tag and len(word.text) > len(own.text) == 1 and own.tag not in ("p", "u"):
        known = listed(word.text, place - word.start)
        if tagged.edge(word.end) and len(known) == 1:
            return known.pop()
    return settled or surnames.named(text, place, word, tagged)


def _weigh(text: str, words: Sequence[Word], places: Sequence[int], said: list[str]) -> None:
    """Set the readings that the evidence speaks for, sentence by sentence."""
    covering = phrases(text)
    edges = {word.start for word in words} | {len(text)}
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        inside = []
        for place in places[bisect_left(places, start) : bisect_left(places, end)]:
            agreed = _agreed(covering[place], edges)
            if agreed:
                said[place] = agreed
            else:
                inside.append(place)
        if not inside:
            continue
        scored = network().scores(sentence.group(), [place - start for place in inside])
        for place, row in zip(inside, scored, strict=True):
            readings = candidates()[text[place]]
            likely = [float(row[classes()[syllable]]) for syllable in readings]
            found = features(readings, likely, covering[place], edges)
            totals = [sum(_weights().get(k, 0.0) * v for k, v in f) for f in found]
            said[place] = readings[totals.index(max(totals))]


def features(
    readings: Sequence[str],
    likely: Sequence[float],
    covering: Sequence[Sequence[Phrase]],
    edges: set[int],
) -> list[list[tuple[str, float]]]:
    """Give what speaks for each reading of a character: names of weights, and how much of each.

    Args:
        readings: The readings of the character.
        likely: The network's score of each of them.
        covering: Per dictionary, the phrases that cover it.
        edges: Where words of the text begin, and its end.
    """
    top = max(likely)
    norm = top + log(sum(exp(score - top) for score in likely))
    best = [max(found, key=lambda p: _fit(p, edges)) if found else None for found in covering]
    found = []
    for syllable, score in zip(readings, likely, strict=True):
        sure = score - norm
        named = [
            (f"network {number}", min(max(sure, low), high) - high)
            for number, (high, low) in enumerate(_KNEES)
        ]
        pro = sum(1 for p in best if p and p.syllable == syllable)
        contra = sum(1 for p in best if p) - pro
        if pro or contra:
            fit = max(_fit(p, edges)[0] for p in best if p)
            named.append((f"votes {pro} to {contra}, fit {fit}", 1.0))
        for number, phrase in enumerate(best):
            if phrase and phrase.syllable == syllable:
                fit, length = _fit(phrase, edges)
                named.append((f"dictionary {number}", 1.0))
                named.append((f"dictionary {number}, length {min(length, 4)}, fit {fit}", 1.0))
        found.append(named)
    return found


def _agreed(covering: Sequence[Sequence[Phrase]], edges: set[int]) -> str:
    """Give the reading in a long phrase of whole words of which both dictionaries say the same.

    Such phrases are idioms and names; the network knows them less well: in the tuned part of the
    CPP set 301 of 305 are right, and two of the others are labelled wrong.
    """
    if not all(covering):
        return ""
    best = [max(found, key=lambda p: _fit(p, edges)) for found in covering]
    settled = all(_fit(p, edges) >= (2, _LONG) for p in best)
    return best[0].syllable if settled and len({p.syllable for p in best}) == 1 else ""


def _fit(phrase: Phrase, edges: set[int]) -> tuple[int, int]:
    """Prefer the phrase whose ends are those of words (0 to 2 of them), then the longer one."""
    ends = (phrase.start in edges) + (phrase.start + phrase.length in edges)
    return ends, phrase.length


@cache
def _weights() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows("scores.tsv")}
