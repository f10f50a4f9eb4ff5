"""What makes two addresses one page, and a text one that can be read out."""

from __future__ import annotations

import pytest

from tingbao.gathering import item


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/a/1.html",
        "http://m.example.com/a/1.html?utm_source=x&utm_medium=y",
        "https://example.com/a/1.html#top",
        "https://example.com:443/a/1.html?spm=12.3",
        "https://wap.example.com/a/1.html/",
    ],
)
def test_doubles_of_an_address_are_one(url):
    """Law: www., m., tracking, fragment and a last slash make no second page."""
    assert item.key(url) == item.key("https://example.com/a/1.html")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/?id=1", "https://example.com/?id=2"),
        ("https://a.example.com/", "https://b.example.com/"),
        ("https://example.com:8080/", "https://example.com/"),
        ("notes/a.txt", "notes/b.txt"),
    ],
)
def test_other_pages_stay_apart(one, other):
    """Law: what leads elsewhere is another page."""
    assert item.key(one) != item.key(other)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("东湖水厂二期工程开工", True),
        ("iPhone 17 Pro 发布，售价九千元起，今天开始预订", True),
        ("東湖水廠二期工程開工", True),
        ("East Lake waterworks opens its second phase", False),
        ("東京でライブが開催されました", False),
    ],
)
def test_what_is_chinese(text, chinese):
    """Law: a text of Han is Chinese, one of kana or Latin is not."""
    assert item.is_chinese(text) is chinese


def test_markup_makes_no_difference():
    """Law: the same words in other markup are the same report."""
    one = item.plain("<p>一座桥</p><p>合龙&amp;通车</p><script>x</script>")
    assert one == "一座桥\n合龙&通车"
    assert item.digest("题", one) == item.digest("题", "一座桥 合龙，通车")


@pytest.mark.parametrize("url", ["http://a.b:99999/", "http://a.b:x/", "http://[::1/x", "http:///"])
def test_what_is_no_address_is_a_page_of_its_own(url):
    """Law: every text has a key; a port that cannot be is no reason to stop."""
    assert item.key(url)
    assert item.key(url) != item.key("http://a.b/")


@pytest.mark.timeout(60)  # a minute of what takes a tenth of a second, unless it grows by squares
@pytest.mark.parametrize("unit", ["<", "<script ", "<style>x", "<br ", "</p", "&#", "<a href='"])
def test_a_text_of_any_marks_is_looked_through_once(unit):
    """Law: what is never closed is not sought from each of its beginnings to the end."""
    assert len(item.plain(unit * (2_000_000 // len(unit)))) <= 2_000_000
