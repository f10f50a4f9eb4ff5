"""Two voices: the guest asks what a section answers, and reads what others are quoted with."""

from __future__ import annotations

import re
from dataclasses import replace

from tingbao.language.patterns import Pattern
from tingbao.language.simplified import simplified
from tingbao.model import Line
from tingbao.scripting import frame
from tingbao.scripting.pauses import PAUSES
from tingbao.scripting.templates import Templates

_ASKS = Pattern(r"([{han}])[不没]\1|{asks}|吗$|[？?]$", __package__)
_INNER = str.maketrans("“”「」", "‘’『』")
_QUOTED = re.compile(r"[“「]([^”」]{8,})[”」]")


def question(table: Templates, heading: str, section: int, turn: int) -> Line:
    """Let the guest ask for a section; a heading that asks already is asked as it is."""
    phrase = frame.phrase(heading).rstrip("？?")
    asked = _ASKS.search(simplified(frame.phrase(heading)))
    key = "question.asked" if asked else "question"
    if not asked:
        phrase = phrase.translate(_INNER)  # the template puts its own marks around it
    return Line(
        kind="heading",
        section=section,
        written=table.pick(key, turn=turn, heading=phrase),
        pause_ms=PAUSES["heading"],
        role="guest",
    )


def shared(lines: list[Line]) -> list[Line]:
    """Give the guest the lines that are a quotation for the most part."""
    return [replace(line, role="guest") if _is_quotation(line.written) else line for line in lines]


def _is_quotation(text: str) -> bool:
    return 2 * sum(map(len, _QUOTED.findall(text))) > len(text)
