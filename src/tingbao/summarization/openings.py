"""How a sentence begins: empty lead-ins and connectives that may go."""

from __future__ import annotations

from tingbao.language import tables
from tingbao.language.patterns import Pattern
from tingbao.summarization import enumerations

_GAP = "，,、：: "
_TOPIC = Pattern(r"{regarding}第[{numeral}][^，,。]{1,8}[，,]", __package__)  # 关于第二个焦点，


def table() -> dict[str, str]:
    """Give the kind of each opening, from openings.tsv."""
    return tables.mapping(__package__, "openings.tsv")


def cut(text: str) -> tuple[int, int]:
    """Say how much of the beginning may go.

    Returns:
        Two positions in `text`: behind its number in a list and the empty lead-ins, which
        always go, and behind the connectives after them, which go where the sentence
        before is not said.
    """
    lead = _behind(text, enumerations.numbering(text), "lead")
    at = lead + enumerations.mark(text[lead:])
    if topic := _TOPIC.match(text, at):
        at = topic.end()
    while (further := _behind(text, at, "drop")) > at:
        at = _behind(text, further, "lead")
    return lead, at


def _behind(text: str, start: int, wanted: str) -> int:
    """Give where an opening of a kind, and the marks behind it, end; `start` if there is none."""
    for opening, kind in table().items():
        if kind == wanted and text.startswith(opening, start):
            end = start + len(opening)
            if end < len(text) and text[end] in _GAP:
                while end < len(text) and text[end] in _GAP:
                    end += 1
                return end
    return start
