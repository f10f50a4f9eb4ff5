"""What a language model answered once is kept, so that the same question has the same answer.

An answer is a file named by the SHA-256 of its question: the endpoint, the model, every
parameter and the words. One that cannot be read or written is only asked for again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tingbao import store

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Answers:
    """A folder of answers; with folder None nothing is remembered."""

    folder: Path | None = None

    def get(self, question: dict[str, Any]) -> tuple[str, int] | None:
        """Give the answer to a question and the tokens that it took, or None."""
        if self.folder is None:
            return None
        try:
            kept = json.loads(self._path(self.folder, question).read_bytes())
            text, tokens = kept["text"], kept["tokens"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (text, tokens) if isinstance(text, str) and isinstance(tokens, int) else None

    def put(self, question: dict[str, Any], text: str, tokens: int) -> None:
        """Keep an answer; whole or not at all."""
        if self.folder is None:
            return
        data = json.dumps({"text": text, "tokens": tokens}, ensure_ascii=False).encode()
        path = self._path(self.folder, question)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            store.write(path, data)

    def _path(self, folder: Path, question: dict[str, Any]) -> Path:
        flat = json.dumps(question, ensure_ascii=True, sort_keys=True).encode()
        return folder / f"{hashlib.sha256(flat).hexdigest()}.json"
