"""Whether a sentence in other words says what the sentences that it cites say, and no more.

The guard asks whether everything in a script stands somewhere in the article; who words it
anew can still join what is true into what is not. So a retold sentence is held against its
own sources by `CHECKS`, a table of independent ones: each looks for one kind of untruth of which
the strings are evidence enough, and gives the words at fault, or none. What it cannot see (who
does what to whom, who claims it, of how many it holds) is for `verification`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tingbao.language import tokenizer
from tingbao.language.simplified import simplified
from tingbao.language.text import Text
from tingbao.summarization import amounts
from tingbao.summarization.marks import changed
from tingbao.summarization.pairs import NAMES, NOUNS, Pair, additions, has, modified, told_by

_QUOTED = re.compile(r"[“「『\"《]([^”」』\"》]+)[”」』\"》]")
_OPENED = re.compile(r"[“「『]([^”」』\n]+)$", re.MULTILINE)
_NARROW = {full: full - 0xFEE0 for full in map(ord, "０１２３４５６７８９．％")} | {
    full: full - 0xFEE0 for start in (0xFF21, 0xFF41) for full in range(start, start + 26)
}
_DOTS = re.compile("[•・‧]")
_BLANK = re.compile(r"(?<=[^\W\da-zA-Z_])\s+(?=\w)|(?<=\w)\s+(?=[^\W\da-zA-Z_])")  # 200 美元
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_BRACKETS = re.compile(r"[（(](\w{1,4})[)）]")
_OFFICE = 2  # characters that name an office
_LEAST = 3  # characters of a name that stand for all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a retold sentence may say.

    Attributes:
        cited: The sentences that it cites, as they were given.
        beside: What those need to be understood, and the headline: only names are of there.
        written: The cited sentences in the article's own words for times.
        whole: All of the article: who somebody is and what is short for what is of there.
    """

    cited: tuple[str, ...]
    beside: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    whole: str = ""


class Check(NamedTuple):
    """A function that gives the words at fault, or none, and how the user is told.

    What is not `sure` finds true sentences at fault now and then: the verification decides.
    """

    find: Callable[[Pair], str]
    reason: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """The words that a sentence has from nowhere or turns round, what found them, and why.

    What is `sure` stands whatever the verification says.
    """

    check: str
    words: str
    reason: str
    sure: bool = True

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.words!r} ({self.reason})"


def wrong(text: str, sources: Sources) -> Refusal | None:
    """Give what is wrong with a retold sentence, sure before doubted; None if it is true.

    Args:
        text: What is to be said.
        sources: The sentences of the article that it is made from.
    """
    said, whole = Text(_read(text)), _read(sources.whole)
    pair = Pair(
        said=said,
        cited=tuple(Text(_in_full(said, _read(one), whole)) for one in sources.cited),
        beside=tuple(Text(_read(one)) for one in sources.beside),
        written=_read("\n".join(sources.written)),
        whole=whole,
    )
    asked = ("pointing",) if said in pair.cited else CHECKS
    found = ((name, CHECKS[name], CHECKS[name].find(pair)) for name in asked)
    wrong = [Refusal(name, words, one.reason, one.sure) for name, one, words in found if words]
    return next((one for one in wrong if one.sure), wrong[0] if wrong else None)


def points(text: str) -> bool:
    """Tell whether a sentence begins with what the one before names: 他说, 该公司."""
    return bool(_pointed(simplified(text)))


def _read(text: str) -> str:
    """Give a text in simplified characters, its letters and digits narrow, with no blank in it.

    Between letters or figures a blank stays.
    """
    one, others = told_by("until")  # 1-2月, 1到2月
    flat = _BLANK.sub("", simplified(text).translate(_NARROW))
    return re.sub(rf"(?:(?<=\d)|(?<=\d\w)|(?<=%)){others}(?=\d)", one, _DOTS.sub("·", flat))


def _in_full(text: Text, cited: str, whole: str) -> str:
    """Write out in a cited sentence what the article shortens of the names of another."""
    called = "|".join(told_by("short"))
    said = text.simple
    for full, short in re.findall(
        rf"(\w{{1,40}}[”\"]?)[（(](?:{called})?[：:]?[“\"]?(?!\d)(\w+)[”\"]?[)）]", whole
    ):
        ends = (full[at:] for at in range(len(full) - _LEAST + 1))
        name = next((end for end in ends if end.strip('”"') in said), "")
        if name and short not in said and short not in told_by("alias"):  # 世贸组织（WTO）
            for mark in ("（", "("):
                cited = cited.replace(f"{name}{mark}{short}", f"{name}{mark}")
            cited = cited.replace(short, name.strip('”"'))
    tagged = {word.text for word in text.tags if word.tag in NAMES}
    for name in tagged | set(_QUOTED.findall(said)) if whole else ():
        if name not in cited and name in (flat := _BRACKETS.sub(r"\1", cited)):
            cited = flat  # 华润（集团）有限公司
        elif name in whole and name not in cited:
            # 台北故宫南院 is 故宫南院 from its second time on.
            ends = (name[at:] for at in range(1, len(name) - _LEAST + 1))
            cited = cited.replace(next((end for end in ends if end in cited), name), name)
    return cited


def _unfounded(pair: Pair) -> str:
    """Find a sentence that cites nothing, or has no word."""
    bare = "".join(filter(str.isalnum, pair.said.simple))
    return "" if pair.cited and bare else pair.said.simple or "nothing"


def _fragment(pair: Pair) -> str:
    """Find what is no sentence: nothing in it is predicated."""
    said = pair.said.tags
    return "" if any(word.tag in {"v", "a", "vd"} for word in said) else pair.said.simple


def _pointing(pair: Pair) -> str:
    """Find a beginning that cannot be understood alone."""
    return _pointed(pair.said.simple)


def _pointed(text: str) -> str:
    found = re.search("|".join(additions("pointing")), text)
    return str(found[0]) if found else ""


def _name(pair: Pair) -> str:
    """Find a name that the sources have not, or only as the beginning of another."""
    known = pair.known.casefold()
    words = [word for word in pair.said.tags if word not in pair.titles]
    names = [word.text for word in words if word.tag in NAMES]
    names += _LATIN.findall(pair.said.simple)
    for name in names:
        if name.casefold() not in known and not all(
            has(pair.known, piece.text) for piece in tokenizer.words(name)
        ):
            return name
    return _beginning(pair) or _office(pair)


def _office(pair: Pair) -> str:
    """Find who is told to be what he is only the vice or the former of: 书记 for 副书记."""
    text, article = pair.said.simple, f"{pair.known}\n{pair.whole}"
    for office, name in pairwise(pair.said.tags):
        if name.tag != "PER" or office.tag not in NOUNS or office.end != name.start:
            continue
        start = max(office.start, office.end - _OFFICE)  # of 党委副书记, 书记
        called = text[start : name.end]
        places = [one.start() for one in re.finditer(re.escape(called), article)]
        if places and all(modified(article, at) != modified(text, start) for at in places):
            return str(called)
    return ""


def _beginning(pair: Pair) -> str:
    """Find the beginning of a name that the sources always have in full: 李明 for 李明博."""
    text, article = pair.said.simple, f"{pair.known}\n{pair.whole}"
    whole = {
        word.text for one in (*pair.cited, *pair.beside) for word in one.tags if word.tag == "PER"
    }
    whole |= {word.text for word in tokenizer.words(pair.known) if word.tag.startswith("nr")}
    for name in whole:
        begins = name[:2]
        if (
            len(name) > len(begins)
            and article.count(begins) == article.count(name)
            and text.count(begins) > text.count(name)
        ):
            return begins
    return ""


def _quotation(pair: Pair) -> str:
    """Find a quotation or a title that the sources have not word for word in its marks."""
    theirs = [_letters(one) for one in _QUOTED.findall(pair.known)]
    theirs += [_letters(one) for one in _OPENED.findall(pair.known)]  # it goes on behind
    theirs += [_letters(one) for one in re.findall("《[^》]+》", pair.whole)]
    return next(
        (
            one
            for one in _QUOTED.findall(pair.said.simple)
            if not any(_letters(one) in other for other in theirs)
        ),
        "",
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _added(kind: str, *, alike: bool) -> Callable[[Pair], str]:
    """Give the check that finds what only the sources may say; alike: any word of its kind."""

    def check(pair: Pair) -> str:
        for pattern in additions(kind):
            for found in re.finditer(pattern, pair.said.simple):
                if not (re.search(pattern, pair.source) if alike else found[0] in pair.source):
                    return str(found[0])
        return ""

    return check


def _alias(pair: Pair) -> str:
    """Find somebody who is called by an assumed name and not said to be."""
    (assumed,) = told_by("alias")
    for found in re.finditer(rf"(\w+)[（(]{assumed}", pair.source):
        if found[1][-2:] in pair.said.simple and assumed not in pair.said.simple:
            return str(found[1])
    return ""


# What is looked for, in this order, and how the user is told.
CHECKS: dict[str, Check] = {
    "unfounded": Check(_unfounded, "it cites no sentence"),
    "fragment": Check(_fragment, "it is no sentence"),
    "pointing": Check(_pointing, "it cannot be understood alone"),
    "figure": Check(amounts.figure, "a figure that its sentences have not"),
    "bound": Check(amounts.bound, "a figure more or less exact than theirs"),
    "owner": Check(amounts.owner, "a figure of something else", sure=False),
    "list": Check(amounts.listed, "figures in another order than theirs", sure=False),
    "name": Check(_name, "a name that its sentences have not"),
    "quotation": Check(_quotation, "a quotation that its sentences have not"),
    "day": Check(amounts.day, "a day that its sentences do not tell so"),
    "judgement": Check(_added("judgement", alike=False), "a judgement of its own", sure=False),
    "cause": Check(_added("cause", alike=True), "a cause of its own", sure=False),
    "denial": Check(
        changed("denied", "doubly", "false"),
        "it affirms what they deny, or the reverse",
        sure=False,
    ),
    "modality": Check(
        changed("possible", "planned", "expected", "coming", "suspected", "heard", "wanted"),
        "it is more or less sure than they are",
        sure=False,
    ),
    "alias": Check(_alias, "an assumed name is not called so"),
}
