"""What stands above a text about it: fields as Jekyll and Hugo have them, MultiMarkdown and Org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from tingbao.errors import MALFORMED
from tingbao.language.tables import mapping
from tingbao.sources.outline import flowed

_MOST_FIELDS = 60  # lines of front matter that something closes
_START = r"\A\ufeff?\s*"
_OPENS = re.compile(_START + r"(---|\+\+\+)(?:ya?ml|toml)?[ \t]*[\r\n]")
_FIELD = re.compile(r"""["']?([\w.-]+|[A-Za-z]+(?: [A-Za-z]+)+)["']?[ \t]*[:=](?!//)[ \t]*(.*)""")
_BELOW = re.compile(
    r"[ \t]|[-#\[\]{}]|\s*$"
)  # what stands under a field: its text, a list, a table
_FOLDED = re.compile(r"[>|][-+\d]*")  # in the place of a text that stands below
_LONG = re.compile(r"\"{3}|'{3}")  # around a text of several lines

_OBJECT = re.compile(_START + r"(?:(?:---(?:json)?|;;;)\s+)?(?=\{\s*\")")
_OBJECT_ENDS = re.compile(r"\s*^(?:---|;;;)[ \t]*$", re.MULTILINE)

_PLAIN = re.compile(_START + r"(?=[A-Za-z])")
_PLAIN_FIELD = re.compile(r"([A-Za-z][\w-]*(?: [\w-]+)*):(?:[ \t]|$)")
_PLAIN_ENDS = re.compile(r"\s*$|(?:---|\.{3})\s*$")
_SAYS = re.compile(r"[。！？]")

_ORG = re.compile(
    _START + r"(?:#[ \t][^\n]*\n\s*|:PROPERTIES:[^\n]*\n(?:[^\n]*\n)*?:END:\s+)*#\+[A-Za-z_]+:"
)
_ORG_FIELD = re.compile(r"^#\+(\w+):[ \t]*(.*)", re.MULTILINE)
_ORG_CODE = re.compile(r"^[ \t]*#\+(?:begin|end)_(?:src|example)\b.*", re.MULTILINE | re.IGNORECASE)
_ORG_MARKS = re.compile(r"^[ \t]*(?:#\+\w|#[ \t]|:[\w-]+:(?=\s)).*", re.MULTILINE)
_ORG_INDENT = re.compile(r"^[ \t]+(?=\S)(?!\d+[.)]\s|[-+*]\s)", re.MULTILINE)
_ORG_HEADING = re.compile(r"^\*+(?=[ \t]+\S)", re.MULTILINE)

_NOTHING = "nothing"  # what a field says that is known and not kept
_Read = tuple[dict[str, str], str]


def read(text: str) -> _Read:
    r"""Read the few fields that matter here, and give the text, as Markdown, without any of them.

    >>> read("Title: 大桥通车\nTags: 桥\n\n大桥昨天通车。")
    ({'title': '大桥通车'}, '大桥昨天通车。')
    """
    forms = (form(text) for form in (_of_object, _of_org, _between_marks, _plain))
    found, rest = next(filter(None, forms), ({}, text))
    return {name: value for name, value in found.items() if name not in {"", _NOTHING}}, rest


def _known(name: str) -> str:
    """Give what a field of that name says of the article."""
    return mapping(__package__, "front_matter.tsv").get(name.lower(), "")


def _of_object(text: str) -> _Read | None:
    """Read an object in JSON above the text."""
    opened = _OBJECT.match(text)
    if not opened:
        return None
    with suppress(*MALFORMED):
        stated, end = json.JSONDecoder().raw_decode(text, opened.end())
        found: dict[str, str] = {}
        for name, value in stated.items():
            listed = value if isinstance(value, list) else [value]
            said = "、".join(one for one in listed if isinstance(one, str))
            found.setdefault(_known(name), said)
        closed = _OBJECT_ENDS.match(text, end)
        return found, text[closed.end() if closed else end :]
    return None


def _of_org(text: str) -> _Read | None:
    """Read the fields of an Org file, and give its text with headings as Markdown has them."""
    if not _ORG.match(text):
        return None
    found: dict[str, str] = {}
    for name, value in _ORG_FIELD.findall(text):
        found.setdefault(_known(name), value.strip())
    body = _ORG_MARKS.sub("", _ORG_CODE.sub("```", text))
    body = _ORG_HEADING.sub(lambda stars: "#" * len(stars[0]), _ORG_INDENT.sub("", body))
    return found, body


def _plain(text: str) -> _Read | None:
    """Read fields that nothing opens, of which one is the title; behind a gap only known ones."""
    start = _PLAIN.match(text)
    if not start:
        return None
    lines = text[start.end() :].splitlines(keepends=True)
    end = 0
    for at, line in enumerate(lines[:_MOST_FIELDS]):
        field = _PLAIN_FIELD.match(line)
        foreign = field and not _known(field[1])
        if foreign and (at > end or _SAYS.search(line)):  # Wang: 你好。
            break
        goes_on = at and at == end and line[0] in " \t"
        if line.strip() and not (field or goes_on):
            break
        end = at + 1 if line.strip() else end
    found, _ = _fields(lines[:end], closed=True)
    closed = end < len(lines) and _PLAIN_ENDS.match(lines[end])
    rest = "".join(lines[end + bool(closed) :])
    if "title" not in found or not rest.strip() or not (closed or len(found) > 1):
        return None
    return _values(found), rest


def _between_marks(text: str) -> _Read | None:
    """Read fields below a line of hyphens or pluses; where nothing closes them, to the last."""
    opened = _OPENS.match(text)
    if not opened:
        return None
    lines = text[opened.end() :].splitlines(keepends=True)
    closing = _closing(lines, opened[1])
    found, end = _fields(lines[:closing], closed=closing is not None)
    if closing is None and not found:
        return None
    return _values(found), "".join(lines[end if closing is None else closing + 1 :])


def _walked(lines: Iterable[str]) -> Iterator[tuple[str, re.Match[str] | None, bool]]:
    """Give each line, the field that it opens, and whether it is inside a text in quotes."""
    quotes = ""
    for line in lines:
        pair = None if quotes else _FIELD.match(line)
        yield line, pair, bool(quotes)
        opened = _LONG.match(pair[2]) if pair else None
        if quotes:
            quotes = "" if quotes in line else quotes
        elif opened and pair and pair[2].count(opened[0]) == 1:
            quotes = opened[0]


def _closing(lines: Sequence[str], mark: str) -> int | None:
    """Find the line that closes front matter: fields come first, and no paragraph is above it."""
    fields, empty = False, False
    for at, (line, pair, quoted) in enumerate(_walked(lines[:_MOST_FIELDS])):
        if fields and line.rstrip() in {mark, "..."}:
            return at
        if not (pair or quoted or _BELOW.match(line)) and (empty or not fields):
            return None
        fields = fields or bool(pair)
        empty = not line.strip()
    return None


def _fields(lines: Sequence[str], *, closed: bool) -> tuple[dict[str, list[str]], int]:
    """Read what each known field says, and tell behind which line the last of them ends.

    Where nothing closes them, the text begins with the first line that is none and below none.
    """
    found: dict[str, list[str]] = {}
    name, folded, gap, end = "", False, False, 0
    for at, (line, pair, quoted) in enumerate(_walked(lines), 1):
        empty, comment = not line.strip(), not quoted and line.startswith("#")
        if pair:
            name = _known(pair[1])
            name = "" if name in found and name != _NOTHING else name
            folded = bool(_FOLDED.fullmatch(pair[2].strip()))
        elif not quoted:
            within = empty or line[0] in " \t" if folded else not (empty or comment)
            name = name if within and _BELOW.match(line) else ""
        if not (closed or pair or name or empty or comment) and (gap or not _BELOW.match(line)):
            break
        if name:
            found.setdefault(name, []).append((pair[2] if pair else line).strip())
        gap = gap or empty or comment
        end = at if name or not gap else end
    return found, end


def _values(found: dict[str, list[str]]) -> dict[str, str]:
    """Give what each field says in its own line or those below it; of a list every item."""
    values = {}
    for name, lines in found.items():
        listed = (re.sub(r"^-\s+", "、", line) for line in lines if not _FOLDED.fullmatch(line))
        text = flowed(listed).strip(" 、")
        is_list = text.startswith("[") and text.endswith("]")
        values[name] = re.sub(r"[\[\]\"']", "", text) if is_list else text.strip("\"'")
    return values
