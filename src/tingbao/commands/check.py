"""`tingbao check`: is a finished episode what it should be?"""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tingbao.commands import console
from tingbao.commands.settings import settings
from tingbao.errors import CheckError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tingbao.publishing.checking.findings import Finding
    from tingbao.publishing.checking.listening import HeardLine

_WORST = 5
_SIGNS = {"ok": "✓", "warning": "!", "error": "✗"}


def check(
    episode: Annotated[Path, typer.Argument(metavar="EPISODE.mp3", help="A finished episode.")],
    *,
    listen: Annotated[
        bool, typer.Option("--listen", help="Transcribe it and compare with the script.")
    ] = False,
    model: Annotated[
        Path | None, typer.Option(help="Folder of a Whisper model (CTranslate2) to listen with.")
    ] = None,
    limit: Annotated[float, typer.Option(help="Most syllables in a hundred misheard.")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Check an episode: chapters, loudness, duration, transcript; exit 6 if one fails."""
    from tingbao.publishing.checking import episode as episodes
    from tingbao.publishing.checking.findings import failed

    checked = episodes.check(episode)
    understood = _listen(episode, model) if listen else ()
    findings = (*checked.findings, *_understood(understood, limit))
    heard = checked.measured
    if as_json:
        console.result_json(
            {
                "ok": not failed(findings),
                "duration_ms": heard.duration_ms,
                "loudness_lufs": _number(heard.loudness),
                "true_peak_dbtp": _number(heard.true_peak),
                "sections_lufs": [_number(level) for level in heard.sections],
                "chapters": checked.chapters,
                "findings": findings,
                **({"heard": understood} if listen else {}),
            }
        )
    else:
        for finding in findings:
            console.result(line(finding))
    if failed(findings):
        wrong = [finding.rule for finding in findings if finding.level == "error"]
        raise CheckError(f"failed: {', '.join(dict.fromkeys(wrong))}", where=str(episode))


def _listen(episode: Path, model: Path | None) -> tuple[HeardLine, ...]:
    from tingbao.publishing.checking import episode as episodes
    from tingbao.publishing.checking import listening

    folder = model or settings().listener
    if folder is None:
        mend = "name the folder of a Whisper model with --model, or listener in tingbao.toml"
        raise UsageError("--listen needs a model", mend=mend)
    lines = episodes.said(episode)
    return listening.listen(episode.read_bytes(), lines, listening.whisper(folder))


def _understood(heard: tuple[HeardLine, ...], limit: float) -> Iterator[Finding]:
    """Give the error rate, then the worst lines with their times."""
    from tingbao.publishing.checking import listening
    from tingbao.publishing.checking.findings import judge

    if not heard:
        return
    rate = 100 * listening.error_rate(heard)
    found = f"{rate:.2f} % of syllables misheard, at most {limit:g}"
    yield judge(rate <= limit, "heard", found)
    worst = sorted((line for line in heard if line.wrong), key=lambda line: -line.rate)[:_WORST]
    for each in worst:
        found = f"{each.wrong} of {each.syllables}: {each.spoken}  heard: {each.heard}"
        good = each.verdict == "unclear"
        place = f"{each.start_ms / 1000:.1f} s"
        yield judge(good, f"line {each.verdict}", found, where=place, advice=good)


def _number(value: float) -> float | None:
    """JSON knows no infinity; silence has no level."""
    return round(value, 2) if isfinite(value) else None


def line(finding: Finding) -> str:
    """Give a finding as one line."""
    place = f"  [{finding.where}]" if finding.where else ""
    source = f"  ({finding.source})" if finding.source and finding.level != "ok" else ""
    return f"{_SIGNS[finding.level]} {finding.rule}: {finding.found}{place}{source}"
