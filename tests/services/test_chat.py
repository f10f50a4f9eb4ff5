"""What is read of the answer of a chat endpoint."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.services import chat

ROWS = [{"n": 1, "wrong": "}"}, {"n": 2}]
SAID = json.dumps({"checks": ROWS})


@pytest.mark.parametrize("said", [SAID, f"```json\n{SAID}\n```", f"Here they are: {SAID} Done."])
def test_what_stands_around_the_json_is_no_harm(said):
    """Law: a fence or a word before and behind changes nothing of what is read."""
    assert chat.rows(said, "checks") == ROWS
    assert chat.rows(said, "sentences") == []


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "}{",
        "[]",
        '{"checks": 1}',
        '{"checks": [1, "n", null, []]}',
        '{"checks": ' + "[" * 9**5,
    ],
)
def test_an_answer_of_another_form_lists_nothing(said):
    """Law: whatever a model writes instead is as if it had written nothing."""
    assert chat.rows(said, "checks") == []


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), st.lists))
def test_only_objects_are_rows(listed):
    """Law: of a list, those that are objects are read, in their order."""
    mixed = [*(listed if isinstance(listed, list) else [listed]), *ROWS]
    assert chat.rows(json.dumps({"checks": mixed}), "checks") == ROWS
