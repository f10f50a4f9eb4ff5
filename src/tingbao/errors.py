"""What can go wrong in a way that a user can mend, each with its exit code.

A message is one line: what failed, where, and the mend.
"""

from __future__ import annotations

import struct
import sys
from contextlib import suppress

MALFORMED = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RecursionError,
    StopIteration,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
"""What reading a file of a known form may raise when somebody else wrote it.

Caught only around such a reading, where it means: this is no such file.
"""
_ROOM = 128_000_000  # bytes of addresses: the most that a library takes while it is loaded


class TingbaoError(Exception):
    """Base of all; never raised itself.

    Args:
        what: What failed, without a full stop.
        where: The file, line, address or setting it failed at; may be empty.
        hint: What to do about it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Give the one line that the user sees."""
        place = f" ({self.where})" if self.where else ""
        hint = f": {self.hint}" if self.hint else ""
        return " ".join(f"{self.what}{place}{hint}".split())


class UsageError(TingbaoError):
    """An argument or a setting that makes no sense."""

    exit_code = 2


class InputError(TingbaoError):
    """A source that cannot be used: missing, empty, binary, undecodable, refused."""

    exit_code = 3


class EngineError(TingbaoError):
    """No engine could speak, or what it spoke is not whole."""

    exit_code = 4


class OutputError(TingbaoError):
    """Something could not be written."""

    exit_code = 5


class CheckError(TingbaoError):
    """A check of what was made, or is about to be made, failed."""

    exit_code = 6


def room() -> None:
    """Ask for the memory that what comes next takes, and give it back untouched.

    Libraries in C end the program, or blame something else, where they are refused what they ask
    for while they are loaded: so they are not loaded where there is too little.

    Raises:
        MemoryError: There are no 128 MB.
    """
    bytes(_ROOM)


def out_of_memory(error: BaseException) -> str:
    """Say in one line that too little memory is why something failed; nothing if there is enough.

    Whatever the error is called: a library that cannot be mapped is an ImportError, and a picture
    that cannot be compressed is a broken stream.
    """
    try:
        room()
    except MemoryError as found:
        error = found
    cause: BaseException | None = error
    while cause and not isinstance(cause, MemoryError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return ""
    limit = _limit()
    place = f" (no more than {limit // 1_000_000:,} MB are allowed: ulimit -v)" if limit else ""
    return f"not enough memory{place}: allow more, close other programs, or give a shorter article"


def _limit() -> int:
    """Give the bytes of addresses that this process may have; 0 for no limit that can be found."""
    if sys.platform != "win32":
        with suppress(ImportError, MemoryError):
            import resource

            soft, _ = resource.getrlimit(resource.RLIMIT_AS)
            return 0 if soft == resource.RLIM_INFINITY else soft
    return 0
