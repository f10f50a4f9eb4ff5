"""Measure how each voice speaks, and write it into the cards under [tuning].

    python benchmarks/tuning.py voices [VOICE…]

Each voice, or those that are named, speaks the chunks of benchmarks/tuning.tsv, and every
fifth sentence of benchmarks/speaking.tsv, whose pace is that over whole sentences. Seconds
a chunk, a syllable and a mark are fitted to one half of the chunks, trimmed, by least
squares; those with Latin letters, whose syllables are short, are left out. The bounds of
the completeness gate leave room beyond the shortest and the longest of that half, the very
short ones left out. Printed are the fit, and how many chunks the gate then refuses, of
either half: as they are, and cut in the middle, trimmed and as spoken.
"""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tingbao.g2p import syllables as count
from tingbao.synthesis import (
    ENGINES,
    SAMPLE_RATE,
    Options,
    Tuning,
    gate,
    sound,
)
from tingbao.synthesis.engine import MARKS

SHORTER, LONGER = 0.78, 1.5  # of the shortest and the longest that was measured
RESTS = 0.4  # of the least silence at the end
SLOWEST = 0.4  # speed at which the voices were still understood
EVERY = 5
HALVES = ("fitted", "held out")

Said = list[tuple[str, Any]]  # text and sound


def main(folder: Path, names: list[str]) -> None:
    """Speak, measure and write; of a blend, which has no card, only print."""
    kokoro = ENGINES["kokoro"]
    speaker = kokoro.open(Options())
    sentences = [text for kind, text in _rows("speaking") if kind != "calibration"][::EVERY]
    halves = [[text for kind, text in _rows("tuning") if kind == half] for half in HALVES]
    for voice in map(kokoro.voice, names or [each.name for each in kokoro.voices()]):

        def say(text: str, voice: Any = voice) -> tuple[str, Any]:
            said = sound.of(speaker.say(speaker.score(text), voice, 1.0))
            return text, said

        with ThreadPoolExecutor(2) as pool:
            whole, fitted, held = (list(pool.map(say, part)) for part in (sentences, *halves))
        tuning = _tuning(whole, fitted)
        if (card := folder / f"{voice.name}.toml").exists():
            _write(card, tuning)
        rates = " ".join(f"{_refused(said, tuning)}" for said in (fitted, held))
        print(f"{voice.name:9} {tuning}, refused {rates}", flush=True)


def _tuning(whole: Said, fitted: Said) -> Tuning:
    """Fit the three numbers, and set the bounds by what is left."""
    plain = [(text, said) for text, said in fitted if not re.search("[A-Za-z]", text)]
    known = [[1, count(text), sum(text[:-1].count(mark) for mark in MARKS)] for text, _ in plain]
    numbers = np.linalg.lstsq(np.array(known, float), _seconds(plain), rcond=None)[0]
    constant_s, syllable_s, mark_s = (round(float(number), 4) for number in numbers)
    fit = Tuning(constant_s=constant_s, syllable_s=syllable_s, mark_s=mark_s)
    longer = [(text, said) for text, said in fitted if count(text) >= gate.SHORT]
    shares = _seconds(longer) / np.array([fit.seconds(text) for text, _ in longer])
    pace = sum(count(text) for text, _ in whole) / _seconds(whole).sum()
    return replace(
        fit,
        syllables_per_second=round(float(pace), 2),
        shortest=round(float(shares.min()) * SHORTER, 2),
        longest=round(float(shares.max()) * LONGER, 2),
        rest_s=round(min(sound.rest_s(said) for _, said in longer) * RESTS, 2),
        slowest=SLOWEST,
    )


def _seconds(said: Said) -> Any:
    return np.array([len(sound.trim(each)) / SAMPLE_RATE for _, each in said])


def _refused(said: Said, tuning: Tuning) -> str:
    """Count what the gate refuses: whole chunks, their trimmed halves, and the halves as spoken."""
    wrong = partial(gate.fault, speed=1.0, tuning=tuning)
    longer = [(text, each) for text, each in said if count(text) >= gate.SHORT]
    whole = sum(bool(wrong(each, text)) for text, each in said)
    trimmed = sum(bool(wrong(_resting(_half(sound.trim(s))), text)) for text, s in longer)
    spoken = sum(bool(wrong(_half(each), text)) for text, each in longer)
    return f"{whole}/{len(said)} whole, {trimmed} and {spoken}/{len(longer)} cut;"


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
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
