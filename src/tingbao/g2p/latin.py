"""Latin letters and English words in Kokoro's symbols."""

from __future__ import annotations

import re

from tingbao.g2p.letter_to_sound import guessed
from tingbao.g2p.symbols import is_syllable, kokoro
from tingbao.g2p.tables import mapping, starting_with

_VOWEL = re.compile("[AIOWYiuæɑɔəɛɜɪʊʌᵊ]")
# Breath behind p, t and k before a vowel, but for those behind s.
_BREATHED = re.compile(r"(?<!s)[ptk](?=[ˈˌɹljwAIOWYiuæɑɔəɛɜɪʊʌᵊ])")
_BREATH = "ʰ"
_LEVEL = "→"  # the tone of a syllable of pinyin without tones
_PLURAL = "s"
_POSSESSIVE = "'s"
# A plural acronym; an acronym before a capitalised word; a word; a run of capitals.
_PART = re.compile(r"[A-Z]{2,}(?=s\b)|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z']+|[A-Z]+")
_VOICED = re.compile("[aeiouy]")
_SHOUTED = 5  # capitals that are a dictionary word and at least so many are shouted, not spelled
_HALF = 3  # letters of either half of a compound
_LONGEST = 40  # letters of a word; longer runs are spelled
_LONGEST_SYLLABLE = 6  # zhuang


def symbols(token: str) -> str:
    """Say a run of Latin letters: words and acronyms separated by spaces.

    Names are in latin.tsv and words in english.tsv. What is in neither is taken as pinyin
    (Qiantang), as two words (deepfake), or as a network guesses; what is no word is spelled.

    English p, t and k are breathed as those of pinyin are. Without the sign for it a voice that
    learned Mandarin says b, d and g, and PPT is heard as BBD: of 57 words in 52 mixed sentences
    Whisper-base heard 28 and 29 (yunmai, xiaohe), with it 38 and 39.

    >>> symbols("PPT")
    'pʰˌi pʰˌi tʰˈi'
    >>> symbols("Spotify")
    'spˈɔTəfˌI'
    """
    return " ".join(map(_breathed, (_known(token) or _in_parts(token)).split(" ")))


def _breathed(word: str) -> str:
    """Put breath where English has it; pinyin bears its own."""
    return word if _LEVEL in word else _BREATHED.sub(rf"\g<0>{_BREATH}", word)


def _in_parts(token: str) -> str:
    said: list[str] = []
    for part in _PART.findall(token):
        if part in (_PLURAL, _POSSESSIVE) and said:
            said[-1] = _sibilant(said[-1])
        else:
            said.append(_part(part))
    return " ".join(filter(None, said))


def syllables(token: str) -> int:
    """Count the syllables of a run of Latin letters."""
    words = symbols(token).split()
    return sum(max(1, w.count(_LEVEL) or len(_VOWEL.findall(w))) for w in words)


def _part(part: str) -> str:
    word = part.lower()
    if len(part) == 1 or len(part) > _LONGEST:
        return _spelled(part)
    if part.isupper() and len(part) < _SHOUTED:
        return _known(part) or _spelled(part)
    whole = _known(part)
    if not whole and word.endswith(_POSSESSIVE):
        return _sibilant(_part(part[: -len(_POSSESSIVE)]))
    return whole or _pinyin(word) or _compound(word) or _guessed(part) or _spelled(part)


def _sibilant(said: str) -> str:
    """Add the ending of GPTs, Tesla's or Grace's to what is said without it."""
    if said.endswith(("s", "z", "ʃ", "ʒ", "ʧ", "ʤ")):
        return said + "ɪz"
    return said + ("s" if said.endswith(("p", "t", "k", "f", "θ")) else "z")


def _known(part: str) -> str:
    """Say a name or a word; acronyms only if they are listed."""
    names = mapping("latin.tsv")
    listed = names.get(part) or names.get(part.lower())
    if listed:
        if listed.startswith("/"):
            return listed.strip("/")
        return " ".join(_part(word) for word in listed.split(" "))
    if len(part) == 1 or (part.isupper() and len(part) < _SHOUTED):
        return ""
    return _english(part.lower())


def _spelled(letters: str) -> str:
    """Name the letters, apart from each other; the last one bears the main stress."""
    names = mapping("letters.tsv")
    *first, last = [names[c] for c in letters.upper() if c in names] or [""]
    return " ".join([*(name.replace("ˈ", "ˌ") for name in first), last])


def _compound(word: str) -> str:
    """Say two words in one, the first as long as can be."""
    for end in range(len(word) - _HALF, _HALF - 1, -1):
        first, second = _english(word[:end]), _english(word[end:])
        if first and second:
            return first + second.replace("ˈ", "ˌ")
    return ""


def _guessed(part: str) -> str:
    """Guess how a word is said; capitals and what has no vowel are no word."""
    word = part.lower().replace("'", "")
    if part.isupper() or len(word) < _HALF or not _VOICED.search(word):
        return ""
    return guessed(word) if word.isascii() and word.isalpha() else ""


def _pinyin(word: str) -> str:
    """Say pinyin of two syllables or more, all in the high level tone: no tone is written."""
    found = _syllabified(word)
    return "".join(kokoro(f"{syllable}1") for syllable in found) if len(found) > 1 else ""


def _syllabified(word: str) -> tuple[str, ...]:
    """Cut pinyin into syllables, earlier ones as long as can be; nothing if it is none."""
    ways: list[tuple[str, ...] | None] = [*[None] * len(word), ()]  # from each place to the end
    for start in range(len(word) - 1, -1, -1):
        for end in range(start + 1, min(start + _LONGEST_SYLLABLE, len(word)) + 1):
            rest = ways[end]
            whole = end - start > 1 or word[start] in "aeo"
            if rest is not None and whole and is_syllable(f"{word[start:end]}1"):
                ways[start] = (word[start:end], *rest)
    return ways[0] or ()


def _english(word: str) -> str:
    found = starting_with("english.tsv", f"{word}\t")
    return found[0][1] if found else ""
