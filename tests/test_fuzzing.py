"""Nothing that comes in by a door is a fault of the program: it is read, or refused in a line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzzing import TARGETS, corpus, made, run


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_itself_is_no_fault(name):
    """Law: what a door is for is read, and at least one of it is not refused."""
    ends = [run(name, text.encode("utf-8", "surrogatepass")) for text in corpus(name)]
    assert "read" in ends


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_what_is_scribbled_upon_is_no_fault(name, seed):
    """Law: whatever is made of the corpus is read or refused (or see benchmarks/fuzz.py)."""
    run(name, made(name, seed))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=30)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_anything_at_all_is_no_fault(name, data):
    """Law: likewise of bytes that were never any of ours."""
    run(name, data)
