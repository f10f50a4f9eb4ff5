"""The user's own readings, from lexicon.tsv: they override anything.

A line is a word, a tab, and how it is said: pinyin with tone digits or marks, one syllable
per Chinese character (钱塘 → qian2 tang2), or other words (WHO → 世卫组织). Lines that begin
with # and empty lines are skipped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingbao.errors import UsageError
from tingbao.pronouncing.symbols import is_syllable
from tingbao.simplifying import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE_NAME = "lexicon.tsv"
HAN = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_GLUED = re.compile(r"(?<=[1-5])(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a user says of words: their syllables, or the words to say instead.

    The words are in simplified characters, and hold for traditional ones too.
    """

    syllables: dict[str, tuple[str, ...]]
    words: dict[str, str]

    def reworded(self, text: str) -> str:
        """Say other words where the user wants them; the longest entry wins."""
        out, end = [], 0
        for found in _pattern(self.words).finditer(simplified(text)):
            out += [text[end : found.start()], self.words[found.group()]]
            end = found.end()
        return "".join([*out, text[end:]])

    def places(self, text: str) -> list[tuple[int, str, tuple[str, ...]]]:
        """Find the words with readings of the user's: start, word, syllables; no overlaps."""
        return [
            (found.start(), found.group(), self.syllables[found.group()])
            for found in _pattern(self.syllables).finditer(simplified(text))
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
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(
            "cannot read the lexicon", where=str(path), mend=error.strerror or "check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "the lexicon is not UTF-8", where=str(path), mend="save it as UTF-8"
        ) from error
    return parse(text, where=str(path))


def parse(text: str, *, where: str = FILE_NAME) -> Lexicon:
    """Read the lines of a lexicon.

    Raises:
        UsageError: A line is wrong; the message names file and line.
    """
    found = Lexicon({}, {})
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        place = f"{where}, line {number}"
        word, _, said = (part.strip() for part in line.partition("\t"))
        word = simplified(word)
        if not word or not said:
            raise UsageError(
                "a lexicon line is a word, a tab and how it is said", where=place, mend="add them"
            )
        characters = len(re.findall(f"[{HAN}]", word))
        syllables = _syllables(said) if characters == len(word) else ()
        if syllables and len(syllables) == characters:
            found.syllables[word] = syllables
        elif syllables and any(c.isdigit() for c in said):
            raise UsageError(
                f"{word} has {characters} characters and {said!r} {len(syllables)} syllables",
                where=place,
                mend="give one syllable with its tone (1 to 5) per character",
            )
        elif any(c.isdigit() for c in said):
            raise UsageError(
                f"{said!r} is neither pinyin nor words",
                where=place,
                mend="write syllables like qian2 tang2, or figures in words",
            )
        else:
            found.words[word] = said
    return found


def _syllables(said: str) -> tuple[str, ...]:
    """Read pinyin with digits or marks; empty if it is none."""
    found = []
    for part in _GLUED.sub(" ", said.lower()).split():
        tone, plain = "5", ""
        for c in unicodedata.normalize("NFD", part):
            if c in _MARKS or c in "12345":
                tone = _MARKS.get(c, c)
            else:
                plain += ":" if c == "\u0308" else c
        syllable = unicodedata.normalize("NFC", plain).replace("v", "u:") + tone
        if not is_syllable(syllable):
            return ()
        found.append(syllable)
    return tuple(found)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of some words, longer ones first, Latin ones only whole."""
    parts = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        before = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
        after = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        parts.append(before + re.escape(word) + after)
    return re.compile("|".join(parts) or r"(?!)")
