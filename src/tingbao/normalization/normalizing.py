"""From written to spoken in one pass: at each sign, the first rule that matches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import attrgetter, or_
from typing import TYPE_CHECKING, NamedTuple

from tingbao.language import patterns
from tingbao.language.text import HAN, Text
from tingbao.model import Edit
from tingbao.normalization import evidence, punctuation
from tingbao.normalization.canonical import view
from tingbao.normalization.chain import chained
from tingbao.normalization.classes import CLASSES
from tingbao.normalization.form import DIGIT, LETTER, MONEY, OTHER, SIGN, STARTING, Form, pattern
from tingbao.normalization.punctuation import MARKS, latin

if TYPE_CHECKING:
    from tingbao.language.tokenizer import Word

_LEAST = 40  # what a reading weighs at least
_NUMBER = CLASSES["count"][0].prior  # of a plain number, which nearly any figure can be
_NO_REASONS: evidence.Reasons = {}
_NO_WORDS: frozenset[str] = frozenset()
PHONE_ONE = "幺"
_LONG = 6  # digits that may name without a word beside them
_ROUNDS = 4  # each makes words of letters and leaves fewer; one is nearly always enough
CHINESE = HAN.removeprefix("\u3007")  # which is a digit
_PLAIN = re.compile(f"(?:[{CHINESE}]+(?:[，。！？；：、](?=[{CHINESE}]))?)+")
_STARTED = pattern("呃|[{noon}](?=[ \\d])")  # by what can start a form though it is Chinese
_STARTER = re.compile(f"[{CHINESE}]")  # that starts none after all
_UNSTARTED = pattern(f"(?:(?![{{starting}}])[{CHINESE}])+")
_LATIN = re.compile(r"[A-Za-z]+")
_MONEY = set("$¥€£₩₽₹฿₫₱₺₴₦₪₿¢₭₮៛₡")
_BETWEEN = pattern(r"[\s\d，。！？；：、“”‘’（）《》【】…—!-~]+")  # two foreign words
# A figure and what can follow it: there stands what its form needs.
_FIGURE = re.compile(r"[-−+±]?(\d{1,200})[\d,. ]{0,200}.{0,10}", re.DOTALL)
_CODED = re.compile(r"[A-Z](?:[A-Z0-9]|o[. ]\d)")  # letters that evidence can be asked of
_SENTENCE_ENDS = set("。！？\n!?")
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
            for word in _BETWEEN.split(edit.written)
            if any(map(str.isalpha, word))
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
    wording = _Pass(Text.of(text), phone_one).run()
    for _ in range(_ROUNDS):
        # Letters that one rule says can make a word for another: д² beside b, U.S. before w3.
        said = wording.spoken
        if not _LATIN.search(said) or not any(map(_joins, wording.edits)):
            break
        again = _Pass(Text(said), phone_one, tags=False).run()
        if not again.edits:
            break
        edits = chained(text, wording.edits, said, again.edits)
        wording = Wording(spoken=again.spoken, edits=edits)
    return wording


def _joins(edit: Edit) -> bool:
    """Tell whether letters are said that were not written, or what stood between two is not."""
    spoken = edit.spoken
    return _LATIN.search(spoken) is not None if spoken else not edit.written.isspace()


def _beside(text: str, words: tuple[Word, ...], start: int, end: int) -> evidence.Beside:
    """Give the tags of the words before [start, end), in it and behind it, and how long that is."""
    first = bisect_right(words, start, key=attrgetter("end"))
    behind = bisect_left(words, end, lo=first, key=attrgetter("start"))
    inside = [word.tag for word in words[first:behind] if word.end - word.start > end - start]
    there = behind < len(words) and words[behind].start == end
    length = words[behind].end - end if there else 0
    own = inside[0] if behind - first == 1 and inside else ""
    first -= bool(first) and text[words[first - 1].end - 1] == " "
    behind += behind < len(words) and text[words[behind].start] == " "
    after = words[behind].tag if behind < len(words) else "$"
    return words[first - 1].tag if first else "^", own, after, length


class Reading(NamedTuple):
    """What a figure can be, how heavy that is and why, and how it is said up to where."""

    name: str
    weight: int
    reasons: evidence.Reasons
    end: int
    spoken: str


class Choice(NamedTuple):
    """A figure and what it can be, the heaviest first; that one is said."""

    written: str
    readings: tuple[Reading, ...]


def explain(text: str, *, phone_one: str = PHONE_ONE) -> tuple[Choice, ...]:
    """Tell of each figure what it can be, and what speaks for that and against it."""
    said = _Pass(Text.of(text), phone_one, every=True)
    said.run()
    return tuple(said.choices)


class _Pass:
    """The state of one pass: what was said, and the run of signs not yet said."""

    def __init__(
        self,
        text: Text,
        phone_one: str,
        *,
        tags: bool = True,
        every: bool = False,
    ) -> None:
        self.text = text
        self.tags = tags  # may be asked for
        self.every = every  # reading is kept in `choices`, not the heaviest alone
        self.choices: list[Choice] = []
        self.seen = view(text)
        self.phone_one = phone_one
        self.said: list[str] = []
        self.edits: list[Edit] = []
        self.reached = 0  # in the written text
        self.run_start = -1  # in the view; -1 outside runs
        self.last = ""  # the last character said
        self.told: evidence.Told = {}  # of this sentence
        self.hinted = 0  # the bits of the classes that were told
        self.around: evidence.Around | None = None  # of the last figure that was weighed
        self.bits: list[int] = []  # of each character
        self.part, self.marks = -1, 0  # of the text, and the bits of its characters

    def run(self) -> Wording:
        """Go through the view from left to right."""
        written, position = self.seen.text, 0
        length = len(written)
        plain = _UNSTARTED.compiled if _STARTED.search(written) else _PLAIN
        while position < length:
            token = plain.match(written, position)
            if not token:
                if end := self._rule(position):
                    position = end
                    continue
                token = _LATIN.match(written, position) or _STARTER.match(written, position)
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
        kind = _kind(written[position])
        readings = self._readings(position, written, kind) if kind else ()
        if not readings:
            return 0
        best = readings[-1]  # each that is given weighs more than the one before
        if self.every:
            ordered = sorted(readings, key=lambda reading: -reading.weight)
            best = ordered[0]
            self.choices.append(Choice(written[position : best.end], tuple(ordered)))
        if alike := _alike(best.name):
            self.told[evidence.shape(written[position : best.end])] = best.name
            self.hinted |= alike
        self._say(best.name, position, best.end, best.spoken)
        return best.end

    def _there(self, position: int, written: str) -> tuple[int, int]:
        """Tell with how many digits a figure begins, and which forms have what they need there.

        The characters of a form stand in the figure, a word of its evidence anywhere around it.
        """
        free, wordless, shift = _free()
        if not self.bits:
            self.bits = _marked(written)
        part, reach = position // evidence.LEFT, evidence.LEFT
        if part != self.part:
            self.part, start = part, part * reach
            self.marks = _marks(self.bits[max(0, start - reach) : start + 3 * reach])
        figure = _FIGURE.match(written, position)
        words = wordless | self.marks >> shift | self.hinted
        if not figure:
            if not _CODED.match(written, position):
                words = wordless
            return 0, (free | self.marks) & words
        size = figure.end(1) - position if figure.start(1) == position else 0
        there = free | _marks(self.bits[max(0, position - 1) : figure.end()])
        return size, there & (words if 0 < size < _LONG else -1 if size else wordless)

    def _readings(self, position: int, written: str, kind: str) -> list[Reading]:
        """Give what can stand here, as long as something heavier can come."""
        most, readings = _LEAST - 1, []
        for name, ceiling, form in _tried(kind, *self._there(position, written)):
            if most >= ceiling:
                break
            there = form.pattern.match(written, position)
            if not there or there.end() == position:
                continue
            weight, found = form.prior, _NO_REASONS
            if form.evidence:
                found = self._reasons(name, form, there, most)
                weight += sum(found.values())
            if weight <= most:
                continue
            spoken = form.say(there, self.phone_one)
            if spoken is not None:
                most = most if self.every else weight
                readings.append(Reading(name, weight, found, there.end(), spoken))
        return readings

    def _reasons(self, name: str, form: Form, match: re.Match[str], most: int) -> evidence.Reasons:
        """Weigh what speaks for a form; the tagger is asked only where it can turn the scale."""
        around = self.around
        if not around or around.span != match.span():
            around = self.around = evidence.Around(match.string, *match.span())
        found = evidence.reasons(form.evidence, around, name, self.told, most - form.prior)
        weight = form.prior + sum(found.values())
        if self.tags and evidence.open_(form.evidence, found, weight, max(most, _NUMBER)):
            start, end = self.seen.original(match.start(), match.end())
            beside = _beside(self.text, self.text.tags, start, end)
            return evidence.tagged(form.evidence, beside, found, around.tail)
        return found

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
        letters = following.isascii() and latin(self.last) and latin(following)
        if start < 0:
            if letters:
                self._edit("letters", end, end, " ")
            return
        run = self.seen.text[start:end]
        self._end(run)
        said = punctuation.mark(run, self.seen.text[start - 1] if start else "", right)
        if said in {"", " "}:
            said = " " if letters else ""
            figure = self.edits and self.edits[-1].end == self.reached
            figure = figure and self.edits[-1].rule in CLASSES
            if run == "/" and self.last not in {"", *MARKS} and (figure or not latin(self.last)):
                said = "、"
        elif not self.last or self.last in MARKS:
            said = ""
        self._edit(punctuation.name(run), start, end, said)

    def _keep(self, start: int, end: int) -> None:
        """Say [start, end) as the view has it, which is nearly always as written."""
        seen = self.seen.text[start:end]
        self._break(start, seen[0], seen[0])
        self._end(seen)
        plain = self.seen.text is self.text
        first, last = (start, end) if plain else self.seen.original(start, end)
        if first == self.reached and (plain or self.text[first:last] == seen):
            self.said.append(seen)
            self.last = seen[-1]
            self.reached = last
        else:
            for place in range(start, end):
                written = self.text[self.seen.original(place, place + 1)[0]]
                said = written if "一" <= written <= "鿿" else self.seen.text[place]
                self._edit("letters", place, place + 1, said)

    def _end(self, text: str) -> None:
        """Forget what was told where a sentence ends."""
        if self.told and not _SENTENCE_ENDS.isdisjoint(text):
            self.told.clear()
            self.hinted = 0

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


@lru_cache(8192)
def _tried(kind: str, size: int, there: int) -> tuple[tuple[str, int, Form], ...]:
    """Give the forms that begin with a kind of character and can stand there, heaviest first.

    Each stands behind the name of its class and what it weighs at most.
    """
    return tuple(
        (name, ceiling, form)
        for place, (name, form, ceiling, _) in enumerate(_forms())
        if kind in form.starts and there >> place & 1
        if not size or form.digits[0] <= size <= form.digits[1]
    )


@cache
def _alike(name: str) -> int:
    """Give the bits of the forms of a class in which one figure speaks for the next, or 0."""
    own = {1 << place: form.evidence for place, (of, form, *_) in enumerate(_forms()) if of == name}
    return sum(own) if any(map(evidence.alike, own.values())) else 0


@cache
def _free() -> tuple[int, int, int]:
    """Give the bits of the forms that need no character and no word, and the number of forms."""
    forms = list(enumerate(_forms()))
    free = sum(1 << place for place, (_, form, *_) in forms if not form.needs)
    return free, sum(1 << place for place, (*_, words) in forms if not words), len(forms)


@cache
def _forms() -> list[tuple[str, Form, int, frozenset[str]]]:
    """Give all forms with what they weigh at most and words of which they need one, by weight."""
    found = []
    for name, forms in CLASSES.items():
        for form in forms:
            most, words = evidence.hints(form.evidence) if form.evidence else (0, _NO_WORDS)
            found.append((name, form, form.prior + most, words))
    return sorted(found, key=lambda form: -form[2])


def _marks(bits: list[int]) -> int:
    """Give the bits of the forms that need any of the characters that these are the bits of."""
    return reduce(or_, bits, 0)


def _marked(written: str) -> list[int]:
    """Give for each place the bits of the forms that need what begins there."""
    known, sizes = _needed()
    bits = [known.get(character, 0) for character in written]
    for place in [place for place, character in enumerate(written) if character in sizes]:
        for size in sizes[written[place]]:
            bits[place] |= known.get(written[place : place + size], 0)
    return bits


@cache
def _needed() -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Give the bits of each character and word that forms need, and lengths of longer words.

    Those of words stand above those of characters.
    """
    bits: dict[str, int] = {}
    sizes: dict[str, set[int]] = {}
    forms = _forms()
    for place, (_, form, _, words) in enumerate(forms):
        for needed, bit in ((form.needs, place), (words, place + len(forms))):
            for word in needed:
                bits[word] = bits.get(word, 0) | 1 << bit
                if word[1:]:
                    sizes.setdefault(word[0], set()).add(len(word))
    return bits, {character: tuple(found) for character, found in sizes.items()}


@lru_cache(4096)
def _kind(character: str) -> str:
    """Tell which rules may begin here; "" for what is only ever a break."""
    if character in _BREAKS_ONLY:
        return ""
    if "0" <= character <= "9":
        return DIGIT
    if latin(character):
        return LETTER
    if character in "+-−±":
        return SIGN
    if character in _MONEY:
        return MONEY
    return STARTING if character in patterns.words("starting", __package__) else OTHER
