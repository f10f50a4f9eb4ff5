"""Publishing to a real S3 server (moto's, on loopback) with the real client."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import fsspec
import pytest
from tests.published import SHOW
from tests.publishing.test_show import put

from tingbao import site
from tingbao.errors import OutputError
from tingbao.publishing import show, targets

if TYPE_CHECKING:
    from pathlib import Path


def test_a_show_is_put_with_types_and_only_once(bucket: str, tmp_path: Path) -> None:
    """Law: every file arrives whole, with the type its readers ask for; again sends nothing."""
    put(tmp_path, "one", 1)
    show.build(tmp_path, SHOW, site.write)
    sent = targets.send(tmp_path, bucket)
    system = fsspec.filesystem("s3", skip_instance_cache=True)
    assert sent.names[-1] == "feed.xml"
    for name in sent.names:
        assert system.cat_file(f"pods/show/{name}") == (tmp_path / name).read_bytes()
    assert system.info("pods/show/one/one.mp3")["ContentType"] == "audio/mpeg"
    feed = system.info("pods/show/feed.xml")["ContentType"]
    assert feed == "application/rss+xml; charset=utf-8"
    assert targets.send(tmp_path, bucket).names == ()


def test_a_bucket_that_is_not_there_is_said(bucket: str, tmp_path: Path) -> None:
    """Law: what the server refuses is one line with a mend, and nothing counts as sent."""
    put(tmp_path, "one", 1)
    show.build(tmp_path, SHOW, site.write)
    with pytest.raises(OutputError, match="run it again"):
        targets.send(tmp_path, bucket.replace("pods", "nosuch"))


def test_a_line_that_breaks_off_is_taken_up_again(bucket: str, tmp_path: Path) -> None:
    """Law: broken off wherever, the feed comes when all that it names is there, and only then."""
    for day in range(3):
        put(tmp_path, f"e-{day}", day)
    show.build(tmp_path, SHOW, site.write)
    names = list(targets.order(tmp_path))
    where = f"{bucket}-broken"  # the server's memory outlives a test
    arrived: list[str] = []

    def cut(name: str) -> None:
        arrived.append(name)
        if len(arrived) % 4 == 0:
            raise ConnectionError

    for _ in names:
        system = fsspec.filesystem("s3", skip_instance_cache=True)
        there = {name for name in names if system.exists(f"pods/show-broken/{name}")}
        assert "feed.xml" not in there or there == set(names)
        with suppress(ConnectionError):
            targets.send(tmp_path, where, on_file=cut)
    assert there == set(names)
    assert targets.send(tmp_path, where).names == ()
    assert len(arrived) < 2 * len(names)
