"""Measure the activation ranges that the fast graph is built with.

    python benchmarks/ranges.py src/tingbao/synthesis/kokoro/ranges.tsv

Each calibration sentence of benchmarks/speaking.tsv is spoken by one of the voices
in turn. Of every tensor the outermost three in ten thousand values are left out, and of
every channel one in a thousand. Takes a few minutes, and 6 GB.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime

from tingbao import g2p
from tingbao.synthesis.kokoro import (
    building,
    quantising,
    rewriting,
    shortening,
    voice_packs,
    weights,
)
from tingbao.synthesis.kokoro.graph import Graph

WHOLE, CHANNEL = 3e-4, 1e-3
SAMPLES, PER_CHANNEL = 400_000, 4_000
HEAD = """\
# Activation ranges of Kokoro-82M's convolutions. Made by benchmarks/ranges.py from the
# published weights (Apache-2.0) and our own sentences.
# tensor	least	greatest (one number, or one per channel)
"""


def _is_normalised(graph: Graph, tensor: str) -> bool:
    """Tell whether a tensor goes nowhere but into normalisations."""
    takers = graph.takers.get(tensor, [])
    return bool(takers) and all(node.op_type == "InstanceNormalization" for node in takers)


def main(target: Path) -> None:
    """Speak, watch and write the table."""
    graph = Graph(weights.read())
    rewriting.rewrite(graph)
    shortening.shorten(graph, shortening.fitted())
    convolutions = quantising.heavy(graph)
    tensors = sorted({name for node in convolutions for name in (node.input[0], node.output[0])})
    even = {n.output[0] for n in convolutions if _is_normalised(graph, n.output[0])}
    session = onnxruntime.InferenceSession(graph.bytes(tensors))
    whole = {name: [0.0, 0.0] for name in tensors}
    channels: dict[str, list[np.ndarray]] = {name: [] for name in even}
    for i, sentence in enumerate(calibration()):
        for name, value in zip(tensors, session.run(tensors, feed(sentence, i)), strict=True):
            low, high = _bounds(value.ravel()[:: max(1, value.size // SAMPLES)], WHOLE)
            whole[name] = [min(whole[name][0], low), max(whole[name][1], high)]
            if name in even:
                rows = value[0][:, :: max(1, value.shape[2] // PER_CHANNEL)]
                channels[name].append(_bounds(rows, CHANNEL))
        sys.stderr.write(f"{i} {sentence}\n")
    with target.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for name in tensors:
            if name in even:
                low, high = (np.array(side) for side in zip(*channels[name], strict=True))
                file.write(f"{name}\t{_cells(low.min(axis=0))}\t{_cells(high.max(axis=0))}\n")
            else:
                file.write(f"{name}\t{whole[name][0]:.4g}\t{whole[name][1]:.4g}\n")


def calibration() -> list[str]:
    """Read the sentences that are for measuring, and not for judging."""
    table = Path(__file__).with_name("speaking.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return [sentence for kind, sentence in rows if kind == "calibration"]


def feed(sentence: str, number: int) -> dict[str, np.ndarray]:
    """Give what the published graph takes of a sentence, the voices in turns."""
    names = sorted(voice_packs.cards())
    inputs = building.feed(g2p.phonemes(sentence), names[number % len(names)], 1.0)
    return {name: inputs[name] for name in ("tokens", "style", "speed")}


def _bounds(values: np.ndarray, share: float) -> tuple:
    count = values.shape[-1]
    skip = int(count * share)
    ordered = np.partition(values, (skip, count - 1 - skip), axis=-1)
    return ordered[..., skip], ordered[..., count - 1 - skip]


def _cells(values: np.ndarray) -> str:
    return ",".join(f"{value:.4g}" for value in values)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
