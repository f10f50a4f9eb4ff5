"""Articles to sections, all together."""

import io
from pathlib import Path

import pytest

from tingbao import segmentation, sources

ARTICLES = Path(__file__).parents[2] / "benchmarks" / "articles"


def _divided(text):
    return segmentation.divide(sources.read("-", stdin=io.BytesIO(text.encode())))


def _gold():
    for folder in (ARTICLES, ARTICLES / "heldout"):
        for line in (folder / "headings.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                name, headings = line.split("\t")
                yield pytest.param(folder / name, headings.split("|"), id=Path(name).stem)


@pytest.mark.parametrize(("path", "headings"), list(_gold()))
def test_headings_of_articles_are_found(path, headings):
    """News, notices, a blog and a page in traditional characters give the headings they have."""
    article = segmentation.divide(sources.read(str(path)))
    assert [part.heading for part in article.sections if part.heading] == headings


def test_dividing_twice_changes_nothing():
    """A divided article that has headings stays as it is."""
    article = _divided(
        "题目\n\n小标题\n\n这一段是正文，它说明了事情的来龙去脉，也交代了时间和地点。"
    )
    assert segmentation.divide(article) == article


def test_sentence_is_one_section():
    """A one-sentence article has one section without a heading."""
    (section,) = _divided("今天下午三点，全市防汛应急响应解除。").sections
    assert section.heading is None


def test_single_heading_above_others_is_opened():
    """Where one heading stands over all others, those below it are the chapters."""
    prose = "这一段是正文，它说明了事情的来龙去脉，也交代了时间和地点。" * 3
    article = _divided(f"# 题\n\n## 缘起\n\n{prose}\n\n### 甲\n\n{prose}\n\n### 乙\n\n{prose}")
    assert [section.heading for section in article.sections] == ["缘起", "甲", "乙"]


def test_chapter_that_holds_most_of_a_long_article_is_opened():
    """Two chapters of which one has nearly everything are opened one level further."""
    prose = "这一段是正文，它说明了事情的来龙去脉，也交代了时间和地点。" * 20
    text = "# 题\n\n## 过程\n\n" + "\n\n".join(f"### 第{n}天\n\n{prose}" for n in range(1, 5))
    article = _divided(f"{text}\n\n## 后记\n\n{prose[:60]}")
    assert article.sections[0].heading == "第1天"
    assert article.sections[-1].heading == "后记"
    assert len(article.sections) == 5
