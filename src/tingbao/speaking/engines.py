"""The engines there are, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.errors import UsageError
from tingbao.speaking import kokoro, silent

if TYPE_CHECKING:
    from tingbao.speaking.engine import Engine

ENGINES: dict[str, Engine] = {
    kokoro.NAME: kokoro,
    silent.NAME: silent,
}
AUTO = ("edge", "kokoro")  # asking for "auto" is asking for the network


def chain(names: str) -> tuple[str, ...]:
    """Read the setting: one name, several with commas between, or "auto".

    Raises:
        UsageError: There is no such engine; the message lists those there are.
    """
    wanted = AUTO if names == "auto" else tuple(name.strip() for name in names.split(","))
    for name in wanted:
        if name not in ENGINES:
            known = ", ".join((*ENGINES, "auto"))
            raise UsageError(f"there is no engine {name!r}", mend=f"there are {known}")
    return tuple(dict.fromkeys(wanted))
