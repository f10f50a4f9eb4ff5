"""Every paragraph is read once in a run, counted at the libraries themselves."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import jieba
import onnxruntime
import pytest

from tingbao import g2p, pipeline
from tingbao.config import Config, Writing
from tingbao.language import tagger
from tingbao.language.simplified import simplified
from tingbao.synthesis import chunks

SEED = Path(__file__).parent.parent / "seeds" / "qiantang-smart-city.txt"
MOMENT = datetime(2026, 11, 27, 9).astimezone()
OTHER = """王文：水厂二期值得多等一年
2019-09-08
来源：东湖日报

{flowing}
居民李敏说，水很清。她也坦言，去年的价格（见图1）太高，今年3月24日才降到3.5元。
此外，{flowing}
老陳說：「昨天的會議很長，5G網絡已經覆蓋了90%的地方。」他還說，著名的銀行行長都來了。
The plant opens in 2020, said Lee.
其次，会议指出三点：一是水质，二是价格，三是服务。该项目总投资12.6亿元，同比增长11.6%。
{flowing}{flowing}
"""
FLOWING = (
    "东湖水厂二期工程昨日开工，总投资12.6亿元，工期为三十个月，投产后日供水能力将达到60万吨。"
    "市水务局局长任建国介绍，一期工程2009年建成，目前供应城区约七成的用水。"
    "专家认为，管网漏损率仍有10.3%，还要为老旧小区更换管道。"
)


@pytest.fixture
def analysed(monkeypatch):
    """Give the texts that jieba has cut, and the token ids that the tagger's network has read."""
    cut: list[str] = []
    run: list[tuple[int, ...]] = []
    for owner, name in ((jieba.Tokenizer, "cut"), (jieba.Tokenizer, "lcut")):
        real = getattr(owner, name)

        def counted(self, text, *rest, real=real, **named):
            cut.append(text)
            return real(self, text, *rest, **named)

        monkeypatch.setattr(owner, name, counted)
    real_run = onnxruntime.InferenceSession.run

    def counted_run(self, outputs, feed, *rest):
        if "token_ids" in feed:
            run.append(tuple(feed["token_ids"][0].tolist()))
        return real_run(self, outputs, feed, *rest)

    monkeypatch.setattr(onnxruntime.InferenceSession, "run", counted_run)
    return cut, run


def ids(text: str) -> list[tuple[int, ...]]:
    """Give what the tagger's network reads of a text, piece by piece."""
    known = tagger._tagger()
    letters = [known.narrow.get(char, char) for char in text]
    numbers = [known.characters.get(char, known.characters["OOV"]) for char in letters]
    size = tagger._LONGEST
    return [tuple(numbers[at : at + size]) for at in range(0, len(numbers), size)]


@pytest.mark.parametrize("style", ["bulletin", "full", "dialogue", "headlines"])
@pytest.mark.parametrize("sources", [("seed",), ("other",), ("seed", "other")])
def test_a_run_reads_each_text_once(analysed, tmp_path, sources, style):
    """Law: drafting and pronouncing read a paragraph, a heading and a line of the frame once.

    Nothing else is cut by jieba or tagged: no sentence, no shortened or spoken form, no chunk.
    """
    cut, run = analysed
    other = tmp_path / "other.txt"
    other.write_text(OTHER.format(flowing=FLOWING), encoding="utf-8")
    files = {"seed": str(SEED), "other": str(other)}
    article = pipeline.read([files[name] for name in sources])
    if article.several:  # which reports are of one event is found by heads of texts of their own
        cut.clear()
    config = Config(minutes=2.0, script=Writing(style=style))
    script = pipeline.write(article, config, moment=MOMENT, note=lambda _: None)
    for line in script.lines:
        for chunk in chunks.divide(line.spoken, syllables=30):
            g2p.unread(chunk)
            g2p.phonemes(chunk)
    texts = {simplified(line.written) for line in script.lines if not line.origin}
    for section in article.sections:
        texts |= {simplified(section.heading or ""), *map(simplified, section.paragraphs)}
    texts.add(simplified(article.title))
    assert set(cut) <= texts
    assert Counter(cut).most_common(1)[0][1] == 1
    assert set(run) <= {piece for text in texts for piece in ids(text)}
    assert Counter(run).most_common(1)[0][1] == 1
