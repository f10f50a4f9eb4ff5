"""What the tests of reading share."""

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("loopback", Path(__file__).with_name("server.py"))
_SERVER = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SERVER)


@pytest.fixture(scope="module")
def base():
    """Serve the pages of `server.py` on loopback; give the URL."""
    with _SERVER.serving() as url:
        yield url
