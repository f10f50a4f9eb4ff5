"""`tingbao say` and `voices --preview` through the command line."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("command", [("say", "你好"), ("voices", "--preview", "yunxi")])
def test_a_form_that_there_is_not_is_refused_before_anything_is_spoken(run, command) -> None:
    """Law: a suffix that names no form of audio is one line with those that do."""
    ran = run(*command, "-o", "voice.txt")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "use .wav, .flac, .mp3, .ogg" in ran.err
