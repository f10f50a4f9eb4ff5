"""What one stage hands to the next."""

from __future__ import annotations

import pytest

from tingbao.config import Config
from tingbao.pipeline import _with_voices


@pytest.mark.parametrize(
    ("config", "spoken", "voices"),
    [
        (Config(), {"host": "kokoro/yunxi", "guest": "kokoro/xiaobei"}, ("yunxi", "xiaobei")),
        (Config(), {"host": "kokoro/yunxi"}, ("yunxi", "")),
        (Config(voice="yunjian"), {"host": "kokoro/yunxi"}, ("yunjian", "")),
        (Config(engine="edge"), {"host": "kokoro/yunxi"}, ("", "")),
        (Config(), {"host": "edge/zh-CN-YunxiNeural"}, ("", "")),
        (Config(), {}, ("", "")),
    ],
)
def test_what_is_made_again_keeps_its_voices(config: Config, spoken, voices) -> None:
    """Law: an episode has the voices that it had, unless another or another engine is asked for."""
    found = _with_voices(config, spoken)
    assert (found.voice, found.guest_voice) == voices
