"""Settings that travel."""

from __future__ import annotations

import pickle

import pytest

from tingbao.config import Config, Writing
from tingbao.errors import UsageError
from tingbao.runners.parcel import pack, unpack


def test_what_the_settings_name_by_path_arrives(tmp_path, monkeypatch) -> None:
    """Law: unpacked elsewhere, settings name files that say the same, in that machine's cache."""
    lexicon, templates = tmp_path / "lexicon.tsv", tmp_path / "templates.tsv"
    lexicon.write_text("钱塘\tqian2 tang2\n")
    templates.write_text("closing\t再见\n")
    config = Config(lexicon=lexicon, script=Writing(templates=templates), cache=None, minutes=2)
    parcel = pickle.loads(pickle.dumps(pack(config)))  # noqa: S301  # our own
    for path in (lexicon, templates):
        path.unlink()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "there"))
    found = unpack(parcel)
    assert found.minutes == 2
    assert found.cache == tmp_path / "there" / "tingbao"
    assert found.lexicon.read_text() == "钱塘\tqian2 tang2\n"
    assert found.script.templates.read_text() == "closing\t再见\n"
    assert unpack(parcel) == found


def test_a_file_that_is_not_there_is_told_at_home(tmp_path) -> None:
    """Law: a missing lexicon is one line before any worker is asked."""
    with pytest.raises(UsageError, match="cannot read a file of the settings"):
        pack(Config(lexicon=tmp_path / "none.tsv"))
