"""What an article has twice in the same words."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from tingbao.sources import repeats
from tingbao.sources.outline import Block

LARGE = "只掌握一种手艺的人，很可能是这场转型的首批输家"
OTHERS = [
    Block(text=f"大桥今年{month}月合龙，两岸往来只需五分钟，过桥不收费。") for month in range(1, 6)
]


def test_a_quotation_set_large_is_told_in_its_place():
    """Law: what stands again in a longer paragraph below is told there, and only there."""
    place = Block(text=f"当果子难摘，{LARGE}。留待时间说明。")
    assert repeats.without([Block(text=LARGE), *OTHERS, place]) == [*OTHERS, place]
    assert repeats.without([*OTHERS, Block(text=LARGE), place]) == [*OTHERS, place]


def test_a_standfirst_that_is_a_paragraph_below_is_told_there():
    """Law: of the same text twice the lower one stays; of a song all."""
    twice = Block(text=f"{LARGE}。")
    assert repeats.without([twice, *OTHERS, twice]) == [*OTHERS, twice]
    assert repeats.without([twice, OTHERS[0], twice]) == [twice, OTHERS[0], twice]


def test_what_only_resembles_a_repetition_stays():
    """Law: a heading, a short line and a paragraph below the longer one are told."""
    longer = Block(text=f"当果子难摘，{LARGE}。留待时间说明。")
    heading = Block(text=LARGE, level=2)
    short = Block(text="留待时间说明。")
    for blocks in ([heading, longer], [short, longer], [longer, Block(text=LARGE)]):
        assert repeats.without(blocks) == blocks


@given(st.lists(st.text("甲乙", min_size=18, max_size=30), max_size=12))
def test_all_that_was_told_is_still_told(texts):
    """Law: nothing is left out that does not stand in what is left."""
    left = repeats.without([Block(text=text) for text in texts])
    assert all(any(text in one.text for one in left) for text in texts)


def test_ten_thousand_alike_cost_no_square():
    """Law: a form with one line thousands of times is looked through in seconds."""
    blocks = [Block(text=LARGE * 5)] * 10_000
    started = time.process_time()
    assert repeats.without(blocks) == blocks
    assert time.process_time() - started < 10  # seconds
