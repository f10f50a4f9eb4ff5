"""What every test may count on."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# A shell starts its background jobs deaf to Ctrl-C, and their children with them: where the
# suite runs as such a job, the programs that it interrupts would not hear it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Two workers and what they start have two cores: threads of BLAS, which wait for each other by
# turning, only take them from each other. NumPy, which is loaded later, heeds this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# No test fails by chance: examples are the same in every run, and a slow machine is no fault.
# Whoever looks for new ones runs `pytest -m hypothesis --hypothesis-profile=search`.
settings.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("same", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("same")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what speaks with the embedded voice come first: one of two workers has all of it.

    So its model is loaded in one of them, and while little else is in memory; before it comes what
    takes most, and what runs the whole program comes last.
    """
    speaking = {item.path for item in items if "built" in getattr(item, "fixturenames", ())}
    items.sort(
        key=lambda item: (
            not item.get_closest_marker("first"),
            item.path not in speaking,
            item.path in speaking and item.path.parent.name != "synthesis",
        )
    )


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new processes find what the tests let them do.

    Not by `syspath_prepend`, which looks through what a thread may import meanwhile.
    """
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parents[1]), *sys.path])


@pytest.fixture(scope="module", autouse=True)
def _given_back() -> Iterator[None]:
    """Let go of the models, and of what copies are made of, when a module is through with them."""
    yield
    from tests import forked

    from tingbao import summarization, synthesis
    from tingbao.language import encoder, tagger

    forked.release()
    tagger.release()
    encoder.release()
    summarization.release()
    synthesis.release()
    synthesis.tidy()
    with suppress(AttributeError, OSError, TypeError):  # of glibc, which else keeps it: 140 MB
        ctypes.CDLL(None).malloc_trim(0)


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """Draw each cover once: hundreds of episodes have the same. Its own tests draw anew."""
    from tingbao.publishing import cover

    with pytest.MonkeyPatch.context() as patch:
        for name in ("draw", "reduced"):
            patch.setattr(cover, name, lru_cache(maxsize=64)(getattr(cover, name)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Let the network read each article once: a few have many scripts. Its own tests read anew."""
    from tingbao.summarization import ranking

    read = lru_cache(maxsize=64)(ranking.read)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "read", lambda title, seen: read(title, tuple(seen)))
        yield


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers begin as copies of one that has all loaded: they are sooner there."""
    from tests import forked

    copies = forked.context()
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: copies)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the graph of the embedded voice and nothing spoken, for tests to copy."""
    from tingbao.synthesis.kokoro import building

    cache = tmp_path_factory.mktemp("built")
    building.load(building.choose(cache / "models"))
    return cache
