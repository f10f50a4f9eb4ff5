"""The voice packs: cards, arrays, and blends of them."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tingbao.errors import EngineError, UsageError
from tingbao.synthesis.engine import Tuning, Voice

if TYPE_CHECKING:
    import numpy as np

    Pack = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_MIXED = ("syllables_per_second", "constant_s", "syllable_s", "mark_s")  # facts of a Tuning
_PREFIX = re.compile(r"^[az][fm]_")


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A voice and its share of a blend."""

    voice: Voice
    share: float


@dataclass(frozen=True, slots=True)
class English:
    """How a voice says English words: with the sound of which blend, at how much of its pace."""

    blend: str
    pace: float


def folder() -> Path:
    """Find the voices: in the installed package, or beside the source.

    Raises:
        EngineError: Neither is there.
    """
    package = Path(__file__).parents[2]
    for place in (package / "voices", package.parents[1] / "voices"):
        if any(place.glob("*.toml")):
            return place
    raise EngineError(
        "no voice packs are installed", where=str(package / "voices"), hint="reinstall"
    )


@cache
def cards() -> dict[str, Voice]:
    """Read every card, by name.

    Raises:
        EngineError: A card cannot be read.
    """
    return {path.stem: _card(path) for path in sorted(folder().glob("*.toml"))}


@cache
def _told(fact: str) -> dict[str, Any]:
    """Give what the cards that tell of it tell: `blend`, `english`."""
    told = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in folder().glob("*.toml")
    }
    return {name: card[fact] for name, card in told.items() if fact in card}


def english(name: str) -> English | None:
    """Tell how a voice says English words, if otherwise than Mandarin ones."""
    facts = _told("english").get(name)
    return English(**facts) if facts else None


def _card(path: Path) -> Voice:
    try:
        card: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Voice(
            name=card["name"],
            title=card["title"],
            language=card["language"],
            gender=card["gender"],
            licence=card["licence"],
            fingerprint=card["sha256"],
            tuning=Tuning(**card.get("tuning", {})),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise EngineError(
            "a voice card cannot be read", where=str(path), hint=f"mend it ({error!r})"
        ) from error


def find(name: str) -> Voice:
    """Find a voice (`yunxi`, `zm_yunxi`), or mix one (`xiaobei:0.7+xiaoxiao:0.3`).

    Raises:
        UsageError: There is no such voice, or the shares make no sense.
    """
    mixed = ingredients(name)
    alone = _PREFIX.sub("", name.partition(":")[0].strip())
    if "+" not in name and alone in cards():
        return cards()[alone]
    voices = [part.voice for part in mixed]
    tunings = [(part.voice.tuning, part.share) for part in mixed]
    genders = {voice.gender for voice in voices}
    return Voice(
        name="+".join(f"{part.voice.name}:{part.share:g}" for part in mixed),
        title="、".join(voice.title for voice in voices),
        language=max(mixed, key=lambda part: part.share).voice.language,
        gender=genders.pop() if len(genders) == 1 else "unknown",
        licence=voices[0].licence,
        fingerprint="+".join(f"{part.voice.fingerprint}:{part.share:.4f}" for part in mixed),
        tuning=Tuning(
            **{fact: sum(getattr(each, fact) * s for each, s in tunings) for fact in _MIXED},
            shortest=min(each.shortest for each, _ in tunings),
            longest=max(each.longest for each, _ in tunings),
            rest_s=min(each.rest_s for each, _ in tunings),
            slowest=max(each.slowest for each, _ in tunings),
        ),
    )


def ingredients(name: str) -> list[Ingredient]:
    """Read a name into voices and shares that add up to one, the same whatever their order."""
    found: dict[str, float] = {}
    for part in name.split("+"):
        stem, _, share = part.strip().partition(":")
        stem = _PREFIX.sub("", stem.strip())
        if stem not in cards():
            raise UsageError(
                f"the engine kokoro has no voice {stem!r}", hint=f"it has {', '.join(cards())}"
            )
        weight = _share(share, name)
        alone = [Ingredient(cards()[stem], 1.0)]
        blend = _told("blend").get(stem)
        for each in ingredients(blend) if blend else alone:
            pure = each.voice.name
            found[pure] = found.get(pure, 0.0) + weight * each.share
    total = sum(found.values())
    return [Ingredient(cards()[stem], share / total) for stem, share in sorted(found.items())]


def _share(text: str, name: str) -> float:
    try:
        share = float(text or 1)
    except ValueError:
        share = 0.0
    if not 0 < share < 1000:  # noqa: PLR2004  # also no inf and no nan
        raise UsageError(f"cannot mix {name!r}", hint="write shares as in xiaobei:0.7+xiaoxiao:0.3")
    return share


@cache
def pack(name: str) -> Pack:
    """Load the array of a voice or blend: 510 rows of 256, float32; the row is tokens less one.

    Raises:
        EngineError: An array is missing or not the one that its card names.
    """
    import numpy as np

    mixed = [_array(part.voice).astype(np.float32) * part.share for part in ingredients(name)]
    total: Pack = np.sum(mixed, axis=0, dtype=np.float32)
    return total


def _array(voice: Voice) -> Pack:
    import numpy as np

    path = folder() / f"{voice.name}.npy"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EngineError("a voice pack is missing", where=str(path), hint="reinstall") from error
    if hashlib.sha256(data).hexdigest() != voice.fingerprint:
        raise EngineError("a voice pack is damaged", where=str(path), hint="reinstall")
    array: Pack = np.load(io.BytesIO(data), allow_pickle=False)
    return array
