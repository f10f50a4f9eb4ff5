"""Convolutions of bytes window by window, for processors that multiply tiles of bytes (AMX).

The runtime multiplies tiles in its products of matrices, not in the convolution that it keeps for
weights around zero; and a product takes what every kernel sees, copied for the whole sound at once.
Window by window the copies stay near and small: half the time. Sums of integers are the same in
any order, so not a byte of the sound changes.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from onnx import helper, numpy_helper

from tingbao.synthesis.kokoro.graph import Array, Node

AREA = 32_768  # bytes of a window
TILE = 32  # its frames are a multiple of


def cut(graph: Any) -> None:
    """Cut the integer convolutions of an ordered ONNX graph into windows; the order is kept."""
    constants = {each.name: each for each in graph.initializer}
    nodes = list(graph.node)
    del graph.node[:]
    for node in nodes:
        if node.op_type == "QLinearConv":
            _cut(graph, node, constants)
        else:
            graph.node.append(node)


def _cut(graph: Any, node: Node, constants: dict[str, Any]) -> None:
    def add(kind: str, *inputs: str, to: str = "", **facts: Any) -> str:
        output = to or f"{node.name}_{len(graph.node)}"
        graph.node.append(helper.make_node(kind, inputs, [output], name=output, **facts))
        return output

    def constant(value: Any, kind: type = np.int64) -> str:
        array: Array = np.asarray(value, kind)
        name = f"constant_{array.dtype}_{array.shape}_{zlib.crc32(array.tobytes())}"
        if name not in constants:
            constants[name] = numpy_helper.from_array(array, name)
            graph.initializer.append(constants[name])
        return name

    source, scale, zero, weights, *rest = node.input
    facts = {each.name: helper.get_attribute_value(each) for each in node.attribute}
    outs, ins, size = constants[weights].dims
    level = add("Identity", zero)  # a zero point that is computed asks for a product of matrices
    if size == 1:
        add("QLinearConv", source, scale, level, weights, *rest, to=node.output[0], **facts)
        return
    step = facts.pop("dilations", [1])[0]
    before, after = facts.pop("pads")
    seen = (size - 1) * step
    longer = before + after - seen
    frames = max(AREA // ins // TILE, 1) * TILE
    length = add("Shape", source, start=2)
    end = add("Squeeze", length)
    firsts = add("Range", constant(-longer), end, constant(frames))
    inside = constant(np.arange(frames + seen)[None] + longer - before)
    numbers = add("Add", add("Unsqueeze", firsts, constant([1])), inside)
    # Behind the sound lies a frame of nothing: the last, and so of number -1 as well.
    nothing = np.full((1, 1, ins), numpy_helper.to_array(constants[zero]))
    rows = add("Transpose", source, perm=[0, 2, 1])
    rows = add("Concat", rows, constant(nothing, np.uint8), axis=1)
    windows = add("Gather", rows, add("Clip", numbers, constant(-1), end), axis=1)
    windows = add("Reshape", windows, constant([-1, frames + seen, ins]))
    facts |= {"domain": "com.microsoft", "channels_last": 1, "dilations": [step]}
    sound = add("QLinearConv", windows, scale, level, weights, *rest, **facts)
    # Turned window by window, and then put in rows: at once it takes twice as long.
    sound = add("Transpose", add("Transpose", sound, perm=[0, 2, 1]), perm=[1, 0, 2])
    sound = add("Reshape", sound, constant([1, outs, -1]))
    length = add("Add", length, constant([longer])) if longer else length
    add("Slice", sound, constant([0]), length, constant([2]), to=node.output[0])
