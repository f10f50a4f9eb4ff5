"""Measure how each voice speaks, and write it into the cards under [tuning].

    python benchmarks/tuning.py voices

Every fifth sentence of benchmarks/speaking.tsv is spoken by each voice. The pace is that
of all of them, trimmed; the bounds of the completeness gate leave two thirds and half as
much again of the slowest and the fastest sentence.
"""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from tingbao import pronouncing
from tingbao.speaking import SAMPLE_RATE, sound
from tingbao.speaking.kokoro import building, cards

SLOWER, FASTER = 0.66, 1.5
EVERY = 5


def main(folder: Path) -> None:
    """Speak, measure and write."""
    opened = building.session(building.build("integer"))
    sentences = _sentences()[::EVERY]
    for name in cards.cards():
        with ThreadPoolExecutor(2) as pool:
            seconds = list(pool.map(lambda text, v=name: _seconds(opened, text, v), sentences))
        counts = [pronouncing.syllables(text) for text in sentences]
        paces = [count / second for count, second in zip(counts, seconds, strict=True)]
        whole = sum(counts) / sum(seconds)
        card = folder / f"{name}.toml"
        text = re.sub(r"\n\[tuning\]\n[^\[]*", "\n", card.read_text(encoding="utf-8")).rstrip()
        tuning = (
            f"\n\n[tuning]\nsyllables_per_second = {whole:.2f}\n"
            f"slowest = {min(paces) * SLOWER:.2f}\nfastest = {max(paces) * FASTER:.2f}\n"
        )
        card.write_text(text + tuning, encoding="utf-8")
        print(f"{name:10} {whole:.2f} ({min(paces):.2f} to {max(paces):.2f})", flush=True)


def _sentences() -> list[str]:
    table = Path(__file__).with_name("speaking.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return [sentence for kind, sentence in rows if kind != "calibration"]


def _seconds(opened: object, text: str, voice: str) -> float:
    samples = building.run(opened, pronouncing.phonemes(text), voice, 1.0)
    pcm = np.clip(samples * 32767, -32768, 32767).astype(np.int16)
    return len(sound.trim(pcm)) / SAMPLE_RATE


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
