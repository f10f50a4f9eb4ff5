"""The rewritten graph with its heavy convolutions in integers, by ranges measured beforehand.

Three things keep the sound:

- ranges leave out the outermost three in ten thousand values, which would cost all
  the others their resolution;
- a convolution whose output is normalised channel by channel may scale and shift each
  channel as it likes: each is made to fill the eight bits;
- normalisation and the Snake activation, x + sin²(αx)/α, act on each channel's value
  alone. On eight bits they are a table of 256 entries a channel, computed once a
  sentence: no sine is taken for a sample, and nothing is rounded that was not before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from tingbao.language import tables
from tingbao.synthesis.kokoro import silence
from tingbao.synthesis.kokoro.graph import Array, Graph, Node, attributes

LEVELS = 256
REACH = 6.4  # standard deviations that a table of a sum spans on each side
SLACK = 1.15  # what a channel may exceed its measured range by
HEAVY = re.compile(
    r"/decoder/decoder/(?:encode|decode\.\d|generator/(?:resblocks|noise_res)\.\d|generator/ups)"
)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Of each tensor the least and the greatest value; of a normalised one per channel."""

    whole: dict[str, tuple[float, float]] = field(default_factory=dict)
    channels: dict[str, tuple[Array, Array]] = field(default_factory=dict)


def heavy(graph: Graph) -> list[Node]:
    """List the convolutions that are worth it, in the order of their names."""
    return sorted((n for n in graph.of("Conv") if HEAVY.match(n.name)), key=lambda n: str(n.name))


@cache
def measured() -> Ranges:
    """Read the table of ranges that ships with the project; benchmarks/ranges.py makes it."""
    ranges = Ranges()
    for name, low, high in tables.rows(__package__, "ranges.tsv"):
        if "," in low:
            lows, highs = (np.array(cell.split(","), np.float32) for cell in (low, high))
            ranges.channels[name] = (lows, highs)
        else:
            ranges.whole[name] = (float(low), float(high))
    return ranges


def quantise(graph: Graph, ranges: Ranges) -> None:
    """Put the heavy convolutions into integers."""
    whole = dict(ranges.whole)
    for node in heavy(graph):
        if node.output[0] in ranges.channels:
            _equalise(graph, node, *ranges.channels[node.output[0]])
            whole[node.output[0]] = (-1.0, 1.0)
    graph.index()
    for node in heavy(graph):
        _tabulate(graph, node, whole)
    graph.index()
    for node in heavy(graph):
        _to_integers(graph, node, whole)
    graph.prune()


def _equalise(graph: Graph, node: Node, lows: Array, highs: Array) -> None:
    """Scale and shift each output channel to the range from -1 to 1."""
    middle, half = (lows + highs) / 2, np.maximum((highs - lows) / 2 * SLACK, 1e-4)
    weight = graph.constants[node.input[1]] / half[:, None, None]
    bias = graph.constants[node.input[2]] if len(node.input) > 2 else np.zeros(len(half))  # noqa: PLR2004  # the bias is the third input
    inputs = [
        node.input[0],
        graph.constant(f"{node.name}_even_weight", weight.astype(np.float32)),
        graph.constant(f"{node.name}_even_bias", ((bias - middle) / half).astype(np.float32)),
    ]
    graph.replace(node, "Conv", inputs, **attributes(node))


def _scale(graph: Graph, tensor: str, whole: dict[str, tuple[float, float]]) -> tuple[str, str]:
    """Give the names of a tensor's scale and zero point."""
    low, high = min(0.0, whole[tensor][0]), max(0.0, whole[tensor][1])
    step = max((high - low) / (LEVELS - 1), 1e-8)
    zero = int(np.clip(round(-low / step), 0, LEVELS - 1))
    return (
        graph.constant(f"{tensor}_step", np.array(step, np.float32)),
        graph.constant(f"{tensor}_zero", np.array(zero, np.uint8)),
    )


def _tabulate(graph: Graph, node: Node, whole: dict[str, tuple[float, float]]) -> None:
    """Put a table in the place of normalisation and Snake before a convolution."""
    found = _snake(graph, node.input[0])
    if found is None:
        return
    norm, alpha, reciprocal = found
    source, gain, shift = norm.input
    target = str(node.input[0])
    if source in whole:
        index, levels = _levels_of_values(graph, source, norm.attribute[0].f, whole)
    else:
        channels = len(graph.constants[alpha][0])
        index, levels = _levels_of_sums(graph, source, norm.attribute[0].f, channels)
    name = f"{node.name}_table"
    column = graph.constant("column", np.array([1, -1, 1], np.int64))
    gain = graph.add("Reshape", [gain, column], f"{name}_g")
    shift = graph.add("Reshape", [shift, column], f"{name}_b")
    gained = graph.add("Mul", [levels, gain], f"{name}_m")
    y = graph.add("Add", [gained, shift], f"{name}_y")
    sine = graph.add("Sin", [graph.add("Mul", [y, alpha], f"{name}_ay")], f"{name}_sin")
    square = graph.add("Mul", [sine, sine], f"{name}_square")
    wave = graph.add("Mul", [square, reciprocal], f"{name}_wave")
    scale = _scale(graph, target, whole)
    table = graph.add("QuantizeLinear", [graph.add("Add", [y, wave], f"{name}_sum"), *scale], name)
    looked = graph.add("GatherElements", [table, index], f"{target}_integers", axis=2)
    node.input[0] = graph.add("DequantizeLinear", [looked, *scale], f"{name}_out")


def _snake(graph: Graph, tensor: str) -> tuple[Node, str, str] | None:
    """Find the normalisation, α and 1/α of y + sin²(αy)/α, where y is a normalised tensor."""
    total = graph.maker.get(tensor)
    if total is None or total.op_type != "Add":
        return None
    makers = {graph.maker[name].op_type: graph.maker[name] for name in total.input}
    if makers.keys() != {"InstanceNormalization", "Mul"}:
        return None
    wave = makers["Mul"]
    reciprocal = next(name for name in wave.input if name in graph.constants)
    square = graph.maker[graph.other(wave, reciprocal)]
    inner = graph.maker[graph.maker[square.input[0]].input[0]]
    alpha = next(name for name in inner.input if name in graph.constants)
    return makers["InstanceNormalization"], alpha, reciprocal


def _levels_of_values(
    graph: Graph, source: str, epsilon: float, whole: dict[str, tuple[float, float]]
) -> tuple[str, str]:
    """Index a tensor that is quantised anyway; give what each level is once normalised."""
    step, zero = _scale(graph, source, whole)
    if f"{source}_index" not in graph.maker:
        integers = graph.add("QuantizeLinear", [source, step, zero], f"{source}_integers")
        graph.add("Cast", [integers], f"{source}_index", to=6)  # INT32
        # Counted in steps: an integer that is made float costs less than one that is restored.
        value = graph.add("Cast", [integers], f"{source}_steps", to=1)  # FLOAT
        mean = graph.add("ReduceMean", [value, graph.whole(2)], f"{source}_mean")
        across = graph.add("Transpose", [value], f"{source}_across", perm=[1, 0, 2])
        down = graph.add("Transpose", [value], f"{source}_down", perm=[1, 2, 0])
        squares = graph.add("MatMul", [across, down], f"{source}_squares")  # a pass, and no array
        count = graph.add("Shape", [value], f"{source}_count", start=2)
        total = graph.add("Transpose", [squares], f"{source}_sum", perm=[1, 0, 2])
        samples = graph.add("Cast", [count], f"{source}_samples", to=1)
        power = graph.add("Div", [total, samples], f"{source}_power")
        _levels(graph, source, integers, (mean, power), epsilon / float(graph.constants[step]) ** 2)
    return f"{source}_index", f"{source}_levels"


def _levels_of_sums(graph: Graph, source: str, epsilon: float, channels: int) -> tuple[str, str]:
    """Index a sum that stays float by how many deviations it is from its mean."""
    middle, deviation = LEVELS / 2, LEVELS / 2 / REACH
    if f"{source}_index" not in graph.maker:
        gain = graph.constant(f"gain_{channels}", np.full(channels, deviation, np.float32))
        shift = graph.constant(f"middle_{channels}", np.full(channels, middle, np.float32))
        even = graph.add(
            "InstanceNormalization", [source, gain, shift], f"{source}_even", epsilon=epsilon
        )
        none = graph.constant("none", np.array(0, np.uint8))
        integers = graph.add("QuantizeLinear", [even, graph.number(1), none], f"{source}_byte")
        graph.add("Cast", [integers], f"{source}_index", to=6)  # INT32
        kept = graph.number(middle), graph.number(middle**2 + deviation**2)
        _levels(graph, source, integers, kept, 0.0)
    return f"{source}_index", f"{source}_levels"


def _levels(
    graph: Graph, source: str, integers: str, kept: tuple[str, str], epsilon: float
) -> None:
    """Tell what each level is once normalised, from mean and mean square of what is kept."""
    mean, power = silence.with_silence(graph, integers, *kept)
    square = graph.add("Mul", [mean, mean], f"{source}_mean2")
    variance = graph.add("Sub", [power, square], f"{source}_variance")
    guarded = graph.add("Add", [variance, graph.number(epsilon)], f"{source}_guarded")
    root = graph.add("Sqrt", [guarded], f"{source}_root")
    numbers = graph.constant("numbers", np.arange(LEVELS, dtype=np.float32)[None, None, :])
    off = graph.add("Sub", [numbers, mean], f"{source}_off")
    graph.add("Div", [off, root], f"{source}_levels")


def _to_integers(graph: Graph, node: Node, whole: dict[str, tuple[float, float]]) -> None:
    """Surround a convolution with what the runtime makes one integer convolution of."""
    source, output, name = str(node.input[0]), str(node.output[0]), str(node.name)
    made = graph.maker.get(source)
    if made is not None and made.op_type == "DequantizeLinear" and source.endswith("_table_out"):
        step = made.input[1]
    else:
        step, zero = _scale(graph, source, whole)
        if f"{source}_integers" not in graph.maker:
            graph.add("QuantizeLinear", [source, step, zero], f"{source}_integers")
        source = graph.add("DequantizeLinear", [f"{source}_integers", step, zero], f"{name}_in")
    inputs = [source, *_weights(graph, node, float(graph.constants[step]))]
    scale = _scale(graph, output, whole)
    facts = attributes(node)
    graph.nodes.remove(node)
    exact = graph.add("Conv", inputs, f"{output}_exact", **facts)
    shared = graph.maker.get(f"{output}_integers")
    if shared is not None:  # the table's index looks at the same integers
        shared.input[0] = exact
    else:
        graph.add("QuantizeLinear", [exact, *scale], f"{output}_integers")
    graph.add("DequantizeLinear", [f"{output}_integers", *scale], output)


def _weights(graph: Graph, node: Node, step: float) -> list[str]:
    """Quantise weights per channel, evenly around zero, and the bias to match."""
    weight = graph.constants[node.input[1]]
    bias = graph.constants[node.input[2]] if len(node.input) > 2 else None  # noqa: PLR2004  # the bias is the third input
    scale = np.maximum(np.abs(weight).reshape(len(weight), -1).max(axis=1) / 127, 1e-12)
    if bias is not None:  # a bias has 32 bits at most
        scale = np.maximum(scale, np.abs(bias) / (2.0**30 * step))
    scale = scale.astype(np.float32)
    rounded = np.clip(np.rint(weight / scale[:, None, None]), -127, 127).astype(np.int8)
    parts = [("weight", rounded, scale)]
    if bias is not None:
        fine = (scale * np.float32(step)).astype(np.float32)
        parts.append(("bias", np.rint(bias / fine).astype(np.int32), fine))
    return [
        graph.add(
            "DequantizeLinear",
            [
                graph.constant(f"{node.name}_{what}_integers", integers),
                graph.constant(f"{node.name}_{what}_scale", factor),
                graph.constant(f"{node.name}_{what}_zero", np.zeros(len(factor), integers.dtype)),
            ],
            f"{node.name}_{what}_value",
            axis=0,
        )
        for what, integers, factor in parts
    ]
