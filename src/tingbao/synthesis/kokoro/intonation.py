"""Two inputs more for the graph: how pitch bends over the tokens, and where voice is held.

The published model speaks a question as it speaks a statement: its last syllable lies
some six semitones below the others and goes out in a breath, so that there is nothing to
raise. `bend` moves the pitch that the model found for each token, in semitones. Where
`hold` is 1 the pitch is the mean of this text's voiced frames, moved by `bend`, and the
energy hardly less than its mean there. With zeros the graph gives what it gave.
"""

from __future__ import annotations

import numpy as np

from tingbao.synthesis.kokoro.graph import Array, Graph

PITCH, ENERGY = "/encoder/F0_proj/Conv_output_0", "/encoder/N_proj/Conv_output_0"
PITCH_BENT, ENERGY_LEVEL = "pitch_bent", "energy_level"  # what the decoder takes instead
ALIGNMENT = "/encoder/Cast_4_output_0"  # [tokens, frames]; pitch and energy have two a frame
UNVOICED_HZ = 60.0  # what the model puts below this it does not voice
QUIETER = 0.5  # what a held frame may lie below the mean energy, on the model's scale
SMOOTH = np.bartlett(22)[1:-1]  # for pitch: a triangle of a quarter of a second
SHARP = np.ones(2)


def bend(graph: Graph) -> None:
    """Let pitch and energy follow two inputs, `bend` and `hold`, float32 [1, tokens]."""
    takers = {track: list(graph.takers[track]) for track in (PITCH, ENERGY)}
    octaves = graph.add("Div", [_curve(graph, "bend", SMOOTH), graph.number(12.0)], "bend_octaves")
    factor = graph.add("Pow", [graph.number(2.0), octaves], "bend_factor")
    hold = _curve(graph, "hold", SHARP)
    sounding = graph.add("Greater", [PITCH, graph.number(UNVOICED_HZ)], "voiced_frames")
    voiced = graph.add("Cast", [sounding], "voiced", to=1)  # FLOAT
    gap = graph.add("Mul", [_below_mean(graph, PITCH, voiced, "pitch"), hold], "pitch_held")
    level = graph.add("Add", [PITCH, gap], "pitch_level")
    below = _below_mean(graph, ENERGY, voiced, "energy")
    lack = graph.add("Sub", [below, graph.number(QUIETER)], "energy_lack")
    lift = graph.add("Mul", [graph.add("Relu", [lack], "energy_lift"), hold], "energy_held")
    made = {
        PITCH: graph.add("Mul", [level, factor], PITCH_BENT),
        ENERGY: graph.add("Add", [ENERGY, lift], ENERGY_LEVEL),
    }
    for track, nodes in takers.items():
        for node in nodes:
            node.input[:] = [made[track] if name == track else name for name in node.input]
    graph.index()


def _curve(graph: Graph, name: str, kernel: Array) -> str:
    """Ask for a number a token, and lay it over the half frames, drawn smooth by a kernel."""
    graph.ask(name, "sequence_length")
    weights = (kernel / kernel.sum() * 2).astype(np.float32)[None, None, :]
    frames = graph.add("MatMul", [name, ALIGNMENT], f"{name}_frames")
    row = graph.add("Unsqueeze", [frames, graph.whole(1)], f"{name}_row")
    side = len(kernel) // 2 - 1
    inputs = [row, graph.constant(f"{name}_kernel", weights)]
    return graph.add("ConvTranspose", inputs, f"{name}_curve", strides=[2], pads=[side, side])


def _below_mean(graph: Graph, track: str, voiced: str, name: str) -> str:
    """Give how far each half frame lies below the mean of the voiced ones."""
    sounding = graph.add("Mul", [track, voiced], f"{name}_voiced")
    total = graph.add("ReduceSum", [sounding], f"{name}_total")
    count = graph.add("ReduceSum", [voiced], f"{name}_count")
    least = graph.add("Max", [count, graph.number(1.0)], f"{name}_at_least_one")
    mean = graph.add("Div", [total, least], f"{name}_mean")
    return graph.add("Sub", [mean, track], f"{name}_below_mean")
