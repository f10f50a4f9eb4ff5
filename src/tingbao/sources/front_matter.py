"""What stands above a text about it: the fields of Jekyll's, Hexo's and Hugo's front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tingbao.language.tables import mapping
from tingbao.sources.outline import flowed

_MOST_FIELDS = 60  # lines of front matter that something closes
_OPENS = re.compile(r"\A\ufeff?\s*(---|\+\+\+)[ \t]*[\r\n]")
_FIELD = re.compile(r"""["']?([\w.-]+)["']?[ \t]*[:=](?!//)[ \t]*(.*)""")
_BELOW = re.compile(
    r"[ \t]|[-#\[\]{}]|\s*$"
)  # what stands under a field: its text, a list, a table
_FOLDED = re.compile(r"[>|][-+\d]*")  # in the place of a text that stands below
_LONG = re.compile(r"\"{3}|'{3}")  # around a text of several lines


def read(text: str) -> tuple[dict[str, str], str]:
    """Read front matter, whose few fields that matter here are plain in every dialect.

    Where nothing closes it, it ends with its last field.
    """
    opened = _OPENS.match(text)
    if not opened:
        return {}, text
    known = mapping(__package__, "front_matter.tsv")
    found: dict[str, list[str]] = {}
    at = end = opened.end()
    lines = text[at:].splitlines(keepends=True)
    closing = _closing(lines, opened[1])
    name, long, gap = "", "", False
    for line in lines[:closing]:
        pair = None if long else _FIELD.match(line)
        at += len(line)
        if not (pair or long or _BELOW.match(line)):
            if closing is None:
                break
            name = ""
        if pair:
            name = known.get(pair[1].lower(), "")
            name = "" if name in found else name
        elif not (line.strip() or long or (name and _FOLDED.fullmatch(found[name][0]))):
            name = ""
        if name:
            found.setdefault(name, []).append((pair[2] if pair else line).strip())
        long = _goes_on(line, pair, long)
        gap = gap or not line.strip() or line.startswith("#")
        if not gap or (pair and name):
            end = at
    if closing is not None:
        return _values(found), text[at + len(lines[closing]) :]
    return (_values(found), text[end:]) if found else ({}, text)


def _closing(lines: Sequence[str], mark: str) -> int | None:
    """Find the line that closes front matter: fields come first, and no paragraph is above it."""
    long, fields, empty = "", False, False
    for at, line in enumerate(lines[:_MOST_FIELDS]):
        if fields and line.rstrip() in {mark, "..."}:
            return at
        pair = None if long else _FIELD.match(line)
        if not (pair or long or _BELOW.match(line)) and (empty or not fields):
            return None
        fields = fields or bool(pair)
        empty = not line.strip()
        long = _goes_on(line, pair, long)
    return None


def _goes_on(line: str, pair: re.Match[str] | None, long: str) -> str:
    """Give the quotes that a value of several lines waits for behind a line."""
    if long:
        return "" if long in line else long
    quotes = _LONG.match(pair[2]) if pair else None
    return quotes[0] if quotes and pair and pair[2].count(quotes[0]) == 1 else ""


def _values(found: dict[str, list[str]]) -> dict[str, str]:
    """Give what each field says in its own line or those below it; of a list every item."""
    values = {}
    for name, lines in found.items():
        listed = (re.sub(r"^-\s+", "、", line) for line in lines if not _FOLDED.fullmatch(line))
        text = flowed(listed).strip(" 、")
        is_list = text.startswith("[") and text.endswith("]")
        values[name] = re.sub(r"[\[\]\"']", "", text) if is_list else text.strip("\"'")
    return values
