"""The embedded voice: the real weights speak."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from tingbao.errors import EngineError, UsageError
from tingbao.model import Line, Script
from tingbao.speaking import ENGINES, Options, speak
from tingbao.speaking.kokoro import building, cards, quantising, symbols

TEXT = "钱塘江的潮水来了。"


def _script(*texts: str) -> Script:
    lines = tuple(Line(kind="body", section=0, written=text, spoken=text) for text in texts)
    return Script(title="题", lines=lines)


@pytest.fixture(scope="module")
def options(tmp_path_factory) -> Options:
    """Keep one cache for the module: the graph is built once."""
    return Options(cache=tmp_path_factory.mktemp("cache"))


def test_it_speaks_the_same_bytes_again(options, tmp_path) -> None:
    """Law: the same text gives the same bytes, and as long as its syllables take."""
    speech = speak(_script(TEXT), options=options)
    assert 1200 < speech.cues[0].end_ms < 3500
    assert np.abs(np.frombuffer(speech.pcm, "<i2")).max() > 3000
    shutil.copytree(options.cache / "models", tmp_path / "models")
    assert speak(_script(TEXT), options=Options(cache=tmp_path)) == speech


def test_a_damaged_graph_is_built_again(options) -> None:
    """Law: a graph that is not what was written is not loaded."""
    choice = building.choose(options.cache / "models")
    data = bytearray(choice.path.read_bytes())
    whole = bytes(data)
    data[len(data) // 2] ^= 1
    choice.path.write_bytes(data)
    building.load(choice)
    assert choice.path.read_bytes() == whole


def test_every_card_has_its_array() -> None:
    """Law: each card's checksum is that of its array, which has 510 rows of 256."""
    assert len(cards.cards()) == 8
    for name in cards.cards():
        assert cards.pack(name).shape == (510, 256)
        assert np.isfinite(cards.pack(name)).all()


def test_every_card_is_tuned() -> None:
    """Law: each voice's pace was measured and lies within its bounds."""
    for voice in ENGINES["kokoro"].voices():
        tuning = voice.tuning
        assert 1.0 < tuning.slowest < tuning.syllables_per_second < tuning.fastest < 12.0


def test_blends_do_not_depend_on_order_or_scale() -> None:
    """Law: a blend is its shares, however they are written; its pack is their mean."""
    one = cards.find("xiaobei:0.7+xiaoxiao:0.3")
    assert one == cards.find("xiaoxiao:3+xiaobei:7")
    mean = 0.7 * cards.pack("xiaobei") + 0.3 * cards.pack("xiaoxiao")
    assert np.allclose(cards.pack(one.name), mean, atol=1e-4)
    assert cards.find("zm_yunxi") == cards.find("yunxi")


@pytest.mark.parametrize(
    "name", ["nobody", "", "yunxi:0", "yunxi:-1+xiaobei:2", "yunxi:x", "yunxi:nan", "+", "../yunxi"]
)
def test_impossible_voices_are_usage_errors(name) -> None:
    """Law: an unknown voice or share is a usage error that says what there is."""
    with pytest.raises(UsageError) as caught:
        cards.find(name)
    assert caught.value.mend


def test_the_symbols_are_a_bijection() -> None:
    """Law: no two symbols share a token; unknown symbols are left out; the vocabulary is whole."""
    table = symbols._table()
    assert len(set(table.values())) == len(table) == 114
    assert symbols.tokens("a\N{SNOWMAN}b") == [table["a"], table["b"]]


def test_too_much_at_once_is_refused(options) -> None:
    """Law: more symbols than the model takes are an error, never cut."""
    speaker = ENGINES["kokoro"].open(options)
    with pytest.raises(EngineError):
        speaker.say("a" * 511, cards.find("yunxi"), 1.0)


def test_a_choice_once_made_is_kept(tmp_path, monkeypatch) -> None:
    """Law: where the processor does not tell, what was measured once decides, for everybody."""
    monkeypatch.setattr(building, "CPU_FACTS", tmp_path / "nothing")
    note = tmp_path / f"choice-{building.recipe()[:16]}.json"
    note.write_text('{"form": "float"}')
    choice = building.choose(tmp_path)
    assert choice.form == "float"
    assert "float" in choice.name
    assert building._settle(note, "integer") == "float"
    note.write_text("{")
    assert building._read(note) is None


def test_an_instruction_that_is_there_is_believed(tmp_path, monkeypatch) -> None:
    """Law: a processor that says it multiplies bytes needs no measurement."""
    facts = tmp_path / "cpuinfo"
    facts.write_text("flags : fpu avx2 avx512_vnni\n")
    monkeypatch.setattr(building, "CPU_FACTS", facts)
    assert building.choose(tmp_path).form == "integer"
    facts.write_text("flags : fpu avx2\n")
    assert not building._multiplies_bytes()


def test_the_table_of_ranges_is_whole() -> None:
    """Law: every range is a range; what is normalised next has one a channel."""
    ranges = quantising.measured()
    assert len(ranges.whole) > 90
    assert len(ranges.channels) == 29
    assert all(low < high for low, high in ranges.whole.values())
    assert all((low <= high).all() for low, high in ranges.channels.values())
