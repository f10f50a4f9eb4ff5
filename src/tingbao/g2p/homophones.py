"""A text rewritten so that an engine which takes no pinyin says it as the lexicon wants."""

from __future__ import annotations

from tingbao.g2p import polyphones
from tingbao.g2p.lexicon import Lexicon
from tingbao.g2p.tables import mapping


def homophones(text: str, lexicon: Lexicon) -> str:
    """Write characters with one reading where the engine would read the text otherwise.

    Only words of the lexicon change, and of them only the characters whose reading, as
    dictionaries and context give it, is not the one wanted. A syllable that no common
    character has alone, and a light one, stays as it is written.
    """
    text = lexicon.reworded(text)
    places = lexicon.places(text)
    if not places:
        return text
    likely = polyphones.read(text)
    alone = mapping("homophones.tsv")  # commonest characters that have no other reading
    written = list(text)
    for start, word, syllables in places:
        for place, (character, wanted) in enumerate(zip(word, syllables, strict=True), start):
            if likely[place] != wanted:
                written[place] = alone.get(wanted, character)
    return "".join(written)
