"""What stands between words: punctuation, quotes, brackets, dashes, spaces, stray signs.

A run of such characters becomes at most one mark, the strongest that was written. A
break that is only implied (a bracket, a dash, a picture) is a ，and is kept only
where words stand on both sides.
"""

from __future__ import annotations

from functools import lru_cache

ENDS = "。！？"
UNSAID = "unsaid"  # the rule of letters that are left out: Arabic, Hebrew, Thai, Devanagari
MARKS = "，。！？；：、"
_STRENGTH = "、，：；。！？"
_HARD = {
    "，": "，", "。": "。", "！": "！", "？": "？", "；": "；", "：": "：", "、": "、",
    ",": "，", "!": "！", "?": "？", ";": "；", ":": "：", "‼": "！", "⁉": "？", "⁈": "？",
    "\n": "。", "∶": "：",
}  # fmt: skip
_OPENING, _CLOSING = "“‘《〈«‹〝", "”’》〉»›〞"
_QUOTES = _OPENING + _CLOSING + "\"'`´„‚"
_BRACKETS = "()[]{}【】〔〕〖〗〘〙〚〛（）⟨⟩「」『』"
_DASHES = "—-~"
_SILENT = "*#_^\\·"  # marks of markup and typography, no breath
GAPS = _QUOTES + _SILENT + "-/._ "  # between two letters no more than a gap
_NAMES = (
    (_QUOTES, "quotes"), (_BRACKETS, "brackets"), (_DASHES, "dashes"), ("…", "ellipses"),
    (" ", "spaces"), (",.!?;:∶‼⁉⁈\n" + MARKS, "punctuation"),
)  # fmt: skip
_UNHEARD = set(_QUOTES + _SILENT)
_PAIRS = tuple(closing + opening for opening, closing in zip(_OPENING, _CLOSING, strict=True))
_SYMBOLS = (len(_NAMES), "symbols")
_WEIGHTS = {
    character: (weight, label)
    for weight, (characters, label) in reversed(list(enumerate(_NAMES)))
    for character in characters
}


@lru_cache(8192)
def mark(run: str, left: str, right: str) -> str:
    """Choose what is said for a run.

    Args:
        run: The characters of the view between two words.
        left: What was written just before, or "" at the beginning.
        right: What is written just after, or "" at the end.

    Returns:
        One of ，。！？；：、, a space between two Latin words, or nothing.
    """
    if not left:
        return ""
    if hard := _written(run, left, right):
        return hard if right or hard != "，" or run[0] in ",，" else ""
    return _implied(run, left, right) if right else ""


def _written(run: str, left: str, right: str) -> str:
    """Find the strongest mark that stands in the run."""
    found = ""
    for index, character in enumerate(run):
        hard = _HARD.get(character, "") if right or character != "\n" else ""
        if character == ".":
            hard = _stop(run, index, left, right)
        elif character == "…":
            hard = _ellipsis(run, index, right)
        if hard and (not found or _STRENGTH.index(hard) > _STRENGTH.index(found)):
            found = hard
    return found


def _implied(run: str, left: str, right: str) -> str:
    """Choose the break of a run without a mark of its own."""
    kinds = set(run)
    gap = _gap(left, right)
    if kinds <= _UNHEARD:
        return "、" if any(pair in run for pair in _PAIRS) else gap
    if kinds <= _UNHEARD | {" "}:
        return gap or ("" if _token(left) or _token(right) else "，")  # between Chinese a breath
    if kinds <= {"/", " "}:
        return gap if run == "/" and latin(left) and _token(right) else "、"
    if kinds <= set("-/._' ") and _token(left) and _token(right):
        return gap
    return "" if run == "-" and right.isdigit() else "，"


@lru_cache(8192)
def name(run: str) -> str:
    """Name the rule by what weighs most in the run: letters that cannot be said above all."""
    if any(map(str.isalpha, run)):
        return UNSAID
    return min(_WEIGHTS.get(character, _SYMBOLS) for character in run)[1]


def _stop(run: str, index: int, left: str, right: str) -> str:
    """Tell a full stop from the dot of an abbreviation."""
    rest = run[index + 1 :]
    if not right or (rest[:1] and rest[0] in ' "”’\n') or not left.isascii() or not right.isascii():
        return "。"
    return ""


def _ellipsis(run: str, index: int, right: str) -> str:
    """End a sentence where the text or the quotation ends, else breathe."""
    rest = run[index + 1 :].lstrip("…")
    return "。" if not right or rest[:1] in set('”"’\n') else "，"


def _gap(left: str, right: str) -> str:
    """Keep two words apart, and two numbers more so."""
    if left.isdigit() and right.isdigit():
        return "，"
    return " " if latin(left) and latin(right) else ""


def latin(character: str) -> bool:
    """Tell a Latin letter."""
    return character.isascii() and character.isalpha()


def _token(character: str) -> bool:
    return character.isascii() and character.isalnum()
