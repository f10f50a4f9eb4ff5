"""What a process was given, in whatever state its user's folders are."""

from __future__ import annotations

import os

import pytest

from tingbao.commands import settings
from tingbao.errors import UsageError


def test_a_folder_that_is_gone_is_told(tmp_path, monkeypatch):
    """Law: who is in a folder that somebody removed is told so in a line."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(UsageError, match="the folder that you are in is gone"):
        settings.settings()
    os.chdir(tmp_path)


def test_a_lexicon_is_found_here_or_in_the_folder_of_settings(tmp_path, monkeypatch):
    """Law: the one that lies here goes before the user's; there may be none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    own = tmp_path / "own" / "tingbao" / "lexicon.tsv"
    assert settings.settings().lexicon is None
    own.parent.mkdir(parents=True)
    own.touch()
    assert settings.settings().lexicon == own
    (tmp_path / "lexicon.tsv").touch()
    assert settings.settings().lexicon == tmp_path / "lexicon.tsv"


def test_a_folder_that_may_not_be_looked_into_has_none(tmp_path, monkeypatch):
    """Law: settings that the system hides from us stop nothing."""
    monkeypatch.chdir(tmp_path)
    look = os.stat

    def hidden(path, **options):
        if str(path).endswith(".tsv"):
            raise PermissionError(13, "Permission denied")
        return look(path, **options)

    monkeypatch.setattr(os, "stat", hidden)
    assert settings.settings(cache=tmp_path).lexicon is None
