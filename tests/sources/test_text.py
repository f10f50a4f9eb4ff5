"""Plain text to paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from tingbao.sources import text

WRAPPED = """　　今年以来，全市的工业经济运行平稳，规模以上
工业增加值增长百分之六，高于全省平均水平一点
二个百分点。
　　服务业也在恢复，前三个月的旅游收入达到四十
亿元，住宿和餐饮的营业额增长百分之九。"""


def _lines(written):
    return [block.text for block in text.blocks(written)]


def test_wrapped_lines_are_joined():
    """Lines that an editor cut at one width are one paragraph again."""
    assert _lines(WRAPPED) == [
        "今年以来，全市的工业经济运行平稳，规模以上工业增加值增长百分之六，高于全省平均水平一点二个百分点。",
        "服务业也在恢复，前三个月的旅游收入达到四十亿元，住宿和餐饮的营业额增长百分之九。",
    ]


def test_a_report_is_joined_above_the_lines_of_its_readers():
    """Law: paragraphs that fill a page's width are joined alone, and a figure stays one."""
    report = (
        "东湖水厂二期工程将于国庆假期开工，市水务局今年首次邀请市民参加奠基，预计有两\n"
        "百名市民到场，局长周明表示工程总投资十二亿元，建成后每天可以新增供水能力达到3\n"
        "00万吨，能够满足全市居民今后二十年的用水需要。"
    )
    written = f"1.媒体\n\n南州日报\n\n{report}\n\n推 甲: 早该修了\n→ 乙: 那就好\n推 丙: 水价呢"
    one = report.replace("\n", "")
    readers = ["推 甲: 早该修了", "→ 乙: 那就好", "推 丙: 水价呢"]
    assert _lines(written) == ["1.媒体", "南州日报", one, *readers]


def test_every_line_is_a_paragraph_otherwise():
    """Without empty lines each line that ends a sentence is a paragraph, as is a heading."""
    lines = [
        "小标题",
        "第一段的内容在这里，它是完整的。",
        "第二段的内容在这里，它也是完整的，而且长一些。",
    ]
    assert _lines("\r\n".join(lines)) == lines


def test_bullets_are_taken_off():
    """The mark of a list is no word; a number is."""
    assert _lines("- 带身份证\n• 带照片\n1. 填表") == ["带身份证", "带照片", "1. 填表"]


@given(st.lists(st.text("甲乙丙丁戊，己庚辛壬癸。", min_size=1, max_size=90), max_size=12))
def test_no_character_is_lost(lines):
    """Whatever the line lengths, all characters come out in their order."""
    assert "".join(_lines("\n".join(lines))) == "".join(lines)
