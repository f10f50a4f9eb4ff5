"""Lists of feeds, which may come from anyone."""

from __future__ import annotations

import time

import pytest

from tingbao.errors import InputError
from tingbao.gathering import following


def test_a_list_ends_behind_its_comments():
    """Law: comments may stand below the end of a list, and none of them is one."""
    begun = b'<opml><outline xmlUrl="https://example.com/a"/><!-- </opml> -->'
    listed = following.parse(begun + b"</opml>\n<!-- 1 -->\n<!-- </opml -->\n", where="list")
    assert [one.url for one in listed] == ["https://example.com/a"]
    for cut in (b"", b"</opml><!-- ", b"</opml", b"</opml><outline"):
        with pytest.raises(InputError):
            following.parse(begun + cut, where="list")


def test_where_a_list_ends_is_soon_found():
    """Law: a long list of comments that never end is refused in linear time."""
    started = time.process_time()
    with pytest.raises(InputError):
        following.parse(b"<opml>" + b"</opml><!-- " * 24_000, where="list")
    assert time.process_time() - started < 10  # seconds
