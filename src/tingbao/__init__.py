"""听报 Tingbao: Chinese articles in, chaptered Mandarin audio briefings out.

The names below are the public interface. Each is imported from its home when it is
first used, so that `import tingbao` costs nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tingbao.config import Config
    from tingbao.errors import TingbaoError
    from tingbao.g2p import pronounce
    from tingbao.normalization import normalize
    from tingbao.pipeline import Made, brief, make, produce, read, write
    from tingbao.synthesis import Casting, speak

# ONNX Runtime would write a number of this machine into the cache, and ask for its maker's host.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"

__all__ = [
    "Casting",
    "Config",
    "Made",
    "TingbaoError",
    "brief",
    "make",
    "normalize",
    "produce",
    "pronounce",
    "read",
    "speak",
    "write",
]

_HOMES = {  # of those that are not in the pipeline
    "Casting": "synthesis",
    "Config": "config",
    "TingbaoError": "errors",
    "normalize": "normalization",
    "pronounce": "g2p",
    "speak": "synthesis",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'tingbao' has no attribute {name!r}")
    return getattr(import_module(f"tingbao.{_HOMES.get(name, 'pipeline')}"), name)
