"""What a copy need not load again: to write and pronounce a script opens all small models."""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from tingbao import g2p, pipeline
from tingbao.config import Config
from tingbao.model import Article, Byline, Section

_TEXT = "杭州今天下了大雪。西湖边积雪5厘米，游客比昨天多了两成，银行3月24日起都不上班。"

for _line in pipeline.write(
    Article(
        source="-",
        title="杭州下雪了",
        published=None,
        byline=Byline(),
        sections=(Section(heading=None, paragraphs=(_TEXT,)),),
    ),
    Config(minutes=0.5),
    moment=datetime(2026, 11, 24, tzinfo=UTC),
    note=str,
).lines:
    g2p.phonemes(_line.spoken)
gc.freeze()  # or collecting garbage would copy all that the copies share
