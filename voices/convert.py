"""Turn the published voice packs of Kokoro into the arrays in this folder.

Run once by a developer, and again by anyone who wants to check them:

    npm pack kokoro-js@1.2.1 && tar xzf kokoro-js-1.2.1.tgz
    python voices/convert.py package/voices

A pack is 510 x 256 float32 (the row is the number of tokens less one). Half
precision keeps every number within one part in 2048, half the size.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
ROWS, COLUMNS = 510, 256


def main(packs: Path) -> None:
    """Write one array for each card, and check both ends against its checksums."""
    for path in sorted(HERE.glob("*.toml")):
        card = tomllib.loads(path.read_text(encoding="utf-8"))
        if "blend" in card:  # it has no array of its own
            continue
        raw = (packs / card["origin"]["file"]).read_bytes()
        _check(raw, card["origin"]["sha256"], card["origin"]["file"])
        array = np.frombuffer(raw, dtype="<f4").reshape(ROWS, COLUMNS).astype("<f2")
        target = path.with_suffix(".npy")
        np.save(target, array, allow_pickle=False)
        _check(target.read_bytes(), card["sha256"], target.name)


def _check(data: bytes, wanted: str, name: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        sys.exit(f"{name}: the SHA-256 is {found}, the card says {wanted}")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004  # the program and its one argument
        sys.exit("usage: python voices/convert.py FOLDER_OF_THE_PUBLISHED_PACKS")
    main(Path(sys.argv[1]))
