"""The engines there are, by name."""

from __future__ import annotations

from tingbao.errors import UsageError
from tingbao.synthesis import edge, espeak, kokoro, openai, silent
from tingbao.synthesis.engine import Engine

ENGINES: dict[str, Engine] = {
    kokoro.NAME: kokoro,
    edge.NAME: edge,
    openai.NAME: openai,
    espeak.NAME: espeak,
    silent.NAME: silent,
}
AUTO = ("edge", "kokoro", "espeak")  # asking for "auto" is asking for the network


def chain(names: str) -> tuple[str, ...]:
    """Read the setting: one name, several with commas between, or "auto".

    Raises:
        UsageError: There is no such engine; the message lists those there are.
    """
    wanted = AUTO if names == "auto" else tuple(name.strip() for name in names.split(","))
    for name in wanted:
        if name not in ENGINES:
            known = ", ".join((*ENGINES, "auto"))
            raise UsageError(f"there is no engine {name!r}", hint=f"there are {known}")
    return tuple(dict.fromkeys(wanted))
