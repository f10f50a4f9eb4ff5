"""What a model answered, replayed: true sentences are said, each kind of untruth is not.

A recording is an article of our own with sentences of a good answer, and sentences each
with one known fault; `of` is the beginning of the sentence that one cites. Asked which
sentences are supported, the model knows the good ones, and those whose fault a check finds.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tingbao import summarization
from tingbao.config import LanguageModel
from tingbao.language.text import size
from tingbao.model import Article, Byline, Section
from tingbao.services.answers import Answers
from tingbao.summarization import guard, llm, retelling

from .conftest import verdicts

RECORDINGS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).with_name("recordings").glob("*.json"))
}
FAULTS = [
    pytest.param(name, bad, id=f"{name}-{bad['check']}-{number}")
    for name, recording in RECORDINGS.items()
    for number, bad in enumerate(recording["bad"])
]


def article(recording):
    """Make the article of a recording."""
    return Article(
        source="-",
        title=recording["title"],
        published=datetime.fromisoformat(recording["published"]),
        byline=Byline(),
        sections=tuple(
            Section(heading=one["heading"], paragraphs=tuple(one["paragraphs"]))
            for one in recording["sections"]
        ),
    )


def answer(question, sentences):
    """Number what sentences cite as the question numbers it."""
    numbers = {line: int(n) for n, line in re.findall(r"^(\d+)★?\. (.*)$", question, re.MULTILINE)}
    rows = [
        {
            "from": [n for line, n in numbers.items() if line.startswith(tuple(one["of"]))],
            "text": one["text"],
        }
        for one in sentences
    ]
    return {"passages": rows}


def fault(recording, claim):
    """Give the words at fault of a claim: none of a good one, or where a check is sure of it."""
    sure = {name for name, check in retelling.CHECKS.items() if check.sure}
    checked = [one for one in recording["bad"] if one["check"] in sure]
    known = any(
        one["text"] == claim["said"] and all(of in claim["source"] for of in one["of"])
        for one in (*recording["good"], *checked)
    )
    return "" if known else claim["said"]


def tell(recording, sentences, serve, judged=fault):
    """Give what the model is heard to say, and the notes, from a server that replays it."""
    base_url, _ = serve(
        lambda question: answer(question, sentences),
        judge=lambda claims: verdicts(claims, partial(judged, recording)),
    )
    notes = []
    made = article(recording)
    ranking = summarization.rank(made)
    told = llm.tell(
        made,
        ranking,
        300,
        endpoint=LanguageModel(base_url=base_url, model="m"),
        answers=Answers(),
        sleep=lambda _: None,
        note=notes.append,
    )
    return [one.sentence.text for one in told if not one.own], notes, (made, ranking, told)


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_good_answer_is_said(name, serve):
    """Law: every true sentence passes, in the model's order, and the digest holds all of them."""
    recording = RECORDINGS[name]
    said, notes, (made, ranking, told) = tell(recording, recording["good"], serve)
    assert said == [one["text"] for one in recording["good"]]
    assert not notes
    digest = llm.blend(ranking, told, sum(map(size, said)))
    assert guard.repair(made, digest) == digest
    rows = (digest.lead, *digest.sections)
    assert sorted(one.text for row in rows for one in row) == sorted(said)


@pytest.mark.parametrize(("name", "bad"), FAULTS)
def test_a_fault_is_refused_and_named(name, bad, serve):
    """Law: a sentence with a known fault is not said, and the user is told by which check."""
    said, notes, _ = tell(RECORDINGS[name], [bad], serve)
    assert not said
    check = retelling.CHECKS.get(bad["check"])
    assert (check.reason if check else "not supported by its sentences") in notes[0]


@pytest.mark.parametrize(("name", "bad"), FAULTS)
def test_where_no_check_is_sure_the_verification_decides(name, bad, serve):
    """Law: what a check only doubts is said where it is supported, what is sure to be wrong not."""

    def trials_alone(recording, claim):
        return "" if claim["said"] == bad["text"] else fault(recording, claim)

    said, _, _ = tell(RECORDINGS[name], [bad], serve, judged=trials_alone)
    check = retelling.CHECKS.get(bad["check"])
    assert bool(said) == (check is None or not check.sure)


@pytest.mark.parametrize("name", RECORDINGS)
def test_what_is_refused_is_told_by_the_article(name, serve):
    """Law: no fact is lost by a refusal; the article's own sentence stands in its place."""
    recording = RECORDINGS[name]
    spoiled = [
        one | {"text": f"{one['text'][:-1]}，引发广泛关注。"} for one in recording["good"][:1]
    ]
    _, _, (made, ranking, told) = tell(recording, [*spoiled, *recording["good"][1:]], serve)
    whole = "".join(p for section in made.sections for p in section.paragraphs)
    assert told[0].own
    assert told[0].sentence.text in whole
    assert told[0].sentence in llm.blend(ranking, told, 300).lead


def test_every_check_has_its_fault():
    """Law: neither a check nor the verification stands without an answer that only it refuses."""
    assert {bad.values[1]["check"] for bad in FAULTS} == {*retelling.CHECKS, "verification"}


def test_what_the_article_has_of_the_day_is_known():
    """Law: the guard of the whole script knows the dates that 去年 and 今年 are told as."""
    made = article(RECORDINGS["merger"])
    rows = [["交易预计将于2024年6月完成。"], ["2023年，蓝湖电子营业收入24.3亿元。"]]
    assert guard.faults(made, rows) == ()
    assert guard.faults(replace(made, published=None), rows)
