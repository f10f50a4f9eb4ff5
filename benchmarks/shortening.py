"""Fit the short convolutions that stand for nearly linear steps of the voice's generator.

    python benchmarks/shortening.py src/tingbao/synthesis/kokoro/steps.npz [--sentences 36]

The calibration sentences of benchmarks/speaking.tsv and sentences of our own articles are spoken
by all voices in turns. Step by step, a convolution is fitted by least squares to what is missing
to the published stream after the step, so that it also makes up for those before it. Of each step
the share of the variance that it explains is printed, on every eighth sentence, which is not
fitted. Takes some minutes, and 4 GB. Steps that the file holds already are kept: those of
noise_res were fitted when the two default voices spoke every other sentence. resblocks.3/2
explains most of all, and yet is not among them: in floats nothing is lost, but once all is
in bytes a sentence of xiaoxiao peaks at 2.1 where it did at 1.4.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from ranges import calibration, feed
from tingbao import normalization
from tingbao.synthesis import chunks
from tingbao.synthesis.kokoro import rewriting, shortening, weights
from tingbao.synthesis.kokoro.graph import Graph

# Of each step: how many taps its convolution has, and how far apart they are.
STEPS = {
    "noise_res.0/0": (3, 1),
    "noise_res.0/1": (3, 3),
    "noise_res.0/2": (3, 1),
    "noise_res.1/0": (5, 1),
    "noise_res.1/1": (5, 3),
    "noise_res.1/2": (5, 3),
    "resblocks.3/0": (3, 1),
    "resblocks.3/1": (3, 1),
}
SYLLABLES = 45
HELD = 8  # every so manieth sentence is not fitted
RIDGE = 1e-4  # of the mean power of what is weighted


def main() -> None:
    """Fit what adds to the stream first, then what comes after it, and write all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=Path)
    parser.add_argument("--sentences", type=int, default=36)
    options = parser.parse_args()
    feeds = [feed(text, number) for number, text in enumerate(_sentences(options.sentences))]
    steps = shortening.fitted() if options.target.exists() else {}
    missing = [step for step in STEPS if step not in steps]
    wanted = _published(missing, feeds)
    for number in sorted({step[-1] for step in missing}):
        steps |= _fit([step for step in missing if step[-1] == number], steps, feeds, wanted)
    stored = {}
    for step, (weight, bias, dilation) in steps.items():
        scale = np.maximum(np.abs(weight).max(axis=(1, 2)) / 127, 1e-12).astype(np.float32)
        stored[f"{step}/weight"] = np.rint(weight / scale[:, None, None]).astype(np.int8)
        stored[f"{step}/scale"], stored[f"{step}/bias"] = scale, bias
        stored[f"{step}/dilation"] = np.array(dilation, np.int8)
    np.savez_compressed(options.target, **stored)


def _sentences(count: int) -> list[str]:
    texts = calibration()
    own: list[str] = []
    for path in sorted(Path(__file__).with_name("articles").glob("*.txt")):
        if "brief" not in path.name:
            for line in path.read_text(encoding="utf-8").splitlines()[1:]:
                spoken = normalization.normalize(line).spoken
                own += map(
                    str, chunks.divide(spoken, syllables=SYLLABLES) if len(line) > 30 else ()
                )
    rest = count - len(texts)
    return texts + own[:: max(1, len(own) // rest)][:rest]


def _session(steps: dict[str, shortening.Step], of: list[str]) -> tuple[Any, list[list[str]]]:
    """Open the graph with those steps shortened, and name what is wanted of others.

    That is what the step's first convolution sees, the stream before it, and the stream after it.
    """
    graph = Graph(weights.read())
    rewriting.rewrite(graph)
    shortening.shorten(graph, steps)
    places = []
    for step in of:
        first, last = shortening.convolutions(graph, step)
        [total] = graph.takers[last.output[0]]
        places.append([first.input[0], graph.other(total, last.output[0]), total.output[0]])
    outputs = sorted({name for names in places for name in names})
    return onnxruntime.InferenceSession(graph.bytes(outputs)), places


def _published(steps: list[str], feeds: list[dict[str, np.ndarray]]) -> list[dict[str, np.ndarray]]:
    """Give each sentence's stream after each step, as the published graph has it."""
    opened, places = _session({}, steps)
    after = [names[-1] for names in places]
    found = ([each[0].astype(np.float16) for each in opened.run(after, one)] for one in feeds)
    return [dict(zip(steps, streams, strict=True)) for streams in found]


def _fit(
    steps: list[str],
    before: dict[str, shortening.Step],
    feeds: list[dict[str, np.ndarray]],
    wanted: list[dict[str, np.ndarray]],
) -> dict[str, shortening.Step]:
    opened, places = _session(before, steps)
    sums = {(step, held): [0.0, 0.0, 0.0, 0.0, 0.0] for step in steps for held in (False, True)}
    for number, (inputs, published) in enumerate(zip(feeds, wanted, strict=True)):
        found = opened.run([name for seen, stream, _ in places for name in (seen, stream)], inputs)
        for step, seen, stream in zip(steps, found[::2], found[1::2], strict=True):
            x, y = _taps(seen[0], *STEPS[step]), published[step] - stream[0]
            parts = x @ x.T, y @ x.T, (y * y).sum(1), y.sum(1), y.shape[1]
            total = sums[step, number % HELD == HELD - 1]
            total[:] = [one + other for one, other in zip(total, parts, strict=True)]
    fitted = {}
    for step in steps:
        products, targets = sums[step, False][:2]
        guard = np.eye(len(products)) * products.trace() / len(products) * RIDGE
        guard[-1, -1] = 0  # the bias is free
        solved = np.linalg.solve(products + guard, targets.T).T
        size, dilation = STEPS[step]
        weight = solved[:, :-1].reshape(len(solved), size, -1).transpose(0, 2, 1)
        fitted[step] = weight, solved[:, -1].astype(np.float32), dilation
        print(step, f"{_explained(solved, sums[step, True]):.3f}", flush=True)
    return fitted


def _taps(inputs: np.ndarray, size: int, dilation: int) -> np.ndarray:
    """Put what each tap sees, and a row of ones for the bias, one below the other."""
    reach, time = size // 2 * dilation, inputs.shape[1]
    wide = np.pad(inputs, ((0, 0), (reach, reach)))
    taps = [wide[:, at : at + time] for at in range(0, 2 * reach + 1, dilation)]
    return np.concatenate([*taps, np.ones((1, time), np.float32)])


def _explained(solved: Any, sums: list[Any]) -> float:
    products, targets, power, mean, count = sums
    spread = np.einsum("oi,ij,oj->o", solved, products, solved)
    left = power - 2 * (solved * targets).sum(1) + spread
    return float(1 - left.sum() / (power - mean**2 / count).sum())


if __name__ == "__main__":
    main()
