"""Laws of workers that are processes of this machine."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

import pytest
from tests.runners import poison

from tingbao.runners.pool import Pool

SOON_S = 60  # for a new interpreter, on a busy machine


@pytest.mark.usefixtures("importable")
def test_who_dies_while_it_tells_its_result_costs_its_call(tmp_path) -> None:
    """Law: of a result that is half told nobody waits for the rest; the next call is done."""
    pool = Pool(1)
    try:
        (tmp_path / "tries").mkdir()
        assert pool.submit(poison.tries, tmp_path).result(timeout=SOON_S) == {}
        with pytest.raises(BrokenProcessPool):
            pool.submit(poison.half_told).result(timeout=SOON_S)
        assert pool.submit(len, "词").result(timeout=SOON_S) == 1
    finally:
        pool.close()
