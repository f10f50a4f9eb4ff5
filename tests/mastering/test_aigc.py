"""The mark of AI in a file's metadata, after GB 45438-2025, annex E."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.mastering import aigc

ALLOWED = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]*")


@given(producer=st.text(), number=st.text(min_size=1))
def test_a_mark_is_one_object_of_seven_strings_in_the_characters_allowed(
    producer: str, number: str
) -> None:
    """Law: whatever the producer's name, annex E's form, characters and first writing hold."""
    text = aigc.mark(producer=producer, produce_id=number)
    assert aigc.is_mark(text)
    fields = json.loads(text)["AIGC"]
    assert list(fields) == [
        "Label",
        "ContentProducer",
        "ProduceID",
        "ReservedCode1",
        "ContentPropagator",
        "PropagateID",
        "ReservedCode2",
    ]
    assert all(ALLOWED.fullmatch(value) for value in fields.values())
    assert fields["ContentPropagator"] == fields["ContentProducer"] != ""
    assert fields["PropagateID"] == fields["ProduceID"] != ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("001191330106MA2C0000X10000", "001191330106MA2C0000X10000"),
        ("听报", "tingbao"),
        ("Tingbao News", "TingbaoNews"),
        ('"\\', "tingbao"),
    ],
)
def test_a_code_stays_and_a_name_is_written_in_pinyin(name: str, code: str) -> None:
    """Law: a code is untouched; a Chinese name stays recognisable."""
    assert aigc.coded(name) == code


@pytest.mark.parametrize("text", ["", "1", "[]", "{}", '{"Label":"1"}', '{"AIGC":{"Label":1}}'])
def test_what_is_no_mark_is_not_taken_for_one(text: str) -> None:
    """Law: the outer key, a label of the three and a producer make a mark."""
    assert not aigc.is_mark(text)
