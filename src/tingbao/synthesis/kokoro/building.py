"""The graph that runs: built once from the published weights, kept, checked, chosen.

Integers are exact only where the processor multiplies bytes without saturating, and
quick only where it does so in one instruction. Where the processor does not say that it
does, the integer graph has to say a short sentence as the float graph does, and sooner,
before it is chosen. The choice is kept: it is part of the engine's version, and by that
of the name of everything spoken.
"""

from __future__ import annotations

import contextlib
import copy
import ctypes
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from tingbao import store
from tingbao.synthesis.kokoro import questions, symbols, voice_packs, weights

if TYPE_CHECKING:
    import numpy as np

    Samples = np.ndarray[tuple[int], np.dtype[np.float32]]

Form = Literal["integer", "float"]
FORMS: tuple[Form, Form] = ("integer", "float")


PROVIDER = "CPUExecutionProvider"
SENTENCE = "ni↓xau↓, xwa→niŋ↗ ʂou→tʰiŋ→."  # what both graphs say, of the model's symbols
FARTHEST_DB = 6.0  # spectral distance within which two graphs say the same
GRAPH, WEIGHTS, CHECKSUM = "ordered.onnx", "weights.bin", "sha256"  # in the folder of a graph
GRAPH_FILES = (
    *("graph.py", "rewriting.py", "quantising.py", "intonation.py", "english.py"),
    *("silence.py", "windows.py", "shortening.py", "steps.npz", "ranges.tsv", "symbols.tsv"),
)
CPU_FACTS = Path("/proc/cpuinfo")
MULTIPLY_BYTES = {"avx512_vnni", "avx_vnni", "asimddp"}  # flags of processors that do
LONG = 170  # symbols of a chunk after which memory is given back; after each it costs 5 % of time
MMAP_THRESHOLD = -3  # of glibc's malloc.h


@dataclass(frozen=True, slots=True)
class Choice:
    """A form of the graph, and the folder it is kept in, or None where nothing is kept."""

    form: Form
    path: Path | None

    @property
    def name(self) -> str:
        """Name form, recipe and runtime: another sound has another name."""
        return f"kokoro-1.0-{self.form}-{recipe()[:12]}-ort{version('onnxruntime')}"


@cache
def recipe() -> str:
    """Name the weights and everything that makes a graph of them."""
    hashed = hashlib.sha256(weights.SHA256.encode())
    for name in GRAPH_FILES:
        hashed.update(files(__package__).joinpath(name).read_bytes())
    return hashed.hexdigest()


def choose(folder: Path | None) -> Choice:
    """Give the graph for this machine, building and comparing what is not there yet.

    Graphs and the choice are kept in the folder. With None they are built each time, and the
    integer graph is taken if it says the same as the float one.

    Raises:
        EngineError: The weights are missing or damaged.
    """
    if _flags() & MULTIPLY_BYTES:
        return Choice("integer", _place(folder, "integer") if folder else None)
    if folder is None:
        integer, real = (session(build(form)) for form in FORMS)
        return Choice(_compare(integer, real, timed=False), None)
    note = folder / f"choice-{recipe()[:16]}.json"
    form = _read(note)
    if form is None:
        integer, real = (_kept(_place(folder, form), form) for form in FORMS)
        form = _settle(note, _compare(integer, real, timed=True))
        loser: Form = "float" if form == "integer" else "integer"
        shutil.rmtree(_place(folder, loser), ignore_errors=True)
    return Choice(form, _place(folder, form))


def load(choice: Choice) -> Any:
    """Open a session on the chosen graph; what is damaged or missing is built again."""
    _give_back()
    if choice.path is None:
        return session(build(choice.form))
    return _kept(choice.path, choice.form)


def _give_back() -> None:
    """Have the C library, if it is glibc, give back at once what is freed of 8 MB and more."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, 8_000_000)


def build(form: Form) -> bytes:
    """Make a graph of the published weights.

    Raises:
        EngineError: The weights are missing or damaged.
    """
    from tingbao.synthesis.kokoro.english import hurry
    from tingbao.synthesis.kokoro.graph import Graph
    from tingbao.synthesis.kokoro.intonation import bend
    from tingbao.synthesis.kokoro.quantising import measured, quantise
    from tingbao.synthesis.kokoro.rewriting import rewrite
    from tingbao.synthesis.kokoro.shortening import fitted, shorten
    from tingbao.synthesis.kokoro.silence import skip

    graph = Graph(weights.read())
    rewrite(graph)
    shorten(graph, fitted())
    if form == "integer":
        quantise(graph, measured())
    bend(graph)
    skip(graph)
    hurry(graph)
    return graph.bytes()


def session(model: bytes | Path, *, simplified: bool = False) -> Any:
    """Open a session that computes each call on the thread that makes it.

    One thread a call, several calls at once: sums are in one order, so that the same
    text gives the same bytes, and no operator waits for another core.

    Args:
        model: A graph, or the file that holds it.
        simplified: It is one that the runtime has simplified and written before.
    """
    import onnxruntime

    settings = _settings()
    if simplified:
        settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        settings.execution_order = onnxruntime.ExecutionOrder.PRIORITY_BASED  # that of the file
    graph = str(model) if isinstance(model, Path) else model
    return onnxruntime.InferenceSession(graph, settings, providers=[PROVIDER])


def _settings() -> Any:
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    # No plan of memory for each length of sentence: it saves no time, and alone 200 MB.
    settings.enable_mem_pattern = False
    # What goes further is for one processor alone, and no quicker.
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    return settings


def _simplify(model: bytes, path: Path) -> None:
    """Let the runtime simplify a graph and write it, its weights in a file beside it."""
    import onnxruntime

    settings = _settings()
    settings.optimized_model_filepath = str(path)
    for key, value in (
        ("disable_prepacking", "1"),
        ("optimized_model_external_initializers_file_name", WEIGHTS),
        ("optimized_model_external_initializers_min_size_in_bytes", "1024"),
    ):
        settings.add_session_config_entry(f"session.{key}", value)
    onnxruntime.InferenceSession(model, settings, providers=[PROVIDER])
    _order(path)


def _order(path: Path) -> None:
    """Let each node of a written graph come late, just before what takes its output.

    Of a sum the second part, the harmonics, comes first, while what they are added to is small.
    Each table has its own index, which is four times the bytes that it is made of.
    """
    import onnx

    from tingbao.synthesis.kokoro import windows

    model = onnx.load(path, load_external_data=False)
    graph = model.graph
    maker = {output: node for node in graph.node for output in node.output}
    ordered: dict[str, Any] = {}

    stack = [(output.name, False) for output in graph.output]
    while stack:
        name, ready = stack.pop()
        node = maker.get(name)
        if node is None or node.output[0] in ordered:
            continue
        if not ready:
            parts = node.input if node.op_type == "Add" else reversed(node.input)
            stack += [(name, True), *((part, False) for part in parts)]
            continue
        if node.op_type == "GatherElements":
            index = copy.deepcopy(ordered.pop(node.input[1], None) or maker[node.input[1]])
            index.output[0] = index.name = node.input[1] = f"{name}_index"
            ordered[index.name] = index
        ordered[node.output[0]] = node
    del graph.node[:]
    graph.node.extend(ordered.values())
    if "amx_int8" in _flags():
        windows.cut(graph)
    onnx.save(model, path)


def run(opened: Any, phonemes: str, voice: str, speed: float) -> Samples:
    """Speak phonemes, with marks of `questions`; samples from -1 to 1 at 24 kHz."""
    import onnxruntime

    from tingbao.synthesis.kokoro import english

    inputs, options = feed(phonemes, voice, speed), onnxruntime.RunOptions()
    if inputs["tokens"].size > LONG:
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    samples, durations = opened.run(None, inputs, options)
    words = voice_packs.english(voice)
    if words and english.stretches(phonemes):
        inputs["style"] = english.sounding(inputs["style"], _style(words.blend, phonemes))
        said, _ = opened.run(None, inputs, options)
        samples = english.laid_over(samples, said, durations, phonemes)
    spoken: Samples = samples
    return spoken


def feed(phonemes: str, voice: str, speed: float) -> dict[str, np.ndarray[Any, Any]]:
    """Give the graph's inputs by their names."""
    import numpy as np

    from tingbao.synthesis.kokoro import english

    bend, hold = questions.contour(phonemes)
    words = voice_packs.english(voice)
    return {
        "tokens": np.array([[0, *symbols.tokens(phonemes), 0]], dtype=np.int64),
        "style": _style(voice, phonemes),
        "speed": np.array([speed], dtype=np.float32),
        "pace": english.paces(phonemes, words.pace if words else 1.0),
        "bend": bend,
        "hold": hold,
    }


def _style(voice: str, phonemes: str) -> np.ndarray[Any, Any]:
    row: np.ndarray[Any, Any] = voice_packs.pack(voice)[len(symbols.tokens(phonemes)) - 1]
    return row[None, :]


def _flags() -> set[str]:
    """Name what the processor says that it has; only Linux shows it."""
    with contextlib.suppress(OSError):
        return set(re.findall(r"\w+", CPU_FACTS.read_text(encoding="ascii", errors="replace")))
    return set()


def _place(folder: Path, form: Form) -> Path:
    """Name the folder of a graph: what the runtime wrote is for that version of it."""
    return folder / f"kokoro-{form}-{recipe()[:16]}-ort{version('onnxruntime')}"


def _kept(place: Path, form: Form) -> Any:
    """Open a graph that is kept, or build and keep it.

    It is built in a process of its own, which gives back the memory that it took. The runtime
    maps the weights: those that it arranges anew it lets go of, and nothing is there twice.
    """
    if _whole(place) or _kept_apart(place, form):
        return session(place / GRAPH, simplified=True)
    return session(build(form))  # a full disk costs time and memory, and nothing else


def _kept_apart(place: Path, form: Form) -> bool:
    # -P: or a json.py that lies where the user works would be taken for Python's own.
    command = [sys.executable, "-P", "-m", __name__, str(place), form]
    with contextlib.suppress(OSError):
        ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # ourselves
        return ran.returncode == 0
    return False


def keep(place: Path, form: Form) -> None:
    """Build a graph and keep it in a folder, and clear away what is old: 110 MB each.

    Raises:
        EngineError: The weights are missing or damaged.
        OSError: It cannot be written.
    """
    _give_back()
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.glob(f"{store.STAGING}*"):
        if old.stat().st_mtime < time.time() - store.ABANDONED_S:  # of a run that was killed
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=store.STAGING, dir=place.parent) as scratch:
        made = Path(scratch) / "made"
        made.mkdir()
        _simplify(build(form), made / GRAPH)
        (made / CHECKSUM).write_text(_checksum(made), encoding="ascii")
        if not _whole(place):  # nobody else was sooner
            shutil.rmtree(place, ignore_errors=True)
            made.rename(place)
    for old in {*place.parent.glob("kokoro-*")} - {_place(place.parent, form) for form in FORMS}:
        shutil.rmtree(old, ignore_errors=True)
        with contextlib.suppress(OSError):
            old.unlink()  # before, a graph was two files


def _whole(place: Path) -> bool:
    """Tell whether a graph is the one that was written."""
    try:
        return _checksum(place) == (place / CHECKSUM).read_text(encoding="ascii")
    except (OSError, ValueError):
        return False


def _checksum(place: Path) -> str:
    hashed = hashlib.sha256()
    for name in (GRAPH, WEIGHTS):
        with (place / name).open("rb") as file:
            hashed.update(hashlib.file_digest(file, "sha256").digest())
    return hashed.hexdigest()


def _compare(integer: Any, real: Any, *, timed: bool) -> Form:
    """Let both graphs say a sentence; the integer one has to say the same, and sooner."""
    spoken, seconds = [], []
    for opened in (integer, real):
        run(opened, SENTENCE, "yunxi", 1.0)  # the first call also allocates
        began = time.perf_counter()
        spoken.append(run(opened, SENTENCE, "yunxi", 1.0))
        seconds.append(time.perf_counter() - began)
    same = len(spoken[0]) == len(spoken[1]) and _distance_db(*spoken) < FARTHEST_DB
    return "integer" if same and (not timed or seconds[0] < seconds[1]) else "float"


def _distance_db(one: Samples, other: Samples) -> float:
    """Measure how far two sounds are apart: RMS of the difference of log band energies."""
    import numpy as np

    window = np.hanning(512)
    edges = np.unique(np.geomspace(2, 256, 41).astype(int))[:-1]
    bands = []
    for sound in (one, other):
        frames = np.lib.stride_tricks.sliding_window_view(sound, 512)[::128] * window
        energy = np.abs(np.fft.rfft(frames)) ** 2
        bands.append(10 * np.log10(np.add.reduceat(energy, edges, axis=1) + 1e-4))
    return float(np.sqrt(np.mean((bands[0] - bands[1]) ** 2)))


def _read(note: Path) -> Form | None:
    try:
        form = json.loads(note.read_text(encoding="utf-8"))["form"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return form if form in get_args(Form) else None


def _settle(note: Path, form: Form) -> Form:
    """Keep a choice; where another process chose meanwhile, take its choice."""
    if (settled := _read(note)) is not None:
        return settled
    with contextlib.suppress(OSError):
        store.write(note, json.dumps({"form": form}).encode())
    return form


if __name__ == "__main__":
    keep(Path(sys.argv[1]), "float" if sys.argv[2] == "float" else "integer")
