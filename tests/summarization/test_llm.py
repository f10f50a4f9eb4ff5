"""The language model's way, against a real server that speaks its protocol, faults included."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain

import pytest
from tests.patience import LONG_S, until

from tingbao import summarization
from tingbao.config import LanguageModel
from tingbao.model import Article, Byline, Section
from tingbao.services import chat
from tingbao.services.answers import Answers
from tingbao.summarization import llm

from .conftest import claimed, verdicts

ARTICLE = Article(
    source="-",
    title="东湖水厂二期开工",
    published=None,
    byline=Byline(),
    sections=(
        Section(
            heading=None,
            paragraphs=("市水务局5日宣布，东湖水厂二期工程开工，总投资12.6亿元。工期为三十个月。",),
        ),
        Section(
            heading="居民怎么说",
            paragraphs=("“以后夏天不怕停水了。”居民李敏说。水质合格率达到100%，覆盖80万居民。",),
        ),
    ),
)
FIRST = "市水务局宣布，东湖水厂二期工程开工，总投资12.6亿元。"
SECOND = "水质合格率100%，覆盖80万居民。"
TRUE = {FIRST, SECOND}


def judge(claims):
    """Support what is true, and nothing else: neither a lie nor what the model is tried with."""
    return verdicts(claims, lambda one: "" if one["said"] in TRUE else one["said"])


GOOD = {"passages": [{"from": [1], "text": FIRST}, {"from": [4], "text": SECOND}]}
BUDGET = 75  # characters


def texts(digest):
    """Give per section what is said of it, the news put back to where it stands."""
    return [
        [one.text for one in (*digest.lead, *row) if one.section == number]
        for number, row in enumerate(digest.sections)
    ]


def run(base_url, *, folder=None, **changes):
    """Condense with the endpoint; give the texts, the notes and the waits."""
    notes, waits = [], []
    settings = {"base_url": base_url, "model": "m", "timeout": LONG_S, "retries": 2} | changes
    ranking = summarization.rank(ARTICLE)
    told = llm.tell(
        ARTICLE,
        ranking,
        BUDGET,
        endpoint=LanguageModel(**settings),
        answers=Answers(folder),
        sleep=waits.append,
        note=notes.append,
    )
    digest = llm.blend(ranking, told, BUDGET)
    return texts(digest), notes, waits


def llm_tell(article, characters, base_url, note=lambda _: None):
    """Ask for so many characters of an article."""
    return llm.tell(
        article,
        summarization.rank(article),
        characters,
        endpoint=LanguageModel(base_url=base_url, model="m"),
        answers=Answers(),
        sleep=lambda _: None,
        note=note,
    )


def test_what_is_retold_says_from_what(serve):
    """Law: a sentence of the model's own tells in `changes` what it was made of."""
    base_url, _ = serve(lambda _: GOOD, judge=judge)
    ranking = summarization.rank(ARTICLE)
    told = llm_tell(ARTICLE, BUDGET, base_url)
    (change,) = told[0].sentence.changes
    assert change.rule == "retold"
    assert change.written == told[0].sentence.text
    assert change.source == ranking.units[0].original


def extractive():
    """Give what is chosen without a model."""
    digest = summarization.choose(summarization.rank(ARTICLE), BUDGET)
    return texts(digest)


def test_what_the_model_says_is_used_and_traced(serve):
    """A true answer becomes the digest, each sentence with its place."""
    base_url, asked = serve(GOOD, judge=judge)
    rows, notes, _ = run(base_url, key="secret")
    assert rows[0][0] == FIRST
    assert SECOND in rows[1]
    assert not notes
    path, headers, body = asked[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert "1★. 市水务局5日宣布" in body["messages"][1]["content"]


@pytest.mark.parametrize(
    "text",
    [
        "市水务局宣布，东湖水厂二期工程开工，总投资16.2亿元。",
        "市水务局宣布，东湖水厂二期工程由张伟宣布开工。",
        "市水务局宣布，“二期工程非常重要”，东湖水厂开工。",
        "据悉股价上涨引发广泛关注。",
        "市水务局宣布，东湖水厂二期工程没有开工。",
        "",
    ],
)
def test_what_the_article_has_not_is_never_said(serve, text):
    """An invented figure, name, quotation or story gives way to the article's own, and is named."""
    base_url, _ = serve(
        {"passages": [{"from": [1], "text": text}, GOOD["passages"][1]]}, judge=judge
    )
    rows, notes, _ = run(base_url)
    assert rows[0][0] == extractive()[0][0]
    assert SECOND in rows[1]
    assert notes[0].startswith("1 of 2 passages of the language model are not said")


def test_each_story_of_a_day_is_asked_for_alone(serve):
    """Of several articles, a section each, every question is about one, under its own headline."""
    base_url, asked = serve(GOOD, judge=judge)
    stories = tuple(
        Section(heading=f"消息{number}", paragraphs=ARTICLE.sections[number].paragraphs)
        for number in (0, 1)
    )
    llm_tell(replace(ARTICLE, source="a\nb", sections=stories), BUDGET, base_url)
    headlines = [body["messages"][1]["content"].splitlines()[0] for _, _, body in asked]
    assert list(dict.fromkeys(headlines)) == ["标题（编号0）：消息0", "标题（编号0）：消息1"]


def test_what_is_refused_may_be_worded_anew_once(serve):
    """Law: a second question names what is wrong of which; a true answer to it is said there."""
    first, second = GOOD["passages"]
    bad = first | {"text": first["text"].replace("12.6", "16.2")}
    base_url, asked = serve({"passages": [bad, second]}, {"passages": [first]}, judge=judge)
    rows, notes, _ = run(base_url)
    assert rows[0][0] == FIRST
    assert SECOND in rows[1]
    assert not notes
    assert len(asked) == 2
    again = asked[1][2]["messages"][1]["content"]
    assert bad["text"] in again
    assert "16.2" in again.splitlines()[-1].rpartition("；")[2]
    assert second["text"] not in again


@pytest.mark.parametrize(
    "answer",
    [
        "不是 JSON",
        '{"passages": "文字"}',
        '{"passages": [{"from": ["一"], "text": 3}, 7]}',
        '{"passages": [{"from": [99], "text": "东湖水厂二期工程开工。"}]}',
        "[[[[",
        '{"passages": ' + "[" * 100_000 + "}",
    ],
)
def test_an_answer_of_another_form_is_no_digest(serve, answer):
    """Malformed JSON leaves the extractive digest, and says so."""
    base_url, _ = serve(answer, judge=judge)
    rows, notes, _ = run(base_url)
    assert rows == extractive()
    assert notes


def test_a_fence_around_the_json_is_no_harm(serve):
    """Models like to wrap JSON in a code fence."""
    base_url, _ = serve(f"```json\n{json.dumps(GOOD)}\n```", judge=judge)
    assert run(base_url)[0][0][0] == FIRST


def test_a_passing_fault_is_retried_with_growing_waits(serve):
    """500 and 429 pass; the third try succeeds."""
    base_url, asked = serve((500, b""), (429, b""), GOOD, judge=judge)
    rows, notes, waits = run(base_url)
    assert rows[0][0] == FIRST
    assert waits == pytest.approx([0.5, 1.0], rel=0.25)
    assert len(asked) == 3
    assert not notes


@pytest.mark.parametrize(
    ("answers", "reason", "tries"),
    [
        (((500, b""),), "HTTP 500", 3),
        (((401, b""),), "HTTP 401", 1),
        (("hang",), "in time", 3),
        (((200, b"<html>"),), "another form", 3),
        (((200, b'{"choices": []}'),), "another form", 3),
        (((200, b"[" * 100_000),), "another form", 3),
        (((200, b'{"choices": [{"message": {"content": ""}}], "usage": "9"}'),), "another form", 3),
    ],
)
def test_an_endpoint_that_cannot_be_used_is_announced(serve, answers, reason, tries):
    """The digest is the extractive one, and one note says why."""
    base_url, asked = serve(*answers, judge=judge)
    rows, notes, _ = run(base_url, timeout=0.3 if "hang" in answers else LONG_S)
    assert rows == extractive()
    assert len(notes) == 1
    assert reason in notes[0]
    until(lambda: len(asked) == tries)


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:9", "no address", "file:///etc/passwd"])
def test_nobody_there(base_url):
    """A refused connection or no address is no traceback."""
    rows, notes, _ = run(base_url)
    assert rows == extractive()
    assert len(notes) == 1


def test_the_token_budget_is_kept(serve):
    """What would cost more than is left is not asked."""
    base_url, asked = serve(GOOD, judge=judge)
    rows, notes, _ = run(base_url, tokens=10)
    assert not asked
    assert rows == extractive()
    assert notes


def test_no_answer_gives_tokens_back(serve):
    """Law: what a server says that an answer took is never less than nothing."""
    said = {"choices": [{"message": {"content": "好"}}], "usage": {"total_tokens": -(10**9)}}
    base_url, _ = serve((200, json.dumps(said).encode()), judge=judge)
    endpoint = LanguageModel(base_url=base_url, model="m")
    body = chat.question(endpoint, system="", prompt="", tokens=1, schema={})
    assert chat.ask(endpoint, body, sleep=lambda _: None) == ("好", 0)


@pytest.mark.timeout(60)  # of what takes a tenth of a second, unless it grows by squares
def test_white_space_is_looked_at_once(serve):
    """Law: an answer of nothing at all, as long as one may be, is no digest."""
    base_url, _ = serve(" " * 1_900_000, judge=judge)
    assert run(base_url)[0] == extractive()


def test_no_more_is_heard_than_was_asked_for(serve):
    """Law: of an answer without end as many sentences are looked at as it was given."""
    base_url, _ = serve({"passages": GOOD["passages"] * 1000}, judge=judge)
    assert len(llm_tell(ARTICLE, BUDGET, base_url)) <= len(summarization.rank(ARTICLE).units)


def test_what_is_missing_of_the_length_is_the_articles_own(serve):
    """A short answer is filled up with sentences that it does not say already."""
    base_url, _ = serve({"passages": GOOD["passages"][:1]}, judge=judge)
    rows, _, _ = run(base_url)
    assert rows[0][0] == FIRST
    assert rows[1]
    assert {*chain(*rows)} - {FIRST} <= {*chain(*extractive())}


def test_the_same_question_is_asked_once(serve, tmp_path):
    """An answer is kept by everything that it depends on; another model is asked anew."""
    base_url, asked = serve(GOOD, judge=judge)
    first = run(base_url, folder=tmp_path)
    assert run(base_url, folder=tmp_path) == first
    assert len(asked) == 1
    run(base_url, folder=tmp_path, model="other")
    assert len(asked) == 2


def test_a_damaged_answer_is_asked_for_again(serve, tmp_path):
    """What cannot be read of the kept answers is no answer."""
    base_url, asked = serve(GOOD, judge=judge)
    run(base_url, folder=tmp_path)
    for path in tmp_path.rglob("*.kept"):
        path.write_bytes(path.read_bytes()[:-3])
    run(base_url, folder=tmp_path)
    assert len(asked) == 2


def test_a_server_that_knows_no_schema_is_asked_as_it_understands(serve):
    """llama-cpp-python refuses json_schema with a 500; older servers refuse every form."""
    refused = (500, b'{"error": "response_format: Input should be text"}')
    base_url, asked = serve(refused, (400, b"response_format"), GOOD, judge=judge)
    rows, notes, waits = run(base_url)
    assert rows[0][0] == FIRST
    assert not notes
    assert not waits
    kinds = [body["response_format"]["type"] for _, _, body in asked]
    assert kinds == ["json_schema", "json_object", "json_object"]
    assert "schema" in asked[1][2]["response_format"]


def facts(many):
    """Make an article of one long paragraph of facts."""
    rows = (f"{n}号泵站投资{n}万元，供水{n}万吨，{n % 12 + 1}月开工。" for n in range(2, many))
    return replace(ARTICLE, sections=(Section(heading=None, paragraphs=("".join(rows),)),))


def test_a_long_article_is_not_sent_whole(serve):
    """Law: the model is given the best sentences, ten times what is to be said."""
    base_url, asked = serve(GOOD, judge=judge)
    llm_tell(facts(200), 100, base_url)
    assert len(asked[0][2]["messages"][1]["content"]) < 2000


def test_a_long_briefing_is_asked_for_in_parts(serve):
    """No question asks for much more than a model writes well at once, and none is asked twice."""
    base_url, asked = serve(GOOD, judge=judge)
    llm_tell(facts(200), 2000, base_url)
    prompts = [body["messages"][1]["content"] for _, _, body in asked]
    assert len(set(prompts)) == len(prompts) > 1


def test_what_is_said_is_asked_about_once_more(serve):
    """Law: each sentence of its own is asked about, with what it cites, among false ones."""
    base_url, _ = serve(GOOD, judge=judge)
    run(base_url)
    (body,) = serve.judged
    claims = claimed(body)
    assert {one["said"] for one in claims} >= TRUE
    assert next(one["source"] for one in claims if one["said"] == FIRST).startswith("市水务局5日")
    assert len(claims) >= len(TRUE) + 3


def test_what_is_not_supported_is_not_said(serve):
    """Law: the article's own stands there, and the user is told the words at fault."""
    base_url, _ = serve(
        GOOD,
        judge=lambda claims: verdicts(claims, lambda one: "" if one["said"] == SECOND else "宣布"),
    )
    rows, notes, _ = run(base_url)
    assert rows[0][0] == extractive()[0][0]
    assert SECOND in rows[1]
    assert "'宣布' (not supported by its sentences)" in notes[0]


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        ("不是 JSON", "not supported by its sentences"),
        ({"checks": []}, "not supported by its sentences"),
        (
            {"checks": [{"n": 1, "wrong": "", "supported": "true"}]},
            "not supported by its sentences",
        ),
        (
            {"checks": [{"n": n, "wrong": "", "supported": True} for n in range(1, 99)]},
            "takes false sentences for supported",
        ),
        ((500, b""), "did not say whether it is supported"),
    ],
)
def test_who_cannot_tell_what_is_false_says_nothing(serve, verdict, reason):
    """Law: no answer, a broken one or one that supports all leaves the article's own; noted."""
    base_url, _ = serve(GOOD, judge=lambda _: verdict)
    rows, notes, _ = run(base_url)
    assert rows == extractive()
    assert reason in notes[-1]


def test_of_an_article_too_short_to_try_the_model_on_nobody_asks(serve):
    """Law: where too few sentences can be made false, the article is blamed and not the model."""
    text = "东湖水厂二期工程开工。居民很高兴。"
    short = replace(ARTICLE, sections=(Section(heading=None, paragraphs=(text,)),))
    base_url, _ = serve(
        {"passages": [{"from": [1], "text": "东湖水厂的二期工程开工。"}]}, judge=judge
    )
    notes = []
    told = llm_tell(short, BUDGET, base_url, note=notes.append)
    assert told == ()
    assert not serve.judged
    assert "the article has too little to try the model on" in notes[-1]


def test_the_articles_own_words_are_not_asked_about(serve):
    """Law: a sentence that stands so in the article needs nobody's opinion."""
    own = "工期为三十个月。"
    base_url, _ = serve({"passages": [{"from": [2], "text": own}]}, judge=judge)
    told = llm_tell(ARTICLE, BUDGET, base_url)
    assert [one.sentence.text for one in told] == [own]
    assert not serve.judged


def test_the_headline_may_be_cited(serve):
    """Law: what only the headline tells is told of the news, and asked about with the headline."""
    said = "东湖水厂的二期开工。"
    base_url, _ = serve(
        {"passages": [{"from": [0], "text": said}]},
        judge=lambda claims: verdicts(claims, lambda one: "" if one["said"] == said else "错"),
    )
    told = llm_tell(ARTICLE, BUDGET, base_url)
    assert [one.sentence.text for one in told] == [said]
    assert told[0].units == {0}
    (claim,) = (one for one in claimed(serve.judged[0]) if one["said"] == said)
    assert claim["source"].startswith(ARTICLE.title)


def test_what_points_is_said_with_what_it_points_at(serve):
    """Law: 她还说 stands in one with the sentence that names her, so that neither comes alone."""
    first, second = "居民李敏说，“以后夏天不怕停水了。”", "她说的是东湖水厂。"
    third = "该水厂在东湖。"
    rows = [{"from": [at], "text": one} for at, one in ((3, first), (1, second), (1, third))]
    base_url, _ = serve(
        {"passages": rows},
        judge=lambda claims: verdicts(
            claims, lambda one: "" if one["said"].startswith("居民李敏说，") else "错"
        ),
    )
    told = llm_tell(ARTICLE, BUDGET, base_url)
    assert [one.sentence.text for one in told] == [first + second + third]
