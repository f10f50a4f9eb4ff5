"""What comes from outside, without what nobody sees and programs obey.

The doors use it: every article that `sources` gives, every answer of a language model, every
line that goes to a terminal. Between them, text is as it was read.
"""

from __future__ import annotations

import re

# Unicode's categories Cc, Cf and Cs, its noncharacters, and U+FFFC: controls that a terminal
# obeys, marks that turn the order of reading, halves of characters that no encoding can write.
# A test holds this against Python's own tables.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc"
    "\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(
        f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(1 << 16, 17 << 16, 1 << 16)
    )
    + "]"
)
_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_ESCAPED = 0x10000  # from here on JSON spells a character as two


def clean(text: str) -> str:
    r"""Take off what cannot be seen; each way to end a line becomes "\n", a tab stays.

    What is clean stays as it is: `clean(clean(text)) == clean(text)`.
    """
    return _UNSEEN.sub("", _LINES.sub("\n", text))


def clean_json(text: str) -> str:
    r"""Spell what cannot be seen as JSON does (\u202e), so that a value says what it was."""
    return re.sub(f"{_UNSEEN.pattern}|[\x85\u2028\u2029]", _spelled, text)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < _ESCAPED:
        return f"\\u{code:04x}"
    code -= _ESCAPED
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
