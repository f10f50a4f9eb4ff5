"""What can go wrong in a way that a user can mend, each with its exit code.

A message is one line: what failed, where, and the mend.
"""

from __future__ import annotations

import struct

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
