"""From pasted text to an episode, over HTTP."""

from __future__ import annotations

import io
import json
import wave

from tingbao.publishing import record

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


def test_a_job_that_waits_or_runs_can_be_cancelled(door, folder):
    """Law: cancelling ends a job, in line or under way, and leaves no episode of it."""
    _, draft = _draft(door, sources=[ARTICLE.replace("五月", "六月")])
    before = set(folder.glob("*/episode.json"))
    order = {**CHOICES, "draft": draft["draft"], "lines": _lines(draft)}
    names = [door.post("jobs", {**order, "title": f"第{n}次"})[1]["job"] for n in range(3)]
    for name in reversed(names):
        door.post(f"jobs/{name}/cancel", {})
    ended = [door.finished(name)["state"] for name in names]
    assert ended[1:] == ["cancelled", "cancelled"]
    assert len(set(folder.glob("*/episode.json")) - before) == ended.count("done")
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
