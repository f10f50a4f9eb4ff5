"""Lines spoken chunk by chunk, in as many threads as told."""

from __future__ import annotations

import threading
from dataclasses import replace

from tingbao.config import Config
from tingbao.model import Line, Script
from tingbao.synthesis import Casting, Options, silent, speak

TEXTS = [f"第{'一二三四五'[n % 5]}句，{'好' * (n + 1)}。" for n in range(9)]
SCRIPT = Script(
    title="",
    lines=tuple(
        Line(kind="body", section=n // 3, written=t, spoken=t) for n, t in enumerate(TEXTS)
    ),
)


def test_one_thread_is_the_callers_own_and_says_the_same(monkeypatch) -> None:
    """Law: threads change who speaks a sentence, not what is heard; with one none is started."""
    seen: set[str] = set()
    speaker = silent.open(Options())

    def heard(*arguments) -> bytes:
        seen.add(threading.current_thread().name)
        return speaker.say(*arguments)

    monkeypatch.setattr(silent, "open", lambda _: replace(speaker, workers=3, say=heard))
    found = {}
    for threads in (0, 1, 2):
        seen.clear()
        found[threads] = speak(
            SCRIPT, Casting(engine="silent", options=Options(config=Config(threads=threads)))
        )
        assert (threading.current_thread().name in seen) == (threads == 1)
        assert len(seen) <= (threads or 3)
    assert found[0] == found[1] == found[2]
