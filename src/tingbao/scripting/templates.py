"""The host's own sentences, from a TSV that a user can replace; content picks, not chance."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Formatter

from tingbao import store
from tingbao.errors import UsageError
from tingbao.language import tables

_KNOWN = "hello show date dated weekday title menu count heading source author next number"
_FIELDS = frozenset(_KNOWN.split())


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates by key; `seed` is the content that decides which of several is picked."""

    texts: Mapping[str, tuple[str, ...]]
    seed: str

    def pick(self, key: str, *, turn: int = 0, **fields: str) -> str:
        """Fill in one of the templates of a key.

        `turn` counts on from the one that the content picks, so that two picks of the
        same key in one script differ where the table has more than one.
        """
        choices = self.texts[key]
        digest = hashlib.sha256(f"{key}\n{self.seed}".encode("utf-8", "surrogatepass")).digest()
        at = (int.from_bytes(digest[:4], "big") + turn) % len(choices)
        return choices[at].format_map(fields)


def load(path: Path | None, *, seed: str) -> Templates:
    """Read the shipped templates, and over them those of the user's table.

    Raises:
        UsageError: A table that cannot be read, an unknown key or field.
    """
    shipped = files(__package__).joinpath("templates.tsv").read_text(encoding="utf-8")
    texts = _parse(shipped, where="templates.tsv", known=())
    if path is not None:
        try:
            own = store.read(path).decode()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                "cannot read the templates", where=str(path), hint="give a UTF-8 TSV"
            ) from error
        texts |= _parse(own, where=str(path), known=texts)
    return Templates({key: tuple(values) for key, values in texts.items()}, seed)


def _parse(table: str, *, where: str, known: Collection[str]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for number, line in tables.lines(table):
        place = f"{where}:{number}"
        key, tab, text = line.partition("\t")
        if not tab or not text.strip():
            raise UsageError("a template needs a key, a tab and a text", where=place)
        if known and key not in known:
            hint = f"known are {', '.join(sorted(known))}"
            raise UsageError(f"unknown template {key!r}", where=place, hint=hint)
        try:
            fields = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise UsageError(f"broken template: {error}", where=place) from error
        if strange := fields - _FIELDS:
            hint = f"known are {', '.join(sorted(_FIELDS))}"
            raise UsageError(f"unknown field {{{min(strange)}}}", where=place, hint=hint)
        texts.setdefault(key, []).append(text.strip())
    return texts
