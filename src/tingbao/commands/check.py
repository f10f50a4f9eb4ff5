"""`tingbao check`: is a finished episode what it should be?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tingbao.commands import console
from tingbao.commands.options import AsJson, Model
from tingbao.commands.settings import settings
from tingbao.errors import CheckError, UsageError

if TYPE_CHECKING:
    from tingbao.checking.by_ear import Proof
    from tingbao.checking.findings import Finding
    from tingbao.checking.listening import HeardLine, Transcriber
    from tingbao.config import Config

_SIGNS = {"ok": "✓", "warning": "!", "error": "✗"}


def check(
    episode: Annotated[Path, typer.Argument(metavar="EPISODE.mp3", help="A finished episode.")],
    *,
    listen: Annotated[
        bool, typer.Option("--listen", help="Transcribe it and compare with the script.")
    ] = False,
    model: Model = None,
    limit: Annotated[float, typer.Option(help="Most syllables in a hundred misheard.")] = 10.0,
    as_json: AsJson = False,
) -> None:
    """Check an episode: chapters, loudness, duration, transcript; exit 6 if one fails."""
    from tingbao import store
    from tingbao.checking import episode as episodes
    from tingbao.checking import fetching, listening

    checked = episodes.check(episode)
    understood: tuple[HeardLine, ...] = ()
    if listen:
        transcribe = _listener(model or settings().listener)
        mp3 = store.read(episode, fetching.LARGEST)
        understood = listening.listen(mp3, episodes.said(episode), transcribe)
    findings = (*checked.findings, *listening.findings(understood, limit))
    wrong = dict.fromkeys(finding.rule for finding in findings if finding.level == "error")
    heard = checked.measured
    if as_json:
        console.result_json(
            {
                "ok": not wrong,
                "duration_ms": heard.duration_ms,
                "loudness_lufs": console.level(heard.loudness),
                "true_peak_dbtp": console.level(heard.true_peak),
                "noise_floor_dbfs": console.level(heard.floor),
                "dc": round(heard.dc, 6),
                "sections_lufs": [console.level(level) for level in heard.sections],
                "chapters": checked.chapters,
                "findings": findings,
                **({"heard": understood} if listen else {}),
            }
        )
    else:
        for finding in findings:
            console.result(line(finding))
    if wrong:
        raise CheckError(f"failed: {', '.join(wrong)}", where=str(episode))


def proof(config: Config) -> Proof | None:
    """Say who hears an episode before it is published; nobody, where nobody is asked to.

    Raises:
        UsageError: No model is named that could listen, or it cannot be loaded.
    """
    if not config.listen:
        return None
    from tingbao.checking.by_ear import Proof

    return Proof(transcribe=_listener(config.listener), limit=config.misheard)


def _listener(model: Path | None) -> Transcriber:
    from tingbao.checking import listening

    if model is None:
        hint = "name the folder of a Whisper model with --model, or listener in tingbao.toml"
        raise UsageError("--listen needs a model", hint=hint)
    return listening.whisper(model)


def line(finding: Finding) -> str:
    """Give a finding as one line."""
    place = f"  [{finding.where}]" if finding.where else ""
    source = f"  ({finding.source})" if finding.source and finding.level != "ok" else ""
    return f"{_SIGNS[finding.level]} {finding.rule}: {finding.found}{place}{source}"
