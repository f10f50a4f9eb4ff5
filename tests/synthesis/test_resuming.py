"""Killed at any moment, the next run goes on and says the same."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
import time

import pytest
from tests.patience import LONG_S, until

from tingbao.store import STAGING

PROGRAM = textwrap.dedent(
    """
    import hashlib, pathlib, sys, time
    from tingbao.config import Config
    from tingbao.model import Line, Script
    from tingbao.synthesis import Casting, Options, speak
    texts = [f"第{'一二三四五六七八九'[n % 9]}句，{'好' * (n + 1)}。" for n in range(30)]
    lines = [Line(kind="body", section=n // 5, written=t, spoken=t) for n, t in enumerate(texts)]
    print("on", flush=True)
    speech = speak(
        Script(title="", lines=tuple(lines)),
        Casting(engine="silent", options=Options(config=Config(cache=pathlib.Path(sys.argv[1])))),
        on_line=lambda done, total: time.sleep(float(sys.argv[2])),
    )
    print(hashlib.sha256(speech.pcm + repr(speech.cues).encode()).hexdigest())
    """
)


def _run(folder, pause: float) -> subprocess.Popen:
    command = [sys.executable, "-c", PROGRAM, str(folder), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_killed_and_resumed_is_the_same(tmp_path) -> None:
    """Law: after kills at random moments, a run gives the bytes of an undisturbed one."""
    undisturbed = _run(tmp_path / "one", 0).communicate()[0]
    chance = random.Random(20)  # noqa: S311  # moments, not secrets
    for _ in range(3):
        process = _run(tmp_path / "two", 0.01)
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert _run(tmp_path / "two", 0).communicate()[0] == undisturbed


def test_interrupted_leaves_no_litter(tmp_path) -> None:
    """Law: Ctrl-C ends at once, and what was spoken so far is kept whole."""
    process = _run(tmp_path, LONG_S)
    until(lambda: list(tmp_path.rglob("*.pcm")))
    process.send_signal(signal.SIGINT)
    assert process.wait(LONG_S) != 0
    assert not list(tmp_path.rglob(f"{STAGING}*"))


@pytest.mark.parametrize("stop", [1, 7])
def test_progress_may_stop_the_work(tmp_path, stop) -> None:
    """Law: what `on_line` raises comes through, and the cache keeps what was said."""
    from tingbao.config import Config
    from tingbao.model import Line, Script
    from tingbao.synthesis import Casting, Options, speak

    def watch(done: int, _total: int) -> None:
        if done == stop:
            raise KeyboardInterrupt

    lines = tuple(
        Line(kind="body", section=0, written="", spoken=f"第{'一' * (n + 1)}句。") for n in range(9)
    )
    with pytest.raises(KeyboardInterrupt):
        speak(
            Script(title="", lines=lines),
            Casting(engine="silent", options=Options(config=Config(cache=tmp_path))),
            on_line=watch,
        )
    assert len(list(tmp_path.rglob("*.pcm"))) >= stop
