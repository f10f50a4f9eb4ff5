"""`tingbao check`: is a finished episode what it should be?"""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tingbao.commands import console
from tingbao.errors import CheckError

if TYPE_CHECKING:
    from tingbao.publishing.checking.findings import Finding

_SIGNS = {"ok": "✓", "warning": "!", "error": "✗"}


def check(
    episode: Annotated[Path, typer.Argument(metavar="EPISODE.mp3", help="A finished episode.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Check an episode: chapters, loudness, duration, transcript; exit 6 if one fails."""
    from tingbao.publishing.checking import episode as episodes
    from tingbao.publishing.checking.findings import failed

    checked = episodes.check(episode)
    heard = checked.measured
    if as_json:
        console.result_json(
            {
                "ok": not failed(checked.findings),
                "duration_ms": heard.duration_ms,
                "loudness_lufs": _number(heard.loudness),
                "true_peak_dbtp": _number(heard.true_peak),
                "sections_lufs": [_number(level) for level in heard.sections],
                "chapters": checked.chapters,
                "findings": checked.findings,
            }
        )
    else:
        for finding in checked.findings:
            console.result(line(finding))
    if failed(checked.findings):
        wrong = [finding.rule for finding in checked.findings if finding.level == "error"]
        raise CheckError(f"failed: {', '.join(dict.fromkeys(wrong))}", where=str(episode))


def _number(value: float) -> float | None:
    """JSON knows no infinity; silence has no level."""
    return round(value, 2) if isfinite(value) else None


def line(finding: Finding) -> str:
    """Give a finding as one line."""
    place = f"  [{finding.where}]" if finding.where else ""
    source = f"  ({finding.source})" if finding.source and finding.level != "ok" else ""
    return f"{_SIGNS[finding.level]} {finding.rule}: {finding.found}{place}{source}"
