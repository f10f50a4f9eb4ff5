"""Laws of the network that reads an article's sentences, and of how text is laid before it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingbao.language import encoder
from tingbao.language.encoder import DISTANCES, Seen, cut, read, windows

SINGLE = "全国共有三百零七所学校参加，比去年多二十所。教育部说1，月2日起"
MARKS = ("<s>", "</s>", "<unk>", "\N{LOWER ONE EIGHTH BLOCK}")
NAMES = [*MARKS, *dict.fromkeys(unicodedata.normalize("NFKC", SINGLE)), "学校", "去年"]
PIECES = {name: (at, -float(at)) for at, name in enumerate(NAMES)}


def seen(*texts):
    """Give sentences of one paragraph."""
    return [Seen(text=text, paragraph=0, opens=at == 0) for at, text in enumerate(texts)]


@given(st.text(alphabet=SINGLE, max_size=60))
def test_pieces_joined_are_the_text(text):
    """No character is lost or made up where each has a piece."""
    joined = "".join(NAMES[number] for number in cut(text, PIECES))
    assert joined[1:] == unicodedata.normalize("NFKC", text)


def test_the_likeliest_pieces_are_taken():
    """A piece of two characters wins over two that are less likely together, and only then."""
    likely = PIECES | {"学校": (99, -1.0)}
    assert 99 in cut("学校", likely)
    assert 99 not in cut("学校", likely | {"学校": (99, -1000.0)})


def test_what_no_piece_has_is_unknown():
    """A character without a piece is one unknown piece, and the rest is as it was."""
    assert [NAMES[n] for n in cut("学鿍校", PIECES)][1:] == ["学", "<unk>", "校"]


@given(st.lists(st.text(alphabet=SINGLE, max_size=300), max_size=30), st.text(SINGLE, max_size=90))
def test_every_sentence_is_read_in_a_window_of_bounded_size(texts, title):
    """Windows hold all sentences in order, none more pieces than the network takes."""
    found = list(windows(title, texts, PIECES))
    assert [at for one in found for at, _, _ in one.spans] == sorted(
        at for one in found for at, _, _ in one.spans
    )
    assert {at for one in found for at, _, _ in one.spans} == set(range(len(texts)))
    for one in found:
        assert len(one.pieces) <= encoder.WINDOW
        for at, start, end in one.spans:
            wanted = cut(texts[at], PIECES)[: encoder.SENTENCE] or [PIECES["<unk>"][0]]
            assert list(one.pieces[start:end]) == wanted


def test_windows_grow_with_the_article():
    """Twice the sentences are twice the windows at most: the cost of reading is linear."""
    some = ["全国共有三百零七所学校参加，比去年多二十所。"] * 40
    once, twice = (len(list(windows("学校", some * times, PIECES))) for times in (1, 2))
    assert once < twice <= 2 * once


def test_news_is_worth_more_than_what_stands_around_it():
    """What happened tells the news and facts; a caption, a greeting and a link tell none."""
    news, caption, more = read(
        "台风登陆福建 三百条航线停运",
        seen(
            "台风“海燕”23日凌晨在福建省平潭县登陆，中心风力12级，全省三百条客运航线停运，"
            "十二万人转移。",
            "图为渔船回港避风。张三摄",
            "更多精彩内容请关注本报微信公众号。",
        ),
    ).worths
    assert news.lead > max(caption.lead, more.lead) + 0.2
    assert news.fact > max(caption.fact, more.fact) + 0.5
    assert news.junk < 0.2
    assert more.junk > news.junk + 0.3


def test_what_a_sentence_is_worth_depends_on_what_stands_before_it():
    """The network reads sentences together: said a second time, news is none."""
    text = "台风“海燕”23日凌晨在福建省平潭县登陆，中心风力12级，全省三百条客运航线停运。"
    first, _, again = read(
        "台风登陆福建", seen(text, "各地已经启动应急响应，工作人员连夜值守。", text)
    ).worths
    assert again.lead < first.lead


TITLE = "东湖水厂二期开工"
FIRST = "东湖水厂二期工程8月3日开工，日供水能力将达到60万吨。"
SECOND = "项目负责人李明说，工程总投资12亿元。"


@given(st.lists(st.sampled_from([FIRST, SECOND, "他表示，“明年可以通水”。"]), max_size=30))
def test_only_what_stands_near_enough_is_needed_and_by_a_chance(texts):
    """Law: a sentence may need some before it and few behind it, with a chance from 0 to 1."""
    found = read(TITLE, seen(*texts)).leans
    assert len(found) == len(texts)
    for at, chances in enumerate(found):
        assert all(one - at in DISTANCES and 0 <= one < len(texts) for one in chances)
        assert all(0 < chance <= 1 for chance in chances.values())


@pytest.mark.parametrize(
    "leans", ["他表示，工程明年可以通水。", "该工程由市水务集团承建。", "其中，管网改造投资3亿元。"]
)
def test_what_points_back_leans_more_than_a_new_matter(leans):
    """Law: a sentence about 他, 该工程 or 其中 leans on those before it; a new matter does less."""
    tied, free = (
        sum(read(TITLE, seen(FIRST, SECOND, one)).leans[2].values())
        for one in (leans, "市气象台预计周末有小雨。")
    )
    assert tied > free


def test_a_question_leans_on_its_answer():
    """Law: what asks needs what answers behind it, more than a statement there does."""
    answer = "李明说，因为旧厂的能力已经不够。"
    asked, stated = (
        read(TITLE, seen(FIRST, one, answer)).leans[1].get(2, 0.0)
        for one in ("为什么现在要建二期？", "市气象台预计周末有小雨。")
    )
    assert asked > stated


def test_nothing_is_read_where_nothing_stands():
    """An article without sentences has no worths."""
    assert read("标题", []) == encoder.Reading((), ())


def test_the_same_article_is_read_alike_again():
    """Law: what is read depends on the article alone, to the last bit."""
    texts = ["台风“海燕”23日凌晨在福建省登陆，中心风力12级。", "渔船都回港避风了。"] * 20
    assert read("台风登陆福建", seen(*texts)) == read("台风登陆福建", seen(*texts))


def test_a_released_network_is_loaded_again():
    """Law: what is let go comes back when it is asked for, and reads the same."""
    before = read(TITLE, seen(FIRST, SECOND))
    encoder.release()
    assert encoder._model.cache_info().currsize == 0
    assert read(TITLE, seen(FIRST, SECOND)) == before
