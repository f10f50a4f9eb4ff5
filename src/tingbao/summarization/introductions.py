"""Who somebody is, said where a name is heard first although the article introduced it before.

An answer of an interview that is told without its beginning is told with who gives it.
黑莉表示 is 美国常驻联合国大使黑莉表示, if the sentence that calls her so is not said. The words
are those before the name where the article has it first; quotations and lists keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from tingbao.language.patterns import words as listed
from tingbao.language.text import Text
from tingbao.language.tokenizer import Word
from tingbao.model import Change
from tingbao.summarization.units import Unit

_LONGEST = 24  # characters that say who somebody is
_PERSON = "PER"
_ROLE = frozenset({"n", "nz", "nw", "vn", "a", "f", "s", "ORG", "LOC"})
_ENDS = frozenset({"n", "nz", "nw", "ORG"})  # 天津赵某 says where from, not who
_JOINED = frozenset({"c", _PERSON})  # before a role, of which it then may be the second half
_BODIES, _OFFICE = frozenset({"ORG", "LOC"}), "n"
_LIST = "、"


def introduce(
    units: Sequence[Unit], order: Iterable[int], room: int | None = None
) -> dict[int, tuple[Text, tuple[Change, ...]]]:
    """Give the units whose names come with who they are, with what was put there.

    Args:
        units: Of the whole article.
        order: The units that are said, in the order in which they are heard.
        room: Characters that may be added; None for any number.
    """
    order = tuple(order)
    found: dict[int, tuple[Text, tuple[Change, ...]]] = {}
    met = _met(units, {len(name.text) for at in order for name in _persons(units[at].text)})
    heard = speaker = ""
    for at in order:
        text = units[at].text
        tags, quoted = text.tags, text.quoted
        places = _answered(units[at], speaker)
        speaker = units[at].speaker
        for place, word in enumerate(tags):
            new = word.tag == _PERSON and len(word.text) > 1 and word.text not in heard
            if not new or quoted[word.start] or _stands(tags, place):
                continue
            first, told = met.get(word.text, (at, Text()))
            if first >= at:
                continue
            more = len(told) - len(word.text)
            fits = room is None or more <= room
            if told and fits and told.simple.removesuffix(word.text) not in text.simple:
                places.append((word.start, word.end, told))
                room = None if room is None else room - more
                heard += told.simple
        heard += text.simple
        if places:
            changes = tuple(
                Change(rule="name" if source else "speaker", source=source, written=told)
                for source, told in ((text[start:end], told) for start, end, told in places)
            )
            found[at] = text.replaced(places), changes
    return found


def _answered(unit: Unit, speaker: str) -> list[tuple[int, int, str]]:
    """Give whose answer it is, as its paragraph says at its beginning, unless that is heard."""
    its = unit.speaker
    if its == speaker or unit.text.startswith(its):
        return []
    return [(unit.drops, unit.drops, f"{its}：")]


def _stands(tags: Sequence[Word], place: int) -> bool:
    """Tell whether a name has beside it who is meant, or is one of a list."""
    before, behind = tags[max(place - 1, 0) : place], tags[place + 1 : place + 2]
    return any(word.tag in _ROLE | {_PERSON} or word.text == _LIST for word in (*before, *behind))


def _persons(text: Text) -> Iterator[Word]:
    return (word for word in text.tags if word.tag == _PERSON)


def _met(units: Sequence[Unit], sizes: Iterable[int]) -> dict[str, tuple[int, Text]]:
    """Give where each name, or an end of it of such a size, is met first, and who that is there.

    Who it is is empty where that tells no more than the name.
    """
    met: dict[str, tuple[int, Text]] = {}
    sizes = sorted(sizes)
    for at, unit in enumerate(units):
        tags = unit.original.tags
        for place, word in enumerate(tags):
            if word.tag != _PERSON:
                continue
            ends = takewhile(len(word.text).__ge__, sizes)
            names = {word.text[-size:] for size in ends} - met.keys()
            start = _role(tags, place) if names else place
            for name in names:
                more = start < place or word.text != name
                told = unit.original.part(tags[start].start, word.end) if more else Text()
                met[name] = at, told
    return met


def _role(tags: Sequence[Word], place: int) -> int:
    """Give where the words begin that say who is named at a place: there, if none do."""
    start, tenure = place, listed("tenure", __package__)
    while start and (tags[start - 1].tag in _ROLE or tags[start - 1].text in tenure):
        start -= 1
    before = tags[start - 1].text if start else ""
    # 教练、石犀小学老师李锋 is one man of two offices, 美国、日本首相 may be one of each.
    second = before == _LIST and tags[start].tag in _BODIES and tags[start - 2].tag == _OFFICE
    torn = start > 0 and (tags[start - 1].tag in _JOINED or (before == _LIST and not second))
    size = tags[place].start - tags[start].start
    sure = start < place and tags[place - 1].tag in _ENDS and not torn and size <= _LONGEST
    return start if sure else place
