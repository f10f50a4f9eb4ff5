"""The contract of `tingbao pronounce`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    """Run the program."""
    code = "from tingbao.commands.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "pronounce", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_lines_in_lines_out() -> None:
    """Law: a line of stdin becomes a line, an empty one an empty one; bad bytes are told of."""
    code, out, err = run(stdin="重庆GDP增长。\n\n行长".encode() + b"\xff\xfe\n")
    assert (code, "standard input, line 3" in err) == (0, True)
    assert out == "chong2 qing4 GDP zeng1 zhang3 。\n\nhang2 zhang3\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("一天",), "yi1 tian1"), (("一天", "--spoken"), "yi4 tian1"), (("",), "")],
)
def test_one_text(arguments: tuple[str, ...], said: str) -> None:
    """Law: tones are the dictionary's, with --spoken those of speech."""
    assert run(*arguments) == (0, f"{said}\n", "")


def test_the_lexicon_beside_the_settings_is_used(tmp_path: Path) -> None:
    """Law: lexicon.tsv in the folder holds; a wrong line ends with its place and exit code 2."""
    (tmp_path / "lexicon.tsv").write_text("钱塘\tqian2 tang4\n", encoding="utf-8")
    assert run("钱塘", cwd=tmp_path) == (0, "qian2 tang4\n", "")
    (tmp_path / "lexicon.tsv").write_text("钱塘\tqian2\n", encoding="utf-8")
    code, out, err = run("钱塘", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "lexicon.tsv, line 1" in err
    assert len(err.splitlines()) == 1
