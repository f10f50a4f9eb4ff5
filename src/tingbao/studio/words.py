"""What went wrong, in Chinese, for someone who has never seen a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.language import tables

if TYPE_CHECKING:
    from tingbao.errors import TingbaoError

UNEXPECTED = (
    "出了意料之外的问题，这一期没有做成。请再试一次；如果还是不行，请把下面的细节发给开发者。"
)
FAULT = "出了意料之外的问题。请再试一次；如果还是不行，请把下面的细节发给开发者。"


def in_words(error: TingbaoError) -> str:
    """Say an error to a listener; what words.tsv does not know is said by its kind.

    Notes of the error, which say which of several articles it was, stand before it.
    """
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    what = f"{error.what}: {error.hint} {kinds}"  # an address is no cause, whatever stands in it
    table = tables.rows(__package__, "words.tsv")
    words = next((words for fragment, words in table if fragment in what), UNEXPECTED)
    return "".join([*getattr(error, "__notes__", ()), words])
