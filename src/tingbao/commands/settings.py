"""From flags, environment and file to the one Config; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tingbao.config import Config


def settings(**flags: Any) -> Config:
    """Merge what this process was given; a flag that is None was not given."""
    from tingbao import config

    return config.load(Path.cwd(), os.environ, flags)
