"""Whether a sentence in other words says what the sentences that it cites say, and no more.

The guard asks whether everything in a script stands somewhere in the article; who words it
anew can still join what is true into what is not. So a retold sentence is held against its
own sources by `CHECKS`, a table of independent ones: each looks for one kind of untruth and
gives the words at fault, or none. They are strict: what a check cannot follow is refused,
and the article's own sentence is said in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tingbao.language import tables, tokenizer
from tingbao.language.patterns import reporting
from tingbao.language.simplified import simplified
from tingbao.language.text import Text
from tingbao.summarization import amounts, roles
from tingbao.summarization.alignment import BREAK, CONTENT, NAMES, NOUNS, has, plain, told_by
from tingbao.summarization.marks import kept_marks
from tingbao.summarization.pairs import Pair, additions

if TYPE_CHECKING:
    from collections.abc import Callable


_QUOTED = re.compile(r"[“「『\"《]([^”」』\"》]+)[”」』\"》]")
_OPENED = re.compile(r"[“「『]([^”」』\n]+)$", re.MULTILINE)
_WORDS = re.compile(r"[“「『\"][^”」』\"]+[”」』\"]")
# Somebody's words have a mark of a clause or a sentence within; a term has none.
_SPOKEN = re.compile(r"[“「『\"][^”」』\"]*[，。！？!?][^”」』\"]*")
_NARROW = {full: full - 0xFEE0 for full in map(ord, "０１２３４５６７８９．％")} | {
    full: full - 0xFEE0 for start in (0xFF21, 0xFF41) for full in range(start, start + 26)
}
_NICK = re.compile(r"[“\"]([^”\"，。]{1,8})[”\"](?=[^，。：“]{0,6}$)")
_DOTS = re.compile("[•・‧]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_BRACKETS = re.compile(r"[（(](\w{1,4})[)）]")
_WHO = NAMES | {"r", "n"}
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
    """A function that gives the words at fault, or none, and how the user is told."""

    find: Callable[[Pair], str]
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The words that a sentence has from nowhere or turns round, and which check found them."""

    check: str
    words: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.words!r} ({CHECKS[self.check].reason})"


def wrong(text: str, sources: Sources) -> Refusal | None:
    """Give what is wrong with a retold sentence; None if it is true.

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
    found = (Refusal(name, words) for name in asked if (words := CHECKS[name].find(pair)))
    return next(found, None)


def _read(text: str) -> str:
    """Give a text of the same length in simplified characters, its letters and digits narrow."""
    one, others = told_by("until")  # 1-2月, 1到2月
    flat = simplified(text).translate(_NARROW)
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
    pattern = "|".join(additions("pointing"))
    found = re.search(pattern, pair.said.simple)
    return found[0] if found else ""


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
    return _beginning(pair)


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


def _word(pair: Pair) -> str:
    """Find a word of content that the sources have not."""
    common = plain()
    for word in pair.said.tags:
        if word in pair.titles:
            continue
        if word.tag not in CONTENT or word.text in common or not word.text[0].isalpha():
            continue
        if not has(pair.known, word.text):
            pieces = [piece.text for piece in tokenizer.words(word.text)]
            known = all(piece in common or piece in pair.known for piece in pieces)
            if not (known or common.issuperset(word.text)):
                return word.text
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


def _either(*checks: Callable[[Pair], str]) -> Callable[[Pair], str]:
    """Give the check that finds what one of several does."""
    return lambda pair: next(filter(None, (check(pair) for check in checks)), "")


def _order(pair: Pair) -> str:
    """Find a clause whose words no one source has in this order: A收购B, B收购A."""
    said = pair.said.simple
    named = any(who.names for one in pair.cited for _, who in _frames(one))
    # Who says what the source has somebody say that it does not name is asked elsewhere.
    speaks = set() if named else {frame.end() for frame in _frame().finditer(said)}
    for one in pair.clauses:
        if not (one.bare or one.part or one.end in speaks):
            return said[one.start : one.end]
    return ""


def _done(pair: Pair) -> str:
    """Find what is told as done that is only wished, ordered or to be able to: 提高了 for 提高."""
    said, done = pair.said.simple, "|".join(additions("done"))
    for clause in pair.clauses:
        told = re.search(done, said[clause.start : clause.end])
        if not told or not clause.part:
            continue
        text, last = clause.part.text.simple, max(one.end for one in clause.kept)
        first = min(one.start for one in clause.kept)
        stop = BREAK.search(text, last)
        begin = max((mark.end() for mark in BREAK.finditer(text, 0, first)), default=0)
        if not re.search(done, text[begin : stop.start() if stop else None]):
            return said[clause.start : clause.end]
    return ""


def _claim(pair: Pair) -> str:
    """Find what somebody says told as a fact, or as another's words."""
    said = pair.said.simple
    mine = _frames(pair.said)
    led: set[Text] = set()  # sources of which what leads in to a quotation is told
    for clause in pair.clauses:
        if not clause.part or not clause.kept:
            continue
        source, at = clause.part.text, clause.kept[-1].start
        frames = _frames(source)
        theirs = [row for row in frames if row[0] <= at]
        spoken = (one.span() for one in _SPOKEN.finditer(source.simple))
        # “走新路，创未来” of whom nobody is said to say it is a motto.
        quoted = any(start < at < end and (frames or not start) for start, end in spoken)
        if quoted and not theirs:  # “…”，甲说。
            theirs = [row for row in frames if row[0] > at][:1]
        if not quoted:
            led.add(source)
        if (theirs or (quoted and source not in led)) and not mine:
            return said[clause.start : clause.end]
        before = [who for end, who in mine if end <= clause.kept[-1].word.start]
        if not (theirs and before):
            continue
        named = [who for who in before if who.names]
        end, other = theirs[-1]
        if named and (quoted or other.names) and not named[-1].may_be(other, source.simple, said):
            return named[-1].names
        points = not other.names and other.noun.startswith(told_by("pronoun"))
        # 网友表示 is not said for 专家表示.
        if not (named or points or before[-1].noun in source.simple[:end]):
            return before[-1].noun
    return ""


class _Speaker(NamedTuple):
    """Who says something: his names, and what he is called right before the verb."""

    names: str
    noun: str

    def may_be(self, other: _Speaker, source: str, said: str) -> bool:
        """Tell whether he may be the speaker of a source."""
        if other.names:
            return roles.may_be(self.names, other.names)
        points = other.noun.startswith(told_by("pronoun"))
        return points or other.noun in said or self.names[-2:] in source


def _frames(text: Text) -> list[tuple[int, _Speaker]]:
    """Give where somebody is said to say something, and who, as named in front of it."""
    found: list[tuple[int, _Speaker]] = []
    begin = 0
    quoted = [one.span() for one in _WORDS.finditer(text.simple)]
    for frame in _frame().finditer(text.simple):
        inside = any(start < frame.start() and frame.end() < end for start, end in quoted)
        if inside or any(  # 匝道 is no 道
            word.start < frame.start() and frame.end() <= word.end and word.tag in NOUNS
            for word in text.tags
        ):
            continue
        marks = BREAK.finditer(text.simple, begin, frame.end())
        breaks = [mark.end() for mark in marks if mark.end() < frame.end()]
        near = _speaker(text, breaks[-1] if breaks else begin, frame.end())
        # …，认为: the one who spoke before, or whom the first clause is about.
        first = found[-1][1] if found else _speaker(text, begin, breaks[0] if breaks else begin)
        named = (word for word in text.tags if word.start >= begin and word.tag in _WHO)
        points = next((w.text for w in named), "").startswith(told_by("pronoun"))
        if near.names or near.noun:
            who = near
        else:
            whole = _speaker(text, begin, frame.end())
            who = first if found else _Speaker("", told_by("pronoun")[0]) if points else whole
        found.append((frame.end(), who))
        begin = frame.end()
    return found


def _speaker(text: Text, start: int, end: int) -> _Speaker:
    """Give who is named in a stretch of a text."""
    quoted = [one.span() for one in _WORDS.finditer(text.simple, start, end)]
    tags = [
        word
        for word in text.tags
        if start <= word.start < end and not any(a < word.start < b for a, b in quoted)
    ]
    names = "".join(word.text for word in tags if word.tag in {"PER", "ORG", "nw"})
    names += "".join(_NICK.findall(text.simple[start:end]))
    nouns = [word.text for word in tags if word.tag in {"n", "r", "vn", "nz"}]
    return _Speaker(names, nouns[-1] if nouns else "")


@cache
def _frame() -> re.Pattern[str]:
    """Match where a sentence says that somebody says it."""
    kinds = tables.kinds(__package__, "claims.tsv")
    words = sorted((reporting() - {*kinds["own"]}).union(kinds["claim"]), key=len, reverse=True)
    verb, say = "|".join(words), "|".join(kinds["say"])
    wish = "".join(told_by("wish"))
    before = f"(?<![{kinds['unless'][0]}])(?<!{'|'.join(kinds['nobody'])})"
    verb = f"{before}(?:{verb})(?:{say})?(?=[，,：:“。{wish}])"
    return re.compile("|".join([verb, *kinds["frame"]]))


# What is looked for, in this order, and how the user is told.
CHECKS: dict[str, Check] = {
    "unfounded": Check(_unfounded, "it cites no sentence"),
    "fragment": Check(_fragment, "it is no sentence"),
    "pointing": Check(_pointing, "it cannot be understood alone"),
    "figure": Check(amounts.figure, "a figure that its sentences have not"),
    "bound": Check(amounts.bound, "a figure more or less exact than theirs"),
    "owner": Check(amounts.owner, "a figure of something else"),
    "list": Check(amounts.listed, "a figure out of a list that is told in its order"),
    "name": Check(_name, "a name that its sentences have not"),
    "quotation": Check(_quotation, "a quotation that its sentences have not"),
    "day": Check(amounts.day, "a day that its sentences do not tell so"),
    "date": Check(roles.untimely, "a time of something else"),
    "judgement": Check(_added("judgement", alike=False), "a judgement of its own"),
    "cause": Check(_added("cause", alike=True), "a cause of its own"),
    "sequence": Check(_added("sequence", alike=True), "a sequence of its own"),
    "done": Check(_done, "what is not done yet is told as done"),
    "denial": Check(
        kept_marks("denied", "doubly", "false"), "it affirms what they deny, or the reverse"
    ),
    "modality": Check(
        kept_marks("possible", "planned", "expected", "coming", "suspected", "heard", "wanted"),
        "it is more or less sure than they are",
    ),
    "condition": Check(
        _either(
            kept_marks("excepted", every=True),
            roles.lost,
            kept_marks("supposed", "some", "only", "once", "former", "limited"),
        ),
        "a condition or a limit is lost",
    ),
    "alias": Check(kept_marks("assumed", kept=True), "an assumed name is not called so"),
    "claim": Check(_claim, "what somebody says is told as a fact"),
    "word": Check(_word, "a word that its sentences have not"),
    "role": Check(roles.exchanged, "somebody does what another does in its sentences"),
    "order": Check(_order, "its words stand in another order in its sentences"),
}
