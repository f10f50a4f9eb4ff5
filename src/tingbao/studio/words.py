"""What the studio says, in Chinese, to someone who has never seen a command line."""

from __future__ import annotations

from tingbao.errors import TingbaoError
from tingbao.language import tables


def text(key: str) -> str:
    """Give what texts.tsv says for a key."""
    return tables.mapping(__package__, "texts.tsv")[key]


def in_words(error: TingbaoError) -> str:
    """Say an error to a listener; what words.tsv does not know is said by its kind.

    Notes of the error, which say which of several articles it was, stand before it.
    """
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    what = f"{error.what}: {error.hint} {kinds}"  # an address is no cause, whatever stands in it
    table = tables.rows(__package__, "words.tsv")
    words = next((words for fragment, words in table if fragment in what), text("unexpected"))
    return "".join([*getattr(error, "__notes__", ()), words])
