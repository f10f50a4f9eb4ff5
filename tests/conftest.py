"""What every test may count on."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

# A shell starts its background jobs deaf to Ctrl-C, and their children with them: where the
# suite runs as such a job, the programs that it interrupts would not hear it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test fails by chance: examples are the same in every run, and a slow machine is no fault.
# Whoever looks for new ones runs `pytest -m hypothesis --hypothesis-profile=search`.
settings.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("same", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the graph of the embedded voice and nothing spoken, for tests to copy."""
    from tingbao.synthesis.kokoro import building

    cache = tmp_path_factory.mktemp("built")
    building.load(building.choose(cache / "models"))
    return cache
