"""Who speaks: taken from the settings, found in the engines."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

import tingbao
from tingbao.config import Config, SpeechServer, Synthesis
from tingbao.errors import UsageError
from tingbao.synthesis import Casting, Options, cast, host, stream

SETTINGS = Config(
    engine="silent",
    voice="quiet",
    speed=1.1,
    guest_voice="silent",
    guest_speed=0.9,
    cache=Path("cache"),
    lexicon=Path("words.tsv"),
    proxy="http://p",
    store="shared",
    threads=1,
    synthesis=Synthesis(memory="small"),
    openai=SpeechServer(base_url="http://s", model="m", key="k", voice="v"),
)


def test_every_setting_of_speech_is_taken() -> None:
    """Law: no field of a casting keeps its default where the settings say something else."""
    casting = cast(SETTINGS, warn=print)
    for value, plain in ((casting, Casting()), (casting.options, Options())):
        for field in fields(value):
            assert getattr(value, field.name) != getattr(plain, field.name), field.name


def test_default_settings_are_the_default_casting() -> None:
    """Law: the default of a setting and of a casting are one, whoever asks."""
    assert cast(Config()) == Casting() == tingbao.Casting()


def test_a_guest_that_is_not_there_stops_no_monologue() -> None:
    """Law: one text has one voice, and nobody looks for another."""
    lonely = replace(cast(SETTINGS), guest_voice="nobody", options=Options())
    assert b"".join(stream("你好。", lonely))
    with pytest.raises(UsageError, match="nobody"):
        lonely.parts()


def test_the_guest_is_as_fast_as_the_host_unless_told() -> None:
    """Law: `guest_speed` of None is the host's speed, and any other its own."""
    for asked, given in ((None, 1.1), (0.8, 0.8)):
        casting = replace(cast(SETTINGS), guest_speed=asked)
        ((_, parts),) = casting.parts()
        assert (parts["host"].speed, parts["guest"].speed) == (1.1, given)


def test_a_voice_of_another_engine_is_not_asked_of_this_one() -> None:
    """Law: in a chain each engine speaks with a voice it has."""
    casting = Casting(engine="silent,kokoro", voice="yunyang")
    (silent, quiet), (kokoro, loud) = casting.parts()
    assert (silent.NAME, quiet["host"].voice.name) == ("silent", "silent")
    assert (kokoro.NAME, loud["host"].voice.name) == ("kokoro", "yunyang")


def test_the_pace_is_of_whoever_speaks_first() -> None:
    """Law: the voice by which a script is timed is the one that the chain would speak with."""
    assert host("silent,kokoro", "yunyang").name == "silent"
    assert host("kokoro,silent", "yunyang").name == "yunyang"
