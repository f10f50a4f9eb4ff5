"""How fast the embedded voice is, beside others on the same weights and sentences.

    python benchmarks/speaking.py [--every 4] [--peer /path/to/other/venv/bin/python]
        [--whisper MODEL_FOLDER] [--out FOLDER]

Contenders, each in a process of its own, one after another: `ours` (the engine as it
is used, two chunks at once), `stock` (the published file in ONNX Runtime, two threads)
and, with the Python of an environment that has it, `kokoro-onnx`. All get the same
phonemes. With --whisper (a faster-whisper model; needs faster-whisper) what was spoken is
transcribed and compared in toneless pinyin; with speechmos and librosa, DNSMOS is taken.
Machines are shared: compare rows of one run, not runs.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

VOICE = "yunxi"
RATE = 24_000


def main() -> None:
    """Prepare the work, let each contender do it, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--whisper", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--contender")
    options = parser.parse_args()
    out = options.out or Path(tempfile.mkdtemp())
    if options.contender:
        work = json.loads((out / "work.json").read_text(encoding="utf-8"))
        facts = _perform(options.contender, work, out)
        (out / f"{options.contender}.json").write_text(json.dumps(facts), encoding="utf-8")
        return
    sentences = _prepare(out, options.every)
    print(
        f"{'':12} {'load s':>7} {'RTF':>6} {'CPU s/s':>8} {'first s':>8} {'peak MB':>8}  err %  MOS"
    )
    for name, python in (
        ("ours", sys.executable),
        ("stock", sys.executable),
        ("kokoro-onnx", options.peer),
    ):
        if python is None:
            continue
        command = [str(python), __file__, "--contender", name, "--out", str(out)]
        subprocess.run(command, check=True)
        facts = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
        heard = _listen(out, name, sentences, options.whisper) if options.whisper else "    -    -"
        print(
            f"{name:12} {facts['load']:7.2f} {facts['rtf']:6.3f} {facts['cpu']:8.3f}"
            f" {facts['first']:8.2f} {facts['peak']:8.0f} {heard}",
            flush=True,
        )


def _prepare(out: Path, every: int) -> list[tuple[str, str]]:
    """Write what contenders need that have no Tingbao: phonemes, a voice and the weights."""
    from tingbao import pronouncing
    from tingbao.speaking.kokoro import cards, symbols, weights

    out.mkdir(parents=True, exist_ok=True)
    table = Path(__file__).with_name("speaking.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    sentences = [(kind, text) for kind, text in rows if kind != "calibration"][::every]
    phonemes = [pronouncing.phonemes(text) for _, text in sentences]
    first = pronouncing.phonemes("大家好，欢迎收听听报。")
    work = {"phonemes": phonemes, "first": first, "tokens": [symbols.tokens(p) for p in phonemes]}
    (out / "work.json").write_text(json.dumps(work), encoding="utf-8")
    (out / "stock.onnx").write_bytes(weights.read())
    np.savez(out / "voices.npz", **{VOICE: cards.pack(VOICE)[:, None, :]})
    return sentences


def _perform(name: str, work: dict[str, Any], out: Path) -> dict[str, float]:
    """Load, say the first words, then everything; give seconds per second, and megabytes."""
    began = time.perf_counter()
    speak, at_once = {"ours": _ours, "stock": _stock, "kokoro-onnx": _kokoro_onnx}[name](out)
    loaded = time.perf_counter()
    speak(work["first"])
    first = time.perf_counter()
    used = time.process_time()
    with ThreadPoolExecutor(at_once) as pool:
        sounds = list(pool.map(speak, work["phonemes"]))
    seconds = time.perf_counter() - first
    used = time.process_time() - used
    length = sum(map(len, sounds)) / RATE
    for i, sound in enumerate(sounds):
        with wave.open(str(out / f"{name}-{i:03}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(np.clip(sound * 32767, -32768, 32767).astype("<i2").tobytes())
    return {
        "load": loaded - began,
        "first": first - loaded,
        "rtf": seconds / length,
        "cpu": used / length,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _ours(out: Path) -> tuple[Any, int]:
    from tingbao.speaking.kokoro import building

    opened = building.load(building.choose(out / "models"))
    return lambda phonemes: building.run(opened, phonemes, VOICE, 1.0), 2


def _stock(out: Path) -> tuple[Any, int]:
    import onnxruntime

    from tingbao.speaking.kokoro import building

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 2
    settings.log_severity_level = 3
    opened = onnxruntime.InferenceSession(str(out / "stock.onnx"), settings)
    return lambda phonemes: building.run(opened, phonemes, VOICE, 1.0), 1


def _kokoro_onnx(out: Path) -> tuple[Any, int]:
    from kokoro_onnx import Kokoro

    peer = Kokoro(str(out / "stock.onnx"), str(out / "voices.npz"))
    return lambda phonemes: peer.create(phonemes, VOICE, is_phonemes=True, trim=False)[0], 1


def _listen(out: Path, name: str, sentences: list[tuple[str, str]], model: Path) -> str:
    """Transcribe what was spoken; give the pinyin error in per cent, and DNSMOS if it is here."""
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    errors = total = 0
    for i, (_, text) in enumerate(sentences):
        found, _facts = whisper.transcribe(
            str(out / f"{name}-{i:03}.wav"), language="zh", beam_size=5, temperature=0.0
        )
        said, heard = _pinyin(text), _pinyin("".join(part.text for part in found))
        errors += _distance(said, heard)
        total += len(said)
    return f"{100 * errors / total:6.2f} {_mos(out, name, len(sentences))}"


def _mos(out: Path, name: str, count: int) -> str:
    try:
        import librosa
        from speechmos import dnsmos
    except ImportError:
        return "    -"
    values = []
    for i in range(count):
        sound, _ = librosa.load(out / f"{name}-{i:03}.wav", sr=16_000)
        values.append(float(dnsmos.run(np.clip(sound, -1, 1), 16_000)["ovrl_mos"]))
    return f"{np.mean(values):5.2f}"


def _pinyin(text: str) -> list[str]:
    """Write both sides the same: spoken form, toneless pinyin, Latin letters one by one."""
    from pypinyin import lazy_pinyin

    from tingbao import wording

    spoken = wording.normalize(text).spoken.lower().replace("两", "二")
    units: list[str] = []
    for run in re.findall(r"[一-鿿]+|[a-z]+", spoken):
        units += lazy_pinyin(run) if run[0] > "z" else list(run)
    return units


def _distance(one: list[str], other: list[str]) -> int:
    """Count the edits between two sequences (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, unit in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, candidate in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (unit != candidate))
    return row[-1]


if __name__ == "__main__":
    main()
