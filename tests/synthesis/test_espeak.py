"""The last resort: found where it is installed, announced, and never in the way."""

from __future__ import annotations

import stat
import sys

import pytest

from tingbao.errors import EngineError
from tingbao.model import Line, Script
from tingbao.synthesis import Casting, Options, speak

PROGRAM = """#!{python}
import io, sys, wave
text = sys.stdin.buffer.read().decode()
samples = b"".join(
    int(6000 * ((i * 7 % 41) / 20 - 1)).to_bytes(2, "little", signed=True)
    for i in range(int(22050 * 0.22 * len(text)))
)
out = io.BytesIO()
with wave.open(out, "wb") as file:
    file.setparams((1, 2, 22050, 0, "NONE", ""))
    file.writeframes(samples)
sys.stdout.buffer.write(out.getvalue())
sys.exit({code})
"""


def _install(folder, monkeypatch, code: int) -> None:
    program = folder / "espeak-ng"
    program.write_text(PROGRAM.format(python=sys.executable, code=code))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


def _script(*texts: str) -> Script:
    lines = tuple(Line(kind="body", section=0, written=text, spoken=text) for text in texts)
    return Script(title="", lines=lines)


def test_it_speaks_and_says_what_it_is(tmp_path, monkeypatch) -> None:
    """Law: the program's sound is taken at its own rate, and the user is told once."""
    _install(tmp_path, monkeypatch, 0)
    told: list[str] = []
    speech = speak(
        _script("今天天气很好。"), Casting(engine="espeak", options=Options(warn=told.append))
    )
    assert speech.cues[0].end_ms == pytest.approx(7 * 220, abs=80)
    assert len(told) == 1
    assert "espeak" in told[0]


def test_without_the_program_it_is_an_engine_error(tmp_path, monkeypatch) -> None:
    """Law: a program that is not installed or fails is an engine error with the mend."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="install it"):
        speak(_script("好。"), Casting(engine="espeak"))
    _install(tmp_path, monkeypatch, 1)
    with pytest.raises(EngineError, match="line 1"):
        speak(_script("今天天气很好。"), Casting(engine="espeak"))


def test_the_chain_goes_on(tmp_path, monkeypatch) -> None:
    """Law: an engine that cannot even open hands everything to the next."""
    monkeypatch.setenv("PATH", str(tmp_path))
    speech = speak(_script("好。", "是。"), Casting(engine="espeak,silent"))
    assert speech.engines == ("silent/silent", "silent/silent")
