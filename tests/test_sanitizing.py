"""The one cleaning of what comes from outside."""

import json
import sys
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from tingbao.sanitizing import clean, clean_json

KEPT = "\t\n"
ENDS = "\r\v\f\x85\u2028\u2029"


def test_every_character_that_is_obeyed_and_not_seen_is_taken_off():
    """Controls, format characters, surrogates and noncharacters go; nothing else does."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        kind = unicodedata.category(character)
        nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
        if character in ENDS:
            assert clean(character) == "\n"
        elif character in KEPT:
            assert clean(character) == character
        elif kind in {"Cc", "Cf", "Cs"} or nothing:
            assert clean(character) == "", hex(code)
        elif 0xE0000 <= code <= 0xE007F or character == "\ufffc" or kind == "Cn":
            continue  # tags not assigned yet, and the place of a picture
        else:
            assert clean(character) == character, hex(code)


@given(st.text(st.characters(codec=None)))
def test_clean_text_is_clean_and_can_be_written(text):
    """Cleaning twice is cleaning once, and every encoding of Unicode can write what is left."""
    once = clean(text)
    assert clean(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


@given(st.text(st.characters(codec=None)))
@example("\U000e0041\U000e007f\U0010ffff")  # JSON spells each as two
def test_json_keeps_its_value_and_shows_all_of_it(text):
    """Spelled out, a JSON value is what it was, and holds nothing that a terminal obeys."""
    written = clean_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == json.loads(json.dumps(text))
    assert clean(written).replace("\n", "") == "".join(c for c in written if c not in ENDS)
