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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from tingbao import store
from tingbao.errors import MALFORMED, OutputError, UsageError
from tingbao.publishing import feed, files
from tingbao.publishing.media import media_type
from tingbao.services import storage

MEMORY = ".sent.json"
_REMOTE = re.compile(r"(?:[\w.-]+@)?[\w.-]+:(?!//)\S*$")  # host:path, as rsync and ssh take it
_LONGEST_WAIT_S = 3600
_OFTEN = 20  # files
_BYTES = "application/octet-stream"


# Puts files of a folder under the same names, whole or not at all, and gives each name then;
# raises OutputError where one could not be put there.
Target = Callable[[Path, Sequence[str]], Iterator[str]]


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

    `where` is a folder, `host:path` for rsync, or an address such as s3://bucket/show. `dry` only
    tells what would be sent; `again` sends everything, for a target that lost something.

    Raises:
        UsageError: There is no feed, no such kind of target, or it lies in the show itself.
        OutputError: A file could not be sent; run it again to go on.
    """
    if not (output / feed.NAME).is_file():
        hint = "make an episode first"
        raise UsageError("there is no feed to publish", where=str(output), hint=hint)
    put = open_target(where, output)
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
            for count, name in enumerate(put(output, list(turn)), 1):
                on_file(name)
                sent[name] = digests[name]
                if count % _OFTEN == 0:  # so that a kill costs little
                    _remember(output, where, sent)
    finally:
        if names:
            _remember(output, where, sent)
    return done


def order(output: Path) -> Iterator[str]:
    """Give the files of a show in the order in which they are sent."""
    names = (
        path.relative_to(output).as_posix()
        for path in output.rglob("*")
        if path.is_file() and files.is_public(output, path)
    )
    yield from sorted(names, key=lambda name: (_turn(name), name))


def open_target(where: str, output: Path) -> Target:
    """Choose the kind of target by how it is written.

    Raises:
        UsageError: None is named, what it needs is not installed, or it lies in `output`.
    """
    if not where.strip():
        raise UsageError("no target is named", hint="give a folder, host:path or s3://bucket/show")
    if "://" in where:
        return partial(_store, *storage.open_address(where, purpose="publish"))
    if _REMOTE.match(where) and not Path(where).exists():
        if shutil.which("rsync") is None:
            raise UsageError("rsync is not installed", where=where, hint="install rsync and ssh")
        return partial(_rsync, where.rstrip("/"))
    if Path(where).resolve().is_relative_to(output.resolve()):
        hint = "name a folder outside the show's own"
        raise UsageError("a show cannot be published into itself", where=where, hint=hint)
    return partial(_copy, Path(where))


def _copy(target: Path, root: Path, names: Sequence[str]) -> Iterator[str]:
    """Copy files into a folder of this machine, or one that is mounted."""
    for name in names:
        with files.failures(target / name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
        files.write(target / name, (root / name).read_bytes())
        yield name


def _rsync(where: str, root: Path, names: Sequence[str]) -> Iterator[str]:
    """Send files to another machine over one connection; rsync itself renames when all is there."""
    options = ["--times", "--partial", "--from0", "--files-from=-"]
    command = ["rsync", *options, "./", f"{where}/"]
    hint = "run it again to go on"
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
        raise OutputError("rsync takes too long", where=where, hint=hint) from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[0]
        raise OutputError(f"rsync failed: {reason}", where=where, hint=hint)
    yield from names


def _store(system: Any, target: str, root: Path, names: Sequence[str]) -> Iterator[str]:
    """Send files, each with its type, to a file system of fsspec's, where each is whole or not."""
    typed = "s3" in system.protocol
    for name in names:
        place = f"{target}/{name}"
        facts = {"ContentType": media_type(name.rpartition("/")[2]) or _BYTES} if typed else {}
        try:
            if not typed:
                system.makedirs(place.rpartition("/")[0], exist_ok=True)
            system.pipe_file(place, (root / name).read_bytes(), **facts)
        except storage.refusals() as error:
            hint = "check address and credentials, then run it again to go on"
            raise OutputError(f"cannot send: {error}", where=place, hint=hint) from error
        yield name


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
