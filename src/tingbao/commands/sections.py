"""`tingbao sections`: how an article is divided."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from tingbao.commands import console
from tingbao.commands.options import AllowPrivate, AsJson


def sections(
    source: Annotated[str, typer.Argument(help="A path, a URL, or - for standard input.")],
    *,
    allow_private: AllowPrivate = None,
    as_json: AsJson = False,
) -> None:
    """Show the title, the credits and the sections of an article."""
    from tingbao import pipeline
    from tingbao.commands.settings import settings

    config = settings(allow_private=allow_private)
    article = pipeline.read(
        [source],
        allow_private=config.allow_private,
        newest=config.newest,
        note=console.message,
    )
    byline = asdict(article.byline)
    if as_json:
        console.result_json(
            {
                "title": article.title,
                "published": article.published,
                **byline,
                "sections": [
                    {"heading": section.heading, "paragraphs": section.paragraphs}
                    for section in article.sections
                ],
            }
        )
        return
    facts = [str(article.published or ""), *byline.values()]
    console.result(article.title)
    if any(facts):
        console.result("  ".join(fact for fact in facts if fact))
    for number, section in enumerate(article.sections, 1):
        size = sum(map(len, section.paragraphs))
        console.result(f"\n{number}. {section.heading or '（无小标题）'}  [{size} 字]")
        for paragraph in section.paragraphs:
            console.result(f"   {paragraph}")
