"""From written to spoken in one pass: at each sign, the first rule that matches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tingbao.model import Edit
from tingbao.normalization import evidence, punctuation
from tingbao.normalization.canonical import View, view
from tingbao.normalization.chain import chained
from tingbao.normalization.classes import CLASSES
from tingbao.normalization.form import (
    DIGIT,
    HESITATION,
    LETTER,
    MONEY,
    OTHER,
    SIGN,
    Lazy,
)
from tingbao.normalization.punctuation import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tingbao.normalization.form import Form

    _Tried = tuple[str, Form, int, Callable[[str, int], re.Match[str] | None]]

_LEAST = 40  # what a reading weighs at least
PHONE_ONE = "幺"
_ROUNDS = 4  # each makes words of letters and leaves fewer; one is nearly always enough
CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = re.compile(f"(?:[{CHINESE}]+(?:[，。！？；：、](?=[{CHINESE}]))?)+")
_HESITANT = "啊嗯唔呃"
_UNHESITANT = Lazy(f"(?:(?![{_HESITANT}])[{CHINESE}])+")
_LATIN = re.compile(r"[A-Za-z]+")
_MONEY = set("$¥€£₩₽₹฿₫₱₺₴₦₪₿¢₭₮៛₡")
_LETTERS = re.compile(r"(?![A-Za-z])[^\W\d_]+")
_KINDS = (DIGIT, HESITATION, LETTER, SIGN, MONEY, OTHER)
_BREAKS_ONLY = set('，。！？；：、“”‘《》【】…,;!?"')  # no rule begins with these


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is said, and why; the edits turn the written text into `spoken`."""

    spoken: str
    edits: tuple[Edit, ...]


def unsaid(edits: Iterable[Edit]) -> tuple[str, ...]:
    """Give the words in scripts that cannot be said, which the edits leave out, each once."""
    return tuple(
        dict.fromkeys(
            word
            for edit in edits
            if edit.rule == punctuation.UNSAID
            for word in _LETTERS.findall(edit.written)
        )
    )


def normalize(text: str, *, phone_one: str = PHONE_ONE) -> Wording:
    """Say a written text.

    Args:
        text: One or more sentences, as long as you like; time grows in proportion.
        phone_one: How a 1 is said in numbers of telephones, rooms, trains and
            flights: 幺 or 一.

    Returns:
        Chinese characters, Latin words and ，。！？；：、 only. Saying it again changes nothing.
    """
    wording = _Pass(text, view(text), phone_one).run()
    for _ in range(_ROUNDS):
        # Letters that one rule says can make a word for another: д² beside b, U.S. before w3.
        said = wording.spoken
        if not wording.edits or not _LATIN.search(said):
            break
        again = _Pass(said, view(said), phone_one).run()
        if not again.edits:
            break
        edits = chained(text, wording.edits, said, again.edits)
        wording = Wording(spoken=again.spoken, edits=edits)
    return wording


class Reading(NamedTuple):
    """What a figure can be, how heavy that is, and how it is said up to where."""

    name: str
    weight: int
    end: int
    spoken: str


class _Pass:
    """The state of one pass: what was said, and the run of signs not yet said."""

    def __init__(self, text: str, seen: View, phone_one: str) -> None:
        self.text = text
        self.seen = seen
        self.phone_one = phone_one
        self.said: list[str] = []
        self.edits: list[Edit] = []
        self.reached = 0  # in the written text
        self.rules = _rules_for(seen.text)
        self.run_start = -1  # in the view; -1 outside runs
        self.last = ""  # the last character said

    def run(self) -> Wording:
        """Go through the view from left to right."""
        written, position = self.seen.text, 0
        length = len(written)
        plain = _UNHESITANT.compiled() if "呃" in written else _PLAIN
        while position < length:
            token = plain.match(written, position)
            if not token:
                if end := self._rule(position):
                    position = end
                    continue
                token = _LATIN.match(written, position) or _PLAIN.match(written, position)
            if token:
                position = token.end()
                self._keep(token.start(), position)
            else:
                if self.run_start < 0:
                    self.run_start = position
                position += 1
        self._break(length, "", "")
        self._skip(len(self.text))
        return Wording(spoken="".join(self.said), edits=tuple(self.edits))

    def _rule(self, position: int) -> int:
        """Say the heaviest reading of what stands here; answer with its end, or 0."""
        written = self.seen.text
        best: Reading | None = None
        for name, form, ceiling, match_at in self.rules[_kind(written[position])]:
            if best and best.weight >= ceiling:
                break
            match = match_at(written, position)
            if not match or match.end() == position:
                continue
            weight = form.prior
            if form.evidence:
                around = evidence.Around(written, position, match.end())
                weight += evidence.weight(form.evidence, around)
            if weight < _LEAST or (best and weight <= best.weight):
                continue
            spoken = form.say(match, self.phone_one)
            if spoken is not None:
                best = Reading(name, weight, match.end(), spoken)
        if not best:
            return 0
        self._say(best.name, position, best.end, best.spoken)
        return best.end

    def _say(self, rule: str, start: int, end: int, spoken: str) -> None:
        """Put words in place of [start, end), without a breath where one is or none can be."""
        written = self.seen.text
        if spoken[-1:] == "，" and (end == len(written) or not written[end].isalnum()):
            spoken = spoken[:-1]
        self._break(start, written[start], spoken.lstrip("，")[:1])
        if spoken[:1] == "，" and (not self.last or self.last in MARKS):
            spoken = spoken[1:]
        self._edit(rule, start, end, spoken)

    def _break(self, end: int, right: str, following: str) -> None:
        """Say the run that ends here; two Latin words never become one.

        Args:
            end: Where the run ends and words begin.
            right: What is written there, or "" at the end.
            following: The first character that will be said, or "".
        """
        start, self.run_start = self.run_start, -1
        latin = _latin(self.last) and _latin(following)
        if start < 0:
            if latin:
                self._edit("letters", end, end, " ")
            return
        run = self.seen.text[start:end]
        said = punctuation.mark(run, self.seen.text[start - 1] if start else "", right)
        if said in {"", " "}:
            said = " " if latin else ""
            if run == "/" and self.last and self.last not in MARKS and not _latin(self.last):
                said = "、"
        elif not self.last or self.last in MARKS:
            said = ""
        self._edit(punctuation.name(run), start, end, said)

    def _keep(self, start: int, end: int) -> None:
        """Say [start, end) as the view has it, which is nearly always as written."""
        seen = self.seen.text[start:end]
        self._break(start, seen[0], seen[0])
        first, last = self.seen.original(start, end)
        if first == self.reached and self.text[first:last] == seen:
            self.said.append(seen)
            self.last = seen[-1]
            self.reached = last
        else:
            for place in range(start, end):
                written = self.text[self.seen.original(place, place + 1)[0]]
                said = written if "一" <= written <= "鿿" else self.seen.text[place]
                self._edit("letters", place, place + 1, said)

    def _edit(self, rule: str, start: int, end: int, spoken: str) -> None:
        first, last = self.seen.original(start, end)
        self._skip(first)
        written = self.text[first:last]
        self.said.append(spoken)
        self.last = spoken[-1:] or self.last
        self.reached = last
        if spoken != written:
            self.edits.append(
                Edit(rule=rule, start=first, end=last, written=written, spoken=spoken)
            )

    def _skip(self, end: int) -> None:
        """Leave out what cannot be seen before `end`."""
        if end > self.reached:
            start, self.reached = self.reached, end
            written = self.text[start:end]
            rule = "spaces" if written.isspace() else "invisible"
            self.edits.append(Edit(rule=rule, start=start, end=end, written=written, spoken=""))


def _ceiling(form: Form) -> int:
    """Give what a form weighs at most."""
    return form.prior + (evidence.most(form.evidence) if form.evidence else 0)


@cache
def _forms() -> list[tuple[Form, str]]:
    """Give all forms, the heaviest first."""
    forms = ((form, name) for name, forms in CLASSES.items() for form in forms)
    return sorted(forms, key=lambda pair: -_ceiling(pair[0]))


def _rules_for(text: str) -> dict[str, tuple[_Tried, ...]]:
    """Leave out the rules that cannot match anywhere in the text."""
    marks = 0
    for character in set(text):
        marks |= _mark(character)
    return _marked(marks)


@lru_cache(4096)
def _mark(character: str) -> int:
    """Give a bit for the kind of a character, and one for every rule that needs it."""
    kind = _kind(character)
    bits = 1 << _KINDS.index(kind) if kind else 0
    for place, (form, _) in enumerate(_forms(), len(_KINDS)):
        if character in form.needs:
            bits |= 1 << place
    return bits


@lru_cache(1024)
def _marked(marks: int) -> dict[str, tuple[_Tried, ...]]:
    """Give the rules by kind for a text whose characters have these marks."""
    found: dict[str, list[_Tried]] = {
        kind: [] for kind in _KINDS if marks >> _KINDS.index(kind) & 1
    }
    for place, (form, name) in enumerate(_forms(), len(_KINDS)):
        starts = found.keys() & form.starts
        if starts and (not form.needs or marks >> place & 1):
            tried = (name, form, _ceiling(form), form.pattern.compiled().match)
            for kind in starts:
                found[kind].append(tried)
    return {"": (), **{kind: tuple(rules) for kind, rules in found.items()}}


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


@lru_cache(4096)
def _kind(character: str) -> str:
    """Tell which rules may begin here; "" for what is only ever a break."""
    if character in _BREAKS_ONLY:
        return ""
    if "0" <= character <= "9":
        return DIGIT
    if _latin(character):
        return LETTER
    if character in "+-−±":
        return SIGN
    if character in _MONEY:
        return MONEY
    return HESITATION if character in _HESITANT else OTHER
