"""The implicit mark of AI that China's law asks for in a file's metadata (GB 45438-2025).

The key, the fields and their order are those that public implementations of the standard's
annex E write; its own text was not at hand, so a correction is a change of this file alone.
Propagator and reserved codes are for whoever distributes and signs the content.
"""

from __future__ import annotations

import json

KEY = "AIGC"
_GENERATED = "1"  # 1 certainly, 2 possibly, 3 suspected to be generated


def mark(*, producer: str, produce_id: str) -> str:
    """Give the metadata object as JSON.

    Args:
        producer: Name or code of who generated the content.
        produce_id: The content's number at the producer; the episode's guid here.
    """
    return json.dumps(
        {
            "Label": _GENERATED,
            "ContentProducer": producer,
            "ProduceID": produce_id,
            "ReservedCode1": "",
            "ContentPropagator": "",
            "PropagateID": "",
            "ReservedCode2": "",
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
