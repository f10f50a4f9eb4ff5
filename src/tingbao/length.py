"""From a divided article to a worded script of the length asked for.

A line lasts its syllables, its breaths and its fall. These are counted in syllables of
the voice's pace, so that one number, the pace over whole sentences, fits the rest to any
voice and speed. The counts are a least-squares fit to 51 lines of three articles, as
the voice yunxi spoke them; the sums of the three were met within 0.3 %. A line whose
kind has a rate of its own lasts its syllables at that rate.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import get_args

from tingbao import g2p, normalization, scripting, summarization, synthesis
from tingbao.config import Config
from tingbao.errors import InputError, UsageError
from tingbao.language.text import size
from tingbao.language.times import YEARLESS
from tingbao.model import RATES, Article, Digest, Line, Script
from tingbao.services.answers import Answers
from tingbao.summarization import guard, llm

AI_MARKS = ("voice", "morse", "none")
SYLLABLES_PER_SECOND = 5.3
CHAPTER_MS = 850  # beyond the pause before it: the chime's room, and the wait for a whole second
SHORTEST, LONGEST = 0.5, 180.0  # minutes
MOST_NEXT = 200  # characters of what is said at the end of what comes next ...
MOST_TITLE = 100  # ... and of the show's name, which is said at the beginning and the end
TOLERANCE = 0.05  # of the length asked for
_NEAR = 0.004  # of the length asked for; nearer the search does not go
_ROUNDS = 12
_SOME = 5  # words that a note names
_STRETCH = 0.15  # pauses may be so much shorter or longer to meet the length
_SYLLABLE, _BREATH, _STOP, _LINE = 0.92, 0.44, 2.6, 1.45


def pace(config: Config) -> float:
    """Give the syllables a second of the voice that will speak, at the speed asked for."""
    return synthesis.host(config.engine, config.voice).tuning.syllables_per_second * config.speed


def estimate_ms(script: Script, syllables_per_second: float = SYLLABLES_PER_SECOND) -> int:
    """Estimate how long a worded script sounds, in milliseconds, pauses included."""
    counted = rated = 0.0
    for line in script.lines:
        if not line.spoken:
            continue
        syllables = g2p.syllables(line.spoken)
        if line.kind in RATES:
            rated += syllables / RATES[line.kind] * 60_000
            continue
        inner = line.spoken[:-1]
        counted += _SYLLABLE * syllables + _LINE
        counted += _BREATH * sum(mark in "，、；：" for mark in inner)
        counted += _STOP * sum(mark in "。！？" for mark in inner)
    pauses = sum(line.pause_ms for line in script.lines)
    chapters = sum(
        before.section != after.section and after.section is not None
        for before, after in pairwise(script.lines)
    )
    spoken = counted / syllables_per_second * 1000 + rated
    return round(spoken + pauses + CHAPTER_MS * chapters)


def draft(
    article: Article,
    config: Config,
    *,
    moment: datetime,
    syllables_per_second: float = SYLLABLES_PER_SECOND,
    note: Callable[[str], None] | None = None,
) -> Script:
    """Write the script: condensed, framed and worded, as long as asked for.

    `note` is told, in a line each, what the user should know: that the article has less to say
    than was asked for, that sections are left out, that no model condensed, that words in another
    script have no reading and are not said.

    Raises:
        InputError: The article has not one sentence.
        UsageError: A length out of range or a style that there is not.
        CheckError: A script that cannot be made true to the article.
    """
    refuse(config)
    tell = note or (lambda _: None)
    if article.day is None and not article.several:
        tell("no date is known of the article: its 今天 and 去年 stay as they are")
    if article.day and article.day.year == YEARLESS:
        tell("no year is known of the article: its 去年 and 周三 stay as they are")
    ranking = summarization.rank(article)
    drafter = _Drafter(article, config, moment, syllables_per_second, ranking)
    style, chars = config.script.style, config.script.chars
    if style == "full":
        made = drafter.write(summarization.choose(ranking, None))
    elif style == "headlines":
        made = drafter.write(summarization.headlines(ranking))
    elif chars:
        made = drafter.attempt(chars)
    else:
        made = _of_length(drafter, tell)
    # What cannot be said is left out: a row of stars, a sentence in Thai.
    heard = (line for line in made.script.lines if any(map(str.isalnum, line.spoken)))
    said = replace(made.script, lines=tuple(heard))
    if not any(line.kind == "body" for line in said.lines):
        if style not in {"full", "headlines"} and 0 < chars < article.size:
            what = f"no sentence that can stand alone fits in {chars} characters"
            raise UsageError(what, where="--chars", hint="give a hundred or more")
        raise InputError(
            "it says nothing", where=article.source, hint="give an article with sentences"
        )
    guard.verify(article, made.script)
    edits = (edit for line in made.script.lines for edit in line.edits)
    if unsaid := normalization.unsaid(edits):
        tell(f"not said, because it has no reading here: {'、'.join(unsaid[:_SOME])}")
    return said


def refuse(config: Config) -> None:
    """Refuse what no script can be written by, before anything is read for it.

    Raises:
        UsageError: A length out of range, a style or a mark of AI that there is not, or more
            than a sentence as the show's name or what comes next.
    """
    minutes, chars = config.minutes, config.script.chars
    if not SHORTEST <= minutes <= LONGEST:
        hint = f"give {SHORTEST:g} to {LONGEST:g}"
        raise UsageError(
            f"no briefing can be {minutes:g} minutes long", where="--minutes", hint=hint
        )
    for what, given, known, where in (
        ("style", config.script.style, get_args(scripting.Style), "--style"),
        ("mark of AI", config.ai_mark, AI_MARKS, "--ai-mark"),
    ):
        if given not in known:
            hint = f"give one of {', '.join(known)}"
            raise UsageError(f"there is no {what} {given!r}", where=where, hint=hint)
    if chars < 0:
        hint = "give a positive number, or 0 for as many as the minutes hold"
        raise UsageError(f"{chars} characters cannot be kept", where="--chars", hint=hint)
    for what, given, where, most in (
        ("what comes next", config.script.next, "[script] next", MOST_NEXT),
        ("the name of a show", config.show.title, "[show] title", MOST_TITLE),
    ):
        if len(given) > most:
            why = f"{len(given):,} characters are too many for {what}"
            raise UsageError(why, where=where, hint=f"give at most {most}")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A worded script, how long it sounds (ms), and the sections and sentences it leaves out."""

    script: Script
    length: int
    missing: tuple[str, ...]
    unsaid: int


@dataclass(slots=True)
class _Drafter:
    """Writes drafts of one article; a line that was worded once is kept."""

    article: Article
    config: Config
    moment: datetime
    rate: float
    ranking: summarization.Ranking
    told: llm.Told = ()
    worded: dict[str, Line] = field(default_factory=dict)

    def attempt(self, characters: int) -> _Attempt:
        if self.told:
            return self.write(llm.blend(self.ranking, self.told, characters))
        return self.write(summarization.choose(self.ranking, characters))

    def write(self, digest: Digest) -> _Attempt:
        full = self.config.script.style == "full"
        digest = guard.repair(self.article, digest, again=full)
        script = scripting.compose(self.article, digest, self.config, moment=self.moment)
        script = replace(script, lines=tuple(map(self._word, script.lines)))
        told = {one.section for one in digest.said}
        missing = tuple(
            section.heading or ""
            for at, section in enumerate(self.article.sections)
            if at not in told and any(section.paragraphs) and not section.made
        )
        said = {(one.section, one.paragraph, one.start) for one in digest.said}
        unsaid = len(self.ranking.units) - len(said)
        return _Attempt(script, estimate_ms(script, self.rate), missing, unsaid)

    def _word(self, line: Line) -> Line:
        if line.written not in self.worded:
            alone = Script(title="", lines=(line,))
            (worded,) = normalization.word(alone, phone_one=self.config.phone_one).lines
            self.worded[line.written] = worded
        known = self.worded[line.written]
        return replace(line, spoken=known.spoken, edits=known.edits)


def _of_length(drafter: _Drafter, tell: Callable[[str], None]) -> _Attempt:
    minutes = drafter.config.minutes
    target = round(minutes * 60_000)
    characters = sum(drafter.ranking.costs)
    # A text that is far too long is not written whole just to learn that.
    whole = drafter.attempt(characters) if characters / drafter.rate * 1000 < 2 * target else None
    if whole and whole.length <= target * (1 + TOLERANCE / 2):
        best = whole
    else:
        best = _closest(drafter, target, whole)
    if drafter.config.llm.base_url and best is not whole:
        drafter.told = _told(drafter, best, tell)
        if any(drafter.told):
            best = _closest(drafter, target, None)
    if best.length < target * (1 - TOLERANCE):
        told, left = f"{best.length / 60_000:.1f} minutes", best.unsaid
        of = f"{left} of {len(drafter.ranking.units)} sentences are left out"
        short = f"{told} are told, not {minutes:g}: {of}; --style full tells all"
        tell(short if left > 0 else f"there is enough for {told}, not {minutes:g}")
    if best.missing:
        named = "、".join(filter(None, best.missing[:_SOME])) or "without headings"
        tell(f"{minutes:g} minutes leave out {len(best.missing)} sections: {named}")
    return _timed(best, target)


def _told(drafter: _Drafter, plain: _Attempt, tell: Callable[[str], None]) -> llm.Told:
    """Let the language model say what the plain draft says, in as many characters."""
    cache = drafter.config.cache
    return llm.tell(
        drafter.article,
        drafter.ranking,
        sum(size(line.written) for line in plain.script.lines if line.kind == "body"),
        endpoint=drafter.config.llm,
        answers=Answers(cache / "answers" if cache else None),
        sleep=time.sleep,
        note=tell,
    )


def _closest(drafter: _Drafter, target: int, whole: _Attempt | None) -> _Attempt:
    """Search the number of characters whose script sounds nearest to the target.

    The length is nearly linear in it, so each guess is interpolated between the
    nearest shorter and longer attempts; every other one halves what is left.
    """
    low, low_ms = 0, 0
    high = sum(drafter.ranking.costs)
    high_ms = whole.length if whole else round(high / drafter.rate * 1000)
    best = whole
    for turn in range(_ROUNDS):
        if high - low <= 1 and best:
            break
        if turn % 2 and turn > 2:  # noqa: PLR2004  # interpolation may creep along one side
            characters = (low + high) // 2
        else:
            characters = low + round((high - low) * (target - low_ms) / max(high_ms - low_ms, 1))
        characters = max(min(characters, high - 1), low + 1)
        made = drafter.attempt(characters)
        if best is None or abs(made.length - target) < abs(best.length - target):
            best = made
        if abs(best.length - target) <= target * _NEAR:
            break
        if made.length < target:
            low, low_ms = characters, made.length
        else:
            high, high_ms = characters, made.length
    return best or drafter.attempt(high)


def _timed(attempt: _Attempt, target: int) -> _Attempt:
    """Stretch or tighten the pauses by what is missing, as far as an ear allows."""
    script = attempt.script
    pauses = sum(line.pause_ms for line in script.lines)
    off = target - attempt.length
    if not pauses or not off:
        return attempt
    factor = 1 + min(max(off / pauses, -_STRETCH), _STRETCH)
    lines = tuple(replace(line, pause_ms=round(line.pause_ms * factor)) for line in script.lines)
    return replace(attempt, script=replace(script, lines=lines))
