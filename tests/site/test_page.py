"""The site's files: what is in them, and which are written when."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao import site
from tingbao.language import times
from tingbao.model import Byline, Chapter, Episode, Show
from tingbao.publishing import Record, Spoken, clock, colours
from tingbao.site import formats, pages, transcript
from tingbao.site.line_breaks import phrased
from tingbao.site.markup import text, visible
from tingbao.site.waveform import LARGE, bars, drawing, marks, paths

MOMENT = datetime(2023, 5, 5, 8, 9, 33, tzinfo=UTC)
SHOW = Show(title="听报", description="每天几分钟。")
CHAPTERS = (
    Chapter(title="导语", start_ms=0, end_ms=20_000),
    Chapter(title="产业", start_ms=20_000, end_ms=65_000),
)


def _record(number: int, **more) -> Record:
    moment = MOMENT + timedelta(days=number)
    slug = f"{moment:%Y-%m-%d}-yi-{number:06x}"
    episode = Episode(
        slug=slug,
        guid=slug,
        title=more.pop("title", f"第{number}期"),
        summary=more.pop("summary", "摘要。"),
        published=moment,
        duration_ms=65_000,
        chapters=more.pop("chapters", CHAPTERS),
        file=f"{slug}/{slug}.mp3",
        bytes=780_000,
    )
    return Record(episode=episode, content=slug, audio=slug, **more)


def _line(kind, written, start, place=()):
    return Spoken(kind=kind, written=written, paragraph=place, start_ms=start, end_ms=start + 900)


class _Reader(HTMLParser):
    """Collects tags and text, and fails on what is not nested."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "img", "input", "br", "wbr"} and "/" not in tag:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def _read(data: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    assert reader.open == []
    return reader


def _page(record: Record, heard=(), show=SHOW) -> bytes:
    return pages.page([record], 0, heard, show)


@given(st.text(max_size=60))
def test_any_text_is_only_text(hostile):
    """Law: whatever words an episode is of, its page has the same tags."""
    plain = _read(_page(_record(1, title="题", summary="摘"), [_line("body", "句", 100)]))
    said = f"x{hostile}"
    other = _read(_page(_record(1, title=said, summary=said), [_line("body", said, 100)]))
    names = [name for name, _ in plain.tags if name not in {"wbr", "span"}]
    assert [name for name, _ in other.tags if name not in {"wbr", "span"}] == names


@given(st.text(max_size=200))
def test_phrases_keep_every_character(title):
    """Law: a phrased title reads as the title, less what no browser can show."""
    shown = re.sub(r"<[^>]*>", "", phrased(title))
    assert shown == text(visible(title))


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("打好 经济", '<span class="phrase">打好</span> <span class="phrase">经济</span>'),
        ("数据要素怎么入表？", '<span class="phrase">数据<wbr>要素<wbr>怎么<wbr>入表？</span>'),
    ],
)
def test_phrases_break_between_words(title, marked):
    """Law: a break is offered between words, never inside one, nor beside punctuation."""
    assert phrased(title) == marked


def test_nothing_is_nameless():
    """Law: a title with nothing to show is 无题 wherever it heads or leads."""
    for title in ("", " ", "\x00\u202e"):
        show = Show(title=title)
        records = [_record(n, title=title) for n in range(2)]
        reader = _read(pages.page(records, 1, (), show))
        assert reader.words.count("无题") == 3  # brand, h1, link to the one before
        listed = _read(next(iter(pages.indexes(records, show)))[1])
        assert listed.words.count("无题") == 4  # brand, h1, two rows


def test_the_transcript_keeps_paragraphs_and_times():
    """Law: a part a chapter, the author's paragraphs, a span a sentence with its time."""
    heard = (
        _line("opening", "早上好。", 300),
        _line("body", "第一句。", 2_000, (0, 0)),
        _line("body", "第二句。", 4_000, (0, 0)),
        _line("body", "另一段。", 6_000, (0, 1)),
        _line("heading", "产业。", 20_000),
        _line("body", "增长8%。", 22_340, (1, 0)),
    )
    html = _page(_record(1), heard).decode()
    assert html.count('<section class="part">') == 2
    assert '<span data-t="2">第一句。</span><span data-t="4">第二句。</span></p>' in html
    assert html.count("<p ") - html.count("<p class") == 4
    assert '<h3 id="t=20"><span data-t="20"><bdi><span class="phrase">产业</span></bdi>' in html
    assert "产业。" not in html
    assert '<a class="at" href="#t=22.34" aria-label="从 0:22 播放">0:22</a>' in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_guest_is_told_from_the_host():
    """Law: what another voice says is a paragraph of its own, marked for the eye and the ear."""
    heard = [
        _line("body", "甲。", 100, (0, 0)),
        replace(_line("body", "乙。", 2_000, (0, 0)), role="guest"),
    ]
    html = _page(_record(1), heard).decode()
    assert '<p id="t=2" class="guest">' in html
    assert '<span class="hidden">嘉宾：</span><span data-t="2">乙。</span>' in html


def test_chapters_are_buttons_and_links():
    """Law: each chapter has a button with its start and a link to the same moment."""
    html = _page(_record(1)).decode()
    assert re.findall(r'data-at="([^"]+)"', html) == ["0", "20"]
    assert re.findall(r'<a href="#t=([^"]+)" aria-label="0:\d\d，链接到', html) == ["0", "20"]


def test_without_chapters_or_transcript_there_is_still_a_page():
    """Law: an episode of which little is known has a page nonetheless."""
    bare = _record(1, chapters=())
    reader = _read(_page(bare, [_line("body", "一句。", 5)]))
    assert "全文" in reader.words
    _read(_page(bare))


def test_one_chapter_is_no_division():
    """Law: an episode of one chapter has no list of chapters, no mark and no heading seen."""
    one = _record(1, chapters=(Chapter(title="正文", start_ms=0, end_ms=65_000),))
    html = _page(one, [_line("body", "一句。", 5)]).decode()
    assert re.search(r'<nav class="chapters"[^>]* hidden>', html)
    assert '<h3 class="hidden"' in html
    assert "<line " not in html
    assert "跳到第几章" not in html
    divided = _page(_record(1)).decode()
    assert not re.search(r'<nav class="chapters"[^>]* hidden>', divided)
    assert "跳到第几章" in divided


def test_the_origin_is_a_link_only_where_it_is_one():
    """Law: only http and https addresses become links to the original."""
    byline = Byline(source="报", author="记")
    for origin, linked in (("https://a.example/x?a=1&b=2", True), ("javascript:alert(1)", False)):
        html = _page(_record(1, origin=origin, byline=byline)).decode()
        assert ("阅读原文" in html) is linked
        assert 'href="javascript' not in html


def test_nothing_is_fetched_from_elsewhere():
    """Law: sheet, script, icon, cover and audio are beside the page; nothing inline runs."""
    reader = _read(_page(_record(1)))
    for name, attributes in reader.tags:
        for key in ("src", "href") if name in {"script", "link", "img", "audio"} else ():
            assert "//" not in attributes.get(key, "")
        assert not [key for key in attributes if key.startswith("on") or key == "style"]
        assert name != "style"


def test_with_a_base_url_the_apps_get_the_feed():
    """Law: the buttons lead apps to the feed's public address, with port and path, in ASCII."""
    show = replace(SHOW, base_url="https://a.example:8443/播客/")
    html = _page(_record(1), show=show).decode()
    rest = "a.example:8443/%E6%92%AD%E5%AE%A2/feed.xml"
    assert f'href="podcast://{rest}"' in html
    assert f'href="pcast://{rest}"' in html
    assert f'data-copy="https://{rest}"' in html


def test_lines_are_read_back(tmp_path):
    """Law: sentences come in the order in which they are heard; damage gives none."""
    path = tmp_path / "script.json"
    rows = [
        {"kind": "body", "written": "乙", "origin": [{"section": 1, "paragraph": 2}]},
        {"kind": "opening", "written": "甲", "origin": []},
    ]
    cues = [
        {"line": 0, "start_ms": 900, "end_ms": 1000},
        {"line": 1, "start_ms": 0, "end_ms": 800},
    ]
    path.write_text(json.dumps({"lines": rows, "cues": cues}))
    assert [(s.written, s.paragraph) for s in transcript.read(tmp_path)] == [
        ("甲", ()),
        ("乙", (1, 2)),
    ]
    for damaged in ("", "{", "[]", '{"lines": [], "cues": [{"line": 3}]}', '{"lines": 3}', "null"):
        path.write_text(damaged)
        assert transcript.read(tmp_path) == ()
    assert transcript.read(tmp_path / "nothing") == ()


def test_only_what_changed_is_written(tmp_path):
    """Law: writing again touches nothing; a changed episode touches itself and its neighbours."""
    records = [_record(n) for n in range(6)]
    for record in records:
        (tmp_path / record.episode.slug).mkdir()
    site.write(tmp_path, records, SHOW)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    assert len(before) == 7
    site.write(tmp_path, records, SHOW)
    site.write(tmp_path, records, SHOW, due=(2, 3, 4))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")} == before
    episode = replace(records[3].episode, title="改了")
    records[3] = replace(records[3], episode=episode)
    site.write(tmp_path, records, SHOW)
    changed = {
        path.parent.name
        for path in tmp_path.rglob("*.html")
        if path.stat().st_mtime_ns != before[path]
    }
    assert changed == {tmp_path.name, *(records[n].episode.slug for n in (2, 3, 4))}


def test_the_page_wears_the_covers_colour():
    """Law: another show's sheet has another accent, and its version is in the pages' addresses."""
    sheets = {title: pages.assets(title)["page/site.css"] for title in ("甲", "乙乙")}
    assert (sheets["甲"] == sheets["乙乙"]) is (colours("甲") == colours("乙乙"))
    assert all(b"$" not in sheet for sheet in sheets.values())


@given(st.lists(st.floats(min_value=0, max_value=1), max_size=500), st.integers(1, 200))
def test_a_waveform_has_as_many_bars_as_asked(waveform, count):
    """Law: any waveform gives that many bars between 0 and 1, and a path of as many strokes."""
    heights = bars(waveform, count)
    assert len(heights) == count
    assert all(0 <= height <= 1 + 1e-9 for height in heights)
    assert drawing(heights).count("M") == count


def test_the_timeline_is_cut_at_chapters():
    """Law: one path a chapter, all bars in all; marks stand where chapters start."""
    drawn = paths((0.5,) * 480, CHAPTERS, 65_000)
    assert [start for start, _ in drawn] == [0, 176]
    assert sum(strokes.count("M") for _, strokes in drawn) == LARGE
    assert [place for place, _, _ in marks(CHAPTERS, 65_000)] == ["0.00", "30.77"]
    crowd = [Chapter(title="x", start_ms=n * 100, end_ms=0) for n in range(50)]
    assert [bool(numeral) for _, numeral, _ in marks(crowd, 65_000)] == [False] * 49 + [True]
    html = _page(_record(1)).decode()
    assert html.count("data-chapter=") == 2
    assert re.findall(r'<line x1="([\d.]+)%', html) == ["0.00", "30.77"]
    assert next(iter(pages.indexes([_record(1)], SHOW)))[1].count(b"M") >= 48


@pytest.mark.parametrize(
    ("call", "value", "said"),
    [
        (formats.numeral, 1, "一"),
        (formats.numeral, 10, "十"),
        (formats.numeral, 12, "十二"),
        (formats.numeral, 20, "二十"),
        (formats.numeral, 99, "九十九"),
        (formats.numeral, 100, "100"),
        (clock, 65_999, "1:05"),
        (clock, 3_605_000, "1:00:05"),
        (clock, -5, "0:00"),
        (formats.length, 59_400, "59 秒"),
        (formats.length, 59_600, "1 分钟"),
        (formats.length, 192_000, "3 分 12 秒"),
        (formats.length, 720_000, "12 分钟"),
        (formats.length, 3_900_000, "1 小时 5 分"),
        (formats.size, 500, "1 kB"),
        (formats.size, 2_345_678, "2.3 MB"),
        (formats.month, MOMENT, "二〇二三年五月"),
        (times.written, MOMENT, "2023年5月5日"),
        (times.weekday, MOMENT, "星期五"),
    ],
)
def test_numbers_are_said_as_readers_expect(call, value, said):
    """Law: dates, lengths, clocks and sizes read as in a Chinese newspaper or player."""
    assert call(value) == said
