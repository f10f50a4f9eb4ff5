"""How a listener hears that an episode is synthetic, from a shell."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import mutagen.id3
import numpy as np
import pytest
import soundfile

NEWS = "杭州下雪了\n\n杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成。\n"
UNIT = 0.08  # seconds of a short tone


def _made(run, tmp_path: Path, *flags: str) -> tuple[Path, str]:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    ran = run("make", tmp_path / "news.txt", "-o", tmp_path / "show", "--engine", "silent",
              "--json", *flags)  # fmt: skip
    assert ran.code == 0, ran.err
    return Path(json.loads(ran.out)["folder"]), ran.err


def _rhythm(folder: Path) -> str:
    """Write what sounds before the first word as long and short tones."""
    sound, rate = soundfile.read(folder / f"{folder.name}.mp3")
    cues = json.loads((folder / "script.json").read_text())["cues"]
    head = np.abs(sound[: cues[0]["start_ms"] * rate // 1000])
    window = rate // 100
    loud = [
        part.max(initial=0) > 0.03 for part in np.array_split(head, max(1, len(head) // window))
    ]
    tones, run = [], 0
    for now in [*loud, False]:
        if now:
            run += 1
        elif run:
            tones.append("长" if run * 0.01 > 2 * UNIT else "短")
            run = 0
    return "".join(tones)


@pytest.mark.parametrize(
    ("mark", "rhythm", "spoken", "told"),
    [("voice", "", True, 0), ("morse", "短长短短", False, 0), ("none", "", False, 1)],
)
def test_each_mark_is_what_it_says_and_the_silent_ones_stay(
    run, tmp_path: Path, mark: str, rhythm: str, *, spoken: bool, told: int
) -> None:
    """Law: the flag chooses what is heard; metadata, notes and podcast:txt never go."""
    folder, err = _made(run, tmp_path, "--ai-mark", mark)
    lines = json.loads((folder / "script.json").read_text())["lines"]
    assert any(line["kind"] == "notice" for line in lines) == spoken
    assert ("人工智能" in (folder / "transcript.vtt").read_text()) == spoken
    assert _rhythm(folder) == rhythm
    assert err.count("synthetic") == told
    tag = mutagen.id3.ID3(folder / f"{folder.name}.mp3", translate=False)
    assert json.loads(tag["TXXX:AIGC"].text[0])["AIGC"]["Label"] == "1"
    feed = (tmp_path / "show" / "feed.xml").read_bytes()
    assert feed.count(b'purpose="ai-content"') == 2
    entry = feedparser.parse(feed).entries[0]
    assert "人工智能" in entry.content[0].value
    assert "人工智能" in entry.summary


def test_producer_and_mark_come_from_the_settings(run, tmp_path: Path, monkeypatch) -> None:
    """Law: the code of the provider is configured, and so is the mark; a wrong one is named."""
    monkeypatch.setenv("TINGBAO_AI_MARK", "morse")
    monkeypatch.setenv("TINGBAO_SHOW_PRODUCER", "001191330106MA2C0000X10000")
    folder, _ = _made(run, tmp_path)
    assert _rhythm(folder) == "短长短短"
    tag = mutagen.id3.ID3(folder / f"{folder.name}.mp3", translate=False)
    mark = json.loads(tag["TXXX:AIGC"].text[0])["AIGC"]
    assert mark["ContentProducer"] == "001191330106MA2C0000X10000"
    assert mark["ProduceID"] == json.loads((folder / "episode.json").read_text())["episode"]["guid"]
    ran = run("make", tmp_path / "news.txt", "--ai-mark", "beep")
    assert (ran.code, "voice, morse, none" in ran.err) == (2, True)
