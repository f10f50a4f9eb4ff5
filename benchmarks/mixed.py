"""Whether English words in Mandarin sentences are understood, beside English voices.

    python benchmarks/mixed.py --whisper MODEL_FOLDER [--sentences FILE] [--voices yunmai,xiaohe]

Says each sentence (a line of the file, or the mixed ones of speaking.tsv) with each voice as it
is, with its blend alone, which says English as it says Mandarin, and with the English voice in it.
Whisper hears all three alike: printed are the words of Latin letters that it writes, their share of
those that it writes of the English voice, the toneless pinyin error, and DNSMOS if speechmos and
librosa are there.
"""

from __future__ import annotations

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from speaking import hear, keep, mos
from tingbao import g2p, normalization
from tingbao.synthesis.kokoro import building, questions, voice_packs

Sentences = list[tuple[str, str]]


def main() -> None:
    """Print three rows a voice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--whisper", type=Path, required=True)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--voices", default="yunmai,xiaohe")
    options = parser.parse_args()
    sentences = _sentences(options.sentences)
    out = Path(tempfile.mkdtemp())
    opened = building.load(building.choose(out))
    print(f"{'voice':36} {'heard':>9} {'share':>6} {'err %':>6}   MOS")
    for voice in options.voices.split(","):
        parts = voice_packs.ingredients(voice)
        blend = "+".join(f"{part.voice.name}:{part.share:g}" for part in parts)
        [english] = [part.voice.name for part in parts if part.voice.language == "en-US"]
        most = 0
        for each in (english, blend, voice):
            words, text = _heard(opened, each, sentences, out, options.whisper)
            most = most or words
            share = words / most
            print(f"{each:36} {text.format(share=share)}", flush=True)


def _sentences(file: Path | None) -> Sentences:
    lines = (file or Path(__file__).with_name("speaking.tsv")).read_text(encoding="utf-8")
    rows = [line for line in lines.splitlines() if line and line[0] != "#"]
    if file:
        return [("mixed", row) for row in rows]
    return [("mixed", text) for kind, text in (row.split("\t") for row in rows) if kind == "mixed"]


def _heard(
    opened: Any, voice: str, sentences: Sentences, out: Path, model: Path
) -> tuple[int, str]:
    def say(text: str) -> Any:
        spoken = normalization.normalize(text).spoken
        score = questions.marked(spoken, g2p.phonemes(spoken))
        return building.run(opened, score, voice, 1.0)

    with ThreadPoolExecutor(2) as pool:
        keep(out, voice, list(pool.map(say, [text for _, text in sentences])))
    counts, (words, every) = hear(out, voice, sentences, model)
    wrong, syllables = counts["mixed"]
    heard = f"{words:4}/{every:4} {{share:6.2f}} {100 * wrong / syllables:6.2f}"
    return words, f"{heard} {mos(out, voice, len(sentences))}"


if __name__ == "__main__":
    main()
