"""The small cover that pages show."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from PIL import Image

from tingbao.site import pictures


def _cover(colour: str = "") -> bytes:
    """Draw a plain cover, or a noisy one."""
    edge = (1500, 1500)
    image = Image.new("RGB", edge, colour) if colour else Image.effect_noise(edge, 40)
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_it_is_small_and_made_again_only_for_another_cover(tmp_path):
    """Law: 600 pixels square, lighter than the cover, kept while the cover is the same."""
    (tmp_path / "cover.jpg").write_bytes(_cover())
    pictures.write(tmp_path)
    made = tmp_path / pictures.NAME
    with Image.open(made) as image:
        assert (image.size, image.mode) == ((600, 600), "RGB")
    assert made.stat().st_size < (tmp_path / "cover.jpg").stat().st_size / 3
    first, before = made.read_bytes(), made.stat().st_mtime_ns
    pictures.write(tmp_path)
    assert made.stat().st_mtime_ns == before
    (tmp_path / "cover.jpg").write_bytes(_cover("red"))
    os.utime(tmp_path / "cover.jpg", ns=(before + 10**9, before + 10**9))
    pictures.write(tmp_path)
    assert made.read_bytes() != first


def test_the_same_cover_copied_gives_the_same_bytes(tmp_path):
    """Law: a folder that was copied, all times new, keeps its bytes and is looked at once."""
    (tmp_path / "cover.jpg").write_bytes(_cover("red"))
    pictures.write(tmp_path)
    first = (tmp_path / pictures.NAME).read_bytes()
    os.utime(tmp_path / pictures.NAME, ns=(1, 1))
    assert not pictures.is_current(tmp_path)
    pictures.write(tmp_path)
    assert (tmp_path / pictures.NAME).read_bytes() == first
    assert pictures.is_current(tmp_path)


@pytest.mark.parametrize("data", [b"", b"no picture", _cover("red")[:300]])
def test_a_damaged_cover_stops_nothing(tmp_path, data):
    """Law: what is no picture gives no small one, and no error."""
    (tmp_path / "cover.jpg").write_bytes(data)
    pictures.write(tmp_path)
    assert not (tmp_path / pictures.NAME).exists()


def test_a_folder_without_a_cover_needs_none(tmp_path):
    """Law: without a cover nothing is written."""
    pictures.write(tmp_path)
    assert list(tmp_path.iterdir()) == []
