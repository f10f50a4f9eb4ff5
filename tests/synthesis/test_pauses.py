"""How long a speaker is silent: by the mark, varied like breath, never by chance."""

from __future__ import annotations

from statistics import mean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.synthesis.pauses import MARKS, ONSET_MS, SPREAD, pause_ms

TEXTS = [f"第{n}句话在这里" for n in range(400)]


@given(st.text(max_size=20), st.floats(0.5, 2.0))
def test_the_same_text_has_the_same_pause_within_its_bounds(text: str, speed: float) -> None:
    """Law: a pause is a function of text and speed, and strays from its mark's by the spread."""
    pause = pause_ms(text, speed=speed)
    assert pause == pause_ms(text, speed=speed)
    base = MARKS.get(text[-1:], MARKS[""]) / speed
    assert base * (1 - SPREAD) - 1 <= pause <= base * (1 + SPREAD) + 1


@pytest.mark.parametrize("mark", ["。", "，", "；"])
def test_pauses_vary_as_breath_does(mark: str) -> None:
    """Law: over many sentences pauses differ, evenly about the mark's own."""
    pauses = [pause_ms(text + mark, speed=1.0) for text in TEXTS]
    assert mean(pauses) == pytest.approx(MARKS[mark], rel=0.02)
    assert pstdev(pauses) > 0.05 * MARKS[mark]


def test_stronger_marks_rest_longer() -> None:
    """Law: the order of the marks is the order of the pauses, on average."""
    means = [mean(pause_ms(text + mark, speed=1.0) for text in TEXTS) for mark in "？。；：，、"]
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize(("mark", "syllables"), [("，", 1.5), ("。", 3.0)])
def test_pauses_are_those_of_newsreaders(mark: str, syllables: float) -> None:
    """Law: a clause rests for one and a half syllables and a sentence for three, within a tenth."""
    pace = 5.9  # syllables a second of the embedded voices between pauses
    assert (MARKS[mark] + ONSET_MS) / 1000 * pace == pytest.approx(syllables, rel=0.1)
