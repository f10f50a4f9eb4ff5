"""Workers on a Dask cluster: Dask moves, watches and repeats; nothing of that is ours."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from pkgutil import resolve_name  # of the standard library: a worker without Tingbao has it too
from typing import Any
from urllib.parse import urlsplit

from tingbao import __version__
from tingbao.errors import EngineError, UsageError

CONNECT_S = 10.0  # for a scheduler to answer at first
PATIENCE_S = 300.0  # for one that was lost, or its workers, to come back


class Cluster:
    """The workers of a Dask scheduler that runs elsewhere.

    Args:
        where: dask://HOST:PORT.
        connect_s: Seconds in which it must answer at first.
        patience_s: Seconds in which a scheduler that was lost must be back, with a worker.

    Raises:
        UsageError: The address is none, or the extra is not installed.
        EngineError: Nobody answers, no worker is there, or one has another version.
    """

    remote = True

    def __init__(
        self, where: str, *, connect_s: float = CONNECT_S, patience_s: float = PATIENCE_S
    ) -> None:
        self._where = where
        self._address = _address(where)
        self._patience_s = patience_s
        self._vetted: frozenset[str] = frozenset()
        try:
            import distributed  # noqa: F401  # only to see that it is there
        except ImportError as error:
            hint = "install it with: pip install 'tingbao[cluster]'"
            raise UsageError("a cluster needs Dask", where=where, hint=hint) from error
        self._client = self._connect(connect_s)
        try:
            self.room()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go; what is under way there is dropped."""
        self._client.close()

    def deaths(self, error: BaseException) -> int:
        """Count the workers that died of a call: Dask repeats it as its scheduler is set to."""
        from distributed import KilledWorker

        return error.allowed_failures + 1 if isinstance(error, KilledWorker) else 0

    def room(self) -> int:
        """Say how many calls are done at once: a thread is one. Waits for a worker.

        Raises:
            EngineError: There is none in time, or one has another version than this program.
        """
        deadline = time.monotonic() + self._patience_s
        while True:
            try:
                threads: dict[str, int] = self._client.nthreads() if self._up() else {}
                if threads:
                    self._vet(threads.keys() - self._vetted)
                    self._vetted = frozenset(threads)
                    return sum(threads.values())
            except (OSError, TimeoutError):  # it went away while it was asked
                pass
            if time.monotonic() > deadline:
                raise EngineError(
                    "the cluster has no worker",
                    where=self._where,
                    hint="start some with: dask worker HOST:PORT --nthreads 1",
                )
            time.sleep(0.2)

    def submit(self, call: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Let a worker do it. A call that the cluster has lost is cancelled."""
        future: Future[Any] = self._client.get_executor(pure=False).submit(call, *arguments)
        return future

    def _up(self) -> bool:
        """Tell whether the scheduler is there; one that was lost for long is called again."""
        if self._client.status == "closed":
            self._client = self._connect(self._patience_s)
        return bool(self._client.status == "running")

    def _connect(self, seconds: float) -> Any:
        from distributed import Client

        try:
            return Client(  # type: ignore[no-untyped-call]
                self._address, timeout=seconds, name="tingbao", set_as_default=False
            )
        except (OSError, TimeoutError) as error:
            raise EngineError(
                "no scheduler of Dask answers",
                where=self._where,
                hint="start one with: dask scheduler",
            ) from error

    def _vet(self, new: set[str]) -> None:
        """Refuse workers that would make other bytes than this program does."""
        if not new:
            return
        found: dict[str, Any] = self._client.run(
            resolve_name, "tingbao:__version__", workers=sorted(new), on_error="return"
        )
        for worker, version in found.items():
            if isinstance(version, OSError):  # it left while it was asked
                continue
            if version != __version__:
                has = f"tingbao {version}" if isinstance(version, str) else "no tingbao"
                raise EngineError(
                    f"a worker has {has}, and this is {__version__}",
                    where=worker,
                    hint="install the same version there",
                )


def _address(where: str) -> str:
    """Give Dask's own form of dask://HOST:PORT."""
    parts = urlsplit(where)
    try:
        whole = parts.scheme == "dask" and parts.hostname and parts.port
    except ValueError:
        whole = None
    if not whole:
        raise UsageError(
            "this is no cluster", where=where, hint="give one as dask://127.0.0.1:8786"
        )
    return f"tcp://{parts.netloc}"
