"""Publishing targets: the order in which files go, and that a broken run goes on."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import feedparser
import pytest
from tests.published import SHOW, Publish, article
from typer.testing import CliRunner

from tingbao import site
from tingbao.commands.app import app
from tingbao.errors import OutputError, UsageError
from tingbao.publishing import show, targets

from .test_show import put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def served(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that a listener could ask for."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_a_folder_becomes_the_same(publish: Publish, tmp_path: Path) -> None:
    """Law: the target holds what the show holds, no lock and no memory; a second run sends none."""
    publish()
    output, target = tmp_path, tmp_path.parent / f"{tmp_path.name}-www"
    first = targets.send(output, str(target))
    assert served(target) == served(output)
    assert not list(target.rglob(".*"))
    assert targets.send(output, str(target)) == targets.Sent(names=(), kept=len(first.names))
    publish(article=article("另一篇"))
    more = targets.send(output, str(target)).names
    assert "feed.xml" in more
    assert len(more) < len(first.names) + 6
    assert served(target) == served(output)


def test_the_order_never_shows_a_feed_that_points_at_nothing(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: cut off after any file, what the target's feed names is there; then it goes on."""
    publish()
    target = tmp_path.parent / f"{tmp_path.name}-www"
    names = list(targets.order(tmp_path))
    assert names[0].endswith(".mp3")
    assert names[-1] == "feed.xml"
    copy = targets._copy
    done: list[str] = []
    for cut in range(len(names)):

        def broken(place: Path, root: Path, some: list[str], cut: int = cut) -> Iterator:
            for name in some:
                if name == names[cut]:
                    raise OutputError("the line is dead", hint="run it again")
                done.extend(copy(place, root, [name]))
                yield name

        monkeypatch.setattr(targets, "_copy", broken)
        with pytest.raises(OutputError):
            targets.send(tmp_path, str(target))
        assert not (target / "feed.xml").exists()
    monkeypatch.setattr(targets, "_copy", copy)
    assert targets.send(tmp_path, str(target)).names == ("feed.xml",)
    assert done == names[:-1], "nothing was sent twice"
    for entry in feedparser.parse((target / "feed.xml").read_bytes()).entries:
        path = entry.enclosures[0].href.removeprefix(SHOW.base_url + "/")
        assert (target / path).is_file()


def test_a_dry_run_sends_nothing(tmp_path: Path) -> None:
    """Law: --dry-run names the files and leaves the target and the memory alone."""
    put(tmp_path / "show", "one", 1)
    show.build(tmp_path / "show", SHOW, site.write)
    arguments = ["feed", "publish", str(tmp_path / "show"), str(tmp_path / "www"), "--dry-run"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0
    assert "would send" in done.stdout
    assert not (tmp_path / "www").exists()
    assert not (tmp_path / "show" / targets.MEMORY).exists()


def test_rsync_gets_a_list_and_no_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: host:path goes to rsync, a call a turn, and its failure is one line with a mend."""
    put(tmp_path / "show", "one", 1)
    show.build(tmp_path / "show", SHOW, site.write)
    tool = tmp_path / "bin" / "rsync"
    tool.parent.mkdir()
    tool.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "names = sys.stdin.read().split(chr(0))\n"
        f"open({str(tmp_path / 'log')!r}, 'a').write(repr(sys.argv[1:] + names) + '\\n')\n"
        "if 'feed.xml' in names: sys.exit('ssh: connection refused')\n"
    )
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tool.parent))
    with pytest.raises(OutputError, match="connection refused"):
        targets.send(tmp_path / "show", "me@host:/srv/$(pod)")
    calls = (tmp_path / "log").read_text().splitlines()
    assert "'./', 'me@host:/srv/$(pod)/', 'one/one.mp3'" in calls[0]
    assert "'feed.xml'" in calls[-1]
    assert len(calls) == 4
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="rsync is not installed"):
        targets.send(tmp_path / "show", "host:path")


def test_what_cannot_be_published_is_said(tmp_path: Path) -> None:
    """Law: no feed, an unknown or no address, the show itself, a file for a folder: an error."""
    with pytest.raises(UsageError, match="no feed"):
        targets.send(tmp_path, str(tmp_path / "www"))
    put(tmp_path / "show", "one", 1)
    show.build(tmp_path / "show", SHOW, site.write)
    with pytest.raises(UsageError, match="publish"):
        targets.send(tmp_path / "show", "nosuch://bucket/show")
    for inside in ("", "show", "show/www"):
        with pytest.raises(UsageError, match=r"no target|into itself"):
            targets.send(tmp_path / "show", inside and str(tmp_path / inside))
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        targets.send(tmp_path / "show", str(tmp_path / "file"))


def test_a_target_that_lost_something_gets_it_again(tmp_path: Path) -> None:
    """Law: what was sent is believed to be there, unless one asks for all of it again."""
    output, target = tmp_path / "show", tmp_path / "www"
    put(output, "one", 1)
    show.build(output, SHOW, site.write)
    sent = targets.send(output, str(target)).names
    (target / "one" / "one.mp3").unlink()
    assert targets.send(output, str(target)).names == ()
    done = CliRunner().invoke(app, ["feed", "publish", str(output), str(target), "--again"])
    assert f"sent {len(sent)} files" in done.stdout
    assert served(target) == served(output)
