"""`tingbao check` finds nothing in what we make, and finds each fault that is put in."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner

from tingbao.checking import audio, tags
from tingbao.checking import episode as episodes
from tingbao.commands.app import app
from tingbao.errors import CheckError, InputError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.published import Publish


def errors(path: Path) -> set[str]:
    """The rules that an episode breaks."""
    return {f.rule for f in episodes.check(path).findings if f.level == "error"}


def test_what_we_publish_passes(publish: Publish, tmp_path: Path) -> None:
    """Law: a published episode has no error and no warning."""
    path = tmp_path / publish().file
    assert [f for f in episodes.check(path).findings if f.level != "ok"] == []


def test_json_names_figures_and_findings(publish: Publish, tmp_path: Path) -> None:
    """Law: --json gives the figures, chapters and findings; exit code 0."""
    path = tmp_path / publish().file
    done = CliRunner().invoke(app, ["check", str(path), "--json"])
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert said["ok"]
    assert said["loudness_lufs"] == pytest.approx(-19, abs=0.5)
    assert [chapter["title"] for chapter in said["chapters"]] == ["导语", "产业"]


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("transcript.vtt", "8%", "9%", "transcript text"),
        ("transcript.vtt", "-->", "->", "transcript"),
        ("transcript.srt", "00:00:00,0", "00:00:00,1", "VTT and SRT"),
        ("chapters.json", "产业", "产出", "chapters.json"),
        ("chapters.json", '"startTime"', '"start"', "chapters.json"),
        ("chapters.json", '"chapters": ', '"chapters": 3, "": ', "chapters.json"),
        ("script.json", '"lines": ', '"lines": ["x"], "": ', "script.json"),
        ("script.json", '"written": ', '"written": null, "": ', "script.json"),
        ("script.json", '"start_ms": ', '"start_ms": "x", "": ', "script.json"),
        ("episode.json", '"duration_ms": ', '"duration_ms": 1', "duration"),
    ],
)
def test_a_companion_that_lies_is_found(
    publish: Publish, tmp_path: Path, *, name: str, old: str, new: str, rule: str
) -> None:
    """Law: a companion that disagrees with the audio is an error."""
    path = tmp_path / publish().file
    file = path.parent / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert rule in errors(path)


def test_audio_cut_short_is_found(publish: Publish, tmp_path: Path) -> None:
    """Law: an MP3 that lost its end fails by duration, chapters and size."""
    path = tmp_path / publish().file
    path.write_bytes(path.read_bytes()[:-9000])
    assert {"last chapter", "file size"} <= errors(path)


def test_alone_it_is_checked_with_warnings(publish: Publish, tmp_path: Path) -> None:
    """Law: an MP3 without companions is checked for what it is."""
    path = tmp_path / publish().file
    alone = tmp_path / "alone" / "a.mp3"
    alone.parent.mkdir()
    alone.write_bytes(path.read_bytes())
    assert errors(alone) == set()


def test_what_is_no_audio_is_refused(tmp_path: Path) -> None:
    """Law: a missing file, a folder and a text are input errors; a failed check is exit 6."""
    for path in (tmp_path / "none.mp3", tmp_path):
        with pytest.raises(InputError):
            episodes.check(path)
    text = tmp_path / "text.mp3"
    text.write_text("你好" * 99, encoding="utf-8")
    with pytest.raises(InputError):
        episodes.check(text)
    assert CheckError.exit_code == 6


def test_a_tag_of_lies_does_not_crash(publish: Publish, tmp_path: Path) -> None:
    """Law: whatever byte of the tag is wrong, reading it ends, in a tag or in None."""
    data = (tmp_path / publish().file).read_bytes()[:200_000]
    for at in range(3000):
        wrong = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        tag = tags.read(wrong)
        assert tag is None or tag.version.startswith("2.")
    for length in range(0, 3000, 7):
        assert tags.read(data[:length]) is None


@pytest.mark.parametrize("level", [-80.0, -50.0, -35.0])
def test_the_noise_floor_is_that_of_the_rests(level: float) -> None:
    """Law: the floor is the level of what lies between the words, not of the words or of DC."""
    chance = np.random.default_rng(3)
    signal = chance.standard_normal(44100 * 20) * 10 ** (level / 20) + 0.01
    for second in range(0, 20, 2):
        signal[44100 * second : 44100 * second + 60000] += 0.2 * chance.standard_normal(60000)
    out = BytesIO()
    soundfile.write(out, signal.clip(-1, 1), 44100, format="WAV", subtype="FLOAT")
    measured = audio.measure(out.getvalue(), (), "a.wav")
    assert measured.floor == pytest.approx(level, abs=1)
    assert measured.dc == pytest.approx(0.01, abs=0.001)


def test_rests_that_are_digital_silence_have_no_floor(publish: Publish, tmp_path: Path) -> None:
    """Law: what we publish rests in silence, and `check` says so."""
    path = tmp_path / publish().file
    (found,) = [f.found for f in episodes.check(path).findings if f.rule == "noise floor"]
    assert found.startswith("digital silence")


def test_a_sound_late_in_the_audio_is_where_it_is() -> None:
    """Law: the envelope does not drift: a click after 100 s is found within 10 ms."""
    signal = np.zeros(44100 * 101, np.float32)
    signal[44100 * 100] = 0.5
    out = BytesIO()
    soundfile.write(out, signal, 44100, format="WAV")
    measured = audio.measure(out.getvalue(), (), "a.wav")
    assert measured.sounds(99_990, 100_010) == pytest.approx(0.5, abs=0.01)
    assert measured.sounds(0, 99_990) == measured.sounds(100_010, 101_000) == 0
