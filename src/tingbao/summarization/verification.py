"""A second opinion: the model is asked which retold sentences say what their sources do not.

The checks (`retelling`) see strings; who does what to whom, why, and who claims it they do not
see. The model does, if it reads well; whether it does is tried on it. Between the sentences
stand others that are false for certain: an article's sentence with two names or two figures
exchanged, somebody else named or a word turned round, beside that sentence. An answer that lets
two of them pass is not believed, whatever made it so: a weak model, or an article that says how
it wants to be judged.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, zip_longest
from typing import Any

from tingbao.language import figures, tables
from tingbao.language.figures import Figure
from tingbao.language.likeness import pairs
from tingbao.language.text import Text
from tingbao.language.tokenizer import Word
from tingbao.services import chat
from tingbao.summarization.pairs import NAMES

_WHO = frozenset({"PER", "ORG"})  # a place may lie in another
_CLAUSE = re.compile("[，；,;]")
_DIGITS = re.compile("[0-9.,%]+")
_TRIALS = 6  # sentences known to be false, at most
_LEAST = 3  # with fewer, nothing is found out, and nobody need be asked
_PASSED = 1  # of them may pass: one in many may be true in a way that nobody thought of
_FAR = 2  # sentences from one to another that says nothing of it
_APART = 3  # letters between two figures that are no range and no list
_ALIKE = 0.2  # of its pairs of characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said, by which sentences of the article, and what stands before those."""

    said: str
    cited: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """What is asked about at once, in the order of the question: sentences, and trials."""

    claims: tuple[Claim, ...]
    trials: frozenset[Claim]

    @property
    def tries(self) -> bool:
        """Tell whether there are trials enough to find out what an answer is worth."""
        return len(self.trials) >= _LEAST

    def lines(self) -> list[str]:
        """Give each with its number, as JSON, from which no text can break out."""
        return [
            json.dumps(
                {"n": number, "before": one.before, "source": one.cited, "said": one.said},
                ensure_ascii=False,
            )
            for number, one in enumerate(self.claims, start=1)
        ]

    def unsupported(self, answer: str) -> dict[Claim, str] | None:
        """Read which claims are not supported, with the words at fault; None: not to be believed.

        What the answer leaves out, says both of, or finds words of at fault is not supported.
        """
        rows = _rows(answer)
        found = {}
        for number, one in enumerate(self.claims, start=1):
            its = [row for row in rows if row["n"] == number]
            words = next((row["wrong"] for row in its if row["wrong"]), "")
            named = any(row["wrong"] and row["wrong"] in one.said for row in its)  # 无 is none
            if named or not its or not all(row["supported"] for row in its):
                found[one] = words or one.said
        passed = len(self.trials - found.keys())
        may = _PASSED if len(self.trials) == _TRIALS else 0
        return found if self.tries and passed <= may else None


def trial(claims: Sequence[Claim], texts: Sequence[Text]) -> Round:
    """Mix claims with sentences that are false for certain, made from those of the article.

    The order is that of their hashes, so that their places tell nothing.
    """
    short = sorted(texts, key=len)
    subtle = zip_longest(*(make(short) for make in (_named, _turned, _counted, _renamed)))
    made: dict[str, Claim] = {}  # of a sentence one
    for one in chain.from_iterable((*subtle, _moved(texts))):
        if one:
            made.setdefault(one.cited, one)
    trials = tuple(made.values())[:_TRIALS]
    every = sorted({*claims, *trials}, key=lambda one: hashlib.sha256(one.said.encode()).digest())
    return Round(tuple(every), frozenset(trials))


def schema(many: int) -> dict[str, Any]:
    """Give the JSON Schema of an answer about so many sentences: first what is wrong, then if."""
    number = {"type": "integer", "minimum": 1, "maximum": many}
    fields = {"n": number, "wrong": {"type": "string"}, "supported": {"type": "boolean"}}
    return chat.schema("checks", many, fields)


def _rows(answer: str) -> list[dict[str, Any]]:
    """Read the rows of an answer that are of the agreed form."""
    return [
        row | {"wrong": " ".join(row["wrong"].split())}
        for row in chat.rows(answer, "checks")
        if type(row.get("n")) is int
        and isinstance(row.get("wrong"), str)
        and isinstance(row.get("supported"), bool)
    ]


def _named(texts: Sequence[Text]) -> Iterator[Claim]:
    """Exchange two names, each in a clause of its own: 甲说，乙没有来; 乙说，甲没有来."""
    for text in texts:
        names = [word for word in text.tags if word.tag in NAMES and len(word.text) > 1]
        for one, other in combinations(names, 2):
            between = text.simple[one.end : other.start]
            single = text.simple.count(one.text) == text.simple.count(other.text) == 1
            told = any(w.tag == "v" for w in text.tags if one.end <= w.start < other.start)
            told = told and not set(one.text) & set(other.text)  # 南州大学 and 南大 are one
            if one.tag == other.tag and single and told and _CLAUSE.search(between):
                yield _exchanged(text, one, other)
                break


def _counted(texts: Sequence[Text]) -> Iterator[Claim]:
    """Exchange two figures that measure alike, and are no range: 16条线路有10条停运."""
    for text in texts:
        found = [
            (one, text.simple[one.end - (one.value[-1] == "%") :][:1])  # and what it counts
            for one in figures.found(text.simple)
            if _DIGITS.fullmatch(text.simple, one.start, one.end)
        ]
        for (one, unit), (other, another) in combinations(found, 2):
            apart = sum(map(str.isalnum, text[one.end + len(unit) : other.start])) >= _APART
            if unit == another != "" and one.value != other.value and apart:
                yield _exchanged(text, one, other)
                break


def _renamed(texts: Sequence[Text]) -> Iterator[Claim]:
    """Name somebody else of the article, whom the sentence does not name."""
    names = [word for text in texts for word in text.tags if word.tag in _WHO and word.text[1:]]
    for text in texts:
        others = [one for one in names if not set(one.text) & set(text.simple)]
        for word in text.tags:
            alike = (one for one in others if one.tag == word.tag)  # Apple may be 苹果
            other = next((one for one in alike if one.text.isascii() == word.text.isascii()), None)
            if word in names and other:
                yield Claim(said=f"{text[: word.start]}{other.text}{text[word.end :]}", cited=text)
                break


def _exchanged(text: Text, one: Word | Figure, other: Word | Figure) -> Claim:
    """Give a text with two stretches of it in each other's place."""
    first, second = text[one.start : one.end], text[other.start : other.end]
    parts = (text[: one.start], second, text[one.end : other.start], first, text[other.end :])
    return Claim(said="".join(parts), cited=text)


def _turned(texts: Sequence[Text]) -> Iterator[Claim]:
    """Turn a word into what excludes it: 可能, 必定."""
    for text in texts:
        for pattern, opposite in tables.rows(__package__, "opposites.tsv"):
            if found := re.search(pattern, text.simple):
                said = f"{text[: found.start()]}{opposite}{text[found.end() :]}"
                yield Claim(said=said, cited=text)
                break


def _moved(texts: Sequence[Text]) -> Iterator[Claim]:
    """Put a sentence beside one that does not tell it."""
    for one, other in zip(texts, (*texts[_FAR:], *texts[:_FAR]), strict=True):
        if one != other and len(pairs(one) & pairs(other)) < _ALIKE * len(pairs(other)):
            yield Claim(said=other, cited=one)
