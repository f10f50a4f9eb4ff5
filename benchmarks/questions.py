"""How questions end, beside the published model as it is.

    pip install praat-parselmouth
    python benchmarks/questions.py [--voices yunxi,xiaobei] [--whisper MODEL_FOLDER]

Says each question of questions.txt with our graph and with the stock one, and measures
pitch with Praat, which knows nothing of us: how many rise over their last 120 ms, how
high their end lies beside the median of the sentence, and how much of the last 200 ms
is voiced. With --whisper the pinyin error is given too, so that no tone is bent until
it is another word's.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import wave
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import parselmouth

from speaking import RATE, listen, stock
from tingbao import g2p
from tingbao.synthesis.kokoro import building, questions

STEP_S = 0.005
TAIL, END = 40, 24  # steps: what is voiced of it; what rises
QUIET_DB = -25.0  # below the loudest, where a sentence has ended
KINDS = {"particle": re.compile("[吗吧呢]？$"), "bare": re.compile("[^吗吧呢]？$")}


def main() -> None:
    """Print a row for each voice and kind of question, ours beside stock."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--voices", default="yunxi,xiaobei,xiaoxiao,yunyang")
    parser.add_argument("--whisper", type=Path)
    options = parser.parse_args()
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    asked = [line for line in text.splitlines() if not line.startswith("#")]
    out = Path(tempfile.mkdtemp())
    ours, published = building.load(building.choose(out)), stock(out)
    print(f"{'voice':9} {'question':9} {'':6} {'rising':>8} {'end st':>7} {'voiced':>7}  err %")
    for voice in options.voices.split(","):
        for kind, pattern in KINDS.items():
            texts = [text for text in asked if pattern.search(text)]
            scores = [questions.marked(text, g2p.phonemes(text)) for text in texts]
            plain = [g2p.phonemes(text) for text in texts]
            with ThreadPoolExecutor(2) as pool:
                said = pool.map(building.run, repeat(ours), scores, repeat(voice), repeat(1.0))
                spoken = {"ours": list(said), "stock": [published(one, voice) for one in plain]}
            for name, sounds in spoken.items():
                print(f"{voice:9} {kind:9} {name:6} {_row(sounds)}", end="  ")
                print(_heard(out, texts, sounds, options.whisper), flush=True)


def _row(sounds: list[Any]) -> str:
    facts = [_ending(np.asarray(sound, np.float64)) for sound in sounds]
    rising = sum(slope > 0 for _, slope, _ in facts)
    end, voiced = (np.median([fact[at] for fact in facts]) for at in (0, 2))
    return f"{rising:4} /{len(facts):3} {end:+7.1f} {voiced:7.2f}"


def _ending(sound: Any) -> tuple[float, float, float]:
    """Give the height of the end in semitones, its slope, and how much of it is voiced.

    What ends unvoiced has no pitch to rise: its slope is zero and its height is that of
    the last pitch there was.
    """
    voice = parselmouth.Sound(sound, RATE)
    rough = voice.to_pitch_ac(time_step=STEP_S, pitch_floor=60, pitch_ceiling=500)
    heard = rough.selected_array["frequency"]
    middle = float(np.median(heard[heard > 0]))
    pitch = voice.to_pitch_ac(
        time_step=STEP_S, pitch_floor=max(60, middle * 0.55), pitch_ceiling=middle * 2.4
    )
    hertz = pitch.selected_array["frequency"]
    half = int(0.01 * RATE)
    places = (pitch.xs() * RATE).astype(int)
    level = np.array([np.sqrt(np.mean(sound[max(0, at - half) : at + half] ** 2)) for at in places])
    end = int(np.flatnonzero(level > level.max() * 10 ** (QUIET_DB / 20))[-1]) + 1
    voiced = np.flatnonzero(hertz[:end])
    height = 12 * np.log2(hertz[voiced] / np.median(hertz[hertz > 0]))
    late = voiced >= end - TAIL
    last, rise = voiced[late][-END:], height[late][-END:]
    slope = float(np.polyfit(last, rise, 1)[0]) if len(last) >= END // 3 else 0.0
    return float(np.median(height[-8:])), slope, float(late.sum() / TAIL)


def _heard(out: Path, texts: list[str], sounds: list[Any], whisper: Path | None) -> str:
    if not whisper:
        return ""
    for i, sound in enumerate(sounds):
        with wave.open(str(out / f"question-{i:03}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(np.clip(sound * 32767, -32768, 32767).astype("<i2").tobytes())
    return listen(out, "question", [("news", text) for text in texts], whisper, ())


if __name__ == "__main__":
    main()
