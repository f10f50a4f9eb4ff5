"""From flags, environment and file to the one Config; the only reader of the environment."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tingbao.errors import UsageError

if TYPE_CHECKING:
    from tingbao.config import Config

LEXICON = "lexicon.tsv"


def settings(**flags: Any) -> Config:
    """Merge what this process was given; a flag that is None was not given.

    Those of a table are a dict. The folders that a Config leaves open are the user's own: the
    cache, and the lexicon that lies here or in the folder of settings; what may not be looked
    at is not there.

    Raises:
        UsageError: As `config.load`, or there is no folder that one is in.
    """
    from platformdirs import user_cache_path, user_config_path

    from tingbao import config

    try:
        here = Path.cwd()
    except OSError as error:  # somebody removed it
        hint = "change to one that is there, as with: cd"
        raise UsageError("the folder that you are in is gone", hint=hint) from error
    merged = config.load(here, os.environ, flags)
    places = (here / LEXICON, user_config_path("tingbao") / LEXICON)
    # os.path.isfile takes a folder that is not ours to look into for one without the file.
    return replace(
        merged,
        cache=merged.cache or user_cache_path("tingbao"),
        lexicon=merged.lexicon or next(filter(os.path.isfile, places), None),
    )


def now() -> datetime:
    """Tell the time, with the zone of this machine."""
    return datetime.now().astimezone()
