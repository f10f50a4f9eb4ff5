"""A real server on loopback, asked by the standard library's client, which mends no address."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.patience import LONG_S
from tests.serving import serving

from tingbao.server.app import application

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What came back; header names are lower case."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode("utf-8")


@dataclass(frozen=True)
class Client:
    """Asks one server, one connection a request."""

    port: int

    def ask(self, method: str, path: str, headers=None, body=None) -> Answer:
        """Ask with any method."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG_S)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            fields = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, fields, response.read())
        finally:
            connection.close()

    def get(self, path: str, headers=None) -> Answer:
        """Ask with GET."""
        return self.ask("GET", path, headers)

    def head(self, path: str) -> Answer:
        """Ask with HEAD."""
        return self.ask("HEAD", path)

    def options(self, path: str, headers=None) -> Answer:
        """Ask with OPTIONS."""
        return self.ask("OPTIONS", path, headers)


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    """Ask a server that shows the module's own `folder`."""
    with serving(application(folder)) as port:
        yield Client(port)
