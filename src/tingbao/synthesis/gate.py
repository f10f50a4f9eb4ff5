"""Is what an engine said whole? Never silently wrong: each chunk is examined."""

from __future__ import annotations

import re
from itertools import groupby

import numpy as np

from tingbao.audio.trimming import framed
from tingbao.g2p import syllables as count
from tingbao.synthesis.engine import SAMPLE_RATE, Tuning
from tingbao.synthesis.sound import Sound, levels, rest_s, trim

SHORT = 4  # a chunk of fewer syllables, 因此 or GDP, has a pace and an end of its own
SHORT_SLACK = 1.5  # ... within bounds so many times as wide
LATIN = 0.3  # Latin syllables, names of letters above all, may be so much shorter than Chinese ones
QUIET = 150.0  # RMS of 32768 that speech exceeds in its loudest tenth
CLIP = 32_700
CLIPPED = 0.0005  # share of samples at full scale
LONGEST_SILENCE_S = 1.6
LOOP = 480  # 20 ms: frames that repeat exactly are a stuck buffer
REPEATS = 5
_LATIN = re.compile("[A-Za-z]+")


def fault(said: Sound, text: str, *, speed: float, tuning: Tuning) -> str:
    """Say what is wrong with a chunk, or nothing.

    Args:
        said: The chunk as the engine gave it, silence at its ends included.
        text: What it should say.
        speed: The speed it was asked for, 1 being the voice's own.
        tuning: How the voice speaks.
    """
    sound = trim(said)
    if len(sound) < SAMPLE_RATE // 50:
        return "no sound"
    loud = np.sort(levels(sound))
    syllables = count(text)
    broken = syllables >= SHORT and rest_s(said) < tuning.rest_s / speed
    length = _wrong_length(len(sound) / SAMPLE_RATE, text, speed, tuning)
    checks = (
        (length, bool(length)),
        ("broken off", broken),
        ("too quiet", float(loud[-max(1, len(loud) // 10) :].mean()) < QUIET),
        ("clipped", float((np.abs(sound.astype(np.int32)) >= CLIP).mean()) > CLIPPED),
        ("a hole in the middle", _silence_s(sound) > LONGEST_SILENCE_S / speed),
        ("the same sound again and again", _stuck(sound)),
    )
    return next((words for words, wrong in checks if wrong), "")


def _wrong_length(seconds: float, text: str, speed: float, tuning: Tuning) -> str:
    syllables = count(text)
    slack = SHORT_SLACK if syllables < SHORT else 1.0
    latin = 1 - count(_LATIN.sub("", text)) / max(syllables, 1)
    share = seconds / tuning.seconds(text, speed=speed)
    if share < tuning.shortest / slack * (1 - LATIN * latin):
        return f"{seconds:.2f} s are too short for {syllables} syllables"
    if share > tuning.longest * slack * (1 + tuning.latin * latin):
        return f"{seconds:.2f} s are too long for {syllables} syllables"
    return ""


def _silence_s(sound: Sound) -> float:
    """Measure the longest silence inside, in seconds."""
    loud = levels(sound)
    sounding = np.flatnonzero(loud > max(20.0, float(loud.max()) * 0.01))
    return float(np.diff(sounding).max(initial=0)) * 0.005


def _stuck(sound: Sound) -> bool:
    """Tell whether one frame of 20 ms that sounds stands there several times in a row."""
    frames = framed(sound, LOOP)
    same = (frames[1:] == frames[:-1]).all(axis=1) & (np.abs(frames[1:]).max(axis=1) > QUIET)
    runs = (len([*run]) for stuck, run in groupby(same) if stuck)
    return max(runs, default=0) >= REPEATS
