"""What one stage hands to the next."""

from __future__ import annotations

import pytest

import tingbao
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


def test_three_lines_make_an_episode(tmp_path, monkeypatch):
    """Law: a path and a folder are enough; the feed names what was made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    article = tmp_path / "article.txt"
    article.write_text(
        "东湖水厂开工\n\n东湖水厂二期工程5日开工，总投资12.6亿元。\n", encoding="utf-8"
    )
    made = tingbao.brief(article, tmp_path / "out", minutes=0.5, engine="silent")
    assert (made.folder / made.episode.file.split("/")[-1]).is_file()
    assert made.episode.slug in (tmp_path / "out" / "feed.xml").read_text(encoding="utf-8")
