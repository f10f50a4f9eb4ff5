"""The published graph, said more cheaply and meaning the same.

The published file multiplies in integers whose ranges are found anew at every step,
which costs more than it saves. Here its convolutions become float again (to be
quantised better in `quantising`), chains of small steps become one, and transposed
convolutions become plain ones, and so does the slow Fourier transform of the source.
"""

from __future__ import annotations

import numpy as np

from tingbao.synthesis.kokoro.graph import Graph, Node, attributes

RESIDUE = 3e-6  # above what rounding leaves, 1e-7, and far below what sounds, 1e-2
# Of each frequency, in turns: the phase that the published graph finds in a silent source.
PHASES = (0.0, 0.0, 0.396, -0.338, 0.126, -0.339, 0.028, 0.466, -0.214, 0.435, -0.246)


def rewrite(graph: Graph) -> None:
    """Apply every rewriting, in order."""
    _restore_convolutions(graph)
    _fuse_normalisations(graph)
    _square_by_multiplying(graph)
    _upsample_by_convolution(graph)
    _transform_by_convolution(graph)
    graph.prune()


def _restore_convolutions(graph: Graph) -> None:
    """Undo dynamic quantisation: quantise, ConvInteger, bias, cast and scale become Conv."""
    for node in graph.of("ConvInteger"):
        quantised, weight, _, zero = node.input
        source = graph.maker[quantised].input[0]
        scale = f"{weight.removesuffix('_quantized')}_scale"
        whole, offset, factor = (graph.constants[name] for name in (weight, zero, scale))
        value = (whole.astype(np.float32) - offset) * factor
        inputs = [source, graph.constant(f"{node.name}_weight", value.astype(np.float32))]
        after = graph.takers[node.output[0]][0]
        if after.op_type == "Add":
            reshape = graph.maker[graph.other(after, node.output[0])]
            inputs.append(reshape.input[0].removesuffix("_quantized"))
            after = graph.takers[after.output[0]][0]
        scaled = graph.takers[after.output[0]][0]
        scaled.name = node.name.removesuffix("_quant")
        graph.replace(scaled, "Conv", inputs, **attributes(node))
    graph.index()


def _fuse_normalisations(graph: Graph) -> None:
    """Make one InstanceNormalization of mean, difference, square, mean, root, quotient, style."""
    flat = graph.whole(-1)
    for mean in graph.of("ReduceMean"):
        difference = graph.only(mean.output[0], "Sub")
        if difference is None or difference.input[0] != mean.input[0]:
            continue
        takers = {node.op_type: node for node in graph.takers[difference.output[0]]}
        if takers.keys() != {"Mul", "Div"}:
            continue
        variance = graph.takers[takers["Mul"].output[0]][0]
        guarded = graph.takers[variance.output[0]][0]
        epsilon = next(
            float(graph.constants[name]) for name in guarded.input if name in graph.constants
        )
        quotient = takers["Div"].output[0]
        for gained in graph.takers[quotient]:
            shifted = graph.only(gained.output[0], "Add")
            if gained.op_type != "Mul" or shifted is None:
                continue
            style = [graph.other(gained, quotient), graph.other(shifted, gained.output[0])]
            flats = [
                graph.add("Reshape", [name, flat], f"{shifted.output[0]}_style{i}")
                for i, name in enumerate(style)
            ]
            graph.replace(
                shifted, "InstanceNormalization", [mean.input[0], *flats], epsilon=epsilon
            )
    graph.index()


def _square_by_multiplying(graph: Graph) -> None:
    """Square by multiplying: a power is computed by logarithm or by a slow loop."""
    for power in graph.of("Pow"):
        base, exponent = power.input
        if exponent in graph.constants and np.all(graph.constants[exponent] == 2):  # noqa: PLR2004  # x²
            graph.replace(power, "Mul", [base, base])
    graph.index()


def _upsample_by_convolution(graph: Graph) -> None:
    """Make a transposed convolution of kernel 2s and stride s a convolution and an interleaving.

    Output s·t + p takes x[t] by weight p and x[t - 1] by weight p + s.
    """
    for node in graph.of("ConvTranspose"):
        facts = attributes(node)
        stride, size = facts["strides"][0], facts["kernel_shape"][0]
        if size == 2 * stride and facts.get("group", 1) == 1:
            _interleave(graph, node, stride, facts["pads"][0])
    graph.index()


def _interleave(graph: Graph, node: Node, stride: int, pad: int) -> None:
    source, weight, bias = node.input
    weights = graph.constants[weight]  # [in, out, 2 · stride]
    ins, outs, _ = weights.shape
    now, before = weights[:, :, :stride], weights[:, :, stride:]
    kernel = np.stack([before, now], axis=-1).transpose(1, 2, 0, 3).reshape(outs * stride, ins, 2)
    name = node.name
    inputs = [
        source,
        graph.constant(f"{name}_kernel", kernel),
        graph.constant(f"{name}_bias", np.repeat(graph.constants[bias], stride)),
    ]
    blocks = graph.add("Conv", inputs, f"{name}_conv", kernel_shape=[2], pads=[1, 1])
    shape = graph.constant(f"{name}_phases", np.array([1, outs, stride, -1], np.int64))
    phases = graph.add("Reshape", [blocks, shape], f"{name}_split")
    turned = graph.add("Transpose", [phases], f"{name}_turned", perm=[0, 1, 3, 2])
    joined = graph.constant(f"{name}_joined", np.array([1, outs, -1], np.int64))
    whole = graph.add("Reshape", [turned, joined], f"{name}_whole")
    graph.replace(node, "Slice", [whole, *map(graph.whole, (pad, -pad, 2))])


def _transform_by_convolution(graph: Graph) -> None:
    """Make the short-time Fourier transform of the source a convolution.

    Where nothing is voiced the source is constant, and the model takes the phase of what
    rounding leaves: the same one in every frame, and another one is heard as a whistle at
    4.8 and 9.6 kHz. A residue holds the phases at those of the published graph, whatever
    the processor rounds.
    """
    for node in graph.of("STFT"):
        source, step, window, size = node.input
        angle = 2 * np.pi * np.arange(int(graph.constants[size])) / int(graph.constants[size])
        turns = np.arange(len(PHASES))[:, None] * angle
        waves = np.concatenate((np.cos(turns), -np.sin(turns))) * graph.constants[window]
        rest = np.exp(2j * np.pi * np.array(PHASES)) * RESIDUE
        rest[0] = 1j * RESIDUE  # a negative constant has the phase π, not -π
        inputs = [
            graph.add("Unsqueeze", [source, graph.whole(1)], "wave"),
            graph.constant("waves", waves[:, None, :].astype(np.float32)),
            graph.constant("residue", np.concatenate((rest.real, rest.imag)).astype(np.float32)),
        ]
        both = graph.add("Conv", inputs, "spectrum", strides=[int(graph.constants[step])])
        turned = graph.takers[node.output[0]][0]
        for part in graph.takers[turned.output[0]]:
            first = int(graph.constants[part.input[1]]) * len(PHASES)
            bounds = map(graph.whole, (first, first + len(PHASES), 1))
            graph.replace(part, "Slice", [both, *bounds])
    graph.index()
