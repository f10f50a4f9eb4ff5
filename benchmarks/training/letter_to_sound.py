"""Turn g2p-en's network into the arrays that ship.

Run once by a developer, and again by anyone who wants to check them:

    pip download --no-deps g2p-en==2.1.0 && unzip g2p_en-2.1.0-*.whl
    python benchmarks/training/letter_to_sound.py g2p_en/checkpoint20.npz

The checkpoint (Apache-2.0) is plain arrays, no code. Half precision halves them.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[2] / "src" / "tingbao" / "g2p" / "letter_to_sound.npz"
SHA256 = "b8af35e4596d8dd5836dfd3fe9b2ba4f97b9c311efe8879544cbcfcbd566d8c6"


def main(checkpoint: Path) -> None:
    """Check the published arrays and write them in half precision."""
    if hashlib.sha256(checkpoint.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{checkpoint} is not the file of g2p-en 2.1.0")
    with np.load(checkpoint, allow_pickle=False) as stored:
        np.savez_compressed(OUT, **{name: stored[name].astype("<f2") for name in stored.files})
    print(f"{OUT.name}: SHA-256 {hashlib.sha256(OUT.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # the program and its one argument
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
