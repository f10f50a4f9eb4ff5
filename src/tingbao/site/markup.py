"""Templates, and markup in which nothing is forgotten to be escaped.

Values are escaped unless they are markup already, so a hostile title can only be text.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from tingbao.model import UNTITLED

if TYPE_CHECKING:
    from jinja2 import Template

# A browser cannot show these, and some of them (bidirectional overrides) reorder what stands
# beside them. Joiners and variation selectors stay: emoji are made of them.
_UNSHOWABLE = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    **dict.fromkeys(range(0xD800, 0xE000)),
    **{ord(space): " " for space in "\t\n\r\u2028\u2029"},
}


def text(value: object) -> Markup:
    """Escape a value for element content and for attributes in double quotes."""
    if isinstance(value, Markup):
        return value
    shown = str(value)
    if not shown.isprintable():  # most texts are; to translate takes as long as all the rest
        shown = shown.translate(_UNSHOWABLE)
    return Markup(escape(shown, quote=True))  # noqa: S704  # it is escaped


def visible(title: str) -> str:
    """Give a title that can be seen, even where it has nothing to show."""
    return title if title.translate(_UNSHOWABLE).strip() else UNTITLED


@cache
def source(package: str, name: str) -> str:
    """Read a text that lies beside the code of a package."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def fill(package: str, name: str, **values: object) -> Markup:
    """Put values, escaped, into the places of a template that lies beside the code of a package.

    Raises:
        jinja2.UndefinedError: A place without a value.
    """
    return Markup(_compiled(package, name).render(values))  # noqa: S704  # its values are escaped


@cache
def _compiled(package: str, name: str) -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: source(package, name)),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=text,
        keep_trailing_newline=True,
    )
    environment.filters["visible"] = visible
    return environment.get_template(name)
