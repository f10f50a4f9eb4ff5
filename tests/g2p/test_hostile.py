"""Texts that nobody writes, and what must not happen to them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tingbao import g2p

HOSTILE = {
    "nul": "重\x00庆",
    "surrogate": "重\ud800庆\udfff",
    "right to left": "\u202e重庆\u202c",
    "zero width": "重\u200b庆\ufeff",
    "combining": "e\u0301é重\u0301",
    "emoji": "重庆😀👨‍👩‍👧",
    "compatibility": "\uf900\uf901\ufa0e",
    "radicals": "⺀⼀㆒",
    "extension b": "𠮷𡃁𪚥",
    "rare": "龘靐齉爩",
    "kana and hangul": "ひらがなカタカナ한글",
    "bopomofo": "ㄅㄆㄇ",
    "full width": "ＡＢＣ１２３",
    "digits": "123٣४",
    "traditional": "重慶銀行行長說還錢",
    "only marks": "，。！？……——",
    "only spaces": " \t\n\u3000",
    "apostrophes": "'''a''b'c'",
    "only er": "儿儿儿",
    "only yi": "一" * 50,
    "only bu": "不" * 50,
    "only thirds": "你好我有水" * 20,
    "one character": "行" * 500,
    "nested": "（" * 1000 + "重庆" + "）" * 1000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_breaks(text: str) -> None:
    """Law: every text has pinyin, phonemes and a count; nothing is raised."""
    for spoken in (False, True):
        assert g2p.pronounce(text, spoken=spoken) is not None
        assert g2p.phonemes(text) is not None
    assert g2p.syllables(text) >= 0


def test_a_line_of_fifty_kilobytes_is_read() -> None:
    """Law: length costs no more than its share."""
    text = "招商银行行长在重庆说，长期增长可期。" * 1000
    assert len(g2p.pronounce(text)) == len(text)


def test_counting_loads_nothing() -> None:
    """Law: syllables() needs no jieba, NumPy or model."""
    code = (
        "import sys; from tingbao.g2p import syllables;"
        "assert syllables('重庆WTO大会') == 9;"
        "print(sorted({'jieba', 'numpy', 'pypinyin'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
