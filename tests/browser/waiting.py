"""Waiting for a page. Playwright's own wait_for_function needs eval, which our policy forbids."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def until(page: Page, condition: str, seconds: float = 8.0) -> None:
    """Wait until a JavaScript expression is true, or fail with it."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(30)
