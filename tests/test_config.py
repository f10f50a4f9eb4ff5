"""Settings merge in one order, and a wrong one is named."""

from pathlib import Path

import pytest

from tingbao.config import load
from tingbao.errors import UsageError


def test_each_layer_overrides_the_one_below(tmp_path: Path) -> None:
    """Law: defaults < file < environment < flags."""
    (tmp_path / "tingbao.toml").write_text(
        'minutes = 4\nvoice = "a"\nengine = "edge"\n[show]\ntitle = "早报"\n'
    )
    config = load(
        tmp_path,
        {"TINGBAO_VOICE": "b", "TINGBAO_ENGINE": "openai", "TINGBAO_SHOW_EMAIL": "a@b.cn"},
        {"engine": "kokoro", "voice": None},
    )
    assert (config.minutes, config.voice, config.engine) == (4.0, "b", "kokoro")
    assert (config.show.title, config.show.email, config.show.language) == (
        "早报",
        "a@b.cn",
        "zh-cn",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("minuts = 3", "unknown setting 'minuts'"),
        ("minutes = 'x'", "'minutes' cannot be 'x'"),
        ("minutes = true", "'minutes' cannot be True"),
        ("show = 3", "'show' is a table"),
        ("[show]\ntitel = 'x'", "unknown setting 'titel'"),
        ("minutes =", "no TOML"),
        ("speed = 0", "'speed' cannot be 0"),
        ("[daily]\nkeep = 1000000", "a whole number from 1 to 36500"),
        ("speed = nan", "a number from 0.5 to 2"),
        ("newest = 0", "a whole number, 1 or more"),
        ("newest = 2.7", "'newest' cannot be 2.7"),
        ("[show]\nschedule = 'monthly'", "give daily or weekdays or weekly"),
        ("[llm]\ntimeout = inf", "a number from 1 to 3600"),
        ("phone_one = '七'", "give 幺 or 一"),
        ("output = ''", "give a path in quotes"),
        ('lexicon = "a\\u0000b"', "give a path in quotes"),
        ('store = "a\\u0000b"', "give a text in quotes"),
        ('[daily]\nsources = ["a\\u0000b"]', "give a text in quotes"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, says: str) -> None:
    """Law: what cannot be merged is refused with its name and its place."""
    (tmp_path / "tingbao.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        load(tmp_path, {}, {})
    assert says in str(caught.value)
    assert "tingbao.toml" in str(caught.value)


def test_settings_saved_with_a_mark_are_read_and_a_folder_is_none(tmp_path: Path) -> None:
    """Law: a byte order mark is no part of the file; what is no file is not passed over."""
    path = tmp_path / "tingbao.toml"
    path.write_text("minutes = 4", encoding="utf-8-sig")
    assert load(tmp_path, {}, {}).minutes == 4
    path.unlink()
    path.mkdir()
    with pytest.raises(UsageError, match="cannot read the settings"):
        load(tmp_path, {}, {})


def test_persons_are_names_or_tables(tmp_path: Path) -> None:
    """Law: a list of names is enough, a table says more, and an unknown key in it is named."""
    path = tmp_path / "tingbao.toml"
    path.write_text('[[show.persons]]\nname = "小北"\nrole = "co-host"\n')
    (person,) = load(tmp_path, {}, {}).show.persons
    assert (person.name, person.role, person.group) == ("小北", "co-host", "cast")
    names = load(tmp_path, {"TINGBAO_SHOW_PERSONS": "甲,乙"}, {}).show.persons
    assert [person.name for person in names] == ["甲", "乙"]
    path.write_text('[[show.persons]]\nnaem = "小北"\n')
    with pytest.raises(UsageError, match=r"unknown setting 'naem'.*tingbao.toml"):
        load(tmp_path, {}, {})


def test_a_table_of_weights_is_read(tmp_path: Path) -> None:
    """Law: [daily.weights] gives a number to each name, and nothing else will do."""
    path = tmp_path / "tingbao.toml"
    path.write_text('[daily]\nsources = ["a"]\n[daily.weights]\n"a.cn" = 2\n', encoding="utf-8")
    read = load(tmp_path, {}, {}).daily
    assert (read.sources, dict(read.weights)) == (("a",), {"a.cn": 2.0})
    for wrong in ('weights = ["a"]', '[daily.weights]\na = "b"', "[daily.weights]\na = 101"):
        path.write_text(f"[daily]\n{wrong}\n", encoding="utf-8")
        with pytest.raises(UsageError, match="weights"):
            load(tmp_path, {}, {})
