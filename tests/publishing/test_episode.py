"""Episode folders: what is in them, and that publishing again changes nothing."""

from __future__ import annotations

import errno
import json
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import av
import eyed3
import feedparser
import mutagen.id3
import podcastparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.patience import LONG_S
from tests.published import MOMENT, SHOW, Publish, article

from tingbao import publishing, site
from tingbao.checking import episode as episodes
from tingbao.checking import feed as feeds
from tingbao.config import Config
from tingbao.errors import OutputError, UsageError
from tingbao.model import Line, Script
from tingbao.publishing import files, slug
from tingbao.publishing.episode import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tingbao.model import Recording

NAMES = {
    "index.html",
    "script.json",
    "transcript.vtt",
    "transcript.srt",
    "chapters.json",
    "cover.jpg",
    "cover-600.jpg",
}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and time."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_folder_holds_what_the_design_names(publish: Publish, tmp_path: Path) -> None:
    """Law: DIR/<slug>/ holds the audio and its companions, DIR the feed."""
    episode = publish()
    assert episode.slug.startswith("2026-11-24-zhi-hui-cheng-xia-hao-xian-shou-qi-")
    found = {path.name for path in (tmp_path / episode.slug).iterdir()}
    assert found == NAMES | {f"{episode.slug}.mp3", "episode.json"}
    assert (tmp_path / "feed.xml").is_file()
    assert (tmp_path / episode.file).stat().st_size == episode.bytes


def test_publishing_again_touches_no_file(publish: Publish, tmp_path: Path) -> None:
    """Law: the same content again, at a later moment, changes no byte and no file's time."""
    first = publish()
    before = snapshot(tmp_path)
    again = publish(moment=MOMENT + timedelta(days=3))
    assert again == first
    assert snapshot(tmp_path) == before
    assert publishing.earlier(tmp_path, article()) == first
    assert publishing.earlier(tmp_path, article("别的")) is None
    assert publishing.voices(tmp_path, first).keys() == {"host"}


def test_rebuilding_gives_the_same_bytes(publish: Publish, tmp_path: Path) -> None:
    """Law: the feed is a function of the folders."""
    publish()
    publish(article=article("另一篇"), moment=MOMENT - timedelta(days=400))
    before = (tmp_path / "feed.xml").read_bytes()
    (tmp_path / "feed.xml").unlink()
    known = publishing.build(tmp_path, SHOW, site.write)
    assert (tmp_path / "feed.xml").read_bytes() == before
    assert len(known) == 2
    assert not known.left_out


def test_corrected_audio_gets_a_new_address_and_keeps_the_rest(
    publish: Publish, tmp_path: Path, recording: Recording
) -> None:
    """Law: audio made anew keeps guid and date and has an address that no app has cached."""
    first = publish()
    publish(recording=replace(recording, mp3=recording.mp3 + bytes(417)))
    entry = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries[0]
    assert entry.id == first.guid
    assert entry.enclosures[0].href == f"https://example.org/pod/{first.file}?v=2"


def test_a_corrected_article_keeps_its_guid_and_moves(publish: Publish, tmp_path: Path) -> None:
    """Law: another text of the same article replaces its episode: same guid and date, new URL."""
    first = publish()
    fixed = article(text="今天天气很好，没有错字。")
    assert publishing.earlier(tmp_path, fixed) == first
    second = publish(article=fixed, moment=MOMENT + timedelta(days=2))
    assert (second.guid, second.published) == (first.guid, first.published)
    assert second.slug != first.slug
    assert not (tmp_path / first.slug).exists()
    entries = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    assert [entry.enclosures[0].href for entry in entries] == [
        f"https://example.org/pod/{second.file}"
    ]
    piped = article(text="别的文章。", source="-")
    assert publish(article=piped).guid != first.guid


def test_two_readers_understand_the_feed(publish: Publish, tmp_path: Path) -> None:
    """Law: feedparser and podcastparser see show, cover, episode, length, chapters and audio."""
    episode = publish()
    base, path = "https://example.org/pod", tmp_path / "feed.xml"
    seen = feedparser.parse(path.read_bytes())
    assert not seen.bozo
    with path.open("rb") as file:
        parsed = podcastparser.parse(f"{base}/feed.xml", file)
    assert seen.feed.title == parsed["title"] == "听报"
    assert seen.feed.image.href == parsed["cover_url"] == f"{base}/cover.jpg"
    one, other = seen.entries[0], parsed["episodes"][0]
    assert one.title == other["title"] == episode.title
    assert one.id == other["guid"] == episode.guid
    assert int(one.itunes_duration) == other["total_time"] == round(episode.duration_ms / 1000)
    assert other["published"] == MOMENT.timestamp()
    titles = [chapter.title for chapter in one.psc_chapters.chapters]
    assert titles == [chapter["title"] for chapter in other["chapters"]] == ["导语", "产业"]
    (audio,), (sound,) = one.enclosures, other["enclosures"]
    assert (audio.href, int(audio.length), audio.type) == (
        f"{base}/{episode.file}",
        episode.bytes,
        "audio/mpeg",
    )
    assert (sound["url"], sound["file_size"]) == (audio.href, episode.bytes)


def test_three_readers_understand_the_tag(publish: Publish, tmp_path: Path) -> None:
    """Law: eyeD3, mutagen and PyAV read title, chapters in order, cover and the mark of AI."""
    episode = publish()
    path = tmp_path / episode.file
    tag = eyed3.load(path).tag
    assert tag.version == (2, 3, 0)
    assert (tag.title, tag.artist, tag.album) == (episode.title, "编辑部", "听报")
    assert str(tag.recording_date) == "2026-11-24T07:30" or str(tag.getBestDate()).startswith(
        "2026"
    )
    assert [(c.title, c.times) for c in tag.chapters] == [
        (c.title, (c.start_ms, c.end_ms)) for c in episode.chapters
    ]
    assert tag.images[0].mime_type == "image/jpeg"
    read = mutagen.id3.ID3(path, translate=False)
    mark = json.loads(read["TXXX:AIGC"].text[0])["AIGC"]
    assert (mark["Label"], mark["ProduceID"], mark["ContentProducer"]) == (
        "1",
        episode.guid,
        "bianjibu",
    )
    with av.open(path) as file:
        found = [(c["metadata"]["title"], c["start"], c["end"]) for c in file.chapters()]
    assert found == [(c.title, c.start_ms, c.end_ms) for c in episode.chapters]
    assert read["CTOC:toc"].child_element_ids == ["chp0", "chp1"]


def test_deleting_leaves_the_others_untouched(publish: Publish, tmp_path: Path) -> None:
    """Law: deletion removes one folder and one item; of the others only the pages' links change."""
    first = publish()
    other = publish(article=article("另一篇"))
    page = tmp_path / other.slug / "index.html"
    assert first.slug in page.read_text(encoding="utf-8")
    before = snapshot(tmp_path / other.slug)
    publishing.delete(tmp_path, first.slug, SHOW, site.write)
    assert first.slug not in page.read_text(encoding="utf-8")
    assert not (tmp_path / first.slug).exists()
    before["index.html"] = snapshot(tmp_path / other.slug)["index.html"]
    assert snapshot(tmp_path / other.slug) == before
    assert [e.id for e in feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries] == [
        other.guid
    ]
    with pytest.raises(UsageError, match="no episode"):
        publishing.delete(tmp_path, "../" + other.slug, SHOW, site.write)


def test_damaged_folders_are_left_out_and_named(publish: Publish, tmp_path: Path) -> None:
    """Law: a folder that lost a file costs the feed that episode only."""
    good = publish()
    bad = publish(article=article("另一篇"))
    (tmp_path / bad.file).write_bytes(b"short")
    (tmp_path / "notes").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "episode.json").write_text("{}")
    known = publishing.build(tmp_path, SHOW, site.write)
    assert [record.episode.guid for record in known] == [good.guid]
    assert {name for name, _ in known.left_out} == {bad.slug, "broken"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 3),
        ("duration_ms", "x"),
        ("chapters", [{"title": 1, "start_ms": "a", "end_ms": None}]),
        ("waveform", ["a"]),
        ("byline", {"source": 3}),
        ("language", None),
        ("season", "x"),
        ("engines", [1]),
    ],
)
def test_a_record_edited_by_hand_costs_its_episode_only(
    publish: Publish, tmp_path: Path, field: str, value: object
) -> None:
    """Law: a value of the wrong kind is named, by the next `make` too, and breaks nothing else."""
    path = tmp_path / publish().slug / "episode.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    (plain["episode"] if field in plain["episode"] else plain)[field] = value
    path.write_text(json.dumps(plain), encoding="utf-8")
    ((slug, why),) = publishing.build(tmp_path, SHOW, site.write).left_out
    assert (slug, field in why) == (path.parent.name, True)
    notes: list[str] = []
    publish(article=article("另一篇"), note=notes.append)
    assert notes == [f"left out of the feed: {slug}: {why}"]


def test_a_clock_going_backwards_is_only_an_order(publish: Publish, tmp_path: Path) -> None:
    """Law: an episode dated before the others goes below them; none changes its date."""
    publish()
    publish(article=article("旧闻"), moment=datetime(1999, 1, 1, tzinfo=UTC))
    titles = [e.title for e in feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries]
    assert titles == [article().title, "旧闻"]


def test_a_file_where_the_folder_should_be_is_said(publish: Publish, tmp_path: Path) -> None:
    """Law: an output that is no folder is an OutputError with a mend, and nothing is written."""
    publish()
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="choose another folder"):
        publishing.publish(
            Config(output=tmp_path / "file", show=SHOW),
            article=article(),
            script=None,  # type: ignore[arg-type]  # never reached
            recording=None,  # type: ignore[arg-type]
            moment=MOMENT,
            pages=site.write,
        )


HOSTILE = (
    "<script>alert(1)</script>",
    "]]> &amp; \"quotes\" 'single'",
    "长" * 4000,
    "😀 emoji 🎉",
    "\u202eright to left\u200f",
    "../../../etc/passwd",
    "..",
    "",
    "   ",
    "\x00\x01\x1b\ud800\uffff",
    "a/b\\c:d*e?f|g",
    "CON",
    "con.txt.",
)


def test_a_hostile_title_is_only_a_title(publish: Publish, tmp_path: Path) -> None:
    """Law: any title gives a safe folder, a feed that parses, and files inside the show's."""
    for title in HOSTILE:
        episode = publish(article=article(title))
        assert re.fullmatch(r"[a-z0-9-]{1,80}", episode.slug)
        assert (tmp_path / episode.slug).parent == tmp_path
        assert episode.title.strip()
    seen = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert not seen.bozo
    assert len(seen.entries) == len(HOSTILE)
    assert "<script" not in (tmp_path / "feed.xml").read_text(encoding="utf-8")
    assert errors_of(tmp_path) == []
    checked = episodes.check(tmp_path / episode.file)
    assert [f.rule for f in checked.findings if f.level == "error"] == []


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8, unique=True))
@settings(max_examples=60)
def test_slugs_are_safe_and_distinct(titles: list[str]) -> None:
    """Law: a slug is lower ASCII, at most 78 characters, and another for another article."""
    made = [slug.slug(t, MOMENT, slug.content_hash(article(t))) for t in titles]
    for name in made:
        assert re.fullmatch(r"2026-11-24(-[a-z0-9]+)+", name)
        assert len(name) <= 10 + 1 + 60 + 1 + 6
    assert len(set(made)) == len(made)


def test_a_full_disk_harms_nothing_published(
    publish: Publish, tmp_path: Path, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: whichever write finds the disk full, what was published stays as it was."""
    publish()
    before = snapshot(tmp_path)
    write = Path.write_bytes
    for allowed in (0, 4, 6, 8):
        count = iter(range(allowed))

        def full(path: Path, data: bytes, count: Iterator[int] = count) -> None:
            if next(count, None) is None:
                write(path, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, "No space left on device", str(path))
            write(path, data)

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(OutputError, match="free some space"):
            publish(article=article("新的一篇"))
        with pytest.raises(OutputError, match="free some space"):
            publish(recording=replace(recording, mp3=recording.mp3 + bytes(417)))
        monkeypatch.setattr(Path, "write_bytes", write)
        now = snapshot(tmp_path)
        served = {"feed.xml", *before} - {".shelf.json", "index.html"}
        if allowed < 7:  # before the new folder stands
            assert {name: now[name] for name in served} == {name: before[name] for name in served}
        assert not [name for name in now if files.STAGING in name or files.OLD in name]
        publishing.build(tmp_path, SHOW, site.write)
        assert errors_of(tmp_path) == []
        for extra in tmp_path.glob("2026-11-24-xin-de*"):
            publishing.delete(tmp_path, extra.name, SHOW, site.write)
        publish()
        before = snapshot(tmp_path)


def errors_of(folder: Path) -> list[str]:
    """What feed check finds."""
    return [f.rule for f in feeds.check(str(folder)) if f.level == "error"]


@pytest.mark.parametrize("step", range(6))
def test_killed_at_any_rename_the_next_run_mends(
    publish: Publish,
    tmp_path: Path,
    recording: Recording,
    monkeypatch: pytest.MonkeyPatch,
    step: int,
) -> None:
    """Law: killed between any two renames, an old episode is still there after the next run."""
    first = publish()
    rename = Path.rename
    count = iter(range(step))

    def killed(path: Path, target: Path) -> Path:
        if next(count, None) is None:
            raise SystemExit
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", killed)
    with suppress(SystemExit):
        publish(recording=replace(recording, mp3=recording.mp3 + bytes(417)))
    monkeypatch.setattr(Path, "rename", rename)
    publishing.build(tmp_path, SHOW, site.write)
    entries = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    assert [entry.id for entry in entries] == [first.guid]
    assert errors_of(tmp_path) == []


def test_two_at_once_publish_both(tmp_path: Path) -> None:
    """Law: processes that publish into one folder wait for each other, and none loses an item."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.publishing import test_show\n"
        "from tingbao import site\n"
        "from tingbao.publishing import files, show\n"
        "output, name = Path(sys.argv[1]), sys.argv[2]\n"
        "for day in range(3):\n"
        "    with files.locked(output):\n"
        "        test_show.put(output, f'{name}-{day}', day)\n"
        "        new = frozenset({f'{name}-{day}'})\n"
        "        show.renew(output, test_show.SHOW, site.write, changed=new)\n"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], cwd=root)
        for name in ("a", "b", "c")
    ]
    assert [process.wait(LONG_S) for process in running] == [0, 0, 0]
    entries = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    assert len({entry.id for entry in entries}) == 9


def test_the_notes_say_what_is_told_not_what_was_written(publish: Publish) -> None:
    """Law: a summary has whole lines as they are told, also of the article's own day."""
    told = publish().summary
    assert told.startswith("欢迎收听听报。2022年3月，")
    assert told.endswith("产业增长8%。")


def test_a_summary_is_true_on_any_day() -> None:
    """Law: what was heard on the article's own day is read on others."""
    said = ("水厂今天开工。", "OpenAI released it.", "Altman spoke.")
    lines = tuple(Line(kind="body", section=0, written=text) for text in said)
    told = summary(Script(title="t", lines=lines), date(2026, 11, 28))
    assert told == "水厂11月28日开工。OpenAI released it. Altman spoke."
