"""What the tests of sources share."""

from tests.web_server import base

__all__ = ["base"]
