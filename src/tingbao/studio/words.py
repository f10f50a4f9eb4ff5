"""What went wrong, in Chinese, for someone who has never seen a command line."""

from __future__ import annotations

from tingbao.errors import (
    CheckError,
    EngineError,
    InputError,
    OutputError,
    TingbaoError,
    UsageError,
)
from tingbao.language import tables

UNEXPECTED = (
    "出了意料之外的问题，这一期没有做成。请再试一次；如果还是不行，请把下面的细节发给开发者。"
)
FAULT = "出了意料之外的问题。请再试一次；如果还是不行，请把下面的细节发给开发者。"
_KINDS: tuple[tuple[type[TingbaoError], str], ...] = (
    (InputError, "这篇文章没法用。请换一个网址，或者直接粘贴文字。"),
    (EngineError, "声音没有合成出来。请再试一次，或换一个声音。"),
    (OutputError, "文件没有写成。请检查磁盘空间和文件夹的权限。"),
    (CheckError, "文稿没有通过核对，有的内容在原文里找不到，所以没有制作。"),
    (UsageError, "有一项设置不对，请检查长度、声音和风格。"),
)


def in_words(error: TingbaoError) -> str:
    """Say an error to a listener; what words.tsv does not know is said by its kind.

    Notes of the error, which say which of several articles it was, stand before it.
    """
    what = f"{error.what}: {error.hint}"  # an address is no cause, whatever stands in it
    kinds = (words for kind, words in _KINDS if isinstance(error, kind))
    table = tables.rows(__package__, "words.tsv")
    known = (words for fragment, words in table if fragment in what)
    words = next(known, None) or next(kinds, UNEXPECTED)
    return "".join([*getattr(error, "__notes__", ()), words])
