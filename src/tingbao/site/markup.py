"""Markup in which nothing is forgotten to be escaped.

Values are escaped unless they are `Html` already, so a hostile title can only be text.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A browser cannot show these, and some of them (bidirectional overrides) reorder what stands
# beside them. Joiners and variation selectors stay: emoji are made of them.
_UNSHOWABLE = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    **dict.fromkeys(range(0xD800, 0xE000)),
    **{ord(space): " " for space in "\t\n\r\u2028\u2029"},
}


UNTITLED = "无题"


class Html(str):
    """Text that is markup and stays as it is."""

    __slots__ = ()


def text(value: object) -> Html:
    """Escape a value for element content and for attributes in double quotes."""
    if isinstance(value, Html):
        return value
    shown = str(value)
    if not shown.isprintable():  # most texts are; to translate takes as long as all the rest
        shown = shown.translate(_UNSHOWABLE)
    return Html(escape(shown, quote=True))


def visible(title: str) -> str:
    """Give a title that can be seen, even where it has nothing to show."""
    return title if title.translate(_UNSHOWABLE).strip() else UNTITLED


@cache
def template(package: str, name: str) -> str:
    """Read a text that lies beside the code of a package."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def fill(template: str, **values: object) -> Html:
    """Put values, escaped, into the $places of a template.

    Raises:
        KeyError: A place without a value.
    """
    return Html(
        Template(template).substitute({name: text(value) for name, value in values.items()})
    )


def neighbour(name: str, rel: str, to: str, over: str, label: str) -> Html:
    """Lead to the page before or after; a small line stands over the label."""
    link = '<a class="$name" rel="$rel" href="$to"><small>$over</small><span>$label</span></a>'
    return fill(link, name=name, rel=rel, to=to, over=over, label=label)


def join(parts: Iterable[Html], separator: str = "") -> Html:
    """Join markup."""
    return Html(separator.join(parts))
