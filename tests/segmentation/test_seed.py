"""The seed article, kept whole in a golden file."""

import json
from pathlib import Path

from tingbao import segmentation, sources

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "qiantang-smart-city.json"


def test_seed_is_divided_as_the_golden_file_says():
    """The seed has an opening and three headed sections; its credits are no body."""
    article = segmentation.divide(sources.read(str(ROOT / "seeds" / "qiantang-smart-city.txt")))
    assert {
        "title": article.title,
        "published": str(article.published),
        "source": article.byline.source,
        "author": article.byline.author,
        "editor": article.byline.editor,
        "site": article.byline.site,
        "sections": [
            {"heading": section.heading, "paragraphs": list(section.paragraphs)}
            for section in article.sections
        ],
    } == json.loads(GOLDEN.read_text(encoding="utf-8"))
