"""A polyphone in a person's name, as surname or within: names.tsv and the surnames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tingbao.g2p import grammar
from tingbao.g2p.dictionary import listed as listed_readings
from tingbao.g2p.grammar import Tagged
from tingbao.g2p.tables import rows
from tingbao.language.patterns import words as listed
from tingbao.language.surnames import readings, surnames
from tingbao.language.tokenizer import Word

_NAME = (2, 3)  # characters of a full name
_PERSON = "nr"  # jieba's tag of a Chinese name; nrt is a foreign one
_PROPER = ("", "nr", "nrfg", "ns", "nz", "i", "z")  # tags of words that are given names: 任|建国
_STARTS = "。！？“\n"  # where 任局长 begins a sentence, it is a person


def named(text: str, place: int, word: Word, tagged: Tagged) -> str:
    """Give the reading of a character in what the tagger calls a person, or nothing.

    A name of four characters is read as any word, and so is what a longer word of the dictionary
    contains: 强颜 in 强颜欢笑. One that the dictionaries have is read as there: 柏拉图.

    Args:
        text: The text.
        place: Where the character is in it.
        word: jieba's word that the character is in.
        tagged: The tagger's words.
    """
    person = tagged.word(place)
    if person.tag != grammar.PERSON or len(person.text) > max(_NAME):
        return ""
    if _patterns()["foreign"].fullmatch(person.text):
        return ""
    known = listed_readings(person.text, place - person.start)
    if len(known) == 1 and len(person.text) == max(_NAME):
        return known.pop()
    if (word.tag and word.end > person.end) or person.text.startswith(tuple(_texts("none"))):
        return ""
    return readings().get(text[place], "") if tagged.begins(place) else given(text, place)


def given(text: str, place: int) -> str:
    """Give the reading of a character in a given name, or nothing if it begins an office."""
    office = _patterns()["office"].match(text, place - 1)
    return "" if office else _texts("given").get(text[place], "")


def surname(
    text: str, words: Sequence[Word], number: int, place: int, tagged: Tagged | None = None
) -> str:
    """Give the reading of a character that begins a person's name or is in it, or nothing.

    The tagger does not know every name (see `named`). One is also a word that jieba's dictionary
    has as one; a word it does not have, or two, beside what names stand beside: 记者任晓东报道,
    村民任|建国; or a surname alone before a title: 解女士, 区教授. 他任局长 is none. What the
    tagger has as another part of speech is one only before a title: 曾因病退出.
    """
    character, word = text[place], words[number]
    if place > word.start and word.tag == _PERSON and not tagged:
        return given(text, place)
    if character not in readings():
        return ""
    if tagged and place and text[tagged.word(place - 1).start : place] in _texts("family"):
        return readings()[character]  # 姓解
    if tagged and _cut_off(tagged, place):
        return readings()[character]
    first, alone = word.start == place, len(word.text) == 1
    denied = bool(tagged and tagged.denies(place, alone=alone))
    before = text[place - 1 : place] or "。"
    after = words[number + 1].text if number + 1 < len(words) else ""
    if first and len(word.text) in _NAME:
        beside = before in _texts("before") or after in (*_texts("after"), *listed("says"))
        known = word.tag == _PERSON or (not word.tag and beside and not denied)
    else:
        known = alone and (
            _unknown(tagged, place, before) or (_split(words, number, before) and not denied)
        )
    if alone or not word.tag or word.text[1:] in _texts("title"):
        known = known or _titled(text, place, before)
    return readings()[character] if known else ""


def _cut_off(tagged: Tagged, place: int) -> bool:
    """Tell whether the tagger takes what follows for a name without its surname: 查/v 阜西/PER."""
    _, own, name, _ = tagged.around(place)
    alone = len(own.text) == 1 and own.tag in ("v", "n")
    given = name.tag == grammar.PERSON and len(name.text) < max(_NAME)
    return alone and given and name.text[0] not in (*grammar.FAMILIAR, *surnames("common", "other"))


def _titled(text: str, place: int, before: str) -> bool:
    """Tell whether a title follows, and what stands before leaves no doubt that it is one's."""
    if _patterns()["person"].match(text, place + 1):
        return True
    offices = _texts("doubtful").get(text[place])
    if not offices or not re.match(offices, text[place + 1 :]):
        return bool(_patterns()["title"].match(text, place + 1))
    start = before in _STARTS and _patterns()["office"].match(text, place + 1)
    return bool(
        start or (before in _texts("open") and _patterns()["speaking"].match(text, place + 1))
    )


def _split(words: Sequence[Word], number: int, before: str) -> bool:
    """Tell whether the next word is the given name of somebody whose role stands before."""
    if before not in _texts("before") or number + 1 == len(words):
        return False
    following = words[number + 1]
    proper = following.tag in _PROPER or words[number].tag == _PERSON
    return proper and following.text.isalnum() and len(following.text) < max(_NAME)


def _unknown(tagged: Tagged | None, place: int, before: str) -> bool:
    """Tell whether the tagger, not knowing a name, makes one word of it: 记者|单正平/d."""
    own = tagged and tagged.word(place)
    whole = own and own.start == place and len(own.text) == max(_NAME)
    denied = own and own.text.startswith(tuple(_texts("none")))
    return bool(whole and not denied and before in _texts("before"))


def ask(text: str) -> bool:
    """Tell whether a text has a character that is read otherwise in a name."""
    return not (readings().keys() | _texts("given").keys()).isdisjoint(text)


@cache
def _texts(kind: str) -> dict[str, str]:
    return {row[1]: row[-1] for row in rows("names.tsv") if row[0] == kind}


def _titles(kind: str) -> str:
    return "|".join(text for text, kinds in _texts("title").items() if kinds == kind)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Give the patterns of titles and of foreign names.

    foreign: a name that begins with what is also a Chinese surname, 查尔斯; person, title: what
    follows a name; office: one that is somebody's and not a time, as in 任局长期间; speaking: one
    whose holder says or does something, 局长表示, 局长在会上说.
    """
    person, office = _titles("person"), f"(?:{_titles('office')})"
    firsts, rest = next(iter(_texts("foreign").items()))
    said = "|".join([*listed("says"), *filter(str.isalnum, _texts("after"))])
    written = {
        "foreign": f"[{firsts}][{rest}]+",
        "person": person,
        "title": f"{person}|{office}",
        "office": f"{office}(?!期间|时|后|以来|之|一职|职)",
        "speaking": f"{office}(?:在[^，。]{{1,12}})?(?:{said})",
    }
    return {kind: re.compile(pattern) for kind, pattern in written.items()}
