"""Playing, seeking and reading along, as a listener does it."""

from __future__ import annotations

import re

import pytest

from .waiting import until

AT = "document.querySelector('audio').currentTime"
LANDING_S = 0.3


def _time(page) -> float:
    return page.evaluate(AT)


def _ready(page):
    until(page, "document.querySelector('audio').readyState >= 1")
    return page


@pytest.fixture
def page(show, visit):
    """The newest episode's page, its audio's length known."""
    return _ready(visit(show[1]))


def test_play_and_pause(page):
    """Law: the button plays, says what it will do next, and pauses."""
    button = page.locator(".controls .play")
    assert button.get_attribute("aria-label") == "播放"
    button.click()
    until(page, f"{AT} > 0.5")
    assert button.get_attribute("aria-label") == "暂停"
    button.click()
    assert page.evaluate("document.querySelector('audio').paused")


def test_seeking_asks_for_ranges(show, visit):
    """Law: audio comes in ranges (206), and a far place is reached at once."""
    statuses = []
    page = visit(show[0])
    page.on(
        "response", lambda answer: answer.url.endswith(".mp3") and statuses.append(answer.status)
    )
    page.goto(show[1])
    _ready(page)
    page.evaluate("document.querySelector('audio').currentTime = 300")
    until(page, f"{AT} >= 300 && !document.querySelector('audio').seeking")
    assert statuses
    assert set(statuses) == {206}


def test_a_chapter_is_reached_within_three_tenths(page):
    """Law: each chapter's button starts playing within 0.3 s of the chapter's beginning."""
    buttons = page.locator("[data-at]")
    assert buttons.count() >= 4
    for number in range(buttons.count()):
        button = buttons.nth(number)
        start = float(button.get_attribute("data-at"))
        landed = page.evaluate(
            """number => new Promise(done => {
                 const audio = document.querySelector('audio');
                 audio.addEventListener('seeked', () => done(audio.currentTime), { once: true });
                 document.querySelectorAll('[data-at]')[number].click();
               })""",
            number,
        )
        assert abs(landed - start) < LANDING_S
        until(page, f"{AT} > {start} + 0.1")
        assert button.get_attribute("aria-current") == "true"
        assert page.locator(".chapters [aria-current]").count() == 1


def test_the_transcript_follows(page):
    """Law: the sentence that sounds is marked, one at a time, and the next when it is due."""
    starts = page.eval_on_selector_all("[data-t]", "all => all.map(e => Number(e.dataset.t))")
    page.locator(".controls .play").click()
    for number in (3, 4, 9):
        page.evaluate(f"document.querySelector('audio').currentTime = {starts[number]} + 0.02")
        until(
            page,
            "[...document.querySelectorAll('[data-t]')]"
            f".findIndex(e => e.classList.contains('now')) === {number}",
        )
        assert page.locator("[data-t].now").count() == 1
    page.evaluate(f"document.querySelector('audio').currentTime = {starts[10]} - 0.3")
    until(page, "document.querySelectorAll('[data-t]')[10].classList.contains('now')")


def test_following_scrolls_and_can_be_turned_off(page):
    """Law: what sounds comes into view while following is on, and not when it is off."""
    last = page.locator("[data-t]").last
    page.locator(".controls .play").click()
    page.locator("#text-title").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('audio').currentTime = 150")
    until(
        page,
        "(() => { const r = document.querySelector('[data-t].now')?.getBoundingClientRect();"
        " return r && r.top > 0 && r.bottom < innerHeight })()",
    )
    page.get_by_label("跟随播放").evaluate("box => box.click()")
    page.wait_for_timeout(1200)  # gliding ends
    before = page.evaluate("scrollY")
    page.evaluate(f"document.querySelector('audio').currentTime = {last.get_attribute('data-t')}")
    until(page, "[...document.querySelectorAll('[data-t]')].at(-1).classList.contains('now')")
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") == before
    page.reload()
    assert not page.get_by_label("跟随播放").is_checked()


def test_a_sentence_is_a_place_to_click(page):
    """Law: a click on a sentence plays from it."""
    line = page.locator("[data-t]").nth(5)
    line.click(position={"x": 4, "y": 8})
    start = float(line.get_attribute("data-t"))
    until(page, f"{AT} >= {start} - 0.05")
    assert _time(page) - start < 1.5
    assert not page.evaluate("document.querySelector('audio').paused")


def test_keys(page):
    """Law: space, arrows, brackets and digits do what the help says, and can be turned off."""
    heads = page.eval_on_selector_all("[data-at]", "all => all.map(e => Number(e.dataset.at))")
    starts = page.eval_on_selector_all("[data-t]", "all => all.map(e => Number(e.dataset.t))")

    def press(key: str) -> float:
        page.keyboard.press(key)
        until(page, "!document.querySelector('audio').seeking")
        return _time(page)

    assert press("2") == pytest.approx(heads[1], abs=LANDING_S)
    assert press("]") == pytest.approx(heads[2], abs=LANDING_S)
    assert press("[") == pytest.approx(heads[1], abs=LANDING_S)
    assert press("ArrowRight") == pytest.approx(heads[1] + 10, abs=LANDING_S)
    assert press("[") == pytest.approx(heads[1], abs=LANDING_S)
    assert press("ArrowLeft") == pytest.approx(heads[1] - 10, abs=LANDING_S)
    assert press("1") == pytest.approx(0, abs=LANDING_S)
    assert press("Shift+ArrowRight") == pytest.approx(starts[0], abs=LANDING_S)
    assert press("Shift+ArrowRight") == pytest.approx(starts[1], abs=LANDING_S)
    assert press("9") == pytest.approx(starts[1], abs=LANDING_S)
    page.keyboard.press("Space")
    until(page, "!document.querySelector('audio').paused")
    page.keyboard.press("Space")
    until(page, "document.querySelector('audio').paused")
    page.locator(".keys summary").click()
    page.get_by_label("启用快捷键").click()
    page.locator("h1").click()
    before = _time(page)
    assert press("3") == before


def test_a_link_to_a_moment_goes_there(show, visit):
    """Law: #t= in seconds or minutes sets the place; a link inside the page plays from it."""
    for fragment, moment in (("#t=65", 65), ("#t=1:05", 65), ("#t=0:01:05.5", 65.5)):
        page = _ready(visit(show[1] + fragment))
        until(page, f"Math.abs({AT} - {moment}) < 0.3")
    for nonsense in ("#t=", "#t=abc", "#t=1:2:3:4", "#t=-5", "#t=1e9", "#t=%ff"):
        page = _ready(visit(show[1] + nonsense))
        assert _time(page) < 1
    page.locator(".chapters a").nth(2).click()
    until(page, "!document.querySelector('audio').paused")
    assert re.search(r"#t=\d+$", page.url)


def test_speed_is_remembered(page):
    """Law: the speed chosen is the speed of the next visit."""
    page.locator(".speed select").select_option("1.5")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    page.reload()
    _ready(page)
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    assert page.locator(".speed select").input_value() == "1.5"


def test_a_visit_goes_on_where_the_last_one_stopped(page):
    """Law: the place is kept over a reload."""
    page.evaluate("document.querySelector('audio').currentTime = 100")
    until(page, f"{AT} >= 100")
    page.reload()
    _ready(page)
    until(page, f"Math.abs({AT} - 100) < 1")


def test_the_slider_is_a_slider(page):
    """Law: the waveform is operable by keyboard and tells its place in words."""
    slider = page.get_by_label("播放进度")
    slider.focus()
    page.keyboard.press("ArrowRight")
    until(page, f"{AT} >= 9.9")
    assert "共" in slider.get_attribute("aria-valuetext")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    half = page.evaluate("document.querySelector('audio').duration / 2")
    until(page, f"Math.abs({AT} - {half}) < 3")


def test_the_system_knows_what_plays(page):
    """Law: Media Session has title, show, cover and the chapter."""
    page.locator(".controls .play").click()
    until(page, "navigator.mediaSession.metadata !== null")
    facts = page.evaluate(
        "(m => [m.title, m.artist, m.artwork.length, m.album])(navigator.mediaSession.metadata)"
    )
    assert facts[0].startswith("聚焦三个")
    assert facts[1:] == ["听报", 1, "导语"]


def test_copying_the_feed_and_the_moment(show, visit):
    """Law: what is copied is an absolute address; where copying is forbidden it is shown."""
    page = _ready(visit(show[1], permissions=["clipboard-read", "clipboard-write"]))
    page.locator(".subscribe [data-copy]").click()
    until(page, "document.querySelector('.toast').textContent === '已复制'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{show[0]}feed.xml"
    page.evaluate("document.querySelector('audio').currentTime = 42")
    until(page, f"{AT} >= 42")
    page.get_by_text("复制此刻的链接").click()
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()") == f"{show[1]}#t=42"
    apps = page.eval_on_selector_all("[data-app]", "all => all.map(a => a.href)")
    assert apps[0] == f"{show[0]}feed.xml".replace("http:", "podcast:")
    assert apps[1] == f"{show[0]}feed.xml".replace("http:", "pcast:")


def test_without_a_script_the_page_is_whole(show, visit):
    """Law: without JavaScript there are native controls, the text, and chapters lead into it."""
    page = visit(show[1], java_script_enabled=False)
    assert page.locator("audio[controls]").is_visible()
    for shown in (".js-only", ".dock"):
        for one in page.locator(shown).all():
            assert not one.is_visible()
    page.locator(".chapters a").nth(2).click()
    page.wait_for_timeout(1200)  # it glides there
    assert -5 < page.locator(".part h3").nth(2).bounding_box()["y"] < 300
    assert page.get_by_text("下载音频").is_visible()


def test_from_the_disk_the_pages_work_too(show, visit):
    """Law: opened as files, the index leads to an episode, which plays."""
    page = visit((show[2] / "index.html").as_uri())
    page.locator("h3 a").first.click()
    _ready(page)
    page.locator(".controls .play").click()
    until(page, f"{AT} > 0.3")


def test_audio_that_is_gone_is_said_in_words(show, browser):
    """Law: a listener whose audio cannot be had reads why, in Chinese."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.mp3", lambda route: route.abort())
    page.goto(show[1])
    until(page, "document.querySelector('.toast').textContent.includes('音频没能打开')")
    context.close()
