"""The `tingbao` program: which commands there are, and how failures end.

A command is a function in a file of its own, registered below. Its heavy imports
stand inside the function, so that `tingbao --help` loads none of them.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from typing import Annotated, NoReturn

import typer

from tingbao import __version__
from tingbao.commands import (
    batch,
    check,
    clean,
    console,
    daily,
    feed,
    interrupt,
    make,
    normalize,
    pronounce,
    say,
    script,
    sections,
    serve,
    voices,
)
from tingbao.errors import TingbaoError, UsageError, out_of_memory

INTERRUPTED = 130
FAULT = 1
UNUSABLE = {errno.ENAMETOOLONG, errno.EACCES, errno.EPERM}  # what is so is a path, not the program

app = typer.Typer(
    name="tingbao",
    help="听报: Chinese articles in, chaptered Mandarin audio briefings out.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(value: bool) -> None:  # noqa: FBT001  # Typer calls it with one positional value
    if value:
        console.result(f"tingbao {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[  # its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of failures.")] = False,
) -> None:
    """听报: Chinese articles in, chaptered Mandarin audio briefings out."""


for command in (
    *(batch.batch, check.check, clean.clean, daily.daily, daily.follow, daily.following),
    *(daily.forget, make.make, normalize.normalize, pronounce.pronounce, say.say),
    *(script.script, sections.sections, serve.serve, daily.unfollow, voices.voices),
):
    app.command(command.__name__)(command)
app.add_typer(feed.feed)


def main() -> None:
    """Run the program; every failure is one line on stderr and its exit code."""
    arguments = sys.argv[1:] or ["--help"]
    debug = "--debug" in arguments
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # it would take 32 MB a core for threads
    console.prepare()
    interrupt.watch()
    try:
        with console.printing() if "--help" in arguments else nullcontext():  # Typer prints it
            code = app(arguments, standalone_mode=False)
        with console.printing():  # what still waits to be written
            sys.stdout.flush()
    except typer.TyperException as error:
        _end(" ".join(error.format_message().split()), UsageError.exit_code)
    except typer.Exit as ended:
        code = ended.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # the last line of defence: no traceback without --debug
        if debug:
            raise
        if not interrupt.came():
            _fail(error)
        code = INTERRUPTED
    if code == INTERRUPTED:
        _end("interrupted: what was spoken is kept, run it again to go on", INTERRUPTED)
    sys.exit(code or 0)


def _fail(error: Exception) -> NoReturn:
    if isinstance(error, TingbaoError):
        _end(str(error), error.exit_code)
    if memory := out_of_memory(error):
        _end(memory, FAULT)
    if isinstance(error, OSError) and error.errno in UNUSABLE and error.filename:
        text = f"cannot use the path: {error.strerror} ({error.filename}): choose another"
        _end(text, UsageError.exit_code)
    fault = f"{type(error).__name__}: {error}".splitlines()[0]
    _end(f"this is a fault of the program, {fault}: run it with --debug and report it", FAULT)


def _end(text: str, code: int) -> NoReturn:
    console.message(f"tingbao: {text}")
    sys.exit(code)
