"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.errors import InputError
from tingbao.sources import encoding

SIMPLIFIED = "今年一季度，全市完成地区生产总值1024.6亿元，同比增长5.8%。"
TRADITIONAL = "今年第一季，臺灣的出口較去年同期增加百分之八，是近三年來最好的成績。"
SHORT = "他说好的。"
MOSTLY_ASCII = "See https://example.org/a/b?c=d (v2.1, 2024-05-06). 注意：先安装再运行。 OK"


@pytest.mark.parametrize("text", [SIMPLIFIED, SHORT, MOSTLY_ASCII, TRADITIONAL, SIMPLIFIED * 2000])
@pytest.mark.parametrize("name", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_encoding_is_found_without_a_mark(text, name):
    """Each of the four encodings is told apart from the others by what it makes of the bytes."""
    assert encoding.decode(text.encode(name), where="x") == text


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_mark_decides(mark, name):
    """A byte order mark names the encoding and is no part of the text."""
    assert encoding.decode(mark + SHORT.encode(name), where="x") == SHORT


def test_big5_is_read():
    """A text from Taiwan or Hong Kong in Big5 is not taken for GB18030."""
    assert encoding.decode(TRADITIONAL.encode("big5"), where="x") == TRADITIONAL


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
def test_cut_off_file_is_read(name):
    """A file that ends inside its last character loses that character only."""
    data = SIMPLIFIED.encode(name)[:-1]
    assert encoding.decode(data, where="x") == SIMPLIFIED[:-1]


@given(st.text("的一是不了在人有我他这中大来上国和地到以说时，。“”", min_size=8, max_size=200))
def test_any_common_text_survives_its_encoding(text):
    """Common Chinese comes back whole from UTF-8 and GB18030, without a mark."""
    assert encoding.decode(text.encode("utf-8"), where="x") == text
    assert encoding.decode(text.encode("gb18030"), where="x") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP or Office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00" * 4000, "binary"),
        (b"\x01\x02\x03\x04\x05\x06" * 50, "binary"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        ("Съешь же ещё этих мягких французских булок".encode("koi8-r") * 4, "encoding"),
    ],
)
def test_what_is_no_text_is_named(data, what):
    """Binary and undecodable input is refused with one line that says what it is."""
    with pytest.raises(InputError) as caught:
        encoding.decode(data, where="x")
    assert what in str(caught.value)


def test_page_with_a_stray_byte_is_read():
    """A page that declares its encoding may have a stray byte a thousand; more is refused."""
    good = (SIMPLIFIED * 60).encode("gb18030")
    assert encoding.leniently(good + b"\xff", "gb2312") == SIMPLIFIED * 60
    assert encoding.leniently(SIMPLIFIED.encode("utf-8"), "gb2312") is None
    assert encoding.leniently(good, "no-such-encoding") is None
