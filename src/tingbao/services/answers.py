"""What a language model answered once is kept, so that the same question has the same answer.

The question is the endpoint, the model, every parameter and the words. An answer that cannot
be read or written is only asked for again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tingbao.store import LIMITS, Kept, digest


@dataclass(frozen=True, slots=True)
class Answers:
    """A folder of answers; with folder None nothing is remembered."""

    folder: Path | None = None

    def get(self, question: dict[str, Any]) -> tuple[str, int] | None:
        """Give the answer to a question and the tokens that it took, or None."""
        data = self._kept.get(_name(question))
        return None if data is None else tuple(json.loads(data))

    def put(self, question: dict[str, Any], text: str, tokens: int) -> None:
        """Keep an answer; whole or not at all."""
        self._kept.put(_name(question), json.dumps([text, tokens]).encode())

    @property
    def _kept(self) -> Kept:
        return Kept(self.folder, limit=LIMITS["answers"])


def _name(question: dict[str, Any]) -> str:
    return digest([json.dumps(question, sort_keys=True)])
