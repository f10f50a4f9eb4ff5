"""The pages that list episodes: which there are, how heavy, where they lead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.site import index, pages

from .test_page import SHOW, _record


@given(st.integers(min_value=0, max_value=2000))
def test_old_index_pages_never_change(count):
    """Law: every episode is on one page; adding one changes no archive that was there before."""
    listed = dict(index.pages(count))
    assert sorted(n for places in listed.values() for n in places) == list(range(count))
    later = dict(index.pages(count + 1))
    for name, places in listed.items():
        assert name == "index.html" or later[name] == places
    assert len(listed["index.html"]) < 2 * index.PER_PAGE


def test_the_longest_index_is_light():
    """Law: an index, at its longest, is under 60 kB with its sheet and script."""
    wave = tuple(n % 7 / 7 for n in range(480))
    title = "聚焦三个“一号工程” 打好经济翻身仗 钱塘智慧城下好高质量发展“先手棋”"
    count = 2 * index.PER_PAGE - 1
    records = [_record(n, title=title, summary="长" * 200, waveform=wave) for n in range(count)]
    listed = dict(pages.indexes(records, SHOW))
    assert list(listed) == ["index.html"]
    weight = len(listed["index.html"]) + sum(map(len, pages.assets(SHOW.title).values()))
    assert weight < 60_000


@pytest.mark.parametrize(
    ("count", "name", "links"),
    [
        (19, "index.html", []),
        (20, "index.html", ["archive-1.html"]),
        (20, "archive-1.html", ["index.html"]),
        (60, "index.html", ["archive-5.html", "archive-1.html"]),
        (
            60,
            "archive-3.html",
            ["archive-2.html", "archive-4.html", "archive-1.html", "index.html"],
        ),
        (60, "archive-5.html", ["archive-4.html", "index.html", "archive-1.html"]),
    ],
)
def test_pages_of_the_index_lead_on_and_to_the_ends(count, name, links):
    """Law: an index page names its neighbours, and the oldest and newest page once each."""
    written = dict(pages.indexes([_record(n) for n in range(count)], SHOW))[name].decode()
    turn = written.partition('<nav class="turn"')[2].partition("</nav>")[0]
    assert re.findall('href="([^"]+)"', turn) == links
