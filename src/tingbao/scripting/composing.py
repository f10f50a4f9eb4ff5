"""A digest as lines to be said: opening, menu, headings, sentences, closing, the AI notice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from tingbao.gathering.subjects import parted
from tingbao.model import Line, Script
from tingbao.scripting import dialogue, frame
from tingbao.scripting.breathing import breathe
from tingbao.scripting.roles import role
from tingbao.scripting.templates import load

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tingbao.model import Article, Digest, Section, Sentence, Show
    from tingbao.scripting.templates import Templates

Style = Literal["bulletin", "headlines", "full", "dialogue"]
SHORT = 1.5  # minutes; up to here the frame is kept to its least


def compose(
    article: Article,
    digest: Digest,
    *,
    show: Show,
    moment: datetime,
    minutes: float,
    style: Style = "bulletin",
    ai_notice: bool = True,
    templates: Path | None = None,
    coming: str = "",
) -> Script:
    """Put a digest into words around it.

    Args:
        article: What the digest was made of; its headings are spoken.
        digest: Per section of the article the sentences chosen.
        show: Its title is in the greeting.
        moment: When the briefing is made; sets greeting, date and weekday.
        minutes: The length asked for; a short one has a shorter frame.
        style: How it is told.
        ai_notice: Say that the voice is synthetic.
        templates: A TSV that replaces templates of the shipped one.
        coming: What comes next, said at the end; only who publishes knows.
    """
    table = load(templates, seed=article.title + "".join(_first_words(digest)))
    title = frame.headline(article.title)
    short = style == "headlines" or (minutes <= SHORT and style != "full")
    lines = [_opening(table, show, moment, title, short=short)]
    headed = [
        at for at, section in enumerate(article.sections) if section.heading and digest.sections[at]
    ]
    if len(headed) > 1 and not short:
        lines.append(_menu(table, [article.sections[at] for at in headed]))
    for at, section in enumerate(article.sections):
        if not digest.sections[at]:
            continue
        if section.heading:
            if style == "dialogue":
                lines.append(dialogue.question(table, section.heading, at, headed.index(at)))
            else:
                first = digest.sections[at][0].text
                lines.append(_heading(table, section.heading, at, headed, first=first, short=short))
        body = _body(digest.sections[at], at, section.paragraphs, whole=style == "full")
        lines += dialogue.shared(body) if style == "dialogue" else body
    lines += _closing(table, article, moment, short=short, coming=frame.coming(coming))
    if ai_notice:
        lines.append(
            Line(
                kind="notice",
                section=None,
                written=table.pick("notice"),
                pause_ms=frame.PAUSES["notice"],
            )
        )
    return Script(title=article.title, lines=tuple(map(frame.breathed, lines)))


def _first_words(digest: Digest) -> list[str]:
    return [sentences[0].text for sentences in digest.sections if sentences]


def _opening(table: Templates, show: Show, moment: datetime, title: str, *, short: bool) -> Line:
    written = table.pick(
        "opening.short" if short else "opening",
        hello=frame.hello(moment),
        show=show.title,
        date=frame.date(moment),
        weekday=frame.weekday(moment),
        title=title,
    )
    return Line(
        kind="opening", section=None, written=_clean(written), pause_ms=frame.PAUSES["opening"]
    )


def _menu(table: Templates, sections: list[Section]) -> Line:
    names = [frame.phrase(section.heading or "") for section in sections]
    written = table.pick("menu", count=frame.count(len(names)), menu=frame.listed(names))
    return Line(
        kind="opening", section=None, written=_clean(written), pause_ms=frame.PAUSES["menu"]
    )


def _heading(
    table: Templates, heading: str, at: int, headed: list[int], *, first: str, short: bool
) -> Line:
    """Lead to a section, in other words than its first sentence begins with."""
    place = headed.index(at)
    named = role(heading)
    if short:
        key = "heading.short"
    elif len(headed) == 1:
        key = "heading.only"
    elif place == 0:
        key = "heading.first"
    elif place == len(headed) - 1:
        key = "heading.coda" if named == "coda" else "heading.last"
    else:
        key = f"heading.{named}" if named not in {"", "coda"} else "heading.next"
    phrase = frame.phrase(heading)
    if short:
        phrase = frame.first_half(phrase)
    number = frame.ordinal(place + 1)
    written = table.pick(key, turn=place, heading=phrase, number=number)
    if written[:2] == first[:2]:
        written = table.pick(key, turn=place + 1, heading=phrase, number=number)
    return Line(
        kind="heading", section=at, written=_clean(written), pause_ms=frame.PAUSES["heading"]
    )


def _body(
    sentences: tuple[Sentence, ...], section: int, paragraphs: tuple[str, ...], *, whole: bool
) -> list[Line]:
    """Give a section's sentences; what is read whole keeps the article's own words."""
    lines = []
    for at, sentence in enumerate(sentences):
        if at + 1 == len(sentences):
            pause = frame.PAUSES["section"]
        elif sentences[at + 1].paragraph != sentence.paragraph:
            pause = frame.PAUSES["paragraph"]
        else:
            pause = frame.PAUSES["sentence"]
        text = _leading(sentence, sentences[at + 1 : at + 2], paragraphs)
        lines.append(
            Line(
                kind="body",
                section=section,
                written="".join(map(breathe, (text,) if whole else parted(text))),
                pause_ms=pause,
                origin=(sentence,),
            )
        )
    return lines


def _leading(
    sentence: Sentence, following: tuple[Sentence, ...], paragraphs: tuple[str, ...]
) -> str:
    """Give a sentence with the colon it had, where what it leads to is said next."""
    original = paragraphs[sentence.paragraph][: sentence.end].rstrip()
    leads = original.endswith(("：", ":")) and len(original) == len(paragraphs[sentence.paragraph])
    if leads and following and following[0].paragraph == sentence.paragraph + 1:
        return re.sub(r"[。，；]$", "：", sentence.text)
    return sentence.text


def _closing(
    table: Templates, article: Article, moment: datetime, *, short: bool, coming: str
) -> list[Line]:
    source = article.byline.source or article.byline.site
    author = frame.authors(article.byline)
    if short:
        if not source and not coming:
            return []
        key = "closing.short" if source else "closing.next"
    elif source and author:
        key = "closing"
    elif source:
        key = "closing.source"
    elif author:
        key = "closing.author"
    else:
        key = "closing.plain"
    several = "\n" in article.source  # articles, each of a day of its own
    dated = "" if several else frame.dated(article.published, moment)
    written = table.pick(key, source=source, author=author, dated=dated, next=coming)
    return [
        Line(
            kind="closing", section=None, written=_clean(written), pause_ms=frame.PAUSES["closing"]
        )
    ]


def _clean(written: str) -> str:
    """Keep a template's stop from doubling the mark that its field ends with."""
    for mark in "！？!?…。":
        written = written.replace(f"{mark}。", mark)
    return written
