"""What is heard in an episode and when, as its page shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tingbao.publishing import DamagedError, load

if TYPE_CHECKING:
    from pathlib import Path

    from tingbao.publishing import Spoken

# Many newsrooms type half-width marks after Chinese; set in print they are as wide as a character.
_TYPED = re.compile(r"(?<=[\u3400-\u9fff”’》）】」』])([,:;?!]) ?")
_SET = str.maketrans(",:;?!", "，：；？！")


def read(folder: Path) -> tuple[Spoken, ...]:
    """Read the lines, in the order in which they are heard.

    A script that is missing or damaged gives none: the page then stands without a
    transcript, which is better than no page.
    """
    try:
        return tuple(replace(line, written=typeset(line.written)) for line in load(folder))
    except DamagedError:
        return ()


def typeset(text: str) -> str:
    """Give a text with the marks after Chinese characters as wide as these."""
    return _TYPED.sub(lambda found: found[1].translate(_SET), text)
