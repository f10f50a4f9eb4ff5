"""The whole way in the studio: paste, look, edit, hear, make, listen."""

from __future__ import annotations

import pytest
from tests.serving import TOKEN, serving_studio

from .conftest import SIZES
from .show import SEED
from .waiting import until


@pytest.fixture
def studio(tmp_path):
    """A studio on loopback whose engine is silent; give its address with the token."""
    with serving_studio(tmp_path) as port:
        yield f"http://127.0.0.1:{port}/studio/?token={TOKEN}"


def _draft(page):
    page.locator(".sources textarea").first.fill(SEED.read_text(encoding="utf-8"))
    page.locator("#minutes").fill("1")
    page.get_by_role("button", name="生成文稿").click()
    page.wait_for_selector("#script-step:not([hidden])", timeout=60_000)


def test_from_paste_to_a_playing_episode(studio, visit, pictures):
    """Law: what is pasted becomes a script that is edited and heard, then an episode that plays."""
    page = visit(studio)
    assert "token" not in page.url
    _draft(page)
    assert page.locator("#outline li").count() == 4
    lines = page.locator(".lines li")
    count = lines.count()
    body = page.locator(".lines li.body").first
    body.locator("textarea").fill("一共有90万册藏书。")
    page.locator(".lines li.closing").last.get_by_role("button", name="删去").click()
    page.screenshot(path=pictures / "studio-script.png")
    body.get_by_role("button", name="试听").click()
    until(page, "document.querySelectorAll('.tools [aria-busy]').length === 0", 60)
    assert page.locator("#hear-problem").inner_text() == ""
    page.locator("#title").fill("图书馆开放")
    page.locator("#make").click()
    page.wait_for_selector(".queue .listen", timeout=120_000)
    page.screenshot(path=pictures / "studio-done.png")
    assert "做好" not in page.locator("#queue-length").inner_text()
    page.locator(".queue .listen").click()
    page.wait_for_selector(".player")
    assert page.locator("h1").inner_text() == "图书馆开放"
    spoken = page.locator("[data-t]")
    assert "一共有90万册藏书。" in spoken.all_inner_texts()
    assert spoken.count() <= count - 1
    page.locator(".controls .play").click()
    until(page, "document.querySelector('audio').currentTime > 0.3", 20)


def test_what_goes_wrong_is_said_beside_it(studio, visit):
    """Law: a problem appears in words, in an alert, and the page goes on working."""
    page = visit(studio, complains=False)
    page.get_by_role("button", name="生成文稿").click()
    assert "请先粘贴一篇文章" in page.locator("#source-problem").inner_text()
    page.locator(".sources textarea").fill("http://127.0.0.1:1/")
    page.get_by_role("button", name="生成文稿").click()
    until(page, "document.querySelector('#source-problem').textContent.includes('内部网络')", 20)
    _draft(page)
    assert page.locator("#source-problem").inner_text() == ""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_studio(studio, visit, audit, *, size, theme):
    """Law: the studio has no WCAG 2.2 AA finding, empty, with a script, and with a job."""
    page = visit(studio, size=size, theme=theme)
    assert audit(page) == []
    _draft(page)
    assert audit(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#make").click()
    page.wait_for_selector(".queue li")
    assert audit(page) == []
    page.wait_for_selector(".queue .listen", timeout=120_000)
    assert audit(page) == []
