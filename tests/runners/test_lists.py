"""What a list names."""

from __future__ import annotations

import io

import pytest

from tingbao.errors import InputError
from tingbao.runners import lists


def test_a_file_names_one_source_a_line(tmp_path) -> None:
    """Law: paths are sought beside the list, URLs stay, and nothing is named twice."""
    path = tmp_path / "list.txt"
    path.write_text(
        f"\ufeff# today\na.txt\n\n  子/b.md  \nhttps://example.org/#c\na.txt\n{tmp_path}/d.txt\n"
    )
    assert lists.read(str(path)).sources == (
        str(tmp_path / "a.txt"),
        str(tmp_path / "子" / "b.md"),
        "https://example.org/#c",
        str(tmp_path / "d.txt"),
    )


def test_standard_input_is_a_list_of_the_working_folder(tmp_path, monkeypatch) -> None:
    """Law: `-` reads the same form."""
    monkeypatch.chdir(tmp_path)
    found = lists.read("-", stdin=io.BytesIO(b"a.txt\nhttps://example.org/b\n"))
    assert found.sources == (str(tmp_path / "a.txt"), "https://example.org/b")


def test_a_folder_is_its_articles_by_name(tmp_path) -> None:
    """Law: articles below a folder are found in the order of their names; nothing hidden is."""
    for name in ("b.txt", "a.html", "sub/c.MD", ".git/d.txt", "e.jpg", "sub/.f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = lists.read(str(tmp_path))
    assert found.sources == tuple(str(tmp_path / name) for name in ("a.html", "b.txt", "sub/c.MD"))
    assert not found.feeds


@pytest.mark.parametrize("head", ["", "\ufeff", '<?xml version="1.0"?>\n<!-- by hand -->\n'])
def test_opml_names_feeds(tmp_path, head) -> None:
    """Law: every feed of an OPML file is named, however deep, and marked as a feed."""
    path = tmp_path / "feeds"
    path.write_text(
        f'{head}<opml version="2.0"><body><outline text="a" type="rss" '
        'xmlUrl="https://a.org/f.xml"/><outline text="组"><outline text="b" type="rss" '
        'xmlUrl="https://b.org/f.xml"/></outline><outline text="c" type="rss" '
        'xmlUrl="https://a.org/f.xml"/><outline text="d" xmlUrl="file:///etc/passwd"/>'
        "</body></opml>"
    )
    found = lists.read(str(path))
    assert found.feeds
    assert found.sources[:2] == ("https://a.org/f.xml", "https://b.org/f.xml")
    assert not any(source.startswith("/") for source in found.sources)


@pytest.mark.parametrize("content", [b"", b"# nothing\n\n", b"<opml><body>"])
def test_a_list_of_nothing_is_refused(tmp_path, content) -> None:
    """Law: a list that names nothing is one line."""
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(InputError):
        lists.read(str(path))
    path.unlink()
    with pytest.raises(InputError, match="no article in it"):
        lists.read(str(tmp_path))
    with pytest.raises(InputError, match="cannot read the list"):
        lists.read(str(path))


def test_a_line_that_is_no_path_stands_for_itself(tmp_path) -> None:
    """Law: what cannot be read fails when it is read, and no list because of it."""
    (tmp_path / "loop").symlink_to("loop")
    lines = ("a" * 5000, "~nobody-of-this-name/x", "loop", "good.txt")
    path = tmp_path / "list.txt"
    path.write_text("\n".join(lines))
    assert lists.read(str(path)).sources == (*lines[:3], str(tmp_path / "good.txt"))
