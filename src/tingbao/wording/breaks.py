"""What stands between words: punctuation, quotes, brackets, dashes, spaces, stray signs.

A run of such characters becomes at most one mark, the strongest that was written. A
break that is only implied (a bracket, a dash, a picture) is a ，and is kept only
where words stand on both sides.
"""

from __future__ import annotations

ENDS = "。！？"
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
_SYMBOLS = (len(_NAMES), "symbols")
_WEIGHTS = {
    character: (weight, label)
    for weight, (characters, label) in reversed(list(enumerate(_NAMES)))
    for character in characters
}


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
    hard = soft = ""
    for index, character in enumerate(run):
        found = _HARD.get(character)
        if character == ".":
            found = _stop(run, index, left, right)
        elif character == "…":
            found = _ellipsis(run, index, right)
        if found and (not hard or _STRENGTH.index(found) > _STRENGTH.index(hard)):
            hard = found
    if hard:
        return hard if right or hard != "，" or run[0] in ",，" else ""
    if not right:
        return ""
    if not run.strip(" "):
        return _space(left, right)
    if all(character in _QUOTES + _SILENT for character in run):
        neighbours = any(
            a in _CLOSING and b in _OPENING for a, b in zip(run, run[1:], strict=False)
        )
        soft = "、" if neighbours else ""
        return soft or (" " if _word(left) and _word(right) else "")
    if run == "-" and right.isdigit():
        return ""
    if run.strip(" ") == "/" and right.isdigit():
        return "、"
    if set(run) <= set("-/'·._ ") and (_token(left) and _token(right)):
        return " " if _word(left) and _word(right) else ""
    if not set(run).isdisjoint(" ") and set(run) <= set(_QUOTES + _SILENT + " "):
        return _space(left, right)
    return "、" if set(run) <= set("/") else "，"


def name(run: str) -> str:
    """Name the rule by what weighs most in the run."""
    return min((_WEIGHTS.get(character, _SYMBOLS) for character in run))[1]


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


def _space(left: str, right: str) -> str:
    """Say a space: a word boundary in Latin, a breath between Chinese, nothing else."""
    if _word(left) and _word(right):
        return " "
    if left.isdigit() and right.isdigit():
        return "，"
    return "，" if not _token(left) and not _token(right) else ""


def _word(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _token(character: str) -> bool:
    return character.isascii() and character.isalnum()
