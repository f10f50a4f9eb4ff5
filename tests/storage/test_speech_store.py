"""Speech kept in a real S3 server (moto's, on loopback), and one that does not answer."""

from __future__ import annotations

import socket
import time

import pytest

from tingbao.config import Config
from tingbao.errors import OutputError
from tingbao.model import Line, Script
from tingbao.synthesis import Casting, Options, cache, speak

SCRIPT = Script(
    title="",
    lines=tuple(
        Line(kind="body", section=0, written=text, spoken=text) for text in ("今天下雪。", "很冷。")
    ),
)


def _said(store: str, told: list[str]) -> bytes:
    options = Options(config=Config(store=store), warn=told.append)
    return speak(SCRIPT, Casting(engine="silent", options=options)).pcm


def test_a_bucket_keeps_what_was_spoken(bucket: str) -> None:
    """Law: each sentence is an object, found again by whoever says the same."""
    told: list[str] = []
    cache.check(f"{bucket}/speech")
    first = _said(f"{bucket}/speech", told)
    kept = cache.opened(f"{bucket}/speech", None)
    assert isinstance(kept, cache.Bucket)
    objects = kept.system.find(kept.root)
    assert len(objects) == 3  # and the probe
    assert _said(f"{bucket}/speech", told) == first
    assert kept.system.find(kept.root) == objects
    assert not told


def test_a_bucket_that_is_not_there_is_refused_before_and_survived_later(bucket: str) -> None:
    """Law: at the start it is one line; while an article is spoken it costs one line."""
    with pytest.raises(OutputError, match="the store of speech cannot be used"):
        cache.check(bucket.replace("pods", "nosuch"))
    told: list[str] = []
    assert _said(bucket.replace("pods", "nosuch"), told) == _said("", [])
    assert len(told) == 1


def test_a_server_that_does_not_answer_costs_seconds(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: an article does not wait for a dead store sentence by sentence."""
    import fsspec

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    told: list[str] = []
    began = time.monotonic()
    assert _said(f"{bucket}/speech", told) == _said("", [])
    assert time.monotonic() - began < 60  # a client left alone takes minutes
    assert len(told) == 1
