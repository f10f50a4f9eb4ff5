"""What the tests of wording share: which text is sayable, and how edits are applied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tingbao.model import Edit

CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SAYABLE = re.compile(rf"[{CHINESE}A-Za-z，。！？；：、 ]*")


@pytest.fixture(scope="session")
def sayable() -> Callable[[str], bool]:
    """Tell whether a text holds only what `spoken` may hold."""
    return lambda text: SAYABLE.fullmatch(text) is not None


@pytest.fixture(scope="session")
def applied() -> Callable[[str, tuple[Edit, ...]], str]:
    """Apply edits to a written text; they must be sorted, apart and true to it."""

    def apply(written: str, edits: tuple[Edit, ...]) -> str:
        said, reached = [], 0
        for edit in edits:
            assert edit.start >= reached
            assert written[edit.start : edit.end] == edit.written
            said += [written[reached : edit.start], edit.spoken]
            reached = edit.end
        return "".join([*said, written[reached:]])

    return apply
