"""A pronoun gets the right name, or none."""

from __future__ import annotations

import pytest

from tingbao.language.text import Text
from tingbao.summarization import speakers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("研究员程金光说，新材料好。", "程金光"),
        ("居民李敏说，水很清。", "李敏"),
        ("主任张华表示，会改。", "张华"),
        ("队长欧阳澈介绍，每块船板都有编号。", "欧阳澈"),
        ("导师蒋礼鸿写道，书很好。", "蒋礼鸿"),
        ("财务总监项文斌在业绩说明会上表示，利润会回升。", "项文斌"),
        ("首席财务官项文斌表示，利润会回升。", None),  # cut as 官项 and 文斌
        ("这天下午，裴文秀走进了修复室。", None),
        ("律师庞以恒认为，这一条最难落实。", "庞以恒"),
        ("公司负责人表示，会改。", None),
        ("花莲的叶金水今年七十六岁。", None),
        ("水质合格率达到100%。", ""),
    ],
)
def test_who_speaks(text, name):
    """A full name, nobody, or somebody of whom it is not sure."""
    assert speakers.speaker(Text(text)) == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("他也坦言，还有10年。", "程金光坦言，还有10年。"),
        ("她说，水很清。", "程金光说，水很清。"),
        ("他们都来了。", "他们都来了。"),
        ("他国的经验。", "他国的经验。"),
    ],
)
def test_the_name_stands_for_the_pronoun(text, said):
    """Only 他 and 她 as words of their own give way."""
    assert speakers.named(Text(text), 0, Text("程金光")) == said
    assert speakers.named(Text(text), 0, Text()) == text
