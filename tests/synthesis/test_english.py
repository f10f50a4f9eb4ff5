"""English words in a Mandarin sentence are said slower and with other sounds; nothing else is."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao import g2p
from tingbao.config import Config
from tingbao.synthesis.engine import Options
from tingbao.synthesis.engines import ENGINES
from tingbao.synthesis.kokoro import building, english, symbols, voice_packs

MIXED = "苹果新一代iPhone的售价与去年持平。"
MANDARIN = "苹果新一代手机的售价与去年持平。"


@pytest.fixture(scope="module")
def options(built, tmp_path_factory) -> Options:
    """Keep one cache for the module."""
    cache = shutil.copytree(built, tmp_path_factory.mktemp("cache") / "own")
    return Options(config=Config(cache=cache))


@pytest.fixture(scope="module")
def opened(options):
    """Open the graph that runs."""
    return building.load(building.choose(options.config.cache / "models"))


def blends() -> list[tuple[str, str]]:
    """Name each voice that says English otherwise, and its blend, which does not."""
    return [(name, voice_packs._told("blend")[name]) for name in voice_packs._told("english")]


def said(text: str) -> list[str]:
    """Give the symbols of each stretch of English."""
    score = g2p.phonemes(text)
    tokens = [0, *symbols.tokens(score), 0]
    names = {symbols.tokens(symbol)[0]: symbol for symbol in set(score) if symbols.tokens(symbol)}
    return ["".join(names[t] for t in tokens[i:j]).strip() for i, j in english.stretches(score)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MIXED, ["ˈI fˈOn"]),
        ("Intel的股价。", ["ˌɪntʰˈɛl"]),
        ("他用Excel，没用Word。", ["ɪksˈɛl", "wˈɜɹd"]),
        ("Bank of America的行长。", ["bˈæŋk ˈʌv əmˈɛɹəkʰə"]),
        ("Google的iPhone", ["ɡˈuɡᵊl", "ˈI fˈOn"]),
        ("你去过Qiantang吗？", []),
        ("他的、我的和你的呢？", []),
        ("他买了iPhone？", ["ˈI fˈOn"]),
    ],
)
def test_english_is_found_word_by_word(text, words) -> None:
    """Law: a stretch is English words in a row; pinyin and light syllables are Mandarin."""
    assert said(text) == words


@given(st.text(alphabet="他来吗呢的了Ab银行？。，！“” ofGPT儿", max_size=24))
def test_stretches_are_apart_and_inside(text) -> None:
    """Law: any score's stretches follow each other between its zeros, and set the pace there."""
    score = g2p.phonemes(text)
    count = len(symbols.tokens(score)) + 2
    bounds = [bound for stretch in english.stretches(score) for bound in stretch]
    assert bounds == sorted(bounds)
    assert all(0 < bound < count for bound in bounds)
    slow = english.paces(score, 0.5)[0] < 1
    assert slow.shape == (count,)
    assert slow.sum() == sum(bounds[1::2]) - sum(bounds[::2])
    assert bool(bounds) == any(stress in score for stress in "ˈˌ")


def test_only_where_words_are_the_other_sound_is_heard() -> None:
    """Law: a fade away from the words not a sample is another; within them all are the other's."""
    score = g2p.phonemes(MIXED)
    durations = np.full((1, len(symbols.tokens(score)) + 2), 3.0, np.float32)
    [(first, end)] = (
        (i * 3 * english.FRAME, j * 3 * english.FRAME) for i, j in english.stretches(score)
    )
    one, other = np.random.default_rng(0).random((2, int(durations.sum()) * english.FRAME))
    laid = english.laid_over(one, other, durations, score)
    around, within = english.FADE, slice(first + english.FADE, end - english.FADE)
    assert np.array_equal(laid[: first - around], one[: first - around])
    assert np.array_equal(laid[end + around :], one[end + around :])
    assert np.allclose(laid[within], other[within])


@pytest.mark.parametrize(("voice", "blend"), blends())
def test_mandarin_is_said_as_it_was(opened, voice, blend) -> None:
    """Law: without English a voice sounds as its blend does, sample for sample."""
    score = g2p.phonemes(MANDARIN)
    assert np.array_equal(*(building.run(opened, score, each, 1.0) for each in (voice, blend)))


@pytest.mark.parametrize(("voice", "blend"), blends())
def test_english_words_take_longer(opened, voice, blend) -> None:
    """Law: the words last about as much longer as the pace says, and the rest as long as it did."""
    score = g2p.phonemes(MIXED)
    feeds = [building.feed(score, each, 1.0) for each in (voice, blend)]
    slow, usual = (opened.run(None, feed)[1][0] for feed in feeds)
    words = english.paces(score, 0.5)[0] < 1
    assert np.array_equal(slow[~words], usual[~words])
    longer = slow[words].sum() / usual[words].sum()
    assert longer == pytest.approx(1 / voice_packs.english(voice).pace, rel=0.2)


def test_both_times_have_one_prosody(opened) -> None:
    """Law: with the sounds of another blend each token lasts as long."""
    for voice, _ in blends():
        feed = building.feed(g2p.phonemes(MIXED), voice, 1.0)
        other = building._style(voice_packs.english(voice).blend, g2p.phonemes(MIXED))
        twice = {**feed, "style": english.sounding(feed["style"], other)}
        (one, lengths), (two, same) = (opened.run(None, each) for each in (feed, twice))
        assert np.array_equal(lengths, same)
        assert len(one) == len(two) == lengths.sum() * english.FRAME
        assert not np.array_equal(one, two)


def test_only_voices_that_say_so_are_changed() -> None:
    """Law: pure voices and blends without a card say English as they say Mandarin, all at once."""
    score = g2p.phonemes(MIXED)
    told = voice_packs._told("english")
    for voice in (*ENGINES["kokoro"].voices(), voice_packs.find("xiaobei:1+heart:1")):
        slow = building.feed(score, voice.name, 1.0)["pace"] < 1
        assert slow.any() == (voice.name in told), voice.name


def test_english_is_of_the_same_voices() -> None:
    """Law: who says the words is who says the rest: the same packs in other shares."""
    for voice, blend in blends():
        packs = [
            [part.voice.name for part in voice_packs.ingredients(each)]
            for each in (blend, voice_packs.english(voice).blend)
        ]
        assert packs[0] == packs[1]
