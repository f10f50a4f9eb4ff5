"""From a divided article to a worded script of the length asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao import condensing, pronouncing, scripting, wording
from tingbao.condensing import guard
from tingbao.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tingbao.config import Config
    from tingbao.model import Article, Script

SHORTEST, LONGEST = 0.5, 180.0  # minutes
TOLERANCE = 0.05  # of the length asked for
_ROUNDS = 14


def draft(
    article: Article,
    config: Config,
    *,
    moment: datetime,
    syllables_per_second: float = scripting.SYLLABLES_PER_SECOND,
    note: Callable[[str], None] | None = None,
) -> Script:
    """Write the script: condensed, framed and worded, as long as asked for.

    Args:
        article: Divided into its sections.
        config: Its `minutes` and `script` table say what is wanted.
        moment: When the briefing is made.
        syllables_per_second: Of the voice, at the speed asked for.
        note: Told, in one line, what the user should know: for one, that the article
            has less to say than was asked for.

    Raises:
        UsageError: A length out of range or a style that there is not.
        CheckError: A script that cannot be made true to the article.
    """
    if not SHORTEST <= config.minutes <= LONGEST:
        raise UsageError(
            f"no briefing can be {config.minutes:g} minutes long",
            where="--minutes",
            mend=f"give {SHORTEST:g} to {LONGEST:g}",
        )
    rate = syllables_per_second
    ranking = condensing.rank(article)

    def attempt(characters: int | None) -> tuple[Script, int]:
        digest, _ = guard.repair(article, condensing.choose(ranking, characters))
        script = wording.word(
            scripting.compose(
                article,
                digest,
                show=config.show,
                moment=moment,
                minutes=config.minutes,
                ai_notice=config.script.ai_notice,
                templates=config.script.templates,
            )
        )
        length = scripting.estimate_ms(
            script, syllables=pronouncing.syllables, syllables_per_second=rate
        )
        return script, length

    target = round(config.minutes * 60_000)
    whole, most = attempt(None)
    if most <= target * (1 + TOLERANCE):
        if most < target * (1 - TOLERANCE) and note:
            note(
                f"the article has enough for {most / 60_000:.1f} minutes, not {config.minutes:g}:"
                " all of it is said"
            )
        script = whole
    else:
        script = _closest(attempt, target, rate, most)
    guard.verify(article, script)
    return script


def _closest(
    attempt: Callable[[int | None], tuple[Script, int]], target: int, rate: float, most: int
) -> Script:
    """Search the number of characters whose script sounds nearest to the target."""
    low, high = 0, round(most / 1000 * rate)
    best, closest = attempt((low + high) // 2)
    for _ in range(_ROUNDS):
        characters = (low + high) // 2
        script, length = attempt(characters)
        if abs(length - target) < abs(closest - target):
            closest, best = length, script
        if length < target:
            low = characters + 1
        else:
            high = characters - 1
        if low > high or abs(closest - target) < target * TOLERANCE / 5:
            break
    return best
