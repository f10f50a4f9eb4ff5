"""Frames in which nothing sounds: zeros, and not computed.

The model predicts the energy of each half frame before the decoder makes sound of it, and
makes 0.4 s of silence before the first sound and 1 s after the last. Where the energy says
that nothing sounds yet or any more, the decoder is not asked: the output is as long as it
was, and zero there. Durations stay as predicted; clamped ones lose syllables.

The generator's normalisations look at the whole sound, silence too: without it speech came
out 2.4 dB lower and DNSMOS by 0.015. What is left out counts there as the silence that is
kept at its end does.
"""

from __future__ import annotations

from tingbao.synthesis.kokoro.graph import Graph
from tingbao.synthesis.kokoro.intonation import ENERGY_LEVEL, PITCH_BENT

SPEECH = "/encoder/MatMul_1_output_0"  # [1, 512, frames]: what is said
STEPS = {SPEECH: 1, PITCH_BENT: 2, ENERGY_LEVEL: 2}  # of what the decoder takes, a frame
FRAME = 600  # samples
# On the model's scale speech lies from -4 to 10 and silence at -9.5. Of 72 chunks in three
# voices the energy passes this 0.6 half frames or more before the first sound, and falls
# below it at most 9.4 half frames before the last.
SILENT = -6.0
HEAD, TAIL = 3, 6  # frames that are kept, for what rises and what dies away
# What `skip` makes: the frames that are kept, and of all frames the shares that are not.
KEPT, BEFORE, AFTER = "kept_frames", "silent_before", "silent_after"


def skip(graph: Graph) -> None:
    """Leave the silent frames at both ends out of the decoder, and put zeros for them."""
    takers = {track: list(graph.takers[track]) for track in STEPS}
    whole = graph.add("Shape", [SPEECH], "frames", start=2)
    loud = graph.add("Greater", [ENERGY_LEVEL, graph.number(SILENT)], "loud")
    first, last = (_extreme(graph, loud, last=last) for last in (False, True))
    early = graph.add("Sub", [first, graph.whole(HEAD)], "head")
    start = graph.add("Max", [early, graph.whole(0)], "start")
    late = graph.add("Add", [last, graph.whole(TAIL + 1)], "tail")
    end = graph.add("Min", [late, whole], "end")
    for track, steps in STEPS.items():
        bounds = [
            graph.add("Mul", [bound, graph.whole(steps)], f"{track}_{bound}")
            for bound in (start, end)
        ]
        cut = graph.add("Slice", [track, *bounds, graph.whole(2)], f"{track}_sounding")
        for node in takers[track]:
            node.input[:] = [cut if name == track else name for name in node.input]
    rest = graph.add("Sub", [whole, end], "rest")
    graph.add("Sub", [end, start], KEPT)
    frames = graph.add("Cast", [whole], "all_frames", to=1)  # FLOAT
    for share, left_out in ((BEFORE, start), (AFTER, rest)):
        graph.add("Div", [graph.add("Cast", [left_out], f"{share}_frames", to=1), frames], share)
    _surround(graph, start, rest)
    graph.index()


def with_silence(graph: Graph, values: str, mean: str, power: str) -> tuple[str, str]:
    """Give mean and mean square of each channel as if the silence had been computed.

    It is taken to be as the second frame is and the last but one: the outermost see the edge.

    Args:
        graph: One in which `skip` leaves silence out afterwards.
        values: What is normalised, [1, channels, time], in bytes.
        mean: Its mean over the time that is kept, [1, channels, 1].
        power: The mean of its squares likewise.
    """
    axis = graph.whole(2)
    time = graph.add("Shape", [values], f"{values}_time", start=2)
    frame = graph.add("Div", [time, KEPT], f"{values}_frame")
    twice = graph.add("Add", [frame, frame], f"{values}_frames")
    late, later = (graph.add("Neg", [each], f"{each}_back") for each in (twice, frame))
    both = [mean, power]
    for share, first, end in ((BEFORE, frame, twice), (AFTER, late, later)):
        bytes_ = graph.add("Slice", [values, first, end, axis], f"{values}_{share}_bytes")
        silent = graph.add("Cast", [bytes_], f"{values}_{share}", to=1)  # FLOAT
        squares = graph.add("Mul", [silent, silent], f"{silent}_squares")
        for i, (kept, its) in enumerate(((mean, silent), (power, squares))):
            level = graph.add("ReduceMean", [its, axis], f"{its}_mean")
            off = graph.add("Sub", [level, kept], f"{its}_off")
            added = graph.add("Mul", [off, share], f"{its}_added")
            both[i] = graph.add("Add", [both[i], added], f"{its}_both")
    return both[0], both[1]


def _extreme(graph: Graph, loud: str, *, last: bool) -> str:
    """Number the first or last frame that is loud; where none is, all frames are kept."""
    name = "last" if last else "first"
    numbers = graph.add("Cast", [loud], f"{name}_numbers", to=6)  # INT32
    half = graph.add("ArgMax", [numbers], f"{name}_half", axis=2, select_last_index=int(last))
    flat = graph.add("Reshape", [half, graph.whole(-1)], f"{name}_flat")
    return graph.add("Div", [flat, graph.whole(STEPS[ENERGY_LEVEL])], f"{name}_frame")


def _surround(graph: Graph, before: str, after: str) -> None:
    """Put so many silent frames before and after the output."""
    output = graph.output
    made = graph.maker[output]
    made.output[:] = [f"{output}_sounding"]
    frames = graph.add("Concat", [before, after], "silent_frames", axis=0)
    samples = graph.add("Mul", [frames, graph.whole(FRAME)], "silent_samples")
    graph.add("Pad", [made.output[0], samples], output)
