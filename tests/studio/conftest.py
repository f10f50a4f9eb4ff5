"""A studio on loopback, with the engine that says nothing."""

from __future__ import annotations

import http.client
import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.patience import LONG_S, until
from tests.serving import TOKEN, serving_studio

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = """城南新图书馆五月开放

记者5月4日获悉，位于城南的新图书馆将于5月20日开放，总投资3.2亿元，藏书80万册。馆内设有阅览座位2000个，周末开放至晚上10点。

建设历时三年

图书馆于2020年3月动工，建筑面积4.5万平方米，地上六层，地下两层。设计方表示，屋顶花园面积超过3000平方米，全年向公众开放。

服务覆盖全城

开放之后，全市38家分馆将实行通借通还。读者凭身份证即可办理借阅，每次最多可借20册，期限为30天。市文旅局负责人表示，今年还将新增10家社区书房。
"""


@dataclass
class Door:
    """Asks one studio, as its own page does."""

    port: int
    host: str = "127.0.0.1"
    token: str = TOKEN

    def ask(self, method: str, path: str, body: Any = None, **headers: str):
        """Ask, as the studio's own page does unless a header says otherwise."""
        place = f"[{self.host}]" if ":" in self.host else self.host
        own = {
            "Host": f"{place}:{self.port}",
            "Origin": f"http://{place}:{self.port}",
            "Cookie": f"tingbao-{self.port}={self.token}",
            "X-Tingbao-Token": self.token,
            "Content-Type": "application/json",
        }
        own.update({name.replace("_", "-"): value for name, value in headers.items()})
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=LONG_S)
        try:
            kept = {name: value for name, value in own.items() if value != ""}
            connection.request(method, path, body=data, headers=kept)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def post(self, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        """Post JSON; give the status and the JSON that came back."""
        status, _, answer = self.ask("POST", f"/studio/api/{path}", body, **headers)
        return status, json.loads(answer) if answer[:1] in b"{[" else answer

    def jobs(self) -> list[dict[str, Any]]:
        """Give the jobs as the stream lists them."""
        return self.news()["jobs"]

    def news(self) -> dict[str, Any]:
        """Read the first message of the stream."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=LONG_S)
        try:
            cookie = {"Cookie": f"tingbao-{self.port}={self.token}"}
            connection.request("GET", "/studio/api/events", headers=cookie)
            line = connection.getresponse().readline()
            return json.loads(line.removeprefix(b"data: "))
        finally:
            connection.close()

    def finished(self, name: str) -> dict[str, Any]:
        """Wait until a job is over."""
        over = {"done", "failed", "cancelled"}
        return until(
            lambda: next(
                (job for job in self.jobs() if job["id"] == name and job["state"] in over), None
            ),
            pause_s=0.1,
        )


@contextmanager
def open_studio(folder: Path, *, host: str = "127.0.0.1", **settings: object) -> Iterator[Door]:
    """Serve a show with its studio until the block ends."""
    with serving_studio(folder, host, **settings) as port:
        yield Door(port, host)


@pytest.fixture(autouse=True)
def _path(importable) -> None:
    """Let the process that writes find what the tests let it do."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A show's folder."""
    return tmp_path_factory.mktemp("studio")


@pytest.fixture(scope="module")
def door(folder: Path) -> Iterator[Door]:
    """One studio for the tests of a module."""
    with open_studio(folder) as opened:
        yield opened
