"""Covers: what podcast apps ask for, whatever the title."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING

import av
import eyed3
import mutagen.id3
import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.published import SHOW, Publish, article

from tingbao.checking import feed as feeds
from tingbao.errors import UsageError
from tingbao.language import tables
from tingbao.model import Show
from tingbao.publishing import cover, fonts, typesetting

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "",
    "短",
    '<script>alert(1)</script> ]]> "quotes" \'',
    "很长" * 2000,
    "😀🎉\u202eabc\u200f",
    "../../etc/passwd",
    "龘靐齉爩 𠮷野家",
    "a" * 400,
    "“”“”“”“”“”。。。。",
    "\x00\x07\ud800",
)


@pytest.fixture(autouse=True)
def _drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep no cover, as the other tests do."""
    for name in ("draw", "reduced"):
        monkeypatch.setattr(cover, name, getattr(cover, name).__wrapped__)


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_makes_a_cover_that_apps_take(title: str) -> None:
    """Law: 3000 × 3000, RGB, JPEG, less than 500 kB, for any title."""
    data = cover.draw(title, "听报", date="2026.11.24")
    image = PIL.Image.open(BytesIO(data))
    assert (image.format, image.size, image.mode) == ("JPEG", (3000, 3000), "RGB")
    assert len(data) < 500_000


def test_same_facts_same_bytes_and_each_show_its_colour() -> None:
    """Law: drawing is a function; shows differ in colour."""
    assert cover.draw("标题", "听报", size=600) == cover.draw("标题", "听报", size=600)
    names = [f"节目{number}" for number in range(40)]
    assert len({cover.colours(name)["ground"] for name in names}) >= 8


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(map(float.__mul__, (0.2126, 0.7152, 0.0722), linear))


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dim, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_every_colour_of_a_show_is_read_easily() -> None:
    """Law: masthead, accents and text on them meet WCAG AA on their grounds, in both themes."""
    sheet = (files("tingbao.site") / "site.css").read_text(encoding="utf-8")
    paper, ink, on_accent = (
        re.findall(rf"--{name}: (#\w{{6}});", sheet) for name in ("paper", "ink", "on-accent")
    )
    names, *rows = tables.rows("tingbao.publishing", "colours.tsv")
    for row in rows:
        own = dict(zip(names, row, strict=True))
        assert _contrast(own["ground"], "#faf6ee") >= 4.5
        for at, theme in enumerate(("light", "dark")):
            accent = own[f"accent_{theme}"]
            assert _contrast(accent, paper[at]) >= 4.5
            assert _contrast(on_accent[at], accent) >= 4.5
            assert _contrast(ink[at], own[f"tint_{theme}"]) >= 7


@settings(max_examples=60)
@given(st.text(max_size=60), st.integers(1, 5), st.sampled_from([600, 1500, 2500]))
def test_rows_fit_their_box_and_lack_no_glyph(text: str, rows: int, width: int) -> None:
    """Law: no row is wider than the box, none has a character the font lacks, none is too many."""
    known = fonts.characters()
    set_ = typesetting.fit(text, width=width, height=900, largest=400, least=100, rows=rows)
    assert len(set_.rows) <= rows
    for row in set_.rows:
        assert all(c in known or c == "…" or fonts.system_has(c) for c in row)
        closing = sum(c in typesetting._CLOSING for c in row)
        assert typesetting.length(row, set_.size) <= width + (closing + 1) * set_.size


@pytest.fixture
def _no_system_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any Chinese font."""
    monkeypatch.setattr(fonts, "_faces", tuple)
    fonts.system.cache_clear()
    fonts.system_has.cache_clear()


@pytest.mark.usefixtures("_no_system_font")
def test_no_letter_of_a_title_vanishes(publish: Publish) -> None:
    """Law: what no font has is shown as 〓 and said; emoji and marks of direction are left out."""
    title = "华为昇腾：𡨴氏🎉与ไ\u202e喆"
    set_ = typesetting.fit(title, width=2500, height=900, largest=400, least=100, rows=3)
    assert "".join(set_.rows) == "华为昇腾：〓氏 与〓喆"
    assert typesetting.lost(title) == "𡨴ไ"
    said: list[str] = []
    publish(article=article(title), note=said.append)
    assert [line for line in said if "𡨴ไ" in line] == said != []
    publish(article=article("镕喆堃祎玥赟：名字都在"), note=said.append)
    assert len(said) == 1


def test_a_font_of_the_system_draws_what_ours_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where the machine has a font with the character, that draws it, in its width."""
    mine = typesetting.font
    with as_file(files("tingbao.publishing") / "fonts" / fonts.FONT) as path:
        monkeypatch.setattr(fonts, "_faces", lambda: ((str(path), "0"),))
        monkeypatch.setattr(typesetting, "_known", lambda: frozenset("杭州"))
        fonts.system.cache_clear()
        fonts.system_has.cache_clear()
        parts = typesetting.runs("杭州下雪", 100)
        assert [part for _, part in parts] == ["杭州", "下雪"]
        assert typesetting.length("杭州下雪", 100) == mine(100).getlength("杭州下雪")
        assert typesetting.lost("杭州下雪") == ""
        assert typesetting.lost("𡨴") == "𡨴"
    fonts.system.cache_clear()
    fonts.system_has.cache_clear()


def test_rows_break_between_words() -> None:
    """Law: a row ends at a space or a word's end, and never begins with a closing mark."""
    set_ = typesetting.fit(
        "OpenAI 发布 GPT-5：推理能力大幅提升，开发者如何应对？",
        width=2500,
        height=1050,
        largest=460,
        least=170,
        rows=5,
    )
    assert set_.rows == ("OpenAI 发布 GPT-5：", "推理能力大幅提升，", "开发者如何应对？")
    long = (
        "聚焦三个“一号工程” 打好经济翻身仗 钱塘智慧城下好高质量发展“先手棋” "
        "奋力谱写现代化建设新篇章"
    )
    set_ = typesetting.fit(long, width=2500, height=850, largest=460, least=170, rows=5)
    assert set_.size == 170  # the least is tried too, before a row is cut within a word
    assert set_.rows == (
        "聚焦三个“一号工程”",
        "打好经济翻身仗 钱塘智慧",
        "城下好高质量发展“先手棋”",
        "奋力谱写现代化建设新篇章",
    )


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        (
            "聚焦三个“一号工程” 打好经济翻身仗 钱塘智慧城下好高质量发展“先手棋”",
            ("聚焦三个“一号工程”", "打好经济翻身仗", "钱塘智慧城下好高质量", "发展“先手棋”"),
        ),
        ("读《平凡的世界》", ("读《平凡的世界》",)),
        ("专访｜王安忆：写作是一件很慢的事", ("专访｜王安忆：", "写作是一件很慢的事")),
    ],
)
def test_rows_end_with_phrases_at_a_smaller_size(title: str, rows: tuple[str, ...]) -> None:
    """Law: a title is set smaller, or in more rows, where these then break no phrase or name."""
    set_ = typesetting.fit(title, width=2500, height=980, largest=460, least=160, rows=5)
    assert set_.rows == rows


def test_an_opening_mark_hangs_out_of_the_column() -> None:
    """Law: the ink of a row that begins with a mark's blank half begins where other rows' does."""
    lefts = []
    for title in ("“村超”", "村超"):
        picture = PIL.Image.open(BytesIO(cover.draw(title, "听报", size=600))).convert("L")
        ink = picture.crop((0, 290, 600, 450)).point(lambda grey: 255 if grey < 128 else 0)
        lefts.append(ink.getbbox()[0])
    assert abs(lefts[0] - lefts[1]) <= 10  # of the 92 that a character is wide


def test_a_users_picture_is_made_fit(tmp_path: Path) -> None:
    """Law: any large picture becomes a square RGB JPEG; a small one or none is refused."""
    path = tmp_path / "mine.png"
    PIL.Image.new("RGBA", (1900, 1500), (200, 30, 90, 128)).save(path)
    data = cover.show_cover(Show(cover=str(path)), b"")
    assert data is not None
    image = PIL.Image.open(BytesIO(data))
    assert (image.format, image.size, image.mode) == ("JPEG", (1500, 1500), "RGB")
    PIL.Image.new("RGB", (900, 900)).save(path)
    for wrong in (path, tmp_path, tmp_path / "none.png", tmp_path / "text"):
        (tmp_path / "text").write_text("no picture")
        with pytest.raises(UsageError, match="cover"):
            cover.picture(wrong)


def test_a_cover_put_there_by_hand_stays() -> None:
    """Law: our own cover follows the show's title, a user's is never overwritten."""
    drawn = cover.show_cover(Show(title="甲"), b"")
    assert drawn is not None
    assert cover.show_cover(Show(title="甲"), drawn) is None
    assert cover.show_cover(Show(title="乙"), drawn) is not None
    assert cover.show_cover(Show(title="乙"), b"\xff\xd8 a picture of the user's") is None


def test_chapters_have_pictures_on_request_and_every_reader_still_sees_the_chapters(
    publish: Publish, tmp_path: Path
) -> None:
    """Law: small JPEGs in the file, beside it and in chapters.json; off unless asked for."""
    plain = publish(article=article("没有图"))
    assert not list((tmp_path / plain.slug).glob("chapter-*"))
    episode = publish(show=replace(SHOW, chapter_pictures=True))
    folder, path = tmp_path / episode.slug, tmp_path / episode.file
    rows = json.loads((folder / "chapters.json").read_text())["chapters"]
    tag = mutagen.id3.ID3(path, translate=False)
    for number, row in enumerate(rows, 1):
        assert row["img"] == f"https://example.org/pod/{episode.slug}/chapter-{number}.jpg"
        data = (folder / f"chapter-{number}.jpg").read_bytes()
        assert len(data) < 30_000
        with PIL.Image.open(BytesIO(data)) as image:
            assert (image.size, image.mode) == ((500, 500), "RGB")
        frame = tag[f"CHAP:chp{number - 1}"]
        assert frame.sub_frames["APIC:"].data == data
    assert len({(folder / f"chapter-{n}.jpg").read_bytes() for n in (1, 2)}) == 2
    titles = [chapter.title for chapter in episode.chapters]
    assert [chapter.title for chapter in eyed3.load(path).tag.chapters] == titles
    with av.open(path) as file:
        assert [each["metadata"]["title"] for each in file.chapters()] == titles
    assert not [f for f in feeds.check(str(tmp_path)) if f.level == "error"]
    (folder / "chapter-1.jpg").write_bytes(b"<html>")
    assert {f.rule for f in feeds.check(str(tmp_path)) if f.level == "error"} == {"chapter picture"}
