"""A briefing is heard before it is published, and what was not understood is said again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tingbao.checking.listening import HeardLine, Transcriber, error_rate, findings, listen
from tingbao.errors import CheckError
from tingbao.model import Recording, Script
from tingbao.publishing import script as lines

TAKES = 3  # times that a line is said at most
DOUBTFUL = 0.2  # of a line's syllables misheard: it may be the voice, not the listener


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who listens, and how many syllables in a hundred may be misheard."""

    transcribe: Transcriber
    limit: float = 10.0


def proven(
    script: Script,
    perform: Callable[[Mapping[int, int]], Recording],
    proof: Proof,
    *,
    note: Callable[[str], None],
) -> Recording:
    """Perform a script until it is understood: of each line the take that was heard best.

    `perform` speaks and masters it; it is told which lines were said before, and how often.

    Raises:
        CheckError: Too much is misheard, or a line is missing or doubled, in every take.
    """
    best: dict[int, HeardLine] = {}
    chosen: dict[int, int] = {}
    for take in range(TAKES):
        again = [
            line
            for line, heard in best.items()
            if heard.verdict in ("missing", "doubled", "other") or heard.rate > DOUBTFUL
        ]
        if take and not again:
            break
        takes = chosen | dict.fromkeys(again, take)
        made = perform(takes)
        said = lines.read(lines.write(script, made))
        for heard in listen(made.mp3, said, proof.transcribe, only=again if take else None):
            if heard.line not in best or heard.wrong < best[heard.line].wrong:
                best[heard.line] = heard
                chosen |= {heard.line: take} if take else {}
    if takes != chosen:  # a take that was worse is not kept
        made = perform(chosen)
    _judge(tuple(best.values()), proof.limit, len(chosen), note)
    return made


def _judge(
    heard: tuple[HeardLine, ...], limit: float, better: int, note: Callable[[str], None]
) -> None:
    judged = findings(heard, limit)
    if wrong := next((each for each in judged if each.level == "error"), None):
        worst = max(heard, key=lambda line: line.rate)
        raise CheckError(
            f"it is not understood: {wrong.rule}, {wrong.found}",
            where=f"worst is line {worst.line + 1}: {worst.spoken[:40]}",
            hint="nothing was published; use another voice or engine, or mend the lexicon",
        )
    note(f"{100 * error_rate(heard):.1f} % of syllables misheard, {better} lines said again")
