"""What one stage hands to the next."""

from __future__ import annotations

import pytest

import tingbao
from tingbao import pipeline
from tingbao.config import Config
from tingbao.errors import UsageError
from tingbao.language import encoder, tagger
from tingbao.pipeline import _with_voices
from tingbao.summarization import scoring


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


def test_what_wrote_is_let_go_before_the_voice(tmp_path, monkeypatch):
    """Law: while `make` speaks, no network that wrote the script is held."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    held = []
    perform = pipeline.perform

    def performed(*given, **more):
        loaders = (tagger._tagger, encoder._model, scoring._layers)
        held.extend(each.cache_info().currsize for each in loaders)
        return perform(*given, **more)

    monkeypatch.setattr(pipeline, "perform", performed)
    article = tmp_path / "article.txt"
    article.write_text("东湖水厂开工\n\n东湖水厂二期工程5日开工，总投资12亿元。\n", "utf-8")
    tingbao.brief(article, tmp_path / "out", minutes=0.5, engine="silent")
    assert held == [0, 0, 0]


def test_a_broken_lexicon_is_refused_before_anything_is_read(tmp_path):
    """Law: it is refused by its name and line, also where the engine asks for none."""
    path = tmp_path / "lexicon.tsv"
    path.write_text("没有制表符\n", "utf-8")
    with pytest.raises(UsageError, match=r"lexicon.tsv, line 1"):
        pipeline.refuse(Config(lexicon=path, engine="silent", output=tmp_path / "show"))
    assert not (tmp_path / "show").exists()
