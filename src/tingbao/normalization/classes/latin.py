"""Words of letters: nba, U.S., TSLA.O, don’t, addresses of the web, kana, Hangul and Cyrillic."""

from __future__ import annotations

import re
import unicodedata

from tingbao.language.numerals import DIGITS, spell
from tingbao.normalization.form import DIGIT, LETTER, OTHER, Form, Match, after, before, pattern
from tingbao.normalization.punctuation import GAPS, MARKS
from tingbao.normalization.tables import mapping

# Abbreviations written small or spaced: nba, Atm, c e o, U.S.; TSLA.O, 3v3.

_GAP = f"[{re.escape(GAPS)}]{{1,8}}"  # what would be said as a gap between two letters
_ACRONYM_FORM = pattern(
    r"(?<![A-Za-z])(?:(?P<dotted>(?:[A-Za-z]\.){2,6}[A-Za-z]?)(?![A-Za-z])"
    rf"|(?P<spaced>[A-Za-z](?:{_GAP}[A-Za-z]){{2,9}})(?!(?:{_GAP})?[A-Za-z])"
    r"|(?P<ticker>[A-Z]{1,5})\.(?P<market>US|O|N|OQ|HK|L)(?![A-Za-z.])"
    r"|(?<![a-z] )(?<!{lettered})(?P<initials>[A-Z]\.(?: [A-Z]\.){0,3})(?= [A-Z][A-Za-z])"
    r"|(?P<short>Mrs?|Ms|Dr|St|Prof|Inc|Ltd|Co|Corp|Jr|Sr|etc|Vol|Fig|Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec)\.(?:,? ?(?=(?:Ltd|Inc)(?![A-Za-z]))| (?=[^\W\x00-\x7f])(?!{resuming}))?"
    r"|(?P<versus>[Vv][Ss])\.?(?![A-Za-z])|(?P<duel>(?<=\d)[Vv](?=\d))"
    r"|(?P<word>[A-Za-z]{2,4})(?![A-Za-z]))"
)


_STOPS = MARKS + ",.!?;:\n"
_LIGHT = GAPS + "（）()【】"


def _say_acronym(match: Match, _one: str) -> str | None:
    if match["spaced"]:
        return re.sub(r"[^A-Za-z]", "", match["spaced"]).upper()
    if match["ticker"]:
        return f"{match['ticker']}点{match['market']}"
    if letters := match["dotted"] or match["initials"]:
        return re.sub("[. ]", "", letters).upper()
    if match["short"]:
        return match["short"]
    if match["duel"]:
        return "对" if before(match, 2)[-1:] == after(match, 1) else None
    if match["versus"]:
        sides = before(match, 9).rstrip(_LIGHT)[-1:], after(match, 9).lstrip(_LIGHT)[:1]
        return "对" if all(side and side not in _STOPS for side in sides) else None
    known = mapping("acronyms").get(match["word"].lower())
    return known if known != match["word"] else None


# English contractions: don’t is do not, it’s is its.

_CONTRACTION_FORM = pattern(
    r"(?<![A-Za-z])(?P<word>[A-Za-z]{1,20}?)(?P<end>n['’]t|['’](?:s|re|ve|ll|d|m)"
    r"|(?<=s)['’])(?![A-Za-z])"
)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_ENDS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "'m": " am"}


def _say_contraction(match: Match, _one: str) -> str | None:
    word, end = match["word"], match["end"].lower().replace("’", "'")
    if end == "n't":
        word = _WHOLE.get(word.lower(), word)
    return word + _ENDS.get(end, end.strip("'"))


# Words in kana, Hangul and Cyrillic, in Latin letters by the Unicode names of theirs.

_FOREIGN_FORM = pattern(
    r"[\u0400-\u052f]{1,40}|[\u3041-\u3096\u30a1-\u30fa]{1,40}|[\uac00-\ud7a3]{1,40}"
)
_NAME = pattern(
    r"(?:HIRAGANA LETTER|KATAKANA LETTER|HANGUL SYLLABLE|CYRILLIC (?:CAPITAL|SMALL) LETTER)"
    r" (?:SMALL )?(?:SHORT )?(?P<sound>[A-Z]+)$"
)
_CYRILLIC = {"IE": "e", "IO": "yo", "GHE": "g", "YERU": "y", "YU": "yu", "YA": "ya"}


def _say_foreign(match: Match, _one: str) -> str | None:
    if match[0] == "の" and before(match, 1).strip() and after(match, 1).strip():
        return "的"
    return "".join(_sound(letter) for letter in match[0]) or None


def _sound(letter: str) -> str:
    found = _NAME.match(unicodedata.name(letter, ""))
    if not found:
        return ""
    sound = found["sound"]
    if "\u0400" <= letter <= "\u052f":  # consonants are named with a vowel: PE, EL
        bare = re.sub(r"[AEIOU]+$|^E(?=[A-Z])", "", sound)
        sound = _CYRILLIC.get(sound) or bare or sound
    return sound.lower()


# Web and mail addresses, said short: the host, its dots as 点.

_TOP = (
    "com|cn|net|org|gov|edu|io|ai|app|dev|info|tv|cc|top|xyz|me|co|hk|tw|uk|us|jp|de|fr|eu|ru"
    "|html?|pdf|docx?|xlsx?|pptx?|txt|zip|mp3|mp4|jpe?g|png"
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?"
_WEB_FORM = pattern(
    r"(?<![A-Za-z0-9@])(?:(?P<scheme>(?:https?"
    r"|ftp)://)(?:www\.)?(?P<host>[A-Za-z0-9.-]{1,253})(?::\d{1,5})?(?:[/?#][!-~]{0,2048})?"
    rf"|(?P<user>[A-Za-z0-9._%+-]{{1,64}})@(?P<domain>{_LABEL}(?:\.{_LABEL}){{1,5}})"
    rf"|(?:www\.)?(?P<bare>(?:{_LABEL}\.){{1,5}}(?:{_TOP}))(?![A-Za-z0-9.-](?<!\.))(?:/[!-~]"
    rf"{{0,2048}})?)"
)


def _say_web(match: Match, one: str) -> str | None:
    if match["user"]:
        return f"{_words(match['user'], one)}艾特{_words(match['domain'], one)}"
    host = match["host"] or match["bare"]
    return _words(host.strip(".-"), one) or None


def _words(address: str, one: str) -> str:
    """Say letters as words, digits one by one, dots as 点, other signs as a gap."""
    said = re.sub(r"\d+", lambda digits: spell(digits[0], one=one), address).replace(".", "点")
    said = re.sub(f"[^A-Za-z{DIGITS}幺点]+", " ", said)
    said = re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", said)
    known = mapping("acronyms")
    return re.sub(r"[A-Za-z]+", lambda word: known.get(word[0].lower(), word[0]), said)


FORMS = (
    Form(200, (LETTER, DIGIT), _WEB_FORM, _say_web, needs=frozenset(".@:")),
    Form(196, (LETTER,), _CONTRACTION_FORM, _say_contraction, needs=frozenset("'’")),
    Form(54, (LETTER,), _ACRONYM_FORM, _say_acronym),
    Form(50, (OTHER,), _FOREIGN_FORM, _say_foreign),
)
