"""Two rounds of edits told as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tingbao.model import Edit
from tingbao.normalization.chain import chained

WORDS = st.text(alphabet="abc甲乙", max_size=3)


def edits_of(draw: st.DrawFn, text: str) -> tuple[Edit, ...]:
    """Draw edits of a text, in order and apart."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    found = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        written, spoken = text[start:end], draw(WORDS)
        touching = found and found[-1].end == start and found[-1].start == start
        if written != spoken and not touching:
            found.append(Edit(rule="r", start=start, end=end, written=written, spoken=spoken))
    return tuple(found)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...], str, tuple[Edit, ...]]:
    """Draw a text, edits of it, what they make of it, and edits of that."""
    written = draw(st.text(alphabet="xyz零一", max_size=12))
    first = edits_of(draw, written)
    between, reached = "", 0
    for edit in first:
        between += written[reached : edit.start] + edit.spoken
        reached = edit.end
    between += written[reached:]
    return written, first, between, edits_of(draw, between)


@given(rounds())
def test_a_chain_does_what_both_rounds_do(applied, drawn):
    """The chain leads from the written text to what the second round made."""
    written, first, between, second = drawn
    chain = chained(written, first, between, second)
    assert applied(written, chain) == applied(between, second)


def test_the_later_rule_explains():
    """Where both rounds changed the same words, the second one's rule is told."""
    first = (Edit(rule="foreign", start=1, end=2, written="д", spoken=" d "),)
    second = (Edit(rule="acronym", start=0, end=5, written="s d G", spoken="SDG"),)
    chain = chained("sдG", first, "s d G", second)
    assert chain == (Edit(rule="acronym", start=0, end=3, written="sдG", spoken="SDG"),)
