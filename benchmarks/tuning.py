"""Measure how each voice speaks, and write it into the cards under [tuning].

    python benchmarks/tuning.py voices

Each voice speaks the chunks of benchmarks/tuning.tsv, and every fifth sentence of
benchmarks/speaking.tsv, whose pace is that over whole sentences. Two numbers, seconds a
chunk and seconds a syllable, are fitted to one half of the chunks, trimmed, by least
squares of the relative error. The bounds of the completeness gate leave room beyond the
shortest and the longest of that half, the very short chunks left out. Printed are the fit,
and how many chunks the gate then refuses, of either half: as they are, and cut in the
middle, trimmed and as spoken.
"""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tingbao import pronouncing
from tingbao.speaking import ENGINES, SAMPLE_RATE, Options, Tuning, gate, sound

SHORTER, LONGER = 0.85, 1.5  # of the shortest and the longest that was measured
RESTS = 0.5  # of the least silence at the end
SLOWEST = 0.4  # speed at which the voices were still understood
EVERY = 5
HALVES = ("fitted", "held out")

Said = list[tuple[int, Any]]  # syllables and sound


def main(folder: Path) -> None:
    """Speak, measure and write."""
    kokoro = ENGINES["kokoro"]
    speaker = kokoro.open(Options())
    sentences = [text for kind, text in _rows("speaking") if kind != "calibration"][::EVERY]
    halves = [[text for kind, text in _rows("tuning") if kind == half] for half in HALVES]
    for voice in kokoro.voices():

        def say(text: str, voice: Any = voice) -> tuple[int, Any]:
            said = sound.of(speaker.say(speaker.score(text), voice, 1.0))
            return pronouncing.syllables(text), said

        with ThreadPoolExecutor(2) as pool:
            whole, fitted, held = (list(pool.map(say, part)) for part in (sentences, *halves))
        tuning = _tuning(whole, fitted)
        _write(folder / f"{voice.name}.toml", tuning)
        rates = " ".join(f"{_refused(said, tuning)}" for said in (fitted, held))
        print(f"{voice.name:9} {tuning.constant_s} + {tuning.syllable_s} n, refused {rates}")


def _tuning(whole: Said, fitted: Said) -> Tuning:
    """Fit the two numbers, and set the bounds by what is left."""
    counts, seconds = _lengths(fitted)
    known = np.stack([1 / seconds, counts / seconds], axis=1)
    constant_s, syllable_s = np.linalg.lstsq(known, np.ones(len(known)), rcond=None)[0]
    shares = (seconds / (constant_s + syllable_s * counts))[counts >= gate.SHORT]
    rests = [sound.rest_s(said) for count, said in fitted if count >= gate.SHORT]
    all_counts, all_seconds = _lengths(whole)
    return Tuning(
        syllables_per_second=round(float(all_counts.sum() / all_seconds.sum()), 2),
        constant_s=round(float(constant_s), 3),
        syllable_s=round(float(syllable_s), 4),
        shortest=round(float(shares.min()) * SHORTER, 2),
        longest=round(float(shares.max()) * LONGER, 2),
        rest_s=round(min(rests) * RESTS, 2),
        slowest=SLOWEST,
    )


def _lengths(said: Said) -> tuple[Any, Any]:
    seconds = [len(sound.trim(each)) / SAMPLE_RATE for _, each in said]
    return np.array([count for count, _ in said], float), np.array(seconds)


def _refused(said: Said, tuning: Tuning) -> str:
    """Count what the gate refuses: whole chunks, their trimmed halves, and the halves as spoken."""
    wrong = partial(gate.fault, speed=1.0, tuning=tuning)
    long = [(count, each) for count, each in said if count >= gate.SHORT]
    whole = sum(bool(wrong(each, count)) for count, each in said)
    trimmed = sum(bool(wrong(_resting(_half(sound.trim(s))), count)) for count, s in long)
    spoken = sum(bool(wrong(_half(each), count)) for count, each in long)
    return f"{whole}/{len(said)} whole, {trimmed} and {spoken}/{len(long)} cut;"


def _half(each: Any) -> Any:
    return each[: len(each) // 2]


def _resting(each: Any) -> Any:
    """Add silence to the end, so that the length alone can tell."""
    return np.concatenate([each, np.zeros(2 * SAMPLE_RATE, np.int16)])


def _write(card: Path, tuning: Tuning) -> None:
    text = re.sub(r"\n\[tuning\]\n[^\[]*", "\n", card.read_text(encoding="utf-8")).rstrip()
    facts = "".join(f"{name} = {value}\n" for name, value in asdict(tuning).items())
    card.write_text(f"{text}\n\n[tuning]\n{facts}", encoding="utf-8")


def _rows(name: str) -> list[list[str]]:
    table = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
