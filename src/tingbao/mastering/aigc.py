"""The implicit mark of AI that China's law asks for in a file's metadata.

After GB 45438-2025, annex E, as tc260.org.cn publishes it and public implementations quote it:
a field whose name holds AIGC has as its value a JSON object of that one key, with seven
strings (a to i). Written first, propagator and its number repeat producer and number (note 1).
Values keep to visible ASCII without quote and backslash (j). The reserved codes are for
whoever signs the content. A correction is a change of this file alone.
"""

from __future__ import annotations

import json
import re

from tingbao import g2p

KEY = "AIGC"
GENERATED = "1"  # 2 possibly, 3 suspected to be generated
_FOREIGN = re.compile(r"[^\x00-\x7F]+")
_OUTSIDE = re.compile(r"[^\x21\x23-\x5B\x5D-\x7E]+")


def mark(producer: str, produce_id: str) -> str:
    """Give the metadata object as JSON.

    Name or code of the `producer` as `coded` gives it; `produce_id` is the episode's guid.
    """
    name, number = coded(producer), coded(produce_id)
    fields = {
        "Label": GENERATED,
        "ContentProducer": name,
        "ProduceID": number,
        "ReservedCode1": "",
        "ContentPropagator": name,
        "PropagateID": number,
        "ReservedCode2": "",
    }
    return json.dumps({KEY: fields}, separators=(",", ":"))


def is_mark(text: str) -> bool:
    """Say whether a field's value is such an object, of whatever producer."""
    try:
        fields = json.loads(text)[KEY]
        return fields["Label"] in {"1", "2", "3"} and bool(fields["ContentProducer"])
    except (ValueError, KeyError, TypeError):
        return False


def coded(name: str) -> str:
    """Write a name in the characters that annex E allows: Chinese in pinyin, no spaces."""
    return _OUTSIDE.sub("", _FOREIGN.sub(_pinyin, name)) or "tingbao"


def _pinyin(run: re.Match[str]) -> str:
    """Write a run of other than ASCII characters without tones, ü as v."""
    syllables = g2p.pronounce(run.group())
    return "".join(syllable.rstrip("12345") for syllable in syllables).replace("u:", "v")
