"""Steps of the generator that are all but linear: one short convolution for two long ones.

A step adds to its stream what two convolutions make of it, with a normalisation and a Snake
before each. In some steps all after the first Snake is so near to linear that one convolution,
fitted by least squares to what the published step adds, does as well. The voice's style still acts
in the normalisation before it. benchmarks/shortening.py fits them.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from tingbao.language import tables
from tingbao.synthesis.kokoro.graph import Array, Graph, Node

# Of each step: whole numbers, the scale of each output channel, bias, dilation.
FITTED = "steps.npz"
GENERATOR = "/decoder/decoder/generator"

Step: TypeAlias = "tuple[Array, Array, int]"  # weights [outputs, inputs, size], bias, dilation


def fitted() -> dict[str, Step]:
    """Read the convolutions that ship with the project, by the steps that they stand for.

    Raises:
        EngineError: The file is damaged or missing.
    """
    stored = tables.arrays(__package__, FITTED)
    steps = sorted({name.rpartition("/")[0] for name in stored})
    return {
        step: (
            stored[f"{step}/weight"] * stored[f"{step}/scale"][:, None, None],
            stored[f"{step}/bias"],
            int(stored[f"{step}/dilation"]),
        )
        for step in steps
    }


def convolutions(graph: Graph, step: str) -> tuple[Node, Node]:
    """Find the two convolutions of a step, `noise_res.1/0` for instance."""
    block, _, number = step.partition("/")
    names = [f"{GENERATOR}/{block}/convs{pair}.{number}/Conv" for pair in (1, 2)]
    first, last = (node for name in names for node in graph.of("Conv") if node.name == name)
    return first, last


def shorten(graph: Graph, steps: dict[str, Step]) -> None:
    """Put one convolution in the place of the two of each step."""
    for step, (weight, bias, dilation) in steps.items():
        first, last = convolutions(graph, step)
        size = weight.shape[2]
        inputs = [
            first.input[0],
            graph.constant(f"{step}_weight", weight.astype(np.float32)),
            graph.constant(f"{step}_bias", bias),
        ]
        pads = [size // 2 * dilation] * 2
        graph.replace(last, "Conv", inputs, kernel_shape=[size], dilations=[dilation], pads=pads)
    graph.prune()
