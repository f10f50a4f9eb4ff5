"""Range headers that make sense, and those that do not (RFC 9110, section 14)."""

from __future__ import annotations

import re
from typing import Final

MOST: Final = 16
"""Ranges in one request that any player asks for; more is an attack, not a listener."""

_SPECS: Final = re.compile(r"bytes=\s*(?P<specs>[0-9,\s-]{1,512})")
_SPEC: Final = re.compile(r"(?P<first>[0-9]{1,18})-(?P<last>[0-9]{0,18})|-(?P<suffix>[0-9]{1,18})")


def meaningful(header: str) -> bool:
    """Tell whether a Range header is one to obey.

    A server must ignore units that it does not know and ranges that are no ranges
    (section 14.2), so such a request gets the whole file, as if it had no Range.
    Whether a meaningful range lies inside the file (206) or not (416) is asked later.
    """
    match = _SPECS.fullmatch(header.strip().lower())
    if match is None:
        return False
    specs = [spec.strip() for spec in match["specs"].split(",")]
    return len(specs) <= MOST and all(map(_ordered, specs))


def _ordered(spec: str) -> bool:
    match = _SPEC.fullmatch(spec)
    if match is None:
        return False
    return not match["last"] or int(match["first"]) <= int(match["last"])
