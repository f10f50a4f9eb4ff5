"""Titles that break where a reader would breathe, never inside a word.

Browsers break Chinese between any two characters. A title is therefore cut into phrases
at its spaces and punctuation, which stay whole where a row can hold them (the sheet makes
them inline blocks), and phrases into words with a <wbr> between (the sheet forbids other
breaks with word-break: keep-all).
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from tingbao.language import tokenizer
from tingbao.site.markup import text, visible

_LONGEST = 120  # characters; what is longer is no headline and breaks as prose does
_PHRASE = re.compile(r"([^\s，。！？；：、,;:!?]+[，。！？；：、,;:!?”’」』）》)\]]*|\S)")


@lru_cache(maxsize=1024)  # a chapter's title stands on its page twice, an episode's on two pages
def phrased(title: str) -> Markup:
    """Mark where a title may break; what can be seen of it stays the same, spaces included."""
    title = visible(title)
    if len(title) > _LONGEST:
        return text(title)
    pieces = _PHRASE.split(title)  # every other one is a phrase
    parts = [_words(piece) if at % 2 else text(piece) for at, piece in enumerate(pieces)]
    return Markup("").join(parts)


def _words(phrase: str) -> Markup:
    """Join the words of a phrase with breaks between.

    None stands beside punctuation (“ and ” stay with theirs), nor before a word of one
    character: 的 and 了 head no row, and 打好 is no two words to the eye.
    """
    found = Markup('<span class="phrase">')
    before = ""
    for word in tokenizer.words(phrase):
        if len(word.text) > 1 and word.text[0].isalnum() and before.isalnum():
            found += Markup("<wbr>")
        found += text(word.text)
        before = word.text[-1]
    return found + Markup("</span>")
