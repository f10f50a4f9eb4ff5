"""`tingbao script SOURCE`: what would be said, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tingbao.commands import console
from tingbao.commands.options import AllowPrivate, AsJson, Minutes, Style
from tingbao.commands.settings import now, settings

if TYPE_CHECKING:
    from tingbao.model import Article, Line, Script, Sentence


def script(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Articles or feeds: paths, URLs, or -.")
    ],
    *,
    minutes: Minutes = None,
    chars: Annotated[
        int | None, typer.Option(help="Characters to keep of the article, instead of minutes.")
    ] = None,
    style: Style = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say where each line is from, what was cut, what said again."
        ),
    ] = False,
    allow_private: AllowPrivate = None,
    as_json: AsJson = False,
) -> None:
    """Show the script that `make` would speak."""
    from tingbao import pipeline

    config = settings(
        minutes=minutes,
        script={"style": style, "chars": chars},
        allow_private=allow_private,
    )
    article = pipeline.read(
        sources,
        allow_private=config.allow_private,
        newest=config.newest,
        note=console.message,
        now=now(),
    )
    made = pipeline.write(article, config, moment=now(), note=console.message)
    if as_json:
        console.result_json(plain(made, article if explain else None))
    else:
        _show(made, article, explain=explain)


def plain(script: Script, article: Article | None = None) -> dict[str, Any]:
    """Give the JSON value of a script; with its article, also where each line is from."""
    lines = [_value(line, article) for line in script.lines]
    return {"title": script.title, "lines": lines}


def _value(line: Line, article: Article | None) -> dict[str, Any]:
    value = asdict(line)
    del value["origin"], value["changes"]
    if article:
        value["origin"] = [
            {name: getattr(sentence, name) for name in ("section", "paragraph", "start", "end")}
            | {"text": original, "cut": cut}
            for sentence, original, cut in _origins(line, article)
        ]
        value["changes"] = [asdict(change) for change in line.changes]
    return value


def _show(made: Script, article: Article, *, explain: bool) -> None:
    for line in made.lines:
        mark = {"heading": "\n# ", "body": "  "}.get(line.kind, "")
        speaker = "（问）" if line.role == "guest" else ""
        console.result(f"{mark}{speaker}{line.written}")
        if not explain:
            continue
        if line.spoken != line.written:
            console.result(f"      said: {line.spoken}")
        for sentence, original, cut in _origins(line, article):
            place = f"section {sentence.section + 1}, paragraph {sentence.paragraph + 1}"
            console.result(f"      from: {place}, {sentence.start}–{sentence.end}: {original}")
            if cut:
                console.result(f"      cut:  {' | '.join(cut)}")
        for change in line.changes:
            console.result(
                f"      {change.rule}: {change.source} is told as {change.written or 'nothing'}"
            )


def _origins(line: Line, article: Article) -> list[tuple[Sentence, str, list[str]]]:
    """Give each sentence that a line is from, as it stands there, and what was cut of it."""
    from difflib import SequenceMatcher

    found = []
    for sentence in line.origin:
        paragraph = article.sections[sentence.section].paragraphs[sentence.paragraph]
        original = paragraph[sentence.start : sentence.end]
        steps = SequenceMatcher(None, original, sentence.text, autojunk=False).get_opcodes()
        cut = [original[a:b] for step, a, b, _, _ in steps if step in {"delete", "replace"}]
        found.append((sentence, original, [one for one in cut if any(map(str.isalnum, one))]))
    return found
