"""What a worker does, here or elsewhere: three functions of values, and nothing kept between."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tingbao.errors import InputError
from tingbao.model import Article, Recording, Script
from tingbao.runners.parcel import Parcel, unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The articles of a source, each divided, and what there was to say about it."""

    articles: tuple[Article, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A worded script, and what it took: CPU-seconds of the worker's process."""

    article: Article
    script: Script
    notes: tuple[str, ...]
    cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Written):
    """A finished recording that is not published."""

    moment: datetime
    recording: Recording


def read(source: str, parcel: Parcel, data: bytes | None = None) -> Read:
    """Read a source and divide its articles; of a feed they are its newest entries.

    `data` is what the file at that path holds, where the worker cannot see it.

    Raises:
        TingbaoError: As the stages.
    """
    if data is None:
        return _read(source, parcel)
    with TemporaryDirectory(prefix="tingbao-") as folder:
        path = Path(folder) / Path(source).name
        path.write_bytes(data)
        try:
            found = _read(str(path), parcel)
        except InputError as error:  # it is to name what the user gave
            raise InputError(error.what, where=source, hint=error.hint) from error
    return replace(
        found,
        articles=tuple(
            replace(one, source=source) if one.source == str(path) else one
            for one in found.articles
        ),
    )


def _read(source: str, parcel: Parcel) -> Read:
    from tingbao import segmentation
    from tingbao.sources import read_all

    config, notes = parcel.config, list[str]()
    articles = read_all(
        source, allow_private=config.allow_private, newest=config.newest, note=notes.append
    )
    return Read(articles=tuple(map(segmentation.divide, articles)), notes=tuple(notes))


def write(article: Article, parcel: Parcel, moment: datetime) -> Written:
    """Write the script of a divided article.

    Raises:
        TingbaoError: As the stages.
    """
    from tingbao import pipeline

    began, notes = time.process_time(), list[str]()
    script = pipeline.write(article, unpack(parcel), moment=moment, note=notes.append)
    return Written(
        article=article, script=script, notes=tuple(notes), cpu_s=time.process_time() - began
    )


def record(article: Article, parcel: Parcel, moment: datetime) -> Recorded:
    """Write, speak and master a divided article.

    Raises:
        TingbaoError: As the stages.
    """
    from tingbao import pipeline

    began, written = time.process_time(), write(article, parcel, moment)
    notes = [*written.notes]
    recording = pipeline.perform(
        article, written.script, unpack(parcel), progress=pipeline.Quiet(notes.append)
    )
    return Recorded(
        article=article,
        script=written.script,
        recording=recording,
        moment=moment,
        notes=tuple(notes),
        cpu_s=time.process_time() - began,
    )
