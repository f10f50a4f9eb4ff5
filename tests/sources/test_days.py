"""From which day an article's times count."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tingbao import sources
from tingbao.language.times import YEARLESS
from tingbao.sources import days, markdown, text
from tingbao.sources.article import assemble
from tingbao.sources.outline import Block

TOLD = "交通部门说，大桥全长三公里，设双向六车道，今年十月通车，两岸往来只需五分钟。"
PUT_UP = datetime(2025, 5, 31, 10, 6)  # noqa: DTZ001  # naive by contract


def _day(told: str, published: datetime | None = PUT_UP) -> date | None:
    blocks = [Block(text=told), Block(text=TOLD)]
    return assemble(blocks, source="-", title="大桥通车", published=published).day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("新华社南州5月30日电 大桥今天通车。", date(2025, 5, 30)),
        ("（中央社記者林家豪南州30日電）大橋今天通車。", date(2025, 5, 30)),
        ("新华社南州1月9日电 大桥今天通车。", date(2025, 1, 9)),  # put up much later
        ("本报南州6月1日电 大桥今天通车。", date(2025, 6, 1)),  # the page's zone is another
        ("大桥今天通车。（編輯：林小安）1140424", date(2025, 4, 24)),
        ("大桥今天通车。", date(2025, 5, 31)),
    ],
)
def test_a_report_names_its_day_before_its_page(told, day):
    """Law: the day of a dateline is the article's; the page tells month and year."""
    assert _day(told) == day


def test_a_dateline_that_its_page_cannot_mean_leaves_the_page_s_day():
    """Law: a day is within a week before the page, or not the report's; the page keeps its own."""
    assert _day("（中央社記者林家豪南州24日電）大橋今天通車。") == date(2025, 5, 24)
    assert _day("（中央社記者林家豪南州23日電）大橋今天通車。") == PUT_UP.date()
    assert _day("新华社南州9月9日电 大桥今天通车。") == date(YEARLESS, 9, 9)


@pytest.mark.parametrize(
    "dateline", ["本报2025年2月30日讯", "本报9月31日电", "本报5月32日讯", "本报南州6日电"]
)
def test_a_page_never_loses_its_day_to_a_dateline(dateline):
    """Law: where a report's day is none, or not near, what the page says is when it was put up."""
    lines = ["大桥通车", "来源：南州日报 2025年5月31日", f"{dateline} 大桥今天通车。", TOLD]
    article = text.read("\n".join(lines), source="-")
    assert article.published == datetime(2025, 5, 31)  # noqa: DTZ001  # naive by contract
    assert article.dateline is None


def test_a_date_beside_a_headline_is_its_day_whoever_it_stands_beside():
    """Law: where nothing else says when, the date that stands nearest above the text does."""
    lines = [
        "大桥通车",
        "便民大厅自2024年1月1日起开放",
        "早间播报　2026-11-05 14:45　大桥，交通",
        TOLD,
    ]
    assert text.read("\n".join(lines), source="-").day == date(2026, 11, 5)
    linked = [lines[0], f"2026-11-05　https://www.example.com/{'a' * 80}", TOLD]
    assert text.read("\n".join(linked), source="-").day == date(2026, 11, 5)
    dated = [*lines[:3], f"新华社南州2026年11月4日电 {TOLD}"]
    assert text.read("\n".join(dated), source="-").day == date(2026, 11, 4)
    assert text.read("\n".join([lines[0], TOLD, lines[2]]), source="-").day is None


def test_a_report_of_the_week_before_its_page_keeps_both_days():
    """Law: a page of the 28th may bring a report of the 24th, and is still of the 28th."""
    lines = ["大桥通车", "来源：南州日报 2023年5月28日", "本报南州24日电 大桥今天通车。", TOLD]
    article = text.read("\n".join(lines), source="-")
    assert article.published == datetime(2023, 5, 28)  # noqa: DTZ001  # naive by contract
    assert article.dateline == date(2023, 5, 24)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("新华社南州4月27日电 大桥2015年3月26日合龙。", date(2015, 4, 27)),
        ("今日（4月14日），大桥通车，2023年1月合龙，2022年动工。", date(2023, 4, 14)),
        ("新华社南州4月27日电 大桥2014年7月合龙。", date(YEARLESS, 4, 27)),
        ("新华社南州12月7日电 大桥2020年12月30日合龙。", date(YEARLESS, 12, 7)),
        ("新华社南州4月27日电 大桥2015年3月合龙，2018年通车。", date(YEARLESS, 4, 27)),
        ("大桥于昨天（25日）通车。3月25日，南州下雨。", date(YEARLESS, 3, 26)),
        ("大桥于昨天（25日）通车。", None),
        ("（本网讯）2023年1月15日晚，大桥通车。", date(2023, 1, 15)),
        ("（本网讯）2023年1月15日晚，大桥通车。2023年2月3日，人数过万。", None),
        ("（本网讯）2023年1月15日晚，大桥通车，昨天下雨。", None),
        ("1976年7月28日，大桥通车。", None),
    ],
)
def test_a_text_tells_its_day_only_where_one_fits(told, day):
    """Law: where the page says none, a day is told that the text leaves no doubt of."""
    assert _day(told, None) == day


def test_pictures_date_an_article_that_nothing_else_dates(tmp_path):
    """Law: the folder of an article's pictures is its day, if all name one and no later is told."""
    shown = "".join(f'<img src="/p/2020{{0}}/photo/{name}.jpg">' for name in "ab")
    page = tmp_path / "page.html"

    def read(folders: str, body: str = TOLD) -> date | None:
        around = '<img src="/site/20180101/logo.png"><h1>大桥通车</h1>'
        page.write_text(
            f"<html><body>{around}<div><p>{body}</p>{folders}<p>{TOLD * 3}</p></div></body></html>",
            encoding="utf-8",
        )
        return sources.read(str(page)).day

    assert read(shown.format("0809")) == date(2020, 8, 9)
    assert read(shown.format("0809") + '<img src="/2019-01-01/c.jpg">') is None
    assert read('<img src="/p/20200809/a.jpg">') is None  # one may be from the archive
    assert read(shown.format("0809"), "大桥2021年3月5日通车。") is None
    assert read(shown.format("0809"), f"新华社南州8月8日电 {TOLD}") == date(2020, 8, 8)
    marked = "![](/i/2020-08-09/a.jpg)\n\n![](/i/2020-08-09/b.jpg)\n\n"
    assert markdown.read(f"# 大桥通车\n\n{marked}{TOLD}\n", source="-").day == date(2020, 8, 9)
    assert text.read(f"大桥通车\n{TOLD}\n", source="-").day is None
    assert days.of_pictures(["/20201309/a.jpg", "/20201309/b.jpg"], []) is None
