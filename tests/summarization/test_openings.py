"""How a sentence begins without what it does not need."""

from __future__ import annotations

import pytest

from tingbao.language.text import Text
from tingbao.summarization import openings


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("1.离校学生应当在1月25日前离开宿舍。", "离校学生应当在1月25日前离开宿舍。"),
        ("（三）各单位应当在放假前完成考试。", "各单位应当在放假前完成考试。"),
        ("第二，换人起到了作用。", "换人起到了作用。"),
        ("关于第二个焦点，法院指出，平台有义务监督。", "法院指出，平台有义务监督。"),
        ("一是价格优势。", "一是价格优势。"),
        ("1.5万人参加了活动。", "1.5万人参加了活动。"),
        ("3、4月份是淡季。", "3、4月份是淡季。"),
        ("第一季度增长8%。", "第一季度增长8%。"),
        ("一二审均已判决。", "一二审均已判决。"),
    ],
)
def test_a_number_in_a_list_is_no_word_of_the_sentence(text, stands):
    """It goes where a sentence stands without it; a figure never goes."""
    assert text[openings.cut(Text(text))[1] :] == stands
