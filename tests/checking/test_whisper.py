"""A real Whisper model finds what is wrong in a real episode; TINGBAO_LISTENER names its folder."""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from tests.mastered import master

from tingbao import synthesis
from tingbao.checking.listening import findings, listen, whisper
from tingbao.model import Line, Script
from tingbao.publishing.script import Spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tingbao.checking.listening import Transcriber

    Show = tuple[NDArray[np.float32], Sequence[Spoken]]

MODEL = os.environ.get("TINGBAO_LISTENER", "")
pytestmark = pytest.mark.skipif(not MODEL, reason="TINGBAO_LISTENER names no Whisper model")
TEXTS = (
    "杭州一家公司昨天发布了新的AI助手，支持语音和图片。",
    "公司表示，二零二五年研发投入达到三点二四亿元，同比增长百分之十二点五。",
    "新产品的成本比上一代少了百分之四十，每天可以回答一千二百万个问题。",
    "家住西湖边的张女士说，她每天用它查天气、记账和订票。",
    "也有人担心隐私，希望企业把数据保存在本地的服务器上。",
    "明年春天，这家公司还将在上海和深圳各开一家体验店。",
)
RATE = 44_100
AT = 2  # the line that is harmed


@pytest.fixture(scope="module")
def transcribe() -> Transcriber:
    """The model."""
    return whisper(Path(MODEL))


@pytest.fixture(scope="module")
def show() -> Show:
    """Half a minute of the embedded voice, mastered."""
    lines = tuple(Line(kind="body", section=0, written=t, spoken=t, pause_ms=500) for t in TEXTS)
    script = Script(title="题", lines=lines)
    recording = master(synthesis.speak(script), script, headings=("一",))
    audio, _ = soundfile.read(BytesIO(recording.mp3), dtype="float32")
    said = tuple(
        Spoken(spoken=TEXTS[cue.line], start_ms=cue.start_ms, end_ms=cue.end_ms)
        for cue in recording.cues
    )
    return audio, said


def _parts(show: Show) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    audio, said = show
    begin, end = (ms * RATE // 1000 for ms in (said[AT].start_ms, said[AT].end_ms))
    return audio[:begin], audio[begin:end], audio[end:]


def _around(middle: Callable[[NDArray[np.float32]], Sequence[NDArray[np.float32]]]):
    def change(show: Show) -> Show:
        before, line, after = _parts(show)
        return np.concatenate([before, *middle(line), after]), show[1]

    return change


def _noise(length: int, level: float) -> NDArray[np.float32]:
    return (level * np.random.default_rng(1).standard_normal(length)).astype(np.float32)


def _swapped(show: Show) -> Show:
    audio, said = show
    edges = [ms * RATE // 1000 for each in said[AT : AT + 2] for ms in (each.start_ms, each.end_ms)]
    a, b, c, d = edges
    return np.concatenate([audio[:a], audio[c:d], audio[b:c], audio[a:b], audio[d:]]), said


def _reworded(show: Show) -> Show:
    lines = list(show[1])
    lines[AT] = replace(lines[AT], spoken="今天的股市大幅上涨，投资者情绪高涨，成交量也创下新高。")
    return show[0], lines


REST = np.zeros(RATE // 3, np.float32)
CLEAN = {
    "as it is": lambda show: show,
    "a silence of 20 s": _around(lambda line: (line, np.zeros(20 * RATE, np.float32))),
    "a floor of noise": lambda show: (show[0] + _noise(len(show[0]), 0.003), show[1]),
}
HARMED = {
    "cut out": (_around(lambda _line: ()), "missing", {AT}),
    "silenced": (_around(lambda line: (0 * line,)), "missing", {AT}),
    "noise": (_around(lambda line: (_noise(len(line), 0.1),)), "missing", {AT}),
    "said twice": (_around(lambda line: (line, REST, line)), "doubled", {AT}),
    "its half": (_around(lambda line: (line[: len(line) * 2 // 5],)), "missing", {AT}),
    "swapped with the next": (_swapped, "", {AT, AT + 1}),
    "another in the script": (_reworded, "other", {AT}),
    "nothing at all": (lambda show: (0 * show[0], show[1]), "missing", set(range(len(TEXTS)))),
}


def _listen(show: Show, transcribe: Transcriber):
    audio, said = show
    out = BytesIO()
    soundfile.write(out, audio, RATE, format="WAV", subtype="FLOAT")
    return listen(out.getvalue(), said, transcribe)


@pytest.mark.parametrize("name", CLEAN)
def test_what_is_whole_passes(show: Show, transcribe: Transcriber, name: str) -> None:
    """Law: figures, English, silence and a floor of noise are no faults."""
    heard = _listen(CLEAN[name](show), transcribe)
    assert all(each.level != "error" for each in findings(heard, 10.0)), heard


@pytest.mark.parametrize("name", HARMED)
def test_each_harm_is_found_where_it_is(show: Show, transcribe: Transcriber, name: str) -> None:
    """Law: a line that is missing, doubled or another fails the check, and only it is named."""
    harm, verdict, lines = HARMED[name]
    heard = _listen(harm(show), transcribe)
    assert any(each.level == "error" for each in findings(heard, 10.0))
    named = {each.line: each.verdict for each in heard if each.verdict not in ("good", "unclear")}
    assert named.keys() == lines
    assert not verdict or set(named.values()) == {verdict}
