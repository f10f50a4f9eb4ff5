"""`tingbao script`, from a shell."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

NEWS = "杭州下雪了\n\n杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成。\n"


@pytest.mark.parametrize(("allowed", "code"), [("yes", 0), ("no", 3)])
def test_the_private_network_is_open_where_the_setting_says_so(
    run, monkeypatch: pytest.MonkeyPatch, allowed: str, code: int
) -> None:
    """Law: `script` reads what `make` would read, and refuses what it would refuse."""
    Path("news.txt").write_text(NEWS, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(Path.cwd()))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("TINGBAO_ALLOW_PRIVATE", allowed)
        ran = run("script", f"http://127.0.0.1:{server.server_port}/news.txt", "--json")
        server.shutdown()
    assert ran.code == code, ran.err
    assert ("五厘米" in ran.out) == (allowed == "yes")


@pytest.mark.parametrize(("style", "again"), [("bulletin", True), ("full", False)])
def test_a_subject_that_is_said_again_is_told(run, style: str, *, again: bool) -> None:
    """Law: `--explain` names the subject that a parted sentence says again; `full` parts none."""
    Path("news.txt").write_text(
        "球队的夏天\n\n去年夏天，俱乐部没有追逐高价外援，而是把预算的三分之一投给青训和体能团队，"
        "聘请了两名运动康复师，并在城北建起一座有四块场地的训练馆。\n",
        encoding="utf-8",
    )
    ran = run("script", "news.txt", "--style", style, "--explain")
    assert ran.code == 0, ran.err
    assert ("said again: 俱乐部\n" in ran.out) == again
    assert ("团队。俱乐部聘请了" in ran.out) == again
