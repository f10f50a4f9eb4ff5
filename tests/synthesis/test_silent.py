"""The silent engine, and the frame that every engine speaks in."""

from __future__ import annotations

import pytest

from tingbao.config import Config
from tingbao.errors import UsageError
from tingbao.model import Line, Script
from tingbao.synthesis import Casting, Options, lines, speak


def _script(*spoken: str) -> Script:
    lines = tuple(Line(kind="body", section=0, written=text, spoken=text) for text in spoken)
    return Script(title="题", lines=lines)


def test_cues_tile_the_pcm() -> None:
    """Law: one cue a line, in order, without a gap, and they end where the PCM ends."""
    speech = speak(_script("今天天气很好。", "。", "我们去钱塘，看潮。"), Casting(engine="silent"))
    assert [cue.line for cue in speech.cues] == [0, 1, 2]
    assert speech.cues[0].start_ms == 0
    assert all(a.end_ms == b.start_ms for a, b in zip(speech.cues, speech.cues[1:], strict=False))
    assert len(speech.pcm) == speech.cues[-1].end_ms * 48
    assert speech.engines == ("silent/silent",) * 3


def test_a_section_is_given_as_soon_as_it_is_whole() -> None:
    """Law: who masters a section need not wait for the next, and gets it line by line."""
    words = ("一。", "二。", "三。", "四。")
    script = Script(
        title="",
        lines=tuple(
            Line(kind="body", section=number // 2, written=text, spoken=text)
            for number, text in enumerate(words)
        ),
    )
    spoken: list[int] = []
    coming = lines(script, Casting(engine="silent"), on_line=lambda done, _: spoken.append(done))
    next(coming)
    assert spoken == [1, 2]
    assert len(list(coming)) == 3
    assert spoken == [1, 2, 3, 4]


def test_more_syllables_last_longer() -> None:
    """Law: the silent engine takes its durations from the syllables."""
    short, long = speak(_script("你好。", "你好，欢迎收听。"), Casting(engine="silent")).cues
    assert long.end_ms - long.start_ms > short.end_ms - short.start_ms


def test_twice_the_speed_is_half_the_time() -> None:
    """Law: speed divides every duration."""
    script = _script("今天天气很好，我们去钱塘看潮。")
    slow = speak(script, Casting(engine="silent")).cues[-1].end_ms
    assert speak(script, Casting(engine="silent", speed=2.0)).cues[-1].end_ms == pytest.approx(
        slow / 2, abs=2
    )


def test_the_cache_changes_nothing(tmp_path) -> None:
    """Law: the same bytes with a cold cache, a warm one and none."""
    script = _script("今天天气很好。", "我们去钱塘，看潮。")
    bare = speak(script, Casting(engine="silent"))
    options = Options(config=Config(cache=tmp_path))
    assert speak(script, Casting(engine="silent", options=options)) == bare
    assert list(tmp_path.rglob("*.pcm"))
    assert speak(script, Casting(engine="silent", options=options)) == bare


@pytest.mark.parametrize(
    "wrong", [{"engine": "loud"}, {"voice": "nobody"}, {"speed": 0.0}, {"speed": 9.0}]
)
def test_what_there_is_not_is_named(wrong) -> None:
    """Law: an unknown engine or voice and an impossible speed are usage errors, with the mend."""
    with pytest.raises(UsageError) as caught:
        speak(_script("你好。"), Casting(**{"engine": "silent", **wrong}))
    assert caught.value.hint


def test_lines_are_told_as_they_are_spoken() -> None:
    """Law: `on_line` hears each line once."""
    told: list[tuple[int, int]] = []
    speak(_script("一。", "二。"), Casting(engine="silent"), on_line=lambda *now: told.append(now))
    assert told == [(1, 2), (2, 2)]
