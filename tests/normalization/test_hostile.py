"""Input that nobody should send: a sane reading or spelled digits, never a crash."""

from __future__ import annotations

import pytest

from tingbao.normalization import normalize, normalizing

LONG = {
    "one line": "钱塘智慧城2023年增长8%，" * 1_000,
    "digits": "9" * 2_500,
    "dashes": "1-" * 5_000,
    "colons": "1:" * 5_000,
    "slashes": "1/" * 5_000,
    "dots": "1." * 5_000,
    "thousands": "1" + ",111" * 5_000,
    "brackets": "（" * 5_000 + "1" + "）" * 5_000,
    "signs": "+-" * 5_000,
    "letters": "a-" * 5_000,
    "mail": "a@" * 5_000,
    "addresses": "http://" * 1_250,
    "money": "$1" * 5_000,
    "tags": "<p " * 2_500,
    "ranges": "1~2~" * 2_500,
    "years": "2020-2021-" * 1_250,
    "units": "1元/个" * 2_500,
    "spaces": " " * 12_500,
    "pictures": "😀" * 5_000,
    "letters of two scripts": "aдb " * 1_250,
    "thousands with spaces": "16 000 " * 1_000,
    "ranges below nothing": "-1~-2" * 1_000,
    "years in brackets": "（前300-" * 1_000,
    "scores": "队1-2队" * 1_000,
    "hesitations": "啊" * 5_000 + "呃",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_input_is_said(sayable, applied, text):
    """Forms repeated without end come out sayable and explained."""
    wording = normalize(text)
    assert sayable(wording.spoken)
    assert applied(text, wording.edits) == wording.spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("", ""),
        ("。", ""),
        ("★☆★", ""),
        ("\x00\x01", ""),
        ("5\x00个", "五个"),
        ("\ud8005个", "五个"),
        ("钱\u200b塘", "钱塘"),
        ("1\u200b0个", "十个"),
        ("\u202e价格5元\u202c", "价格五元"),
        ("\ufeff2022年", "二零二二年"),
        ("٣个", "三个"),
        ("३个", "三个"),
        ("๓个", "三个"),
        ("𝟑个", "三个"),
        ("３个", "三个"),
        ("⑶首先", "三，首先"),
        ("〡〢〣", "一二三"),
        ("㊂", "三"),
        ("a\u0301", "a"),
        ("café", "cafe"),
        ("Łódź的Ørsted", "Lodz的Orsted"),
        ("Привет", "privet"),
        ("雪の花", "雪的花"),
        ("ひらがな", "hiragana"),
        ("서울", "seoul"),
        ("((((((((((1))))))))))", "一"),
        ("5%%", "百分之五"),
        ("--5", "五"),
        ("1..2", "一，二"),
        ("1:2:3:4:5:6:7:8:9", "一：二：三：四：五：六：七：八：九"),
        ("99:99", "九十九比九十九"),
        ("2023-13-45", "二零二三一三四五"),
        ("0", "零"),
        ("00", "零零"),
        ("1e10", "一e十"),
        ("5,", "五，"),
        (",5", "五"),
        ("\n\n5\n\n6\n", "五。六"),
    ],
)
def test_odd_input_has_a_reading(applied, written, spoken):
    """Marks that cannot be seen join nothing and hide nothing; the rest is read or dropped."""
    wording = normalize(written)
    assert wording.spoken == spoken
    assert applied(written, wording.edits) == spoken


@pytest.mark.parametrize("unit", ["1", "1,", "1.", "1 "])
def test_a_long_row_of_figures_is_not_looked_through_for_each(
    monkeypatch: pytest.MonkeyPatch, unit: str
) -> None:
    """Law: twice the figures, about twice the characters that are looked at for what they need."""
    looked: list[int] = []
    marks = normalizing._marks
    monkeypatch.setattr(normalizing, "_marks", lambda text: looked.append(len(text)) or marks(text))
    costs = []
    for size in (2000, 4000):
        looked.clear()
        normalize(unit * (size // len(unit)))
        costs.append(sum(looked))
    assert costs[1] < 2.4 * costs[0]
