"""What sounds beside the voice is a matter of flags and settings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

NEWS = (
    "杭州下雪了\n\n杭州今天下了大雪。\n\n一、西湖\n\n西湖边积雪5厘米。\n\n二、山上\n\n山上更深。\n"
)


@pytest.fixture
def made(run, tmp_path: Path):
    """Make an episode of silence with flags; give the seconds of it that sound."""

    def make(*flags: str) -> float:
        Path("news.txt").write_text(NEWS, encoding="utf-8")
        show = tmp_path / "show"
        ran = run("make", "news.txt", "-o", show, "--engine", "silent", *flags)
        assert ran.code == 0, ran.err
        (path,) = show.glob("*/*.mp3")
        audio, rate = soundfile.read(path)
        path.parent.rename(tmp_path / f"made-{len(list(tmp_path.iterdir()))}")
        return float(np.mean(np.abs(audio) > 0.001) * len(audio) / rate)

    return make


def test_only_the_chime_sounds_unless_asked(made) -> None:
    """Law: a chime by default; stings and bed when asked for; nothing when it is declined."""
    chime, nothing = made(), made("--no-chime")
    assert nothing == 0 < chime
    assert made("--stings") > chime + 1
    assert made("--bed", "--no-chime") > 5


def test_the_settings_say_the_same(made) -> None:
    """Law: [sound] in tingbao.toml is what the flags are."""
    Path("tingbao.toml").write_text("[sound]\nchime = false\n", encoding="utf-8")
    assert made() == 0
    assert made("--chime") > 0


def test_two_speakers_have_voices_of_their_own(run, tmp_path: Path) -> None:
    """Law: the guest of a dialogue has the voice that is asked for, and none that is not there."""
    Path("news.txt").write_text(NEWS, encoding="utf-8")
    flags = ("--engine", "silent", "--style", "dialogue", "-o", tmp_path / "show", "--json")
    ran = run("make", "news.txt", *flags, "--guest-voice", "quiet", "--guest-speed", "1.2")
    assert '"silent/quiet"' in ran.out
    assert run("make", "news.txt", *flags, "--guest-voice", "nobody").code == 2
