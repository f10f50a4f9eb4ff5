"""The real edge-tts client against a loopback server that speaks its protocol."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from edge_tts import communicate, drm
from tests.mastered import master
from tests.patience import until

from tingbao.config import Config
from tingbao.errors import EngineError, UsageError
from tingbao.model import Line, Script
from tingbao.services import retry
from tingbao.synthesis import Casting, Options, edge, speak

_spec = importlib.util.spec_from_file_location(
    "edge_service", Path(__file__).with_name("edge_service.py")
)
edge_service = importlib.util.module_from_spec(_spec)
sys.modules["edge_service"] = edge_service
_spec.loader.exec_module(edge_service)

TEXT = "今天天气很好，我们去看潮。"


@pytest.fixture
def service(monkeypatch):
    """Serve on loopback, with the client's address pointed there and no time lost in waits."""
    with edge_service.Service() as running:
        monkeypatch.setattr(communicate, "WSS_URL", running.url)
        monkeypatch.setattr(retry, "FIRST_WAIT_S", 0.01)
        monkeypatch.setattr(drm.DRM, "clock_skew_seconds", 0.0)
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield running


def _script(*texts: str, sections: tuple[int, ...] = ()) -> Script:
    sections = sections or (0,) * len(texts)
    return Script(
        title="题",
        lines=tuple(
            Line(kind="body", section=section, written=text, spoken=text, pause_ms=300)
            for text, section in zip(texts, sections, strict=True)
        ),
    )


def test_it_speaks(service) -> None:
    """Law: a line sounds about as long as the service made it, by the voice that was asked."""
    speech = speak(_script(TEXT), Casting(engine="edge", voice="xiaoxiao"))
    assert service.asked == [TEXT]
    assert "XiaoxiaoNeural" in service.voices[0]
    assert speech.engines == ("edge/zh-CN-XiaoxiaoNeural",)
    assert speech.cues[0].end_ms == pytest.approx(len(TEXT) * 220, abs=120)


@pytest.mark.parametrize(
    "fault",
    ["reset", "torn", "empty", "short", "500", "502", "503", "429", "garbage", "html", "path"],
)
def test_what_can_pass_is_asked_again(service, fault) -> None:
    """Law: one fault that can pass costs one more request and nothing else."""
    service.plan = [fault, "ok"]
    speech = speak(_script(TEXT), Casting(engine="edge"))
    assert service.connections == 2
    assert speech.cues[0].end_ms > 2000


def test_a_wrong_clock_is_set_right(service) -> None:
    """Law: a refusal that is the clock's fault is mended by the client and asked again."""
    service.plan = ["skew"]
    speak(_script(TEXT), Casting(engine="edge"))
    assert service.connections == 2
    assert drm.DRM.clock_skew_seconds == pytest.approx(3600, abs=5)


@pytest.mark.parametrize(
    ("fault", "connections"), [("403", 2), ("404", 1), ("reset", 3), ("empty", 3), ("503", 4)]
)
def test_what_does_not_pass_ends_with_the_line(service, fault, connections) -> None:
    """Law: what cannot pass is not asked for ever, and the message names the line."""
    service.plan = [fault]
    with pytest.raises(EngineError, match="line 1") as caught:
        speak(_script(TEXT), Casting(engine="edge"))
    assert caught.value.hint
    assert service.connections == connections


@pytest.mark.parametrize("fault", ["third", "silence"])
def test_what_looks_right_and_is_not_is_said_again(service, fault) -> None:
    """Law: audio without an error that is too short, or says nothing, is never taken."""
    service.plan = [fault] + ["ok"] * 9
    assert speak(_script(TEXT), Casting(engine="edge")).cues[0].end_ms > 2000
    service.plan, service.connections = ["silence"], 0
    with pytest.raises(EngineError, match=r"line 1 .*no sound"):
        speak(_script(TEXT), Casting(engine="edge"))


@pytest.mark.parametrize("fault", ["hang", "drip"])
def test_patience_has_an_end(service, fault, monkeypatch) -> None:
    """Law: an answer that does not come, or never ends, is waited for twice and no longer."""
    monkeypatch.setattr(retry, "REQUEST_S", 0.8)
    service.plan = [fault]
    with pytest.raises(EngineError, match="did not answer in time"):
        speak(_script(TEXT), Casting(engine="edge"))
    until(lambda: service.connections == 2)  # it may hear of it after we left


def test_a_connection_that_cannot_be_secured_is_not_tried_again(service, monkeypatch) -> None:
    """Law: where the handshake fails it is said so at once."""
    monkeypatch.setattr(communicate, "WSS_URL", service.url.replace("ws://", "wss://"))
    with pytest.raises(EngineError, match="no secure connection"):
        speak(_script(TEXT), Casting(engine="edge"))
    assert service.connections == 0


def test_a_proxy_that_wants_a_name_is_told_apart(service) -> None:
    """Law: a proxy's refusal is said to be the proxy's."""
    service.plan = ["407"]
    address = service.url.replace("ws://", "http://").split("/edge")[0]
    with pytest.raises(EngineError, match="the proxy refused"):
        speak(_script(TEXT), Casting(engine="edge", options=Options(config=Config(proxy=address))))


def test_the_wait_that_is_asked_for_is_kept(service) -> None:
    """Law: Retry-After is read from the refusal, in seconds or as a time."""
    service.plan, service.retry_after = ["429"], "7"
    with pytest.raises(retry.TransientError) as caught:
        edge._ask(Options(), TEXT, edge.voice("yunxi"), 1.0)
    assert caught.value.wait_s == 7


def test_no_more_than_four_at_once(service) -> None:
    """Law: a briefing asks for at most four chunks at a time."""
    speak(
        _script(*[f"这是第{n}句话，请听。" for n in "一二三四五六七八九十"]), Casting(engine="edge")
    )
    assert 2 <= service.most_at_once <= 4


def test_long_text_is_cut_by_us(service) -> None:
    """Law: no request comes near the length at which the service cuts."""
    text = "很久很久以前，山里有一座庙，庙里有一位老人。" * 14
    speak(_script(text), Casting(engine="edge"))
    assert sum(map(len, service.asked)) == len(text)
    assert max(len(part.encode()) for part in service.asked) < 1300


def test_a_withdrawn_voice_is_named(service) -> None:
    """Law: a voice for which no audio comes is named."""
    service.plan = ["empty"]
    with pytest.raises(EngineError, match="XiaoxiaoNeural"):
        speak(_script(TEXT), Casting(engine="edge", voice="xiaoxiao"))


def test_failing_over_speaks_the_whole_section_again(service, monkeypatch) -> None:
    """Law: no section changes its engine in the middle; the episode knows who spoke what."""
    service.plan = ["ok", "ok", "ok", "404"]
    texts = [f"第{n}句在这里，请大家听。" for n in "一二三四五六"]
    told: list[str] = []
    monkeypatch.setattr(edge, "WORKERS", 1)  # so that the fault meets a known line
    script = _script(*texts, sections=(0, 0, 1, 1, 2, 2))
    speech = speak(script, Casting(engine="edge,silent", options=Options(warn=told.append)))
    assert [name.split("/")[0] for name in speech.engines] == ["edge"] * 2 + ["silent"] * 4
    assert len(told) == 1


def test_names_in_full_or_short() -> None:
    """Law: a voice is found by both names, whatever the case; an unknown one lists the known."""
    assert edge.voice("Xiaoxiao") == edge.voice("zh-CN-XiaoxiaoNeural")
    assert edge.voice("en-US-AriaNeural").name == "en-US-AriaNeural"
    with pytest.raises(UsageError, match="yunxi"):
        edge.voice("nobody")


def test_the_proxy_is_used(service) -> None:
    """Law: a proxy that is set is where requests go."""
    with pytest.raises(EngineError):
        speak(
            _script(TEXT),
            Casting(engine="edge", options=Options(config=Config(proxy="http://127.0.0.1:9"))),
        )
    assert service.connections == 0


def test_a_line_sounds_where_its_cue_says(service) -> None:
    """Law: of this engine's audio too, every line begins and ends within 80 ms of its cue."""
    script = _script(TEXT, "好的，再见。", "第三句话在这里。")
    service.plan = ["ok"]
    recording = master(speak(script, Casting(engine="edge")), script, headings=("一",))
    audio, rate = soundfile.read(io.BytesIO(recording.mp3))
    for cue in recording.cues:
        begin, end = cue.start_ms * rate // 1000, cue.end_ms * rate // 1000
        first = max(0, begin - rate // 10)
        loud = np.flatnonzero(np.abs(audio[first : end + rate // 10]) > 0.005) + first
        assert abs(loud[0] - begin) <= 0.08 * rate
        assert abs(loud[-1] - end) <= 0.08 * rate
