"""`tingbao script`, from a shell."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

NEWS = "杭州下雪了\n\n杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成。\n"


@pytest.mark.parametrize("command", ["sections", "script", "make"])
def test_what_a_hint_names_can_be_given(run, command: str) -> None:
    """Law: where a private address is refused, the option that the hint names is understood."""
    refused = run(command, "http://127.0.0.1:9/")
    assert refused.code == 3
    assert "--allow-private lets it pass" in refused.err
    allowed = run(command, "http://127.0.0.1:9/", "--allow-private")
    assert allowed.code == 3
    assert "--allow-private" not in allowed.err


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


def test_a_time_that_is_told_otherwise_is_explained(run) -> None:
    """Law: `--explain` names the word of the article and what is told in its place."""
    Path("news.txt").write_text(
        "球队的夏天\n\n2019年9月8日 来源：日报\n\n俱乐部昨天公布了青训计划，投入三千万元。\n",
        encoding="utf-8",
    )
    ran = run("script", "news.txt", "--explain")
    assert ran.code == 0, ran.err
    assert "time: 昨天 is told as 9月7日" in ran.out
    assert "俱乐部9月7日公布了青训计划" in ran.out
