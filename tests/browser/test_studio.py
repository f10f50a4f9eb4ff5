"""The whole way in the studio: paste, look, edit, hear, make, listen."""

from __future__ import annotations

import pytest
from tests.serving import TOKEN, serving_studio

from tingbao import pipeline
from tingbao.errors import EngineError

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
    page.locator(".lines li.opening").last.get_by_role("button", name="删去").click()
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


def test_several_articles_go_in_at_once(studio, visit):
    """Law: a page adds and removes articles, counts what is in each, and sends all of them."""
    page = visit(studio)
    page.get_by_role("button", name="再加一篇").click()
    areas = page.locator(".sources textarea")
    areas.nth(0).fill("https://example.org/1\nhttps://example.org/2")
    assert "2 个网址" in page.locator(".sources li").nth(0).inner_text()
    page.get_by_role("button", name="去掉第 1 篇").click()
    assert areas.count() == 1
    second = "河西体育场六月竣工\n\n河西体育场将于6月30日竣工，可容纳观众3.5万人，总投资11亿元。"
    page.locator("#file").set_input_files(
        [
            {"name": "1.txt", "mimeType": "text/plain", "buffer": SEED.read_bytes()},
            {"name": "2.txt", "mimeType": "text/plain", "buffer": second.encode("gb18030")},
        ]
    )
    until(page, "document.querySelectorAll('.sources textarea').length === 2")
    assert areas.nth(1).input_value() == second
    page.get_by_role("button", name="生成文稿").click()
    page.wait_for_selector("#script-step:not([hidden])", timeout=60_000)
    assert page.locator("#title").input_value().endswith("等2条消息")
    assert page.locator("#outline li").count() == 2


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-16", "utf-8"])
def test_a_file_of_any_encoding_goes_in(studio, visit, encoding):
    """Law: a file from Taiwan or an old system is read in the page as it is by the program."""
    words = "東湖體育場六月竣工\n\n東湖體育場在六月三十日竣工，可以坐三萬人，是全市最大的體育場。"
    page = visit(studio)
    page.locator("#file").set_input_files(
        [{"name": "1.txt", "mimeType": "text/plain", "buffer": words.encode(encoding)}]
    )
    until(page, "document.querySelector('.sources textarea').value.length > 0")
    assert page.locator(".sources textarea").first.input_value() == words


def test_edits_outlive_a_new_script(studio, visit, audit):
    """Law: lines that the new script has keep their edits; before others are lost, one is asked."""
    page = visit(studio)
    _draft(page)
    notice = page.locator(".lines li.notice textarea").first
    notice.fill("声音由电脑合成。")
    body = page.locator(".lines li.body").first
    struck = body.locator("textarea").input_value()
    body.get_by_role("button", name="删去").click()
    page.locator("#minutes").fill("2")
    assert "有改动" in page.locator("#writing").inner_text()
    lines = page.locator(".lines li")
    before = lines.count()
    page.get_by_role("button", name="重新生成文稿").click()
    until(page, f"document.querySelectorAll('.lines li').length > {before}", 60)
    assert notice.input_value() == "声音由电脑合成。"
    said, gone = (
        page.eval_on_selector_all(f".lines li{kind} textarea", "all => all.map(e => e.value)")
        for kind in ("", ".gone")
    )
    assert gone == [words for words in said if words == struck]

    longer = lines.count()
    areas = page.locator(".lines li.body:not(.gone) textarea")
    for number in range(areas.count()):
        areas.nth(number).fill(f"改过的第{number}句。")
    for answer, kept in (("留着原来的", True), ("用新文稿", False)):
        page.locator("#minutes").fill("0.5")
        page.get_by_role("button", name="重新生成文稿").click()
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        assert "改过的第" in dialog.inner_text()
        assert audit(page) == []
        dialog.get_by_role("button", name=answer).click()
        until(page, "!document.querySelector('#write').disabled")
        assert (lines.count() == longer) is kept


def test_leaving_with_edits_is_asked_about(studio, visit):
    """Law: closing the page with edits that no episode has yet asks first."""
    page = visit(studio)
    _draft(page)
    page.locator(".lines li.body textarea").first.fill("改了。")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def _stumble(real):
    """Make episodes, but not of a title that asks for trouble."""

    def produce(article, script, config, **more):
        if "坏" in article.title:
            raise EngineError("the model could not say a chunk", hint="try another voice")
        return real(article, script, config, **more)

    return produce


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_studio(
    studio, visit, audit, pictures, monkeypatch, *, size, theme
):
    """Law: the studio has no WCAG 2.2 AA finding: empty, with a script, a failure, an episode."""
    monkeypatch.setattr(pipeline, "produce", _stumble(pipeline.produce))
    page = visit(studio, size=size, theme=theme)

    def look(name: str) -> None:
        page.screenshot(path=pictures / f"studio-{size}-{theme}-{name}.png", full_page=True)
        assert audit(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    look("1-empty")
    page.locator("#style").select_option("dialogue")
    assert page.get_by_label("嘉宾的声音").is_visible()
    page.set_viewport_size({"width": 320, "height": 800})
    look("1-dialogue")
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    page.locator("#style").select_option("bulletin")
    assert not page.get_by_label("嘉宾的声音").is_visible()
    _draft(page)
    look("2-script")
    page.locator("#title").fill("坏的一期")
    page.locator("#make").click()
    page.wait_for_selector(".queue [data-state=failed]", timeout=60_000)
    page.get_by_text("给开发者的细节").click()
    page.locator("#title").fill("好的一期")
    page.locator("#make").click()
    page.wait_for_selector(".queue [data-state=running]", timeout=60_000)
    look("3-making")
    page.wait_for_selector(".queue .listen", timeout=120_000)
    look("4-made")
    page.get_by_role("button", name="再试一次：坏的一期").click()
    page.wait_for_selector(".queue [data-state=failed]", timeout=60_000)
