"""What the tests of services share."""

from tests.web_server import base

__all__ = ["base"]
