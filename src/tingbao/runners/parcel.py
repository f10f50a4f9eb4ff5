"""Settings made to travel: what they name by path goes along."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from tingbao import store
from tingbao.config import Config
from tingbao.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Settings, and the files that a worker on another machine would not find.

    `config.cache` is None where each worker has its own.
    """

    config: Config
    lexicon: bytes | None = None
    templates: bytes | None = None


def pack(config: Config) -> Parcel:
    """Read the files that a worker needs.

    Raises:
        UsageError: One cannot be read.
    """
    lexicon, templates = config.lexicon, config.script.templates
    return Parcel(
        config=replace(config, lexicon=None, script=replace(config.script, templates=None)),
        lexicon=_read(lexicon),
        templates=_read(templates),
    )


def unpack(parcel: Parcel) -> Config:
    """Give the settings as they hold here; the files lie in the cache, named by what they say.

    Raises:
        OSError: They cannot be written.
    """
    from platformdirs import user_cache_path  # a worker is an edge: its cache is its machine's

    config = parcel.config
    cache = config.cache or user_cache_path("tingbao")
    return replace(
        config,
        cache=cache,
        lexicon=_placed(cache, parcel.lexicon) or config.lexicon,
        script=replace(
            config.script,
            templates=_placed(cache, parcel.templates) or config.script.templates,
        ),
    )


def _read(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return store.read(path)
    except OSError as error:
        reason = error.strerror or "check the path"
        raise UsageError("cannot read a file of the settings", where=str(path), hint=reason) from (
            error
        )


def _placed(cache: Path, data: bytes | None) -> Path | None:
    if data is None:
        return None
    path = cache / "settings" / f"{hashlib.sha256(data).hexdigest()}.tsv"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        store.write(path, data)
    return path
