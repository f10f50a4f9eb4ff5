"""Latin letters and English words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao.g2p import latin
from tingbao.g2p.letter_to_sound import guessed
from tingbao.g2p.tables import rows
from tingbao.synthesis.kokoro import symbols


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("GDP", "ʤˌi dˌi pʰˈi"),
        ("AI", "ˌA ˈI"),
        ("NBA", "ˌɛn bˌi ˈA"),
        ("K", "kʰˈA"),
        ("NASA", "nˈæsə"),
        ("OPEC", "ˈOpʰɛk"),
        ("hello", "həlˈO"),
        ("TESLA", "tʰˈɛslə"),
        ("it's", "ˈɪts"),
    ],
)
def test_acronyms_are_spelled_and_words_are_said(token: str, said: str) -> None:
    """Law: capitals are letters unless listed as a word; the last letter bears the stress."""
    assert latin.symbols(token) == said


@pytest.mark.parametrize(
    ("token", "words"),
    [("OpenAI", 3), ("ChatGPT", 4), ("iPhone", 2), ("mRNA", 4), ("HelloWorld", 2), ("GPTs", 3)],
)
def test_mixed_tokens_are_split(token: str, words: int) -> None:
    """Law: where the case changes, a new word begins; letters stand apart."""
    assert len(latin.symbols(token).split()) == words


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("Tesla's", "tʰˈɛsləz"),
        ("UNESCO's", "junˈɛskOz"),
        ("Grace's", "ɡɹˈAsɪz"),
        ("Netflix's", "nˈɛtflɪksɪz"),
        ("GPTs", "ʤˌi pʰˌi tʰˈiz"),
    ],
)
def test_an_s_belongs_to_its_word(token: str, said: str) -> None:
    """Law: plurals and possessives of names are said with their name, not spelled."""
    assert latin.symbols(token) == said


@pytest.mark.parametrize(
    "name",
    [
        *["DeepSeek", "TikTok", "NVIDIA", "Huawei", "YouTube", "Nasdaq", "UNESCO", "NATO", "OPEC"],
        *["Lenovo", "Grok", "NIO", "Geely", "Shopee", "Lazada", "Moonshot", "Robotaxi", "Waymo"],
        *["Uniqlo", "COMAC", "Schengen", "HIMARS", "Ozempic", "Kubernetes", "Ryzen", "PaaS"],
        *["Tencent", "Alibaba", "Xiaomi", "ByteDance", "Starlink", "Boeing", "Airbus", "Pfizer"],
    ],
)
def test_names_of_the_news_are_said_as_words(name: str) -> None:
    """Law: a name that newsreaders say as a word is not spelled by its letters."""
    letters = "".join(latin.symbols(letter) for letter in name)
    assert len(latin.symbols(name).replace(" ", "")) < len(letters)


@pytest.mark.parametrize(
    "name",
    ["BYD", "AIGC", "CATL", "GDP", "WTO", "IMF", "PMI", "ETF", "SUV", "GPT", "HBM", "AMD", "CPI"],
)
def test_acronyms_of_the_news_are_spelled(name: str) -> None:
    """Law: an acronym that newsreaders spell has a syllable a letter, W three."""
    assert latin.syllables(name) == len(name) + 2 * name.count("W")


def test_unknown_words_are_pinyin_compounds_guessed_or_spelled() -> None:
    """Law: Qiantang is Mandarin, deepfake two words, Siemens a guess, xqzt four letters."""
    assert latin.symbols("Qiantang") == "ʨʰjɛ→ntʰa→ŋ"
    assert latin.symbols("Siemens") == "sˈimənz"
    assert latin.symbols("SIEMES") == latin.symbols("S I E M E S").replace("ˈ", "ˌ", 5)
    assert latin.symbols("deepfake") == "dˈipfˌAk"
    assert latin.symbols("xqzt") == "ˌɛks kʰjˌu zˌi tʰˈi"


def test_stops_are_breathed_but_behind_s_and_in_pinyin() -> None:
    """Law: English p, t and k are said as Mandarin's are, not as b, d and g; Beidou has both."""
    assert latin.symbols("PPT") == "pʰˌi pʰˌi tʰˈi"
    assert latin.symbols("stop") == "stˈɑp"
    assert latin.symbols("Beidou") == "pei→tou→"


def test_every_listed_name_can_be_said() -> None:
    """Law: no entry of latin.tsv leads back to itself or to nothing."""
    for name, _ in rows("latin.tsv"):
        assert latin.symbols(name)
        assert latin.syllables(name)


@settings(max_examples=200)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCXYZ'", min_size=1, max_size=60))
def test_any_letters_can_be_said(token: str) -> None:
    """Law: a run of letters is never silent, however long or senseless."""
    assert latin.symbols(token) or not any(c.isalpha() for c in token)
    assert latin.syllables(token) >= any(c.isalpha() for c in token)


def test_long_runs_take_linear_time() -> None:
    """Law: what looks like pinyin for long is not tried in every way."""
    assert latin.symbols("a" * 39 + "q")
    assert latin.symbols("ang" * 3000)


@pytest.mark.parametrize(
    ("acronym", "syllables"), [("DRAM", 2), ("SRAM", 2), ("CMOS", 2), ("MPEG", 2), ("SDRAM", 3)]
)
def test_half_words_are_said_as_people_say_them(acronym: str, syllables: int) -> None:
    """Law: an acronym that is letters and a word has a syllable for each, not for each letter."""
    assert latin.syllables(acronym) == syllables


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40))
@settings(max_examples=30)
def test_a_guess_has_kokoros_symbols(word: str) -> None:
    """Law: whatever the letters, a guess is made of known symbols, the same each time."""
    said = guessed(word)
    assert said == guessed(word)
    assert len(symbols.tokens(said)) == len(said)
