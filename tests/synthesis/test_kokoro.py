"""The embedded voice: the real weights speak."""

from __future__ import annotations

import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from tingbao import g2p
from tingbao.config import Config, Synthesis
from tingbao.errors import EngineError, UsageError
from tingbao.model import Line, Script
from tingbao.store import STAGING
from tingbao.synthesis import (
    ENGINES,
    Casting,
    Options,
    Voice,
    gate,
    kokoro,
    sound,
    speak,
)
from tingbao.synthesis.kokoro import (
    building,
    quantising,
    speaker,
    symbols,
    voice_packs,
)

TEXT = "钱塘江的潮水来了。"


def _script(*texts: str) -> Script:
    lines = tuple(Line(kind="body", section=0, written=text, spoken=text) for text in texts)
    return Script(title="题", lines=lines)


def _mandarin() -> list[Voice]:
    """Name the voices that speak Mandarin; the English packs are for blends."""
    return [voice for voice in ENGINES["kokoro"].voices() if voice.language == "zh-CN"]


@pytest.fixture(scope="module")
def options(built, tmp_path_factory) -> Options:
    """Keep one cache for the module."""
    cache = shutil.copytree(built, tmp_path_factory.mktemp("cache") / "own")
    return Options(config=Config(cache=cache))


def test_it_speaks_the_same_bytes_again(options, tmp_path) -> None:
    """Law: the same text gives the same bytes, and as long as its syllables take."""
    speech = speak(_script(TEXT), Casting(options=options))
    assert 1200 < speech.cues[0].end_ms < 3500
    assert np.abs(np.frombuffer(speech.pcm, "<i2")).max() > 3000
    shutil.copytree(options.config.cache / "models", tmp_path / "models")
    assert speak(_script(TEXT), Casting(options=Options(config=Config(cache=tmp_path)))) == speech


def test_a_damaged_graph_is_built_again(options, tmp_path) -> None:
    """Law: a graph that is not what was written is not loaded, and what is old is cleared away."""
    choice = building.choose(options.config.cache / "models")
    weights = choice.path / building.WEIGHTS
    whole = building._checksum(choice.path)
    damaged = shutil.copy(weights, tmp_path / "damaged")
    with damaged.open("r+b") as file:
        at = file.seek(weights.stat().st_size // 2)
        [byte] = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1]))
    damaged.replace(weights)  # who has mapped it keeps it
    old = [choice.path.with_name(f"kokoro-of-an-older-version{end}") for end in (".onnx", "")]
    old[0].touch()
    old[1].mkdir()
    old.append(choice.path.with_name(f"{STAGING}killed"))
    old[2].mkdir()
    os.utime(old[2], (0, 0))
    kokoro.release()  # or there are two in memory
    building.load(choice)
    assert building._checksum(choice.path) == whole
    assert not any(each.exists() for each in old)


def test_a_graph_that_cannot_be_kept_is_built_all_the_same(tmp_path) -> None:
    """Law: where nothing can be written the voice speaks."""
    place = tmp_path / "file"
    place.touch()
    kokoro.release()  # or there are two in memory
    assert building.load(building.Choice("integer", place / "graph")).get_inputs()


def test_what_lies_where_the_user_works_is_not_run(tmp_path, monkeypatch) -> None:
    """Law: the process that builds a graph imports nothing from the folder that it begins in."""
    (tmp_path / "json.py").write_text("open('run', 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert not building._kept_apart(tmp_path / "json.py" / "graph", "integer")
    assert not (tmp_path / "run").exists()


def test_what_a_graph_needs_is_made_late(tmp_path) -> None:
    """Law: each table's index is made for it alone, right before it, and nothing else changes."""
    nodes = [
        helper.make_node("Cast", ["bytes"], ["index"], name="index", to=6),
        helper.make_node("Neg", ["one"], ["less"]),
        helper.make_node("GatherElements", ["one", "index"], ["first"], axis=0),
        helper.make_node("GatherElements", ["less", "index"], ["second"], axis=0),
        helper.make_node("Add", ["first", "second"], ["none"]),
        helper.make_node("Add", ["none", "one"], ["sum"]),
    ]
    kinds = [("one", TensorProto.FLOAT), ("bytes", TensorProto.UINT8), ("sum", TensorProto.FLOAT)]
    one, index, total = (helper.make_tensor_value_info(name, kind, [3]) for name, kind in kinds)
    made = helper.make_graph(nodes, "toy", [one, index], [total])
    opsets = [helper.make_opsetid("", 20)]
    path = tmp_path / building.GRAPH
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=9), path)
    fed = {"one": np.array([1, 2, 3], np.float32), "bytes": np.array([2, 0, 1], np.uint8)}
    before = building.session(path).run(None, fed)[0]
    building._order(path)
    ordered = [node.output[0] for node in onnx.load(path).graph.node]
    assert ordered == ["less", "second_index", "second", "first_index", "first", "none", "sum"]
    assert (building.session(path, simplified=True).run(None, fed)[0] == before).all()


def test_silence_at_the_ends_is_not_computed(options) -> None:
    """Law: before and after what sounds stand zeros, as long as the voice would be silent."""
    opened = building.load(building.choose(options.config.cache / "models"))
    samples = building.run(opened, g2p.phonemes(TEXT), "yunxi", 1.0)
    assert len(samples) % 600 == 0
    first, last = np.flatnonzero(samples)[[0, -1]]
    assert first > 0.15 * 24_000
    assert len(samples) - last > 0.4 * 24_000
    assert np.abs(samples[first:][:600]).max() < 0.01 < np.abs(samples).max()


def test_every_card_has_its_array() -> None:
    """Law: each card's checksum is that of its array, which has 510 rows of 256."""
    assert len(voice_packs.cards()) == 12
    for name in voice_packs.cards():
        assert voice_packs.pack(name).shape == (510, 256)
        assert np.isfinite(voice_packs.pack(name)).all()


def test_a_blend_with_a_card_is_what_it_names() -> None:
    """Law: its pack is that of its parts, its checksum that of blend, parts and English."""
    for name, blend in voice_packs._told("blend").items():
        assert np.allclose(voice_packs.pack(name), voice_packs.pack(blend))
        packs = [part.partition(":")[0] for part in blend.split("+")]
        prints = [voice_packs.find(pack).fingerprint for pack in packs]
        named = " ".join([blend, *prints, *map(str, voice_packs._told("english")[name].values())])
        assert voice_packs.find(name).fingerprint == hashlib.sha256(named.encode()).hexdigest()
        assert voice_packs.find(f"{name}:1+xiaoni:1").name.count("+") == len(packs)


def test_every_card_is_tuned() -> None:
    """Law: each Mandarin voice's pace was measured and lies within its bounds."""
    for voice in _mandarin():
        tuning = voice.tuning
        assert tuning.seconds("一" * 23 + "，一") == pytest.approx(
            24 / tuning.syllables_per_second, rel=0.1
        )
        assert 0.5 < tuning.shortest < 1.0 < tuning.longest < 2.0
        assert tuning.rest_s > 0.1


@pytest.mark.parametrize("text", ["在二季度末。", "我会写程序。"])
def test_half_of_a_chunk_is_refused(options, text) -> None:
    """Law: whichever voice speaks, the gate takes a short chunk whole and not cut in the middle.

    Cut as it was spoken, or where it sounds, with silence after it.
    """
    speaker = ENGINES["kokoro"].open(options)
    score, rest = speaker.score(text), np.zeros(24_000, np.int16)
    for voice in _mandarin():
        whole = sound.of(speaker.say(score, voice, 1.0))
        sounding = sound.trim(whole)
        half = np.concatenate([sounding[: len(sounding) // 2], rest])
        faults = [
            gate.fault(said, text, speed=1.0, tuning=voice.tuning)
            for said in (whole, whole[: len(whole) // 2], half)
        ]
        assert not faults[0], voice.name
        assert all(faults[1:]), voice.name


def test_silence_lasts_as_long_as_the_voice(options) -> None:
    """Law: the silent engine takes the time that the default voice would, within a tenth."""
    script = _script("受冷空气影响，未来三天北方大部分地区气温将明显下降。", "队长欧阳澈介绍。")
    spoken, silent = (
        speak(script, Casting(engine=engine, options=options)).cues
        for engine in ("kokoro", "silent")
    )
    for voice, silence in zip(spoken, silent, strict=True):
        length = voice.end_ms - voice.start_ms
        assert silence.end_ms - silence.start_ms == pytest.approx(length, rel=0.1)


def test_a_spelled_word_is_whole(options) -> None:
    """Law: letters are quicker than Chinese syllables, and a word that is spelled stops no run."""
    speaker, text = ENGINES["kokoro"].open(options), "annyeonghaseyo。"
    for voice in _mandarin():
        said = sound.of(speaker.say(speaker.score(text), voice, 1.0))
        assert not gate.fault(said, text, speed=1.0, tuning=voice.tuning), voice.name


@pytest.mark.parametrize("engine", ["kokoro", "silent"])
@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_a_notice_is_said_at_its_own_rate(options, engine, speed) -> None:
    """Law: at any speed the AI notice has 120 to 160 syllables a minute, as GB 45438-2025 asks."""
    text = "本节目由人工智能合成语音播报。"
    line = Line(kind="notice", section=None, written=text, spoken=text)
    script = Script(title="", lines=(line,))
    [cue] = speak(script, Casting(engine=engine, speed=speed, options=options)).cues
    assert 120 < g2p.syllables(text) * 60_000 / (cue.end_ms - cue.start_ms) < 160


def test_what_is_not_said_is_told_once(options) -> None:
    """Law: who has no reading for a character hears of it before the listener does."""
    notes: list[str] = []
    speaker = ENGINES["kokoro"].open(replace(options, warn=notes.append))
    for text in ("王小𠅘说。", "𠅘说。", "他说。"):
        speaker.score(text)
    assert len(notes) == 1
    assert "𠅘 has no known reading" in notes[0]


def test_blends_do_not_depend_on_order_or_scale() -> None:
    """Law: a blend is its shares, however they are written; its pack is their mean."""
    one = voice_packs.find("xiaobei:0.7+xiaoxiao:0.3")
    assert one == voice_packs.find("xiaoxiao:3+xiaobei:7")
    mean = 0.7 * voice_packs.pack("xiaobei") + 0.3 * voice_packs.pack("xiaoxiao")
    assert np.allclose(voice_packs.pack(one.name), mean, atol=1e-4)
    assert voice_packs.find("zm_yunxi") == voice_packs.find("yunxi")


@pytest.mark.parametrize(
    "name", ["nobody", "", "yunxi:0", "yunxi:-1+xiaobei:2", "yunxi:x", "yunxi:nan", "+", "../yunxi"]
)
def test_impossible_voices_are_usage_errors(name) -> None:
    """Law: an unknown voice or share is a usage error that says what there is."""
    with pytest.raises(UsageError) as caught:
        voice_packs.find(name)
    assert caught.value.hint


def test_the_symbols_are_a_bijection() -> None:
    """Law: no two symbols share a token; unknown symbols are left out; the vocabulary is whole."""
    table = symbols._table()
    assert len(set(table.values())) == len(table) == 114
    assert symbols.tokens("a\N{SNOWMAN}b") == [table["a"], table["b"]]


def test_too_much_at_once_is_refused(options) -> None:
    """Law: more symbols than the model takes are an error, never cut."""
    opened = ENGINES["kokoro"].open(options)
    with pytest.raises(EngineError):
        opened.say("a" * 511, voice_packs.find("yunxi"), 1.0)


@pytest.mark.first
def test_the_float_graph_speaks_where_it_was_measured_to_be_better(tmp_path, monkeypatch) -> None:
    """Law: a processor that does not tell is measured, once; what won speaks, what lost is gone."""
    asked = []

    def compare(integer, real, *, timed) -> str:
        spoken = [building.run(each, building.SENTENCE, "yunxi", 1.0) for each in (integer, real)]
        asked.append((len(spoken[0]) == len(spoken[1]), building._distance_db(*spoken), timed))
        return "float"

    monkeypatch.setattr(building, "CPU_FACTS", tmp_path / "nothing")
    monkeypatch.setattr(building, "_compare", compare)
    choice = building.choose(tmp_path)
    assert choice.form == "float"
    assert "float" in choice.name
    assert building.choose(tmp_path) == choice
    [(same_length, distance_db, timed)] = asked
    assert same_length
    assert timed
    assert distance_db < building.FARTHEST_DB
    assert [*tmp_path.glob("kokoro-*")] == [choice.path]
    samples = building.run(building.load(choice), building.SENTENCE, "yunxi", 1.0)
    assert 0.1 < np.abs(samples).max() < 1.5


def test_a_choice_once_made_is_kept(tmp_path, monkeypatch) -> None:
    """Law: where the processor does not tell, what was measured once decides, for everybody."""
    note = tmp_path / f"choice-{building.recipe()[:16]}.json"
    note.write_text('{"form": "float"}')
    monkeypatch.setattr(building, "CPU_FACTS", tmp_path / "nothing")
    assert building.choose(tmp_path).form == "float"
    assert building._settle(note, "integer") == "float"
    note.write_text("{")
    assert building._read(note) is None


def test_an_instruction_that_is_there_is_believed(tmp_path, monkeypatch) -> None:
    """Law: a processor that says it multiplies bytes needs no measurement."""
    facts = tmp_path / "cpuinfo"
    monkeypatch.setattr(building, "CPU_FACTS", facts)
    facts.write_text("flags : fpu avx2 avx512_vnni\n")
    assert building.choose(tmp_path).form == "integer"
    facts.write_text("flags : fpu avx2\n")
    assert not building._flags() & building.MULTIPLY_BYTES


def test_a_process_loads_the_model_once(options) -> None:
    """Law: speakers on all threads share one model."""
    with ThreadPoolExecutor(4) as pool:
        speakers = list(pool.map(ENGINES["kokoro"].open, [options] * 4))
        models = list(pool.map(lambda each: each.warm(), speakers))
    assert len({id(model) for model in models}) == 1


def test_a_released_model_is_loaded_again(options) -> None:
    """Law: who has the model keeps it, and who comes after its release gets another."""
    model = ENGINES["kokoro"].open(options).warm
    before = model()
    kokoro.release()
    after = model()
    assert before is not after
    assert after is model()


def test_small_memory_is_one_shorter_chunk_at_a_time(options, monkeypatch) -> None:
    """Law: asked to save memory it says one chunk at a time; where there is little, likewise."""
    usual = ENGINES["kokoro"].open(options)
    small = ENGINES["kokoro"].open(
        replace(options, config=replace(options.config, synthesis=Synthesis(memory="small")))
    )
    assert small.workers == 1
    assert small.syllables < usual.syllables
    monkeypatch.setattr(speaker, "memory_mb", lambda: 1000.0)
    assert ENGINES["kokoro"].open(options).workers == 1


def test_memory_is_that_of_the_container(tmp_path) -> None:
    """Law: a container's limit counts, and one without a limit has the machine's memory."""
    limited, unlimited = tmp_path / "limited", tmp_path / "unlimited"
    limited.write_text("512000000\n", encoding="ascii")
    unlimited.write_text("max\n", encoding="ascii")
    assert speaker.memory_mb((limited, unlimited)) == 512.0
    assert speaker.memory_mb((unlimited, tmp_path / "none")) == speaker.memory_mb(())


def test_the_table_of_ranges_is_whole() -> None:
    """Law: every range is a range; what is normalised next has one a channel."""
    ranges = quantising.measured()
    assert len(ranges.whole) > 90
    assert len(ranges.channels) == 21
    assert all(low < high for low, high in ranges.whole.values())
    assert all((low <= high).all() for low, high in ranges.channels.values())
