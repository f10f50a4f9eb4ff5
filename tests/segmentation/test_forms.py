"""Whole articles in the forms of Chinese sites, from the bytes to the sections."""

import re
from pathlib import Path

import pytest

from tingbao import segmentation, sources
from tingbao.errors import InputError

FORMS = re.split(
    r"^=== ", (Path(__file__).parent / "forms.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
)[1:]
FIELD = re.compile(r"(title|source|author|editor): (.*)")


def _expected(lines):
    """Give the fields that are expected, and per section its heading and paragraphs' beginnings."""
    fields, parts = {}, []
    for line in lines:
        if match := FIELD.fullmatch(line):
            fields[match[1]] = match[2]
        elif line.startswith("#"):
            parts.append((line[1:].strip() or None, []))
        elif parts:
            parts[-1][1].append(line)
    return fields, parts


def _fits(paragraphs, beginnings):
    if "*" in beginnings:
        said = "\n".join(("", *paragraphs))
        return all(f"\n{one}" in said for one in beginnings if one != "*")
    return len(paragraphs) == len(beginnings) and all(
        text.startswith(one) for text, one in zip(paragraphs, beginnings, strict=True)
    )


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.split("\n", 1)[0])
def test_form_is_read_as_a_reader_would(form, tmp_path):
    """Title, credits, headings and paragraphs come out, and nothing that only surrounds them."""
    head, body = form.split("\n", 1)
    content, expected = body.split("\n--- expected\n")
    path = tmp_path / head.replace(" ", ".")
    path.write_text(content, encoding="gbk" if 'charset="gbk"' in content else "utf-8")
    lines = expected.strip().split("\n")
    if lines == ["refused"]:
        with pytest.raises(InputError):
            sources.read(str(path))
        return
    article = segmentation.divide(sources.read(str(path)))
    fields, parts = _expected(lines)
    shown = {"title": article.title} | {
        name: getattr(article.byline, name) for name in ("source", "author", "editor")
    }
    assert {name: shown[name] for name in fields} == fields
    if parts:
        assert [one.heading for one in article.sections] == [heading for heading, _ in parts]
        for section, (_, beginnings) in zip(article.sections, parts, strict=True):
            assert _fits(section.paragraphs, beginnings), section.paragraphs
