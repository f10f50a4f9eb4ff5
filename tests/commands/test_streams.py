"""Streams as a shell gives them: full, closed, read no further, in another encoding."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tingbao.commands import interrupt
from tingbao.commands.progress import Watch

PROGRAM = str(Path(sys.executable).with_name("tingbao"))
ROOM = "tingbao: cannot write: No space left on device (standard output): send it to a place"
LEFT_OUT = "not UTF-8, such bytes are left out (standard input, line 2): save it as UTF-8"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
@pytest.mark.parametrize(
    ("line", "code", "out", "err"),
    [
        ("'$0' normalize 3+2 >/dev/full", 5, "", ROOM),
        ("'$0' --help >/dev/full", 5, "", ROOM),
        ("'$0' normalize 3+2 >&-", 0, "", ""),
        ("'$0' normalize 3+2 2>/dev/full >&-", 0, "", ""),
        ("'$0' normalize 2>&- <&-", 0, "", ""),
        ("PYTHONIOENCODING=ascii '$0' normalize 3", 0, r"\u4e09", ""),
        ("yes 3+2 | head -n 9999 | ('$0' normalize; echo $? >&2) | head -n 1", 0, "三加二", "0"),
        (r"printf '3\r\n4\377\n\3775' | '$0' normalize", 0, "三\n四\n五", LEFT_OUT),
    ],
)
def test_any_stream_is_written_or_told_of(line: str, code: int, out: str, err: str) -> None:
    """Law: no stream is a fault of the program, and whoever reads no further has had enough."""
    command = ["/bin/sh", "-c", line.replace("'$0'", f"'{PROGRAM}'")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (code, out), done.stderr
    assert done.stderr.strip().startswith(err)
    assert len(done.stderr.splitlines()) == bool(err)


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/zero is Linux's")
@pytest.mark.parametrize(
    ("line", "setting", "blamed"),
    [
        ("batch endless.opml", "", "list"),
        ("follow endless.opml", "", "list"),
        ("batch news.txt", "LEXICON", "lexicon"),
        ("make news.txt", "LEXICON", "lexicon"),
        ("pronounce 好", "LEXICON", "lexicon"),
        ("script news.txt", "SCRIPT_TEMPLATES", "templates"),
    ],
)
def test_what_never_ends_is_not_waited_for(run, monkeypatch, line, setting, blamed) -> None:
    """Law: lists, lexicons and templates are read up to a bound, then refused in a line by name."""
    Path("endless.opml").symlink_to("/dev/zero")
    Path("news.txt").write_text("杭州下雪了。", encoding="utf-8")
    if setting:
        monkeypatch.setenv(f"TINGBAO_{setting}", "endless.opml")
    ran = run(*line.split())
    assert (ran.code, ran.err.count("tingbao: cannot read")) == (2 if setting else 3, 1), ran.err
    assert f"tingbao: cannot read the {blamed}" in ran.err


@pytest.mark.parametrize("command", ["batch", "make", "serve", "feed build"])
def test_a_path_that_cannot_be_is_no_fault(run, command: str) -> None:
    """Law: a name too long for the system is a usage error, whichever command it is given to."""
    Path("news.txt").write_text("杭州下雪了。", encoding="utf-8")
    given = ["news.txt", "-o"] if command == "make" else []
    ran = run(*command.split(), *given, "a" * 300)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran.err


@pytest.mark.parametrize("made", ["x" * 5_000, "https://" + "x" * 5_000, "\u202e行\n" * 5_000])
def test_a_message_is_one_line_of_bounded_length(run, made: str) -> None:
    """Law: whatever it tells of, and whoever worded that, a message begins and ends readably."""
    ran = run("script", made)
    assert ran.code
    assert ran.err.startswith("tingbao: ")
    assert (len(ran.err.splitlines()), len(ran.err) <= 1_001) == (1, True)
    assert ran.err.rstrip()[-1] != "…"


def test_an_interrupt_that_was_lost_is_heeded_at_the_next_step(monkeypatch) -> None:
    """Law: what a destructor or a callback swallowed ends the run all the same."""
    lost = type(interrupt._CAME)()
    lost.set()
    monkeypatch.setattr(interrupt, "_CAME", lost)
    with pytest.raises(KeyboardInterrupt):
        Watch().stage("speaking")
    with pytest.raises(KeyboardInterrupt):
        Watch().line(1, 2)


@pytest.mark.skipif(sys.platform != "linux", reason="others count addresses otherwise")
@pytest.mark.parametrize("most_mb", [90, 150, 220, 300, 420])
def test_too_little_memory_is_said_so(tmp_path, most_mb: int) -> None:
    """Law: whatever asks for the memory that is not there, the end is one line that says so."""
    source = tmp_path / "news.txt"
    source.write_text("杭州下雪了\n\n杭州今天下了大雪。\n", "utf-8")
    command = f"ulimit -v {most_mb * 1000}; '{PROGRAM}' make {source} -o {tmp_path}/show"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} --engine silent"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("tingbao: not enough memory"), done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "show" / "feed.xml").exists()
