"""A real Chromium, a real server on loopback, a real show.

Run with `pytest tests/browser`, which the default run leaves out: it needs the extra
`browser`, Debian's chromium (or CHROMIUM set to another) and axe-core
(`npm install --no-package-lock --prefix tests/browser`).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.serving import serving

from tingbao.server.app import application

from .show import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = HERE.parents[1] / "output" / "browser"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"desktop": (1280, 860), "phone": (390, 844)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def show(tmp_path_factory) -> tuple[str, str, Path]:
    """Serve a show; give its address, its newest episode's address, and its folder."""
    folder = tmp_path_factory.mktemp("show")
    newest = build(folder)[-1].episode.slug
    with serving(application(folder)) as port:
        address = f"http://127.0.0.1:{port}"
        yield f"{address}/", f"{address}/{newest}/index.html", folder


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Page]]:
    """Open pages; the test fails if any of them logs an error or asks another host."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        url: str,
        *,
        size: str = "desktop",
        theme: str = "light",
        complains: bool = True,
        **options: object,
    ) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale="zh-CN",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        if complains:
            page.on(
                "console", lambda said: said.type in {"error", "warning"} and complain(said.text)
            )
        page.on("pageerror", lambda error: complain(str(error)))
        page.on("request", lambda asked: local(asked.url) or complain(f"asked {asked.url}"))
        page.goto(url)
        return page

    def complain(words: str) -> None:
        complaints.append(words)

    def local(url: str) -> bool:
        return url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def audit() -> Callable[[Page], list[str]]:
    """Run axe-core on a page, with every rule of WCAG 2.2 AA and its best practices."""
    source = AXE.read_text(encoding="utf-8")

    def run(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'], preload: false })")
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return run


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The ignored folder that screenshots go to."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
