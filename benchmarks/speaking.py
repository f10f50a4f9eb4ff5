"""How fast the embedded voice is, and how well it is understood, beside others.

    python benchmarks/speaking.py [--every 4] [--peer /path/to/other/venv/bin/python]
        [--whisper MODEL_FOLDER] [--kinds] [--voices yunxi,xiaobei] [--out FOLDER]

Contenders, each in a process of its own, one after another: `ours` (the engine as it
is used, two chunks at once), `stock` (the published file in ONNX Runtime, two threads)
and, with the Python of an environment that has them, `kokoro-onnx` and `pykokoro`. All
get the same weights and phonemes. With --whisper (a faster-whisper model; needs
faster-whisper) what was spoken is transcribed and compared in toneless pinyin, and the Latin
words heard are counted; with speechmos and librosa, DNSMOS is taken. --kinds gives the error
rate of news, figures and mixed apart, 22 sentences each with --every 1; --voices says
everything with each.
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

RATE = 24_000
KINDS = ("news", "figures", "mixed")
PEERS = ("kokoro-onnx", "pykokoro")


def main() -> None:
    """Prepare the work, let each contender do it, and print a table a voice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--whisper", type=Path)
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--voices", default="yunxi")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--contender")
    options = parser.parse_args()
    out = options.out or Path(tempfile.mkdtemp())
    if options.contender:
        work = json.loads((out / "work.json").read_text(encoding="utf-8"))
        facts = _perform(options.contender, work, out)
        (out / f"{options.contender}.json").write_text(json.dumps(facts), encoding="utf-8")
        return
    contenders = [("ours", sys.executable), ("stock", sys.executable)]
    contenders += [(name, str(options.peer)) for name in PEERS if options.peer]
    kinds = KINDS if options.kinds else ()
    for voice in options.voices.split(","):
        sentences = _prepare(out, options.every, voice)
        head = f"{'load s':>7} {'RTF':>6} {'CPU s/s':>8} {'first s':>8} {'peak MB':>8}  err %"
        print(f"{voice:12} {head} {''.join(f'{kind:>8}' for kind in kinds)}  MOS Latin")
        for name, python in contenders:
            command = [python, __file__, "--contender", name, "--out", str(out)]
            subprocess.run(command, check=True)
            facts = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
            heard = listen(out, name, sentences, options.whisper, kinds) if options.whisper else ""
            print(
                f"{name:12} {facts['load']:7.2f} {facts['rtf']:6.3f} {facts['cpu']:8.3f}"
                f" {facts['first']:8.2f} {facts['peak']:8.0f} {heard}",
                flush=True,
            )


def _prepare(out: Path, every: int, voice: str) -> list[tuple[str, str]]:
    """Write what contenders need that have no Tingbao: phonemes, a voice and the weights."""
    from tingbao import g2p, normalization
    from tingbao.synthesis.kokoro import symbols, voice_packs, weights

    out.mkdir(parents=True, exist_ok=True)
    table = Path(__file__).with_name("speaking.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    sentences = [(kind, text) for kind, text in rows if kind != "calibration"][::every]
    phonemes = [g2p.phonemes(normalization.normalize(text).spoken) for _, text in sentences]
    first = g2p.phonemes("大家好，欢迎收听听报。")
    work = {"voice": voice, "phonemes": phonemes, "first": first}
    (out / "work.json").write_text(json.dumps(work), encoding="utf-8")
    used = sorted(set("".join([first, *phonemes])))
    config = {"vocab": {each: symbols.tokens(each)[0] for each in used if symbols.tokens(each)}}
    (out / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (out / "stock.onnx").write_bytes(weights.read())
    np.savez(out / "voices.npz", **{voice: voice_packs.pack(voice)[:, None, :]})
    return sentences


def _perform(name: str, work: dict[str, Any], out: Path) -> dict[str, float]:
    """Load, say the first words, then everything; give seconds per second, and megabytes."""
    began = time.perf_counter()
    contenders = {
        "ours": _ours,
        "stock": _stock,
        "kokoro-onnx": _kokoro_onnx,
        "pykokoro": _pykokoro,
    }
    speak, at_once = contenders[name](out, work["voice"])
    loaded = time.perf_counter()
    speak(work["first"])
    first = time.perf_counter()
    used = time.process_time()
    with ThreadPoolExecutor(at_once) as pool:
        sounds = list(pool.map(speak, work["phonemes"]))
    seconds = time.perf_counter() - first
    used = time.process_time() - used
    length = sum(map(len, sounds)) / RATE
    keep(out, name, sounds)
    return {
        "load": loaded - began,
        "first": first - loaded,
        "rtf": seconds / length,
        "cpu": used / length,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def keep(out: Path, name: str, sounds: list[Any]) -> None:
    """Write sounds as numbered files."""
    for i, sound in enumerate(sounds):
        with wave.open(str(out / f"{name}-{i:03}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(np.clip(sound * 32767, -32768, 32767).astype("<i2").tobytes())


def _ours(out: Path, voice: str) -> tuple[Any, int]:
    from tingbao.synthesis.kokoro import building

    opened = building.load(building.choose(out / "models"))
    return lambda phonemes: building.run(opened, phonemes, voice, 1.0), 2


def _stock(out: Path, voice: str) -> tuple[Any, int]:
    speak = stock(out)
    return lambda phonemes: speak(phonemes, voice), 1


def stock(out: Path) -> Any:
    """Open the published file as it is; what it gives speaks phonemes with a voice."""
    import onnxruntime

    from tingbao.synthesis.kokoro import building, weights

    file = out / "stock.onnx"
    if not file.exists():
        file.write_bytes(weights.read())
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 2
    settings.log_severity_level = 3
    opened = onnxruntime.InferenceSession(str(file), settings)
    known = {each.name for each in opened.get_inputs()}

    def speak(phonemes: str, voice: str) -> Any:
        feed = building.feed(phonemes, voice, 1.0)
        return opened.run(None, {name: feed[name] for name in known})[0]

    return speak


def _kokoro_onnx(out: Path, voice: str) -> tuple[Any, int]:
    from kokoro_onnx import Kokoro

    peer = Kokoro(str(out / "stock.onnx"), str(out / "voices.npz"))
    return lambda phonemes: peer.create(phonemes, voice, is_phonemes=True, trim=False)[0], 1


def _pykokoro(out: Path, voice: str) -> tuple[Any, int]:
    from pykokoro.onnx_backend import Kokoro
    from pykokoro.types import PhonemeSegment

    peer = Kokoro(
        model_path=out / "stock.onnx",
        voices_path=out / "voices.npz",
        model_config_path=out / "config.json",
        inference_cache_enabled=False,
    )
    style = peer.get_voice_style(voice)
    table = json.loads((out / "config.json").read_text(encoding="utf-8"))["vocab"]

    def speak(phonemes: str) -> np.ndarray:
        tokens = [table[symbol] for symbol in phonemes if symbol in table]
        segment = PhonemeSegment("0", "0", 0, phonemes, phonemes, tokens, lang="cmn")
        return peer.generate_raw_audio_segments([segment], style, 1.0)[0].raw_audio

    return speak, 1


def listen(
    out: Path, name: str, sentences: list[tuple[str, str]], model: Path, kinds: tuple[str, ...]
) -> str:
    """Transcribe; give pinyin errors in per cent, all and by kind, DNSMOS, Latin words heard."""
    counts, latin = hear(out, name, sentences, model)
    errors, total = np.sum(list(counts.values()), axis=0)
    apart = "".join(f"{100 * counts[kind][0] / max(counts[kind][1], 1):8.2f}" for kind in kinds)
    quality = mos(out, name, len(sentences))
    return f"{100 * errors / total:6.2f} {apart} {quality} {latin[0]} of {latin[1]}"


def hear(
    out: Path, name: str, sentences: list[tuple[str, str]], model: Path
) -> tuple[dict[str, list[int]], list[int]]:
    """Transcribe; count errors and syllables by kind, and Latin words heard and all."""
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    counts = {kind: [0, 0] for kind in KINDS}
    latin = [0, 0]
    for i, (kind, text) in enumerate(sentences):
        found, _facts = whisper.transcribe(
            str(out / f"{name}-{i:03}.wav"), language="zh", beam_size=5, temperature=0.0
        )
        written = "".join(part.text for part in found)
        said, heard = _pinyin(text), _pinyin(written)
        words = re.findall(r"[A-Za-z]+", text)
        bare = re.sub(r"[^a-z]", "", written.lower())
        latin[0] += sum(word.lower() in bare for word in words)
        latin[1] += len(words)
        counts[kind][0] += _distance(said, heard)
        counts[kind][1] += len(said)
    return counts, latin


def mos(out: Path, name: str, count: int) -> str:
    """Give DNSMOS, the mean of numbered files."""
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

    from tingbao import normalization

    spoken = normalization.normalize(text).spoken.lower().replace("两", "二")
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
