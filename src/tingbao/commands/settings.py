"""From flags, environment and file to the one Config; the only reader of the environment."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tingbao.config import Config

LEXICON = "lexicon.tsv"


def settings(**flags: Any) -> Config:
    """Merge what this process was given; a flag that is None was not given.

    The folders that a Config leaves open are the user's own: the cache, and the lexicon
    that lies here or in the folder of settings.
    """
    from platformdirs import user_cache_path, user_config_path

    from tingbao import config

    merged = config.load(Path.cwd(), os.environ, flags)
    places = (Path.cwd() / LEXICON, user_config_path("tingbao") / LEXICON)
    return replace(
        merged,
        cache=merged.cache or user_cache_path("tingbao"),
        lexicon=merged.lexicon or next((path for path in places if path.is_file()), None),
    )


def given(**flags: Any) -> dict[str, Any]:
    """Keep of the flags that belong to one table of the settings those that were given."""
    return {name: value for name, value in flags.items() if value is not None}
