"""Phrases that could be headings: noun phrases, and verbs with their object.

jieba knows a word's usual part of speech and not its part in the sentence, so a phrase is
taken only where its neighbours show that it is whole: a noun phrase is not followed by
another noun, and the object of a verb ends its clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from tingbao.language import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tingbao.language.tokenizer import Word

LONGEST, SHORTEST = 14, 4  # characters
LEAST = 2  # of one that is taken where there is nothing better
WORDS = 7

# Every word is one letter: N noun, A adjective, U new word, B noun made of a verb, G noun of an
# act, K what only ends a noun, V verb, S verb of one character, D adverb, J 的, L 了, C 和, R 每,
# Z numeral, X what may be anything, O another, . the border of the clause.
_NOUN = "(?:NK?|[VBG]K)"
_HEAD = f"(?:{_NOUN}|G)"
_OPEN = r"(?![VB]K|[VBG]\.)[^NGBXAUKZ]"  # after a noun that is not followed by another
_RULES = (
    # how good; the letters before it, its own, the letters after it; an example
    (1.0, "[^NAUXGBRDC]$", f"[GB]?[NAU]{{0,3}}{_NOUN}", f"(?!C){_OPEN}", "存款准备金率"),
    (0.7, "[^NAUXGBRD]$", f"[GB]?[NAU]{{0,3}}{_NOUN}", _OPEN, "one of several"),
    (1.0, "[^NAUXGBRDC]$", "[NAU]{1,3}G", r"\.|D?O", "人才储备"),
    (1.3, "[^NAUXGBRJVSDC]$", f"(?:[NAU]{{0,2}}{_HEAD}|U)J[NA]{{0,2}}{_NOUN}", _OPEN, "江豚的数量"),
    (1.1, "[.ZLO]$", f"(?:D?[VAN]|DV|[DSV]S|[VS]NN?)JN{{0,2}}{_NOUN}", _OPEN, "断掉的发条"),
    (1.3, "[.NUKV]$", f"[VGB]L?[NAU]{{0,3}}(?:[NG]J)?{_HEAD}", r"\.|D?Z", "取消早自习"),
    (1.2, "[^NAUXGBRJCD]$", f"[NAU]{{0,2}}{_HEAD}C[NAU]{{0,2}}{_NOUN}", _OPEN, "电费和暖气"),
)
_FORMS = tuple(
    (weight, re.compile(before), re.compile(phrase), re.compile(after))
    for weight, before, phrase, after, _ in _RULES
)
_KINDS = {"verb": "V", "act": "G", "every": "R", "suffix": "K", "of": "J", "done": "L"} | {
    "and": "C",
    "copula": "O",
}
# jieba's tags, the first that fits, of words with one character and with more; a person (nr) is
# seldom the topic, and many a word is taken for one
_ONE = {"nr": "X", "m": "Z", "q": "Z", "v": "S", "f": "S", "d": "D"} | dict.fromkeys("najbg", "X")
_MORE = {
    "nr": "X",
    "t": "X",
    "m": "Z",
    "q": "Z",
    "vn": "B",
    "v": "V",
    "n": "N",
    "j": "N",
    "a": "A",
} | {
    "b": "A",
    "d": "D",
}
_NUMERALS = "一二两三四五六七八九十百千几"
_TIME = re.compile(rf"[{_NUMERALS}\d]+(?:个?月|年|日|天|点|周|小时|分钟)")
_WORD = re.compile(r"[一-鿿]+|[A-Za-z]{2,}")
_SENTENCE_END = frozenset("。！？!?…")
_BINDS = ("将", "把", "被", "在", "对", "与", "向", "给")  # 药企将 is no word
_WHERE = ("在", "到", "成", "为", "给", "向", "于", "出", "起")  # 放在服务台 says where


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, how good its form is as a heading's, and its sentence in the paragraph."""

    text: str
    words: tuple[Word, ...]
    form: float
    sentence: int


def find(words: Sequence[Word]) -> Iterator[Phrase]:
    """Give every phrase of a paragraph that could be a heading."""
    sentence = 0
    clause: list[Word] = []
    for word in words:
        if word.text[0].isalnum() or word.text.isspace():  # 三星 AMOLED is one clause
            clause.append(word)
            continue
        yield from _of_clause(clause, sentence)
        clause = []
        sentence += word.text[0] in _SENTENCE_END
    yield from _of_clause(clause, sentence)


def is_telling(word: Word, known: frozenset[str]) -> bool:
    """Tell whether a word names a topic by itself.

    `known` are words that count although they stand in no dictionary.
    """
    return (
        len(word.text) > 1
        and _letter(word) in ("NGBU" if word.text in known else "NGB")
        and not (_is("vague", word) or _is("tail", word))
    )


def is_somebody(phrase: Phrase) -> bool:
    """Tell whether a phrase says who or where rather than what."""
    last = phrase.words[-1]
    return last.tag in {"ns", "nt"} or last.text.endswith(tuple(_words()["somebody"]))


def _of_clause(clause: list[Word], sentence: int) -> Iterator[Phrase]:
    letters = _letters_of(clause)
    for start in range(len(clause)):
        for end in range(start + 1, min(len(clause), start + WORDS) + 1):
            part = tuple(clause[start:end])
            text = "".join(word.text for word in part)
            if len(text) > LONGEST:
                break
            before = f".{letters[max(0, start - 1) : start]}"
            form = _form(before, letters[start:end], f"{letters[end : end + 2]}.")
            if form and len(text) >= LEAST and _is_title(part):
                yield Phrase(
                    text=text.replace("了", "") if "L" in letters[start:end] else text,
                    words=part,
                    form=form if len(text) >= SHORTEST else form / 8,
                    sentence=sentence,
                )


def _letters_of(clause: Sequence[Word]) -> str:
    """Give a letter a word; what counts on makes none of its own: 一百三十 二级, 两个 小时."""
    letters = list(map(_letter, clause))
    for at, (before, word) in enumerate(pairwise(clause), start=1):
        counts = before.text[-1] in _NUMERALS and word.text[0] in _NUMERALS
        if letters[at - 1] == "Z" and (counts or _is("unit", word)):
            letters[at] = "Z"
    return "".join(letters)


def _form(before: str, phrase: str, after: str) -> float:
    return max(
        (
            weight
            for weight, left, form, right in _FORMS
            if form.fullmatch(phrase) and left.search(before) and right.match(after)
        ),
        default=0.0,
    )


def _is_title(part: Sequence[Word]) -> bool:
    return not (
        _is("vague", part[-1])
        or all(_is("vague", word) or _is("tail", word) for word in part)
        or any(_is("says", word) or set(word.text) & _words()["copula"] for word in part)
        or (len(part) > 1 and part[0].text.endswith(_WHERE))
    )


def _letter(word: Word) -> str:
    text = simplified.simplified(word.text)
    if text in _letters():
        return _letters()[text]
    if text[0] in _words()["every"]:
        return "R"
    one = len(text) == 1
    if _TIME.match(text) or not (one or word.tag or text[0] not in _NUMERALS):
        return "Z"  # 一摸 and 三看 are no words
    if not _WORD.fullmatch(text) or text.endswith("某"):
        return "X"
    if not word.tag:
        return "X" if one else "O" if text.endswith(_BINDS) else "U"
    tags = _ONE if one else _MORE
    return next((letter for tag, letter in tags.items() if word.tag.startswith(tag)), "O")


def _is(kind: str, word: Word) -> bool:
    return simplified.simplified(word.text) in _words()[kind]


@cache
def _letters() -> dict[str, str]:
    return {word: letter for kind, letter in _KINDS.items() for word in _words()[kind]}


@cache
def _words() -> dict[str, frozenset[str]]:
    lines = (files(__package__) / "words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {
        kind: frozenset(word for name, words in rows if name == kind for word in words.split())
        for kind, _ in rows
    }
