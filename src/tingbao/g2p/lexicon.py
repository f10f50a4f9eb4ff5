"""The user's own readings, from lexicon.tsv: they override anything.

A line is a word, a tab, and how it is said: pinyin with tone digits or marks, one syllable
per Chinese character (钱塘 → qian2 tang2), or other words (WHO → 世卫组织). Lines that begin
with # and empty lines are skipped. Figures in a word are known as written and as said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tingbao import store
from tingbao.errors import UsageError
from tingbao.g2p.symbols import is_syllable
from tingbao.language import tables
from tingbao.language.simplified import simplified
from tingbao.language.text import HAN, Text

FILE_NAME = "lexicon.tsv"
_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_LONGEST_SYLLABLE = 6  # zhuang
_LONGEST_PART = 24  # letters without a space that are cut into syllables
_MOST_WAYS = 64
_LONGEST_READING = 1000  # letters of a word: what is longer is not looked into
_VOWEL = re.compile("[aeiouê]")
_GLUED = re.compile(r"(?<=[1-5])(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a user says of words: their syllables, or the words to say instead.

    The words are in simplified characters, and hold for traditional ones too.
    """

    syllables: dict[str, tuple[str, ...]]
    words: dict[str, str]

    def reworded(self, text: str) -> Text:
        """Say other words where the user wants them; the longest entry wins."""
        written = Text.of(text)
        places = _pattern(tuple(self.words)).finditer(written.simple)
        return written.replaced((*one.span(), self.words[one.group()]) for one in places)

    def places(self, text: str) -> list[tuple[int, str, tuple[str, ...]]]:
        """Find the words with readings of the user's: start, word, syllables; no overlaps."""
        return [
            (found.start(), found.group(), self.syllables[found.group()])
            for found in _pattern(tuple(self.syllables)).finditer(simplified(text))
        ]


EMPTY = Lexicon({}, {})


def load(path: Path | None) -> Lexicon:
    """Read a lexicon; without a path, an empty one.

    Raises:
        UsageError: The file cannot be read, or a line of it is wrong; names file and line.
    """
    if path is None:
        return EMPTY
    try:
        text = store.read(path).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            "cannot read the lexicon", where=str(path), hint=error.strerror or "check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "the lexicon is not UTF-8", where=str(path), hint="save it as UTF-8"
        ) from error
    return parse(text, where=str(path))


def parse(text: str, *, where: str = FILE_NAME) -> Lexicon:
    """Read the lines of a lexicon.

    Raises:
        UsageError: A line is wrong or contradicts another; the message names file and line.
    """
    found = Lexicon({}, {})
    lines: dict[str, tuple[int, str]] = {}
    for number, line in tables.lines(text):
        place = f"{where}, line {number}"
        word, _, said = (part.strip() for part in line.partition("\t"))
        if not word or not said:
            raise UsageError(
                "a lexicon line is a word, a tab and how it is said", where=place, hint="add them"
            )
        word = simplified(word)
        first, other = lines.setdefault(word, (number, said))
        if other != said:
            raise UsageError(
                f"{word} is said otherwise in line {first}", where=place, hint="keep one of the two"
            )
        syllables = _reading(word, said, place)
        if syllables:
            found.syllables[word] = syllables
        else:
            found.words.update(dict.fromkeys({word, _figures_said(word)}, said))
    return found


def _reading(word: str, said: str, place: str) -> tuple[str, ...]:
    """Read a line's pinyin, a syllable per character; empty if it is other words."""
    characters = len(re.findall(f"[{HAN}]", word))
    digits = any(c.isdigit() for c in said)
    ways = _syllables(said) if characters == len(word) else []
    if not ways:
        if digits or any(c in _MARKS for c in unicodedata.normalize("NFD", said)):
            raise UsageError(
                f"{said!r} is neither pinyin nor words",
                where=place,
                hint="write syllables like qian2 tang2, or figures in words",
            )
        return ()
    fitting = [way for way in ways if len(way) == characters]
    toned = any(syllable[-1] != "5" for syllable in ways[0])
    if fitting and (toned or digits):
        return fitting[0]
    if not toned and not digits:
        if not fitting:
            return ()
        raise UsageError(
            f"{said!r} has no tones", where=place, hint="add one (1 to 5) to each syllable"
        )
    raise UsageError(
        f"{word} has {characters} characters and {said!r} {len(ways[0])} syllables",
        where=place,
        hint="give one syllable with its tone (1 to 5) per character",
    )


def _figures_said(word: str) -> str:
    """Give a word as the text has it when it is spoken: 5G is 五G by then."""
    if not any(c.isdigit() for c in word):
        return word
    from tingbao import normalization

    return normalization.normalize(word).spoken


def _syllables(said: str) -> list[tuple[str, ...]]:
    """Give the ways to read pinyin with digits or marks, glued or not; none if it is none.

    Where digits end the syllables there is but one way; marks leave Xīān to the characters.
    """
    if len(said) > _LONGEST_READING:
        return []
    digits = any(c.isdigit() for c in said)
    ways: list[tuple[str, ...]] = [()]
    for part in _GLUED.sub(" ", said.lower().replace("'", " ")).split():
        letters: list[tuple[str, str]] = []  # with the tones that a letter bears
        for c in unicodedata.normalize("NFD", part):
            if letters and (c in _MARKS or c in "12345"):
                letters[-1] = letters[-1][0], letters[-1][1] + _MARKS.get(c, c)
            else:
                letters.append((":" if c == "\u0308" else c, ""))
        cuts = [(_syllable(letters),)] if digits else _cuts(letters)
        ways = [way + cut for way in ways for cut in cuts if _natural(cut)][:_MOST_WAYS]
    return ways


def _cuts(letters: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Cut letters into syllables in every way, those with long syllables first."""
    if not letters:
        return [()]
    if len(letters) > _LONGEST_PART:
        return []
    firsts = ((end, _syllable(letters[:end])) for end in range(_LONGEST_SYLLABLE, 0, -1))
    fitting = [(end, first) for end, first in firsts if first and end <= len(letters)]
    return [(first, *rest) for end, first in fitting for rest in _cuts(letters[end:])]


def _natural(cut: Sequence[str]) -> bool:
    """Tell whether letters are cut as people write: xiān is no xi|ān without a tone, nor xiā|n."""
    one = len(cut) == 1
    return all(cut) and (one or (cut[0][-1] != "5" and all(_VOWEL.search(s) for s in cut)))


def _syllable(letters: Sequence[tuple[str, str]]) -> str:
    """Write letters with their tone as one syllable, a light one without; empty if it is none."""
    plain = unicodedata.normalize("NFC", "".join(letter for letter, _ in letters))
    tones = "".join(tone for _, tone in letters) or "5"
    syllable = plain.replace("v", "u:") + tones
    return syllable if is_syllable(syllable) else ""


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of some words, longer ones first, Latin ones only whole."""
    parts = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        before = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
        after = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        parts.append(before + re.escape(word) + after)
    return re.compile("|".join(parts) or r"(?!)")
