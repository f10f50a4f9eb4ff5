"""From pasted text to an episode, over HTTP."""

from __future__ import annotations

import asyncio
import io
import json
import re
import threading
import time
import wave
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from itertools import islice
from unittest.mock import Mock

from tests.patience import LONG_S, until
from tests.studio import writing

from tingbao import pipeline
from tingbao.config import Config
from tingbao.errors import EngineError
from tingbao.publishing import record
from tingbao.studio import drafts, hearing
from tingbao.studio.app import LONGEST_LINE, WaitingLine

from .conftest import ARTICLE, open_studio

CHOICES = {"engine": "silent", "minutes": 1, "style": "bulletin"}


def _draft(door, **more):
    return door.post("draft", {**CHOICES, "sources": [ARTICLE], **more})


def _lines(draft):
    return [
        {"index": number, "written": line["written"]} for number, line in enumerate(draft["lines"])
    ]


def test_a_draft_shows_sections_and_lines_before_any_audio(door, folder):
    """Law: pasting gives the sections, every line written and spoken, and makes no episode."""
    status, draft = _draft(door)
    assert status == 200
    assert draft["title"] == "城南新图书馆五月开放"
    assert [part["heading"] for part in draft["sections"]] == [None, "建设历时三年", "服务覆盖全城"]
    assert {line["kind"] for line in draft["lines"]} >= {"opening", "heading", "body"}
    assert all(line["spoken"] for line in draft["lines"])
    assert 20_000 < draft["length_ms"] < 80_000
    assert not list(folder.glob("*/episode.json"))


def test_a_line_is_heard_at_once(door):
    """Law: one line comes back as a WAV file of about its length."""
    status, _, sound = door.ask("POST", "/studio/api/hear", {**CHOICES, "text": "藏书80万册。"})
    assert status == 200
    with wave.open(io.BytesIO(sound)) as file:
        assert 0.8 < file.getnframes() / file.getframerate() < 4


def test_an_edited_script_becomes_an_episode_that_plays(door, folder):
    """Law: what is edited is what is said and shown, what is taken out is not; it is served."""
    _, draft = _draft(door)
    lines = _lines(draft)
    changed = next(n for n, line in enumerate(draft["lines"]) if line["kind"] == "body")
    lines[changed]["written"] = "藏书有90万册。"
    removed = lines.pop()
    order = {**CHOICES, "draft": draft["draft"], "title": "图书馆 开放", "lines": lines}
    status, placed = door.post("jobs", order)
    assert status == 200
    job = door.finished(placed["job"])
    assert job["state"] == "done"
    assert job["title"] == "图书馆 开放"
    script = json.loads((folder / job["slug"] / "script.json").read_text(encoding="utf-8"))
    said = {line["written"]: line["spoken"] for line in script["lines"]}
    assert said["藏书有90万册。"] == "藏书有九十万册。"
    assert removed["written"] not in said
    status, headers, audio = door.ask("GET", f"/{job['slug']}/{job['slug']}.mp3", Range="bytes=0-9")
    assert (status, len(audio)) == (206, 10)
    status, _, page = door.ask("GET", f"/{job['slug']}/index.html")
    assert "藏书有90万册。" in page.decode()
    assert record.load(folder / job["slug"] / "episode.json").episode.title == "图书馆 开放"
    assert headers["access-control-allow-origin"] == "*"


def test_a_job_that_waits_or_runs_can_be_cancelled(door, folder, monkeypatch):
    """Law: cancelling ends a job, in line or under way, and leaves no episode of it."""
    begun, go, produce = threading.Event(), threading.Event(), pipeline.produce

    def held(*given, **more):
        begun.set()
        assert go.wait(LONG_S)
        return produce(*given, **more)

    monkeypatch.setattr(pipeline, "produce", held)
    _, draft = _draft(door, sources=[ARTICLE.replace("五月", "六月")])
    before = set(folder.glob("*/episode.json"))
    order = {**CHOICES, "draft": draft["draft"], "lines": _lines(draft)}
    names = [door.post("jobs", {**order, "title": f"第{n}次"})[1]["job"] for n in range(3)]
    assert begun.wait(LONG_S)
    for name in reversed(names):
        door.post(f"jobs/{name}/cancel", {})
    go.set()
    assert [door.finished(name)["state"] for name in names] == ["cancelled"] * 3
    assert set(folder.glob("*/episode.json")) == before
    assert door.post("jobs/ffffffffffffffff/cancel", {})[0] == 404


def test_jobs_survive_a_restart(tmp_path):
    """Law: what was ordered is made by the next program if this one ends before."""
    with open_studio(tmp_path) as door:
        _, draft = _draft(door)
        order = {**CHOICES, "draft": draft["draft"], "title": "", "lines": _lines(draft)}
        names = [door.post("jobs", order)[1]["job"] for _ in range(2)]
    with open_studio(tmp_path) as door:
        for name in names:
            job = door.finished(name)
            assert job["state"] == "done"
            assert (tmp_path / job["slug"] / f"{job['slug']}.mp3").is_file()
    with open_studio(tmp_path) as door:
        assert [job["state"] for job in door.jobs()] == ["done", "done"]


def test_failures_are_said_in_chinese(door):
    """Law: whatever a listener does wrong is answered in words that say what to do."""
    cases = [
        ("draft", {**CHOICES, "sources": [""]}),
        ("draft", {**CHOICES, "sources": ["？？？！！！"]}),
        ("draft", {**CHOICES, "sources": ["ftp://example.org/a"]}),
        ("draft", {**CHOICES, "sources": ["http://127.0.0.1:1/"]}),
        ("draft", {**CHOICES, "sources": ["http://[::1]/"]}),
        ("draft", {**CHOICES, "sources": [ARTICLE], "minutes": 500}),
        ("draft", {**CHOICES, "sources": [ARTICLE], "minutes": -1}),
        ("draft", {**CHOICES, "sources": [ARTICLE], "minutes": "many"}),
        ("draft", {**CHOICES, "sources": [ARTICLE], "engine": "gramophone"}),
        ("draft", {**CHOICES, "sources": [ARTICLE], "voice": "nobody"}),
        ("draft", {**CHOICES, "sources": [ARTICLE], "style": "opera"}),
        ("draft", {}),
        ("draft", []),
        ("draft", b"{"),
        ("draft", b"[" * 100_000),
        ("hear", {**CHOICES, "text": ""}),
        ("hear", {**CHOICES, "text": "——？！"}),
        ("hear", {**CHOICES, "text": "长" * 5000}),
        ("jobs", {**CHOICES, "draft": "gone", "lines": []}),
    ]
    for path, body in cases:
        status, answer = door.post(path, body)
        assert 400 <= status < 500, (path, body)
        assert any("一" <= character <= "鿿" for character in answer["problem"]), (path, answer)


def test_lines_that_make_no_script_are_refused(door):
    """Law: an order names lines of its draft, with words, at least one of them of the article."""
    _, draft = _draft(door)
    for lines in (
        None,
        [],
        "all",
        [{"index": 0}],
        [{"index": 99, "written": "好"}],
        [{"index": -1, "written": "好"}],
        [{"index": "0", "written": "好"}],
        [{"index": 0, "written": " "}],
        [{"index": 0, "written": "长" * 3000}],
        [{"index": 0, "written": "开场"}],
        [{"index": True, "written": ["好"]}],
        [{"index": 2, "written": "……？！"}],
        [{"index": 2, "written": "\ud83d"}],
        [7],
        _lines(draft) * 2,
    ):
        status, answer = door.post("jobs", {**CHOICES, "draft": draft["draft"], "lines": lines})
        assert status == 422, lines
        assert answer["problem"]


OTHER = """河西体育场六月竣工

河西体育场将于6月30日竣工，可容纳观众3.5万人，总投资11亿元。体育场配有地下停车位1200个，地铁5号线直达。

交付之后，周边12所学校的学生可以免费入场训练。市体育局表示，首场足球赛定于7月8日举行。
"""


def test_several_articles_become_one_briefing(door):
    """Law: each source is an article; together they are a briefing with a section each."""
    status, draft = _draft(door, sources=[ARTICLE, " ", OTHER])
    assert status == 200
    assert draft["title"].endswith("等2条消息")
    headings = {part["heading"] for part in draft["sections"]}
    assert headings == {"城南新图书馆五月开放", "河西体育场六月竣工"}
    assert all(part["lines"] > 0 for part in draft["sections"])


def test_what_is_edited_comes_in_by_a_door_too(door, folder):
    """Law: of a title and lines that are edited, no control and no turned text is published."""
    _, draft = _draft(door)
    lines = [{**line, "written": f"\x1b[31m{line['written']}\u202e"} for line in _lines(draft)]
    order = {**CHOICES, "draft": draft["draft"], "title": "图\x1b]0;x\x07书\u202e\u2066馆\x9b"}
    job = door.finished(door.post("jobs", {**order, "lines": lines})[1]["job"])
    assert job["title"] == "图]0;x书馆"
    found = (folder / job["slug"]).iterdir()
    texts = [path for path in found if path.suffix in {".json", ".vtt", ".srt", ".html"}]
    for path in (*texts, folder / "feed.xml", folder / "index.html"):
        assert not re.search("[\x1b\x07\x9b\u202e\u2066]", path.read_text("utf-8")), path.name


def test_of_several_articles_the_bad_one_is_named(door):
    """Law: where one of several cannot be used, the words say which."""
    status, answer = _draft(door, sources=[ARTICLE, "http://127.0.0.1/\nhttp://127.0.0.2/"])
    assert status == 422
    assert answer["problem"].startswith("第 2 篇：")
    assert "内部网络" in answer["problem"]
    assert "20 篇" in _draft(door, sources=[ARTICLE] * 21)[1]["problem"]


def test_a_path_is_a_text_and_never_a_file(door, tmp_path):
    """Law: what looks like a file's name is read as words; no file of the machine is opened."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密的事情不能说。", encoding="utf-8")
    for given in (str(secret), f"file://{secret}", "-", f"{secret}\n{secret}"):
        _, answer = _draft(door, sources=[given])
        assert "机密" not in json.dumps(answer, ensure_ascii=False)


def test_speed_and_the_guests_voice_are_what_was_chosen(door, folder):
    """Law: a briefing ordered at double speed is said in half the time, the guest as chosen."""
    lengths = []
    for speed in (1, 2):
        chosen = {**CHOICES, "style": "dialogue", "speed": speed, "guest_voice": "quiet"}
        _, draft = _draft(door, **{**chosen, "speed": 1})
        assert {line["role"] for line in draft["lines"]} == {"host", "guest"}
        order = {**chosen, "draft": draft["draft"], "title": f"{speed}", "lines": _lines(draft)}
        job = door.finished(door.post("jobs", order)[1]["job"])
        script = json.loads((folder / job["slug"] / "script.json").read_text(encoding="utf-8"))
        cues = script["cues"]
        lengths.append(sum(cue["end_ms"] - cue["start_ms"] for cue in cues))
    assert 0.4 < lengths[1] / lengths[0] < 0.65
    assert _draft(door, speed=3)[1]["problem"].startswith("语速")
    assert _draft(door, guest_voice="nobody")[0] == 422


def test_listeners_never_stand_behind_drafts(tmp_path, monkeypatch):
    """Law: of sixty drafts asked for at once some wait, some are refused, and listeners go on."""
    monkeypatch.setattr(drafts, "write", writing.waiting)
    (tmp_path / "a.mp3").write_bytes(b"x" * 300_000)
    with open_studio(tmp_path) as door, ThreadPoolExecutor(60) as pool:
        asked = [pool.submit(_draft, door) for _ in range(60)]
        refused = list(islice(as_completed(asked), 60 - LONGEST_LINE))
        assert {each.result()[0] for each in refused} == {503}
        assert "排队" in refused[0].result()[1]["problem"]
        until((tmp_path / "begun").exists)
        for _ in range(50):
            status, _, data = door.ask("GET", "/a.mp3")
            assert (status, len(data)) == (200, 300_000)
        assert door.ask("GET", "/studio/")[0] == 200
        assert (tmp_path / "begun").read_text() == "x"
        (tmp_path / "go").touch()
        assert sum(each.result()[0] == 500 for each in asked) == LONGEST_LINE
        assert (tmp_path / "begun").read_text() == "x" * LONGEST_LINE
        assert _draft(door)[0] == 500  # the line is free again


def test_a_line_has_one_worker():
    """Law: who stands in a line is served one at a time, and each is."""
    line, busy = WaitingLine(), threading.Lock()

    def work() -> dict[str, bool]:
        with suppress(RuntimeError):
            alone = busy.acquire(blocking=False)
            time.sleep(0.001)  # in which others would come, if they could
            busy.release()
        return {"alone": alone}

    async def all_of_them() -> list[bytes]:
        return [one.body for one in await asyncio.gather(*(line.answer(work) for _ in range(9)))]

    assert asyncio.run(all_of_them()) == [b'{"alone":true}'] * 9


def test_a_bug_is_said_in_chinese_too(door, monkeypatch):
    """Law: what nobody thought of is a 500 in words, with no trace of the program's insides."""
    monkeypatch.setattr(drafts, "write", writing.faulty)
    status, answer = _draft(door)
    assert status == 500
    assert "意料之外" in answer["problem"]
    assert "Traceback" not in json.dumps(answer)


def test_a_draft_that_kills_its_process_is_refused_alone(door, monkeypatch):
    """Law: the death of the process that writes is a line for its draft; the next is written."""
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "write", writing.dying)
        status, answer = _draft(door)
    assert status == 422
    assert "内容太多" in answer["problem"]
    assert _draft(door)[0] == 200


def test_the_voice_loads_while_the_script_is_read(tmp_path, monkeypatch):
    """Law: a draft for the embedded voice begins to load it, once, and the page is told."""
    loaded, go = [], threading.Event()

    def load(config):
        loaded.append(config.engine)
        assert go.wait(LONG_S)

    monkeypatch.setattr(hearing, "_speak_past_the_cache", load)
    with open_studio(tmp_path) as door:
        assert door.news()["voice"] == "cold"
        for _ in range(3):
            assert _draft(door, engine="kokoro")[0] == 200
        assert door.news()["voice"] == "warming"
        go.set()
        until(lambda: door.news()["voice"] == "warm")
        _draft(door, engine="kokoro")
    assert loaded == ["kokoro"]


def test_a_voice_that_cannot_be_loaded_may_be_tried_again(monkeypatch):
    """Law: a failure leaves the ear cold, so that the next draft tries once more."""
    outcomes = [EngineError("the weights are damaged"), None]
    asked = Mock(side_effect=outcomes)
    monkeypatch.setattr(hearing, "_speak_past_the_cache", asked)
    ear = hearing.Ear()
    for state in ("cold", "warm"):
        ear.warm(Config(engine="kokoro"))
        until(lambda: ear.state != "warming")
        assert ear.state == state
