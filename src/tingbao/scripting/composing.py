"""A digest as lines to be said: opening, the news, headings, sentences, closing, the AI notice.

The frame around the article is short: what is said beside its sentences takes no more than
`_allowance` of the time, so headings of its own are said while they fit, and name chapters
in any case.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import zip_longest
from operator import attrgetter
from typing import Literal

from tingbao.config import Config
from tingbao.language import times
from tingbao.language.likeness import pairs
from tingbao.language.patterns import Pattern, words
from tingbao.language.simplified import simplified
from tingbao.language.text import Text, size
from tingbao.language.times import Dated, absolute, replaced, stated
from tingbao.model import Article, Change, Digest, Line, Script, Section, Sentence, Show
from tingbao.scripting import dialogue, frame
from tingbao.scripting.pauses import PAUSES, breathed
from tingbao.scripting.templates import Templates, load

Style = Literal["bulletin", "headlines", "full", "dialogue"]
SHORT = 1.5  # minutes; up to here the frame is kept to its least
MENU = 5.0  # minutes from which a menu is said
_LISTED = 4  # stories of several that a menu names in one breath; the rest is heard when it comes
_TOLD = 0.8  # of the headline's pairs of characters are in the lead: it need not be said before
_MOST = 0.6  # of a section's characters, told, keep what its heading promises,
_KEPT = 0.25  # or so much of the heading's pairs of characters in what follows it,
_HEADED = 3.0  # from so many minutes on; in less, so little is told under each that it misleads
_ENTRIES, _NAME = 3, 8  # headings that are names of entries; characters of one
_PARTED = 2  # headings that part an article
_SEVERAL = 3  # parts from which there is a last one
_OWN = Pattern(r"{own}(?P<staff>(?={rank}*(?:{based}[{han}]{2,4})?{staff}))?", __package__)
_CLAIM = Pattern(r"(?:{self}|{we})[^，。]{0,3}{thinks}", __package__)
_CLAIMED = 2  # times that an opinion says that it is one
_REPORTS = Pattern(r"{says}[，：“]", __package__)
_SPEECH = Pattern(r"{speech}", __package__)
_QUESTION = Pattern(r"{question}[：:]", __package__)
_SIGNS = Pattern(r"{association}$", __package__)
_WE = Pattern(r"{we}", __package__)
_SAID = re.compile(r"[“「]|[^，。：“]{1,10}：")  # a paragraph of somebody's who is asked or quoted
_ARGUED = 0.1  # of its sentences in which the author of an opinion speaks for himself
_START = attrgetter("start")
PACE = 4.9  # characters a second of a whole briefing, pauses included
_FIRST, _SECOND, _HOUR = 15.0, 24.0, 45.0  # seconds of frame in one minute, in two, in an hour


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is told, and in which way; a `short` one has the least of a frame."""

    table: Templates
    article: Article
    digest: Digest
    style: str
    minutes: float
    short: bool


def compose(article: Article, digest: Digest, config: Config, *, moment: datetime) -> Script:
    """Put a digest into words around it.

    Of the config it reads the `script` table, the show's title, `ai_mark` and `minutes`: a short
    briefing has a shorter frame. The moment sets the greeting, and whether the article is of
    today.
    """
    minutes, style, coming = config.minutes, config.script.style, frame.coming(config.script.next)
    begins = "".join(one.text for one in digest.said[:2])
    table = load(config.script.templates, seed=article.title + begins)
    short = style == "headlines" or (minutes <= SHORT and style != "full")
    day = None if article.day == moment.date() else article.day  # from which its times are told
    # Of another day the opening names who argues, and the closing does not again.
    argues = bool(day) and not article.several and _is_opinion(article)
    telling = _Telling(table, article, digest, style, minutes, short=short)
    lines = [_opening(telling, config.show, moment, day, argues=argues)]
    headed = [
        at for at, section in enumerate(article.sections) if section.heading and digest.sections[at]
    ]
    if len(headed) > 1 and minutes >= MENU and style != "headlines":
        names = [frame.phrase(article.sections[at].heading or "") for at in headed]
        key, count = "menu", frame.count(len(names))
        if article.several and len(names) > _LISTED:
            key, names = "menu.several", names[:_LISTED]
        menu = table.pick(key, count=count, menu=frame.listed(names))
        lines.append(_line("opening", menu, pause="menu"))
    closing = _closing(telling, coming, named=argues)
    if config.ai_mark == "voice":
        closing.append(_line("notice", table.pick("notice")))
    room = _allowance(minutes) * PACE - sum(size(line.written) for line in (*lines, *closing))
    headings = _headings(telling, headed, room)
    day = None if style == "full" else day
    lines += _body(digest.lead, None, article, day)
    for at, sentences in enumerate(digest.sections):
        lines += [headings[at]] if at in headings else []
        body = _body(sentences, at, article, day)
        lines += dialogue.shared(body) if style == "dialogue" else body
    lines += closing
    return Script(title=article.title, lines=tuple(map(breathed, lines)))


def _allowance(minutes: float) -> float:
    """Give the seconds that the frame of a briefing may take."""
    if minutes <= 1:
        return _FIRST * minutes
    if minutes <= 2:  # noqa: PLR2004  # between the two figures that are set
        return _FIRST + (_SECOND - _FIRST) * (minutes - 1)
    return _SECOND + (_HOUR - _SECOND) * math.log(minutes / 2) / math.log(30)


def _opening(
    telling: _Telling, show: Show, moment: datetime, day: date | None, *, argues: bool
) -> Line:
    """Greet, say of which day and from whom the article is, and its headline unless it follows."""
    article, digest = telling.article, telling.digest
    source = article.byline.source or article.byline.site
    headline, told = Text.of(article.title), _tells(digest.lead, article.title)
    if article.several:
        key = "opening.several"
    elif argues:
        key = "opening.opinion" if article.byline.author else "opening.opinion.plain"
    elif day and source:
        key = "opening.dated"
    elif day:
        key = "opening.day"
    elif article.day:
        key = "opening.short" if telling.short else "opening"
    else:  # the day of the briefing would be heard as the article's
        said = [*(one.text for one in digest.said), *([] if told else [headline])]
        timely = any(absolute(text, moment.date()) for text in said)
        key = "opening.undated" if timely else "opening.plain"
    if day:
        headline = replaced(headline, absolute(headline, day))
    title = "" if told else f"{frame.headline(headline)}。"
    written = telling.table.pick(
        key,
        hello=frame.hello(moment),
        show=show.title,
        date=times.written(moment),
        weekday=times.weekday(moment),
        source=source,
        author=frame.authors(article.byline),
        dated=times.written(day) if day else "",
        title=title,
    )
    return _line("opening", written)


def _is_opinion(article: Article) -> bool:
    """Tell whether it is an opinion: as its headline says (社评｜…), or its author as 我们.

    An author says more than once what he thinks, or speaks for himself now and then. An
    association that signs is one, unless it writes of itself. What a headline calls somebody's
    words (宣言, 口述) is none, nor is what has questions (问：…) in it.
    """
    head, colon, _ = article.title.partition("：")
    if (colon and head in article.byline.authors) or any(
        word in article.title for word in words("opinion", __package__)
    ):
        return True
    if _SPEECH.search(simplified(article.title)) or any(
        _QUESTION.match(text.simple) for text in article.texts
    ):
        return False
    texts = [text for text in article.texts if not _SAID.match(text.simple)]
    if 2 * len(texts) >= len(article.texts) and sum(map(_claims, texts)) >= _CLAIMED:
        return True
    signed, whole = article.byline.source, "".join(article.texts)
    if not article.byline.author and not (
        _SIGNS.search(simplified(signed)) and signed not in whole
    ):
        return False
    sentences = [text.part(*place) for text in texts for place in text.sentences]
    own = sum(
        any(not one.quoted[found.start()] for found in _WE.finditer(one.simple))
        for one in sentences
    )
    return own >= max(_ARGUED * len(sentences), 1)


def _claims(text: Text) -> int:
    """Count how often who writes says that he thinks so, and tells nobody's words: 我们认为."""
    found = [*_CLAIM.finditer(text.simple)]
    own = {one.end() for one in found}
    others = (one.start() for one in _REPORTS.finditer(text.simple) if one.end() - 1 not in own)
    told = next(others, len(text))
    return sum(one.start() < told and not text.speaks(one.start()) for one in found)


def _tells(lead: Sequence[Sentence], title: str) -> bool:
    """Tell whether the news, which is said next, tells the headline."""
    wanted = pairs(title)
    told = wanted & pairs("".join(one.text for one in lead))
    return bool(lead) and len(told) >= _TOLD * len(wanted)


def _headings(telling: _Telling, headed: list[int], room: float) -> dict[int, Line]:
    """Give the headings that are said: all in full, all in brief, or none, as they fit.

    None is said where one would promise what is not told, nor one alone, but names of whom what
    is told below tells without naming them, and the questions of an interview. A dialogue asks for
    every section, and several articles are told apart in any case.
    """
    table, article, digest = telling.table, telling.article, telling.digest
    names = {at: article.sections[at].heading or "" for at in headed}
    names |= {at: frame.asked(names[at]) for at in article.asked.intersection(headed)}
    if telling.style == "dialogue":
        return {at: dialogue.question(table, names[at], at, turn) for turn, at in enumerate(headed)}
    own = [at for at in headed if not article.sections[at].made]
    heading = partial(_heading, table, names, digest)
    ways = [{at: heading(at, short=brief) for at in own} for brief in (telling.short, True)]
    if telling.style == "full" or article.several:
        return ways[0]
    bare = _unnamed(article, digest) | article.asked
    needed = {at: ways[1][at] for at in own if at in bare}
    if len(own) < _PARTED:  # one alone parts nothing
        return needed
    kept = _KEPT if telling.minutes >= _HEADED else math.inf
    if not all(_keeps(article.sections[at], digest.sections[at], kept) for at in own):
        return needed
    fitting = (way for way in ways if sum(size(line.written) for line in way.values()) <= room)
    return next(fitting, needed)


def _unnamed(article: Article, digest: Digest) -> set[int]:
    """Give the sections below names of several, as of firms, of which what is told names none."""
    names = {
        at: frame.phrase(one.heading) for at, one in enumerate(article.sections) if one.heading
    }
    if len(names) < _ENTRIES or max(map(len, names.values())) > _NAME:
        return set()
    told = digest.sections
    return {at for at, name in names.items() if not any(name in one.text for one in told[at])}


def _keeps(section: Section, sentences: Sequence[Sentence], least: float) -> bool:
    """Tell whether most of a section is told, or what is told has so much of its heading."""
    told = "".join(one.text for one in sentences)
    wanted = pairs(section.heading or "")
    most = len(told) >= _MOST * sum(map(len, section.paragraphs))
    return most or len(wanted & pairs(told)) >= least * len(wanted)


def _heading(
    table: Templates, names: Mapping[int, str], digest: Digest, at: int, *, short: bool
) -> Line:
    """Lead to a section, in other words than its first sentence begins with."""
    place = list(names).index(at)
    if short:
        key = "heading.short"
    elif len(names) == 1:
        key = "heading.only"
    elif place == 0:
        key = "heading.first"
    elif at == len(digest.sections) - 1 and len(names) >= _SEVERAL:
        key = "heading.last"
    else:
        key = "heading.next"
    phrase = frame.phrase(names[at])
    phrase = frame.first_half(phrase) if short else phrase
    pick = partial(table.pick, key, heading=phrase, number=frame.ordinal(place + 1))
    written = pick(turn=place)
    if written[:2] == digest.sections[at][0].text[:2]:
        written = pick(turn=place + 1)
    return _line("heading", written, section=at)


def _body(
    sentences: tuple[Sentence, ...], section: int | None, article: Article, day: date | None
) -> list[Line]:
    """Give sentences as lines, their times told from the article's day where it is another."""
    lines = []
    paper = "" if article.several else article.byline.source
    for sentence, following in zip_longest(sentences, sentences[1:]):
        if following is None:
            pause = "section"
        else:
            pause = "sentence" if following.paragraph == sentence.paragraph else "paragraph"
        paragraphs = article.sections[sentence.section].paragraphs
        text = _leading(sentence, following, paragraphs)
        found = [("time", one) for one in (absolute(text, day) if day else stated(text))]
        found += [("paper", one) for one in _papers(text, paper)]
        lines.append(
            Line(
                kind="body",
                section=section,
                written=replaced(text, sorted((one for _, one in found), key=_START)),
                pause_ms=PAUSES[pause],
                origin=(sentence,),
                changes=(
                    *sentence.changes,
                    *(
                        Change(rule=rule, source=one.written, written=one.told)
                        for rule, one in found
                    ),
                ),
            )
        )
    return lines


def _papers(text: Text, source: str) -> Iterator[Dated]:
    """Find where a report names its own paper, which on the air is nobody's: 本报, 本台.

    The source's name is said for it where that is of the kind (本报 a 报); else it is left out
    before 记者 and the like, and stays elsewhere.
    """
    found = [*_OWN.finditer(text.simple)]
    ends = {0, *(word.end for word in text.words)} if found else set()
    for match in found:
        start, end = match.span()
        told = source if simplified(source).endswith(match[0][-1]) else ""
        reporter = match["staff"] is not None
        whole = {start, end} <= ends  # not in 日本社民党
        if ((whole and told) or reporter) and not text.speaks(start):
            yield Dated(start=start, end=end, written=text[start:end], told=told)


def _leading(sentence: Sentence, following: Sentence | None, paragraphs: tuple[Text, ...]) -> Text:
    """Give a sentence with the colon it had, where what it leads to is said next."""
    whole = paragraphs[sentence.paragraph]
    leads = sentence.end >= len(whole) and whole.endswith(("：", ":"))
    goes_on = following and following.paragraph == sentence.paragraph + 1
    if leads and goes_on and sentence.text.endswith(("。", "，", "；")):
        end = len(sentence.text)
        return sentence.text.replaced([(end - 1, end, "：")])
    return sentence.text


def _closing(telling: _Telling, coming: str, *, named: bool) -> list[Line]:
    """Say who wrote it, and goodbye; the source where the opening did not say it."""
    article, short = telling.article, telling.short
    author = frame.authors(article.byline)
    source = article.byline.source or article.byline.site
    if short and not coming and (article.day or not source):
        return []
    if source and (article.several or article.day is None):
        key = "closing.source"
    elif short:
        key = "closing.next"
    else:
        key = "closing.author" if author and not named else "closing.plain"
    written = telling.table.pick(key, source=source, author=author, next=coming)
    return [_line("closing", written)]


def _line(
    kind: Literal["opening", "heading", "closing", "notice"],
    written: str,
    *,
    pause: str = "",
    section: int | None = None,
) -> Line:
    """Give a line of a template, whose stop is not to double the mark that its field ends with."""
    for mark in "！？!?…。":
        written = written.replace(f"{mark}。", mark)
    return Line(kind=kind, section=section, written=written, pause_ms=PAUSES[pause or kind])
