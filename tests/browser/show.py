"""A small show with real, audible MP3 files, for looking at in a browser.

The sound is a buzz that opens and closes like syllables; what is said is the text of the
seed article, timed at the pace of a news reader.
"""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image, ImageDraw

from tingbao import site
from tingbao.model import Byline, Chapter, Episode, Show
from tingbao.publishing.record import Record, dump

SEED = Path(__file__).parents[2] / "seeds" / "qiantang-smart-city.txt"
RATE = 24_000
ZONE = timezone(timedelta(hours=8))
NEWEST = datetime(2023, 5, 5, 8, 9, 33, tzinfo=ZONE)
TITLE = "聚焦三个“一号工程” 打好经济翻身仗 钱塘智慧城下好高质量发展“先手棋”"
SUMMARY = (
    "钱塘智慧城聚焦数字能源、数字消费和光电智芯三大产业，一季度经济运行趋稳向好；"
    "项目落地、拿地即开工，营商环境再提速。"
)
DESCRIPTION = "把文章变成能听的简报。每个工作日早上八点，几分钟听完一篇值得读的报道。"
Line = tuple[str, str, tuple[int, ...], int, int]
"""Kind, text, place in the article, start and end in ms."""
TITLES = (
    "浙江首条低空物流航线常态化运行，山区快递从一天缩短到四十分钟",
    "全国碳市场第二个履约周期收官，成交额突破249亿元",
    "杭州地铁19号线全线贯通",
    "数据要素怎么入表？三家上市公司给出不同答案",
    "长三角一体化示范区发布新一批制度创新成果",
    "“五一”出游数据出炉：县城酒店预订量同比翻番",
)


def _audio(seconds: float, spans: list[tuple[float, float]]) -> tuple[bytes, tuple[float, ...]]:
    """Buzz in the spans; give the MP3 and 480 peaks of it."""
    time = np.arange(int(seconds * RATE)) / RATE
    voice = np.zeros_like(time)
    for start, end in spans:
        inside = (time >= start) & (time < end)
        # A sentence falls in loudness towards its end, and breathes.
        place = (time - start) / (end - start)
        phrase = (0.95 - 0.5 * place) * np.clip(
            np.sin(2 * np.pi * (time - start) / 3.1) + 0.9, 0, 1
        )
        voice += inside * phrase * np.sin(np.pi * 4.3 * (time - start)) ** 2
    sound = voice * (np.sin(2 * np.pi * 160 * time) + 0.4 * np.sin(2 * np.pi * 480 * time)) * 0.4
    peaks = np.abs(sound)[: len(sound) // 480 * 480].reshape(480, -1).max(axis=1)
    out = io.BytesIO()
    soundfile.write(
        out,
        sound,
        RATE,
        format="MP3",
        subtype="MPEG_LAYER_III",
        bitrate_mode="CONSTANT",
        compression_level=0.5,
    )
    return out.getvalue(), tuple(float(peak) for peak in peaks)


def _script() -> tuple[list[Line], list[Chapter], int]:
    """Time the seed's first sentences per section."""
    blocks = SEED.read_text(encoding="utf-8").split("\n\n")
    lines: list[Line] = []
    chapters: list[Chapter] = []
    at = 400

    def say(kind: str, written: str, paragraph: tuple[int, ...] = (), pause: int = 380) -> None:
        nonlocal at
        end = at + len(written) * 1000 // 5
        lines.append((kind, written, paragraph, at, end))
        at = end + pause

    def head(title: str) -> None:
        nonlocal at
        at = -(-at // 1000) * 1000
        if chapters:
            chapters[-1] = Chapter(
                title=chapters[-1].title, start_ms=chapters[-1].start_ms, end_ms=at
            )
        chapters.append(Chapter(title=title, start_ms=at if chapters else 0, end_ms=at))

    head("导语")
    say("opening", "早上好，这里是听报。今天是2023年5月5日，星期五。")
    say("notice", "本节目文字由算法整理，声音由人工智能合成。")
    section = 0
    credits_at = next(n for n, block in enumerate(blocks) if block.startswith("来源"))
    for number, block in enumerate(blocks[2:credits_at]):
        if len(block) < 40 and not block.endswith(("。", "？", "?")):
            section += 1
            head(block)
            say("heading", block, pause=900)
            continue
        for sentence in block.replace("。", "。\n").splitlines()[:2]:
            if number % 3 != 1:
                say("body", sentence, (section, number))
    say("closing", "以上内容来自杭州网，作者张某。我们明天见。")
    chapters[-1] = Chapter(title=chapters[-1].title, start_ms=chapters[-1].start_ms, end_ms=at)
    return lines, chapters, at


def _cover() -> bytes:
    """Draw a stand-in for a cover; covers have tests of their own."""
    image = Image.new("RGB", (400, 400), "#155418")
    ImageDraw.Draw(image).rectangle((40, 240, 360, 252), fill="#5ff2b7")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def build(folder: Path, *, count: int = 7, title: str = "听报", base_url: str = "") -> list[Record]:
    """Write a show of so many episodes, all with the seed's text; give them oldest first."""
    show = Show(title=title, base_url=base_url, description=DESCRIPTION)
    lines, chapters, duration = _script()
    mp3, peaks = _audio(duration / 1000, [(line[3] / 1000, line[4] / 1000) for line in lines])
    script = json.dumps(_plain(lines))
    records = []
    for number in range(count):
        newest = number == count - 1
        moment = NEWEST - timedelta(days=(count - 1 - number) * 3)
        slug = f"{moment:%Y-%m-%d}-qian-tang-zhi-hui-cheng-{number:06x}"
        episode = Episode(
            slug=slug,
            guid=slug,
            title=TITLE if newest else TITLES[number % len(TITLES)],
            summary=SUMMARY,
            published=moment,
            duration_ms=duration,
            chapters=tuple(chapters),
            file=f"{slug}/{slug}.mp3",
            bytes=len(mp3),
        )
        shift = 0 if newest else number * 37
        record = Record(
            episode=episode,
            content=slug,
            audio=slug,
            byline=Byline(source="杭州网", author="张某"),
            origin="https://news.example/2023/05/05/qiantang.html",
            waveform=(*peaks[shift:], *peaks[:shift]),
        )
        records.append(record)
        inside = folder / slug
        inside.mkdir(parents=True)
        (inside / f"{slug}.mp3").write_bytes(mp3)
        (inside / "script.json").write_text(script)
        (inside / "episode.json").write_bytes(dump(record))
        (inside / "cover.jpg").write_bytes(_cover())
        (inside / "transcript.vtt").write_text("WEBVTT\n")
        (inside / "transcript.srt").write_text("")
    (folder / "cover.jpg").write_bytes(_cover())
    (folder / "feed.xml").write_text('<?xml version="1.0"?><rss version="2.0"><channel/></rss>')
    site.write(folder, records, show)
    return records


def _plain(lines: list[Line]) -> dict[str, object]:
    """Write lines as script.json does, with an origin where they come from the article."""
    return {
        "title": TITLE,
        "lines": [
            {
                "kind": kind,
                "written": written,
                "origin": [{"section": place[0], "paragraph": place[1]}] if place else [],
            }
            for kind, written, place, _, _ in lines
        ],
        "cues": [
            {"line": number, "start_ms": start, "end_ms": end}
            for number, (*_, start, end) in enumerate(lines)
        ],
    }
