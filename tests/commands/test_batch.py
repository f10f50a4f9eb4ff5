"""Many articles, from a shell."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest

NEWS = "杭州第{}场雪\n\n杭州今天下了大雪。西湖边积雪{}厘米，游客比昨天多了两成。\n"
QUICK = ("--engine", "silent", "--minutes", "0.5")


@pytest.fixture
def articles(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of three; workers that begin as copies have the cache from the settings."""
    del run
    monkeypatch.setenv("TINGBAO_CACHE", str(tmp_path / "cache" / "tingbao"))
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(1, 4):
        (folder / f"{number}.txt").write_text(NEWS.format(number, number))
    return folder


def test_a_folder_becomes_a_show(run, articles, tmp_path) -> None:
    """Law: what the summary says was made is in the feed, and stdout is one JSON value."""
    ran = run("batch", articles, "-o", tmp_path / "show", *QUICK, "--workers", 1, "--json")
    assert ran.code == 0, ran.err
    facts = json.loads(ran.out)
    assert (facts["made"], facts["failed"]) == (3, 0)
    feed = feedparser.parse((tmp_path / "show" / "feed.xml").read_bytes())
    assert len(feed.entries) == 3
    assert {one["name"] for one in facts["articles"]} == {
        path.name for path in (tmp_path / "show").glob("2*")
    }
    assert "3 of 3 articles" in ran.err


@pytest.mark.usefixtures("copied")
def test_some_failures_are_exit_code_6_and_a_list_to_run_again(run, articles, tmp_path) -> None:
    """Law: each failure has its reason; run with the list, only what failed is made."""
    (articles / "empty.txt").touch()
    show = tmp_path / "show"
    ran = run("batch", articles, "-o", show, *QUICK, "--workers", 1)
    assert ran.code == 6
    assert "nothing in it" in ran.out
    assert ran.err.splitlines()[-1].startswith("tingbao: 1 of 4 articles failed")
    again = show / ".failed.txt"
    assert again.read_text().splitlines() == [
        f"# nothing in it ({articles / 'empty.txt'}): give a text with an article",
        str(articles / "empty.txt"),
    ]
    (articles / "empty.txt").write_text(NEWS.format(4, 4))
    ran = run("batch", again, "-o", show, *QUICK, "--workers", 1, "--json")
    assert (ran.code, json.loads(ran.out)["made"]) == (0, 1)
    assert not again.exists()
    ran = run("batch", articles, "-o", show, *QUICK, "--workers", 1, "--resume", "--json")
    assert (json.loads(ran.out)["made"], json.loads(ran.out)["there"]) == (0, 4)


@pytest.mark.usefixtures("copied")
def test_a_name_of_two_lines_names_no_other_file(run, tmp_path) -> None:
    """Law: what a list of failures names is what failed, whatever its folder is called."""
    secret = tmp_path / "secret.txt"
    secret.write_text(NEWS.format(1, 1))
    trap = tmp_path / "articles" / f"a\n{secret}"
    trap.parent.mkdir(parents=True)
    trap.touch()
    ran = run("batch", tmp_path / "articles", "-o", tmp_path / "show", *QUICK, "--workers", 1)
    assert ran.code == 6
    left = (tmp_path / "show" / ".failed.txt").read_text().splitlines()
    assert [line for line in left if not line.startswith("#")] == []


@pytest.mark.usefixtures("copied")
def test_scripts_alone_are_what_script_prints(run, articles, tmp_path) -> None:
    """Law: --script writes the value of `tingbao script --json`, and makes no sound."""
    out = tmp_path / "scripts"
    ran = run("batch", articles, "-o", out, "--script", "--workers", 1, "--json")
    assert ran.code == 0, ran.err
    files = sorted(out.iterdir())
    assert [path.suffix for path in files] == [".json"] * 3
    wanted = json.loads(run("script", articles / "1.txt", "--json").out)
    found = [json.loads(path.read_text()) for path in files]
    assert wanted["title"] in {one["title"] for one in found}
    assert {key for one in found for key in one} == set(wanted)
    ran = run("batch", articles, "-o", out, "--script", "--workers", 1, "--resume", "--json")
    assert json.loads(ran.out)["there"] == 3


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("none.txt",), 3, "cannot read the list"),
        (("nothing",), 3, "no article in it"),
        (("list.txt", "--on", "127.0.0.1:8786"), 2, "dask://127.0.0.1:8786"),
        (("list.txt", "--workers", "0"), 2, "--workers"),
        (("list.txt", "--engine", "nothing"), 2, "kokoro"),
        (("list.txt", "--voice", "nobody"), 2, "yunxi"),
        (("list.txt", "--minutes", "0"), 2, "0.5 to 180"),
        (("list.txt", "--store", "nosuch://x"), 2, "keep speech"),
        (("list.txt", "--store", "list.txt"), 5, "store of speech"),
        (("list.txt", "--store", "~nobody-of-this-name/x"), 2, "no such path"),
        (("list.txt", "-o", "list.txt"), 5, "list.txt"),
        (("huge.txt",), 5, "are needed"),
    ],
)
def test_what_cannot_begin_is_one_line(run, arguments, code, says) -> None:
    """Law: nobody waits for a batch that cannot end well, and nothing is left behind."""
    Path("nothing").mkdir()
    Path("list.txt").write_text("a.txt\n")
    lines = "".join(f"{number}.txt\n" for number in range(99_999))
    Path("huge.txt").write_text(lines)
    if says == "are needed":
        arguments = (*arguments, "--minutes", "180")
    ran = run("batch", *arguments)
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert says in ran.err.splitlines()[-1]
    assert not Path("output").exists()


@pytest.mark.usefixtures("copied")
def test_a_shared_store_is_spoken_into_and_from(run, articles, tmp_path) -> None:
    """Law: what one machine spoke another does not speak again, though its cache is empty."""
    store = tmp_path / "store"
    options = ("--store", store, "--workers", 1, *QUICK)
    assert run("batch", articles, "-o", tmp_path / "one", *options).code == 0
    kept = {path: path.stat().st_mtime_ns for path in store.rglob("*.pcm")}
    assert len(kept) > 3
    assert not list((tmp_path / "cache").rglob("*.pcm"))
    for path in kept:
        path.chmod(0o444)
    assert run("batch", articles, "-o", tmp_path / "two", *options).code == 0
    assert kept.keys() == set(store.rglob("*.pcm"))
