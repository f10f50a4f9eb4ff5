"""Nothing is forgotten to be escaped, and what a browser cannot show is not there."""

from __future__ import annotations

import html
import unicodedata

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from tingbao.model import UNTITLED
from tingbao.site import markup
from tingbao.site.markup import fill, text, visible

TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def test_markup_in_a_value_is_shown_and_not_obeyed() -> None:
    """Law: the five characters of markup are escaped, quotes as well, printable or not."""
    assert text("<b a=\"1\" c='2'>&amp;") == ("&lt;b a=&quot;1&quot; c=&#x27;2&#x27;&gt;&amp;amp;")
    assert text("\x07<\x1b>") == "&lt;&gt;"
    assert type(text("a")) is Markup
    assert text(7) == "7"


def test_markup_that_is_ours_stays() -> None:
    """Law: what is markup already is not escaped a second time, whatever stands in it."""
    own = Markup("<b>\x07&amp;</b>")
    assert text(own) is own
    assert text("").join([own, text("<i>")]) == "<b>\x07&amp;</b>&lt;i&gt;"


def test_of_every_character_what_cannot_be_shown_goes() -> None:
    """Law: controls, halves of pairs and what turns text go; breaks become spaces; all else stays.

    Of joiners and variation selectors emoji are made.
    """
    for code in (*range(0x2100), *range(0xD7F0, 0xE010), *range(0xFE00, 0xFE10), 0x1F468):
        character = chr(code)
        if character in "\t\n\r\u2028\u2029":
            wanted = " "
        elif unicodedata.category(character) in {"Cc", "Cs"} or code in TURNING:
            wanted = ""
        else:
            wanted = character
        for beside in ("", "\x07"):  # alone, and where something else goes
            assert html.unescape(text(f"a{beside}{character}b")) == f"a{wanted}b", hex(code)


@pytest.mark.parametrize("title", ["", "  ", "\u3000", "\x00\x1b", "\u202e\u2066", "\n\u2028"])
def test_a_title_of_nothing_has_a_name(title: str) -> None:
    """Law: what shows nothing is said to have no title."""
    assert visible(title) == UNTITLED


@pytest.mark.parametrize("title", ["听报", " a ", "\x07a", "<b>"])
def test_a_title_of_something_is_left_as_it_is(title: str) -> None:
    """Law: naming is not escaping: whoever puts it on a page escapes it there."""
    assert visible(title) == title


def test_places_are_filled_with_what_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: each place has its value, escaped unless it is markup; a missing one is an error."""
    monkeypatch.setattr(markup, "source", lambda _, name: name)
    made = fill("", "<p>{{ a }} {{ b }} $5</p>", a="<i> 'it'", b=Markup("<b>"))
    assert made == "<p>&lt;i&gt; &#x27;it&#x27; <b> $5</p>"
    assert type(made) is Markup
    assert fill("", "{{ a }}", a="{{ b }}") == "{{ b }}"
    with pytest.raises(UndefinedError):
        fill("", "{{ a }}", b="")


def test_templates_are_whole_texts_in_which_markup_joins_what_is_escaped(tmp_path, monkeypatch):
    """Law: a template is read as UTF-8 from beside its package, kept to its last line's end.

    What it joins or names itself is escaped as its places are.
    """
    written = "听{{ a ~ b }}{{ ''|visible }}\n"
    (tmp_path / "page.html").write_text(written, "utf-8")
    monkeypatch.setattr(markup, "files", {"a package": tmp_path}.__getitem__)
    assert markup.source("a package", "page.html") == written
    made = fill("a package", "page.html", a=Markup("<b>"), b="<i>")
    assert made == f"听<b>&lt;i&gt;{UNTITLED}\n"


def test_what_has_no_title_is_said_in_chinese() -> None:
    """Law: the name of what has none is one that a reader of the page knows."""
    assert UNTITLED == "无题"
