"""What the pages look like and whom they shut out: nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tingbao import site
from tingbao.model import Show

from .conftest import SIZES
from .show import build
from .waiting import until

THEMES = ("light", "dark")
ROOM = 60_000
"""Bytes that a page may weigh with its sheet and script, without audio and cover."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_index(show, visit, audit, pictures, *, size, theme):
    """Law: the index has no WCAG 2.2 AA finding, in both themes, wide and narrow."""
    page = visit(show[0], size=size, theme=theme)
    page.screenshot(path=pictures / f"index-{size}-{theme}.png", full_page=True)
    assert audit(page) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_an_episode(show, visit, audit, pictures, *, size, theme):
    """Law: an episode has no finding while it plays, its help open, its small player shown."""
    page = visit(show[1], size=size, theme=theme)
    page.locator(".keys summary").click()
    page.locator(".controls .play").click()
    until(page, "document.querySelector('audio').currentTime > 0.6")
    page.screenshot(path=pictures / f"episode-{size}-{theme}.png")
    assert audit(page) == []
    page.locator(".part").nth(2).scroll_into_view_if_needed()
    page.wait_for_selector(".dock:not([hidden])")
    page.screenshot(path=pictures / f"episode-{size}-{theme}-reading.png")
    assert audit(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_where_there_is_nothing(show, visit, audit, pictures, theme):
    """Law: the page for an address that leads nowhere has the site's look, and no finding."""
    page = visit(f"{show[0]}not/here.html", theme=theme, complains=False)
    page.screenshot(path=pictures / f"lost-{theme}.png")
    assert page.evaluate("document.styleSheets.length") == 1
    assert audit(page) == []
    page.get_by_role("link", name="全部节目").click()
    assert page.url == f"{show[0]}index.html"


@pytest.mark.parametrize("width", [320, 390, 700, 1000, 1280, 2200])
def test_nothing_reaches_past_the_edge(show, visit, width):
    """Law: no page scrolls sideways, down to 320 pixels (WCAG 1.4.10)."""
    page = visit(show[1])
    for url in show[:2]:
        page.goto(url)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_is_light(show, visit):
    """Law: each page, with its sheet and script, is under 60 kB without audio and cover."""
    page = visit(show[1])
    for url in show[:2]:
        weights = []
        page.on(
            "response",
            lambda answer, kept=weights: (
                answer.request.resource_type in {"media", "image"}
                or kept.append(len(answer.body()))
            ),
        )
        page.goto(url, wait_until="networkidle")
        assert 10_000 < sum(weights) < ROOM


def test_motion_stops_for_those_who_ask(show, visit):
    """Law: with reduced motion nothing is animated and scrolling does not glide."""
    page = visit(show[1], reduced_motion="reduce")
    moving = (
        "[...document.querySelectorAll('*')]"
        ".filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_focus_is_always_seen(show, visit):
    """Law: whatever Tab reaches has an outline of 2 pixels or more."""
    page = visit(show[1])
    seen = 0
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return null;"
            " const s = getComputedStyle(e);"
            " return s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth) })()"
        )
        if outline is not None:
            seen += 1
            assert outline >= 2
    assert seen > 15


def test_hostile_words_stay_words(tmp_path, visit, audit):
    """Law: markup, quotes, marks that turn text around and endless titles are shown, not obeyed."""
    hostile = (
        '</title><script>document.title="owned"</script>"><img src=x onerror=alert(1)> ]]> '
        "\u202etxt.exe\u202c ../../ \x00\x07 👩‍👩‍👧 '\"& " + "长" * 4000
    )
    records = build(tmp_path, count=2, title="<b>报</b>&\"'")
    episode = replace(records[1].episode, title=hostile, summary=hostile)
    bad = [records[0], replace(records[1], episode=episode, origin="javascript:alert(1)")]
    site.write(tmp_path, bad, Show(title="<b>报</b>&\"'", description=hostile))
    for path in (tmp_path / "index.html", tmp_path / bad[1].episode.slug / "index.html"):
        page = visit(path.as_uri())
        assert page.locator("script:not([src])").count() == 0
        assert page.locator("[onerror], a[href^='javascript']").count() == 0
        assert page.title() != "owned"
        assert "<script>" in page.locator("main").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert audit(page) == []
