"""Putting a show where listeners fetch it: a folder, a server by rsync, or object storage.

Files go in an order in which no listener ever meets a feed that points at nothing: audio,
then what lies beside it, then pages, then the feed's archive, and feed.xml last. What was
sent is remembered by its checksum, so that a run that broke off goes on where it stopped.
Nothing is ever removed there: an episode that was deleted here only leaves the feed.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tingbao import store
from tingbao.errors import MALFORMED, OutputError, UsageError
from tingbao.publishing import feed, files
from tingbao.publishing.media import media_type
from tingbao.services import storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MEMORY = ".sent.json"
_REMOTE = re.compile(r"(?:[\w.-]+@)?[\w.-]+:(?!//)\S*$")  # host:path, as rsync and ssh take it
_LONGEST_WAIT_S = 3600
_OFTEN = 20  # files


class Target(Protocol):
    """Somewhere that files can be put."""

    def put(self, root: Path, names: Sequence[str]) -> Iterator[str]:
        """Put files of a folder under the same names, whole or not at all; give each name then.

        Raises:
            OutputError: One could not be put there.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was sent, and how many files were there already."""

    names: tuple[str, ...]
    kept: int


def send(
    output: Path,
    where: str,
    *,
    dry: bool = False,
    again: bool = False,
    on_file: Callable[[str], None] = lambda _: None,
) -> Sent:
    """Bring a target up to date.

    Args:
        output: The show's folder.
        where: A folder, `host:path` for rsync, or an address such as s3://bucket/show.
        dry: Only tell what would be sent.
        again: Send everything, whatever was sent before; for a target that lost something.
        on_file: Told each name when it is sent.

    Raises:
        UsageError: There is no feed, no such kind of target, or it lies in the show itself.
        OutputError: A file could not be sent; run it again to go on.
    """
    if not (output / feed.NAME).is_file():
        hint = "make an episode first"
        raise UsageError("there is no feed to publish", where=str(output), hint=hint)
    target = open_target(where)
    if isinstance(target, Folder) and _within(target.path, output):
        hint = "name a folder outside the show's own"
        raise UsageError("a show cannot be published into itself", where=where, hint=hint)
    sent = {} if again else _remembered(output).get(where, {})
    digests = {name: _digest(output / name) for name in order(output)}
    names = [name for name, digest in digests.items() if sent.get(name) != digest]
    done = Sent(names=tuple(names), kept=len(digests) - len(names))
    if dry:
        for name in names:
            on_file(name)
        return done
    try:
        for _, turn in groupby(names, key=_turn):  # what comes later waits for all before it
            for count, name in enumerate(target.put(output, list(turn)), 1):
                on_file(name)
                sent[name] = digests[name]
                if count % _OFTEN == 0:  # so that a kill costs little
                    _remember(output, where, sent)
    finally:
        if names:
            _remember(output, where, sent)
    return done


def _within(path: Path, output: Path) -> bool:
    place, home = path.resolve(), output.resolve()
    return place == home or home in place.parents


def order(output: Path) -> Iterator[str]:
    """Give the files of a show in the order in which they are sent."""
    names = [
        path.relative_to(output).as_posix()
        for path in sorted(output.rglob("*"))
        if path.is_file() and files.is_public(output, path)
    ]
    yield from sorted(names, key=lambda name: (_turn(name), name))


def open_target(where: str) -> Target:
    """Choose the kind of target by how it is written.

    Raises:
        UsageError: None is named, or what it needs is not installed.
    """
    if not where.strip():
        raise UsageError("no target is named", hint="give a folder, host:path or s3://bucket/show")
    if "://" in where:
        return Storage(*storage.open_address(where, purpose="publish"))
    if _REMOTE.match(where) and not Path(where).exists():
        if shutil.which("rsync") is None:
            raise UsageError("rsync is not installed", where=where, hint="install rsync and ssh")
        return Rsync(where.rstrip("/"))
    return Folder(Path(where))


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, or one that is mounted."""

    path: Path

    def put(self, root: Path, names: Sequence[str]) -> Iterator[str]:
        """Copy files."""
        for name in names:
            with files.failures(self.path / name):
                (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            files.write(self.path / name, (root / name).read_bytes())
            yield name


@dataclass(frozen=True, slots=True)
class Rsync:
    """A folder of another machine, by rsync over ssh; rsync itself renames when all is there."""

    where: str

    def put(self, root: Path, names: Sequence[str]) -> Iterator[str]:
        """Send files over one connection."""
        options = ["--times", "--partial", "--from0", "--files-from=-"]
        command = ["rsync", *options, "./", f"{self.where}/"]
        try:
            done = subprocess.run(  # noqa: S603  # a list, so no shell reads the names
                command,
                cwd=root,
                input="\0".join(names),
                capture_output=True,
                text=True,
                timeout=_LONGEST_WAIT_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            hint = "run it again to go on"
            raise OutputError("rsync takes too long", where=self.where, hint=hint) from error
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[0]
            hint = "run it again to go on"
            raise OutputError(f"rsync failed: {reason}", where=self.where, hint=hint)
        yield from names


@dataclass(frozen=True, slots=True)
class Storage:
    """Object storage or any other file system that fsspec knows; an object appears as a whole."""

    system: Any
    root: str

    def put(self, root: Path, names: Sequence[str]) -> Iterator[str]:
        """Send files, each with its type."""
        for name in names:
            self._send(root / name, f"{self.root}/{name}")
            yield name

    def _send(self, path: Path, place: str) -> None:
        kind = media_type(path.name) or "application/octet-stream"
        facts = {"ContentType": kind} if "s3" in self.system.protocol else {}
        try:
            if "s3" not in self.system.protocol:
                self.system.makedirs(place.rpartition("/")[0], exist_ok=True)
            self.system.pipe_file(place, path.read_bytes(), **facts)
        except storage.refusals() as error:
            hint = "check address and credentials, then run it again to go on"
            raise OutputError(f"cannot send: {error}", where=place, hint=hint) from error


def _turn(name: str) -> int:
    """Audio first, then sidecars and pictures, then pages, then the feed's archive, then it."""
    if name == feed.NAME:
        return 4
    if name.startswith("feed-"):
        return 3
    suffix = Path(name).suffix
    return {".mp3": 0, ".html": 2}.get(suffix, 1)


def _remembered(output: Path) -> dict[str, dict[str, str]]:
    try:
        known = dict(json.loads(store.read(output / MEMORY)))
        return {where: dict(sent) for where, sent in known.items()}
    except (OSError, *MALFORMED):
        return {}


def _remember(output: Path, where: str, sent: dict[str, str]) -> None:
    with files.locked(output):  # others may be sending to elsewhere
        known = _remembered(output)
        data = json.dumps({**known, where: sent}, ensure_ascii=False).encode()
        files.write(output / MEMORY, data)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
