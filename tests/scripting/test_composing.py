"""Laws of the script around a digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tingbao import scripting
from tingbao.config import Config, Writing
from tingbao.errors import UsageError
from tingbao.model import Article, Byline, Digest, Section, Sentence
from tingbao.scripting import frame, templates
from tingbao.sources.article import assemble
from tingbao.sources.outline import Block

MOMENT = datetime(2026, 11, 24, 8, 0)  # noqa: DTZ001  # a Tuesday; the wall clock is what is said


def article(headings=(None, "一、资金从哪来", "二、何时完工"), byline=None):
    """Make an article with a sentence a section."""
    return Article(
        source="-",
        title="东湖水厂 二期开工",
        published=None,
        byline=byline or Byline(source="日报", author="文/李明 王芳"),
        sections=tuple(Section(heading=one, paragraphs=("第一句。第二句。",)) for one in headings),
    )


def digest(source):
    """Choose the first sentence of every section, which speaks of what its heading says."""
    return Digest(
        sections=tuple(
            (
                Sentence(
                    text=f"{one.heading or '第一句'}。", section=at, paragraph=0, start=0, end=4
                ),
            )
            for at, one in enumerate(source.sections)
        )
    )


def settings(*, style="bulletin", templates=None, coming="", ai_notice=True, **more):
    """Give the settings of three minutes but for what a test changes."""
    written = Writing(style=style, templates=templates, next=coming)
    return Config(ai_mark="voice" if ai_notice else "none", script=written, **more)


def compose(source=None, **changes):
    """Compose at three minutes but for what a test changes."""
    source = source or article()
    return scripting.compose(source, digest(source), settings(**changes), moment=MOMENT)


def test_the_opening_greets_names_the_show_the_day_and_the_headline():
    """All of it is in the first line."""
    first = compose(replace(article(), published=MOMENT.replace(hour=1))).lines[0]
    assert first.kind == "opening"
    for words in ("早上好", "听报", "2026年11月24日", "星期二", "东湖水厂，二期开工"):
        assert words in first.written


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("东湖水厂 二期开工", "水厂昨天开工。", True),
        ("东湖水厂 二期开工", "水厂已经开工。", False),
        ("东湖水厂 二期昨天开工", "水厂已经开工。", True),
    ],
)
def test_an_article_without_a_day_is_not_told_under_that_of_the_briefing(title, text, said):
    """Law: no day is said with it; and where it speaks of its own, that it names none."""
    section = Section(heading=None, paragraphs=(text,))
    source = replace(article(), title=title, sections=(section,))
    row = ((Sentence(text=text, section=0, paragraph=0, start=0, end=len(text)),),)
    lines = scripting.compose(source, Digest(sections=row), Config(), moment=MOMENT).lines
    assert "2026" not in "".join(line.written for line in lines)
    assert ("没有注明发表日期" in lines[0].written) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("新华社南州6月8日电 东湖水厂今天开工。", "东湖水厂6月8日开工。"),
        ("今日（6月8日）上午，东湖水厂开工。", "6月8日上午，东湖水厂开工。"),
    ],
)
def test_a_report_whose_year_is_not_known_is_told_by_its_day(text, said):
    """Law: the day that it names is said, without a year, and its 今天 counts from it."""
    written = assemble([Block(text=text)], source="-", title="东湖水厂")
    row = ((Sentence(text=written.texts[0], section=0, paragraph=0, start=0, end=9),),)
    lines = scripting.compose(written, Digest(sections=row), Config(), moment=MOMENT).lines
    assert "6月8日的报道" in lines[0].written
    assert lines[1].written == said


def test_a_day_that_stands_behind_its_word_is_told_by_itself():
    """Law: of an article of no other day 今日（15日） is told once."""
    lines = compose(article(headings=("今日（15日）凌晨开工",))).lines
    assert [line.written for line in lines if line.kind == "body"] == ["15日凌晨开工。"]


def test_a_heading_that_promises_what_is_not_told_is_not_said():
    """Law: headings are said where what follows each speaks of it; else none is."""
    source = article()
    told = digest(source)
    other = replace(told.sections[2][0], text="工人倒班。")
    long = replace(source.sections[2], paragraphs=("工人倒班。水厂今年底就能完工，明年春天供水。",))
    source = replace(source, sections=(*source.sections[:2], long))
    changed = replace(told, sections=(*told.sections[:2], (other,)))
    lines = scripting.compose(source, changed, settings(), moment=MOMENT).lines
    assert not [line for line in lines if line.kind == "heading"]


def test_a_name_above_what_does_not_name_it_is_said():
    """Law: of entries under names, what tells of one without naming it is told under its name."""
    source = article(headings=(None, "1. 申通", "2. 中通", "3. 圆通"))
    long = ("停止收件。节后恢复。正常派送不受影响，值班人员照常接件。",)
    parts = tuple(replace(one, paragraphs=long) for one in source.sections)
    source = replace(source, sections=parts)
    told = digest(source)
    rows = [
        (replace(one[0], text=text),)
        for one, text in zip(told.sections[1:3], ("停止收件。", "中通快递公司停运。"), strict=True)
    ]
    told = replace(told, sections=(told.sections[0], *rows, ()))
    lines = scripting.compose(source, told, settings(), moment=MOMENT).lines
    assert [line.section for line in lines if line.kind == "heading"] == [1]
    alone = replace(told, sections=((), rows[0], (), ()))
    lines = scripting.compose(source, alone, settings(), moment=MOMENT).lines
    assert [line.section for line in lines if line.kind == "heading"] == [1]


def test_a_heading_alone_is_not_said():
    """Law: one heading that no other follows parts nothing; where all is told it stays."""
    source = article(headings=(None, "资金从哪来"))
    part = article()
    only = replace(digest(part), sections=(*digest(part).sections[:2], ()))
    for lines in (
        compose(source).lines,
        scripting.compose(part, only, settings(), moment=MOMENT).lines,
    ):
        assert not [line for line in lines if line.kind == "heading"]
    assert [line for line in compose(source, style="full").lines if line.kind == "heading"]


def test_every_heading_is_spoken_before_its_sentences_without_its_number():
    """A headed section begins with a line of kind heading that has the heading's words."""
    lines = compose().lines
    heads = [line for line in lines if line.kind == "heading"]
    assert [line.section for line in heads] == [1, 2]
    assert "资金从哪来" in heads[0].written
    assert "一、" not in heads[0].written
    at = lines.index(heads[0])
    assert (lines[at + 1].kind, lines[at + 1].section) == ("body", 1)


def test_source_and_authors_are_named_and_the_notice_ends_the_script():
    """A listener hears from whom it is, who wrote it, and that the voice is synthetic."""
    dated = replace(article(), published=datetime(2023, 5, 5, 8, 9))  # noqa: DTZ001  # as written
    for source, place in ((article(), -2), (dated, 0)):
        lines = compose(source).lines
        assert "日报" in lines[place].written
        notice = lines[-1]
        assert notice.kind == "notice"
        assert "人工智能" in notice.written  # both words are asked for by GB 45438-2025, 5.3 b
        assert "合成" in notice.written
        assert not any(line.kind == "notice" for line in compose(source, ai_notice=False).lines)
    assert "李明、王芳" in compose(dated).lines[-2].written


def test_an_article_of_another_day_says_so_first_and_tells_its_times_from_that_day():
    """What its 今年 and 昨天 mean is told, and only where it is not of today."""
    text = "去年12月开工，昨天完工。"
    source = replace(
        article(headings=(None,)), sections=(Section(heading=None, paragraphs=(text,)),)
    )
    row = ((Sentence(text=text, section=0, paragraph=0, start=0, end=len(text)),),)

    def made(published):
        return scripting.compose(
            replace(source, published=published),
            Digest(sections=row),
            Config(),
            moment=MOMENT,
        ).lines

    source = replace(source, title="明日起供水")
    older = made(datetime(2023, 5, 5, 8, 9))  # noqa: DTZ001  # as written
    assert "5月6日起供水" in older[0].written
    assert "2023年5月5日" in older[0].written
    assert older[1].written == "2022年12月开工，5月4日完工。"
    assert [one.source for one in older[1].changes] == ["去年", "昨天"]
    for lines in (made(MOMENT.replace(hour=1)), made(None)):
        assert "2023" not in lines[0].written
        assert lines[1].written == text


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        (
            "科技日报",
            "他接受本报记者采访时说，成本降了。",
            "他接受科技日报记者采访时说，成本降了。",
        ),
        ("", "他接受本报记者采访时说，成本降了。", "他接受记者采访时说，成本降了。"),
        ("大江网", "他接受本报记者采访时说，成本降了。", "他接受记者采访时说，成本降了。"),
        ("南州电视台", "本台特约驻北川记者到了现场。", "南州电视台特约驻北川记者到了现场。"),
        ("科技日报", "他说：“我天天读本报记者的文章。”", None),
        ("科技日报", "市民致电本报，询问此事。", "市民致电科技日报，询问此事。"),
        ("", "市民致电本报，询问此事。", None),
        ("科技日报", "他写的这本报告不长。", None),
        ("大江网", "日本网民调侃，基本网络已经形成。", None),
    ],
)
def test_a_paper_is_named_where_it_calls_itself_ours(source, text, said):
    """Law: 本报记者 is told as the source's, or as nobody's, and so noted; quotations stay."""
    told = replace(
        article(headings=(None,), byline=Byline(source=source)),
        sections=(Section(heading=None, paragraphs=(text,)),),
    )
    row = ((Sentence(text=text, section=0, paragraph=0, start=0, end=len(text)),),)
    lines = scripting.compose(told, Digest(sections=row), Config(), moment=MOMENT).lines
    (line,) = (line for line in lines if line.kind == "body")
    assert line.written == (said or text)
    assert [one.rule for one in line.changes] == ["paper"] * bool(said)


def test_the_paper_of_one_of_several_articles_is_not_told_as_them_all():
    """Law: 本报 of one story is none of the other's papers."""
    told = replace(
        article(headings=("东湖",), byline=Byline(source="大江网、南州日报")),
        source="a.txt\nb.txt",
        sections=(Section(heading="东湖", paragraphs=("本报记者到了现场。",)),),
    )
    row = ((Sentence(text="本报记者到了现场。", section=0, paragraph=0, start=0, end=9),),)
    lines = scripting.compose(told, Digest(sections=row), Config(), moment=MOMENT).lines
    assert "记者到了现场。" in [line.written for line in lines]


def test_the_news_is_said_first_and_the_headline_only_where_it_does_not_tell_it():
    """A lead that tells the headline stands in its place."""
    lead = Sentence(text="东湖水厂二期7日开工。", section=1, paragraph=0, start=0, end=4)
    plain = digest(article())
    lines = scripting.compose(
        article(), replace(plain, lead=(lead,)), Config(), moment=MOMENT
    ).lines
    assert "东湖水厂，二期开工" not in lines[0].written
    assert (lines[1].written, lines[1].section) == (lead.text, None)
    assert "东湖水厂，二期开工" in compose().lines[0].written


@pytest.mark.parametrize(
    ("title", "opinion"),
    [
        ("王文：中美贸易持久战", True),
        ("社评：稳住就是胜利", True),
        ("财政部：下调关税", False),
        ("李明：水厂明年完工", False),
    ],
)
def test_an_opinion_is_announced_as_one(title, opinion):
    """Whose headline names its author, or calls itself a comment, is no report."""
    source = replace(
        article(byline=Byline(source="日报", author="王文")),
        title=title,
        published=datetime(2023, 5, 5),  # noqa: DTZ001
    )
    assert ("评论" in compose(source).lines[0].written.partition(title)[0]) == opinion


@pytest.mark.parametrize(
    ("author", "said", "opinion"),
    [
        ("王文", "我们不能只看价格。", True),
        ("王文", "“我们不能只看价格。”林国平说。", False),
        ("王文", "林国平：我们不能只看价格。", False),
        ("", "我们不能只看价格。", False),
    ],
)
def test_an_author_who_says_we_argues(author, said, opinion):
    """Law: who speaks for himself outside quotations has written a comment, and is named."""
    plain = article(byline=Byline(source="日报", author=author))
    section = replace(plain.sections[0], paragraphs=(said,))
    source = replace(
        plain,
        sections=(section, *plain.sections[1:]),
        published=datetime(2023, 5, 5),  # noqa: DTZ001
    )
    opening = compose(source).lines[0].written
    assert ("发表的评论，作者王文。" in opening) == opinion
    today = compose(replace(source, published=MOMENT))
    names = sum("王文" in line.written for line in today.lines)
    assert names == bool(author)


@pytest.mark.parametrize(
    ("source", "said", "opinion"),
    [
        ("日报", ("我认为，这还不够。", "所以我们主张，价格不是关键。"), True),
        ("", ("笔者认为，这还不够。我们的看法是，价格不是关键。",), True),
        ("日报", ("我认为，这还不够。", "价格不是关键。"), False),
        ("日报", ("“我认为不够。我主张重来。”林国平说。",), False),
        ("日报", ("林国平说，我认为不够，我主张重来。",), False),
        ("日报", (*["林国平：我认为不够。"] * 5, "我认为要重来。我主张等。"), False),
        ("南州商会", ("我们都应当去投票。",), True),
        ("南州商会", ("我们南州商会昨晚聚餐。",), False),
        ("日报", ("我们都应当去投票。",), False),
    ],
)
def test_who_says_what_he_thinks_has_written_a_comment(source, said, opinion):
    """Law: an unsigned text argues that says so twice, or that an association signs for others."""
    plain = article(byline=Byline(source=source))
    section = replace(plain.sections[0], paragraphs=said)
    published = datetime(2023, 5, 5)  # noqa: DTZ001
    argued = replace(plain, sections=(section, *plain.sections[1:]), published=published)
    assert ("发表的评论" in compose(argued).lines[0].written) == opinion


def test_a_speech_is_no_comment():
    """Law: what a headline calls a speech is somebody's words, and no comment of its paper's."""
    plain = article(byline=Byline(source="日报"))
    section = replace(plain.sections[0], paragraphs=("我认为，水不够。我主张再建一座水厂。",))
    published = datetime(2023, 5, 5)  # noqa: DTZ001
    spoken = replace(plain, sections=(section, *plain.sections[1:]), published=published)
    for title, opinion in (
        ("东湖水厂 二期开工", True),
        ("林国平在东湖水厂的讲话", False),
        ("一名老兵的口述", False),
        ("东湖宣言（全文）", False),
        ("东湖水厂厂长采访实录", False),
        ("记者手记：水厂的夜", False),
        ("节约用水倡议书", False),
    ):
        opening = compose(replace(spoken, title=title)).lines[0].written
        assert ("发表的评论" in opening) == opinion


@pytest.mark.parametrize("minutes", [1.0, 2.0, 5.0])
def test_an_answer_is_said_below_its_question(minutes):
    """Law: where headings ask, as of an interview, each is said above what is told below it."""
    asked = article((None, "资金从哪来？", f"{'您说过很多次，' * 8}何时完工？", "货车能走吗？"))
    told = Digest(sections=(*digest(asked).sections[:3], ()))
    config = settings(minutes=minutes)
    lines = scripting.compose(asked, told, config, moment=MOMENT).lines
    headings = [line.written for line in lines if line.kind == "heading"]
    assert [heading.partition("资金")[1] or heading[-5:] for heading in headings] == [
        "资金",
        "何时完工？",
    ]


@pytest.mark.parametrize("author", ["", "王文"])
def test_an_interview_is_no_comment(author):
    """Law: where questions stand in an article, who answers says 我们, and no author argues."""
    plain = article(byline=Byline(source="日报", author=author))
    said = ["水够吗？", "我认为，水不够。我们都要省水。", "我主张再建一座水厂。"]
    for asked, opinion in (("", True), ("问：", False)):
        section = replace(plain.sections[0], paragraphs=(f"{asked}{said[0]}", *said[1:]))
        published = datetime(2023, 5, 5)  # noqa: DTZ001
        source = replace(plain, sections=(section, *plain.sections[1:]), published=published)
        assert ("发表的评论" in compose(source).lines[0].written) == opinion


def test_the_same_article_has_the_same_script():
    """Templates are picked by content, never by chance."""
    assert compose() == compose()


def test_nothing_is_called_the_last_that_is_not():
    """Law: 最后 is said of the article's last section only."""
    source = article(headings=("话题甲", "话题乙", "话题丙"))
    for told in (2, 3):
        rows = tuple(
            (Sentence(text=f"话题{name}。", section=at, paragraph=0, start=0, end=4),)
            for at, name in enumerate("甲乙丙"[:told])
        )
        digest = Digest(sections=(*rows, *[()] * (3 - told)))
        script = scripting.compose(source, digest, Config(), moment=MOMENT)
        heads = "".join(line.written for line in script.lines if line.kind == "heading")
        assert ("最后" in heads) == (told == 3)


@pytest.mark.parametrize("parts", [2, 3, 4])
def test_of_two_none_is_the_last(parts):
    """Law: what ends a row is said to be its last where it is one of several, not of two."""
    source = article(headings=[f"话题{name}" for name in "甲乙丙丁"[:parts]])
    rows = tuple(
        (Sentence(text="园区将扩建。", section=at, paragraph=0, start=0, end=4),)
        for at in range(parts)
    )
    script = scripting.compose(source, Digest(sections=rows), Config(), moment=MOMENT)
    *_, last = [line.written for line in script.lines if line.kind == "heading"]
    assert last.startswith("最后") == (parts > 2)


def test_a_transition_does_not_say_what_its_section_begins_with():
    """接下来：… is not followed by 接下来，…."""
    source = article(headings=[f"话题{name}" for name in "甲乙丙丁戊己庚"])
    rows = tuple(
        (Sentence(text="接下来，园区将扩建。", section=at, paragraph=0, start=0, end=4),)
        for at in range(len(source.sections))
    )
    script = scripting.compose(source, Digest(sections=rows), Config(), moment=MOMENT)
    heads = [line.written for line in script.lines if line.kind == "heading"]
    assert not any(head.startswith("接下来") for head in heads)


@pytest.mark.parametrize("minutes", [1.0, 3.0])
def test_what_comes_next_is_said_where_the_publisher_tells(minutes):
    """It stands before the goodbye, once, as a sentence; nobody makes it up."""
    for source in (article(), article(byline=Byline())):
        told = compose(source, minutes=minutes, coming="明天早上七点再来听")
        closing = next(line for line in told.lines if line.kind == "closing")
        assert closing.written.count("明天早上七点再来听。") == 1
        plain = compose(source, minutes=minutes)
        assert "明天" not in "".join(line.written for line in plain.lines)


def test_several_articles_are_not_dated_as_one():
    """Stories of different days have no day in common."""
    older = datetime(2023, 5, 5, 8, 9)  # noqa: DTZ001  # as written
    source = replace(article(), source="a.txt\nb.txt", published=older)
    assert "2023" not in "".join(line.written for line in compose(source).lines)


def test_a_menu_of_questions_has_no_mark_doubled():
    """A heading that asks parts itself from the next."""
    source = article(headings=("台风在哪里？", "何时登陆？", "要囤菜吗？"))
    menu = compose(source, minutes=5.0).lines[1].written
    assert "台风在哪里？何时登陆？要囤菜吗？" in menu


def test_a_menu_of_many_stories_is_said_in_one_breath():
    """Law: of several articles the opening names four, none by half of it; of one, all."""
    names = [f"{place}水厂今日开工，总投资十亿元" for place in "东西南北中"]
    source = article(headings=names)
    menu = compose(replace(source, source="a\nb"), minutes=5.0).lines[1].written
    assert [f"{name[0]}水厂今日开工" in menu for name in names] == [True] * 4 + [False]
    assert menu.count("投资") == 4
    assert "五" in menu
    assert all(name in compose(source, minutes=5.0).lines[1].written for name in names)


def test_a_line_that_leads_to_the_next_keeps_its_colon():
    """材料如下： before the list is no sentence that ends."""
    paragraphs = ("材料如下：", "1. 准考证；", "2. 身份证。")
    source = replace(article(), sections=(Section(heading=None, paragraphs=paragraphs),))
    row = tuple(
        Sentence(text=f"{text[:-1]}。", section=0, paragraph=at, start=0, end=len(text))
        for at, text in enumerate(paragraphs)
    )

    def said(*sentences):
        made = scripting.compose(source, Digest(sections=(sentences,)), Config(), moment=MOMENT)
        return [line.written for line in made.lines if line.kind == "body"]

    assert said(*row)[0] == "材料如下："
    assert said(row[0], row[2])[0] == "材料如下。"


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("付不付赎金", "付不付赎金？"),
        ("黑客从哪里进来", "黑客从哪里进来？"),
        ("三大产业“聚木成林”", "“三大产业‘聚木成林’”"),
    ],
)
def test_the_guest_asks_what_the_section_answers(heading, asked):
    """A question stays one, and quotation marks do not meet."""
    source = article(headings=(None, heading, "别的"))
    lines = compose(source, style="dialogue").lines
    question = next(line for line in lines if line.kind == "heading")
    assert question.role == "guest"
    assert asked in question.written


@pytest.mark.parametrize(
    ("hour", "hello"),
    [(3, "夜深了"), (8, "早上好"), (10, "上午好"), (12, "中午好"), (15, "下午好"), (22, "晚上好")],
)
def test_the_greeting_follows_the_hour(hour, hello):
    """Morning, noon and evening are greeted as such."""
    assert frame.hello(MOMENT.replace(hour=hour)) == hello


def test_a_short_script_has_a_short_frame():
    """At a minute no menu is read."""
    short, usual = compose(minutes=1.0), compose(minutes=5.0)
    assert len(short.lines) < len(usual.lines)


def test_an_own_table_replaces_the_keys_that_it_has(tmp_path):
    """A user's template is used, the others stay."""
    own = tmp_path / "own.tsv"
    own.write_text("notice\t这是合成的声音。\n", encoding="utf-8")
    lines = compose(templates=own).lines
    assert lines[-1].written == "这是合成的声音。"
    assert "早上好" in lines[0].written


@pytest.mark.parametrize(
    "table", ["没有制表符", "nosuch\t文字", "notice\t{nosuch}", "notice\t{", "notice\t{0}"]
)
def test_a_broken_table_is_refused_with_its_line(tmp_path, table):
    """The message names the file and the line."""
    own = tmp_path / "own.tsv"
    own.write_text(table, encoding="utf-8")
    with pytest.raises(UsageError, match=r"own\.tsv:1"):
        templates.load(own, seed="")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("三大产业“聚木成林” 托起“高新”梦", "三大产业“聚木成林”，托起“高新”梦"),
        ("（一）加强监管：", "加强监管"),
        ("2. 安装 Python 3", "安装 Python 3"),
        ("3.15晚会曝光", "3.15晚会曝光"),
        ("第三章 风险提示", "风险提示"),
        ("五家景区被警告 44家景区被摘牌", "五家景区被警告，44家景区被摘牌"),
        ("禁用碳纤维！新规最快 2029年上路", "禁用碳纤维！新规最快 2029年上路"),
        ("小米 14 发布", "小米 14 发布"),
        ("違規罰5000　大型連鎖店遭檢控", "違規罰5000，大型連鎖店遭檢控"),
    ],
)
def test_headings_become_speakable(written, said):
    """Numbering goes, a gap is a breath."""
    assert frame.phrase(written) == said


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("一、处置情况", "处置情况"),
        ("三大产业“聚木成林” 托起“高新”梦", "三大产业“聚木成林” 托起“高新”梦"),
        ("复工之后：以后的工资和津贴怎么算，公司说还没有定数", "复工之后：以后的工资和津贴怎么算"),
        (
            "【东湖时报】行业巨震！电子烟巨头暂停所有广告 龙头股九天下跌三成",
            "行业巨震！电子烟巨头暂停所有广告",
        ),
        ("参加这次活动的人都去世以后，他们留下的那些钱怎么办？",) * 2,
        ("南方“暴力”降雨还将持续，需警惕次生灾害", "南方“暴力”降雨还将持续，需警惕次生灾害"),
    ],
)
def test_a_chapter_s_name_is_short_and_whole(heading, name):
    """Law: a long heading names its chapter by what stands before a breath of its own, or whole."""
    assert frame.chapter(heading) == name


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("双招双引热潮奔涌，点燃发展新引擎", "双招双引热潮奔涌"),
        ("参加人去世以后，钱怎么办？", "参加人去世以后，钱怎么办？"),
    ],
)
def test_half_a_heading_is_said_where_it_says_something(heading, said):
    """The first half of a question asks nothing."""
    assert frame.first_half(heading) == said
