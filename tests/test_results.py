"""A stage's result is kept under all that it was made from, and under nothing less."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingbao import length, pipeline, results
from tingbao.config import Config, SpeechServer
from tingbao.model import (
    Article,
    Byline,
    Change,
    Chapter,
    Cue,
    Edit,
    Line,
    Person,
    Recording,
    Script,
    Section,
    Sentence,
)
from tingbao.results import Results, dump, fingerprint, load, only
from tingbao.store import Passing

MOMENT = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
ARTICLE = Article(
    source="a.txt",
    title="东湖水厂开工",
    published=None,
    byline=Byline(),
    sections=(
        Section(heading=None, paragraphs=("东湖水厂二期工程5日开工，总投资12.6亿元。",)),
        Section(heading="进度", paragraphs=("工程明年6月完工。", "每天供水20万吨。")),
    ),
)
SCRIPT = Script(
    title="",
    lines=(Line(kind="body", section=0, written="今天下雪。", spoken="今天下雪。"),),
)

words = st.text(max_size=8)
numbers = st.integers(0, 999)
moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8), "CST")]))
sentences = st.builds(
    Sentence, text=words, section=numbers, paragraph=numbers, start=numbers, end=numbers
)
sections = st.builds(
    Section,
    heading=st.none() | words,
    paragraphs=st.lists(words, max_size=3).map(tuple),
    made=st.booleans(),
)
articles = st.builds(
    Article,
    source=words,
    title=words,
    published=st.none() | moments | st.datetimes(),
    byline=st.builds(Byline, source=words, author=words),
    sections=st.lists(sections, max_size=3).map(tuple),
    dateline=st.none() | st.dates(),
)
edits = st.builds(Edit, rule=words, start=numbers, end=numbers, written=words, spoken=words)
changes = st.builds(Change, rule=words, source=words, written=words)
lines = st.builds(
    Line,
    kind=st.sampled_from(["opening", "body"]),
    section=st.none() | numbers,
    written=words,
    edits=st.lists(edits, max_size=2).map(tuple),
    origin=st.lists(sentences, max_size=2).map(tuple),
    changes=st.lists(changes, max_size=2).map(tuple),
)
scripts = st.builds(Script, title=words, lines=st.lists(lines, max_size=3).map(tuple))
recordings = st.builds(
    Recording,
    mp3=st.binary(max_size=30),
    duration_ms=numbers,
    cues=st.lists(st.builds(Cue, line=numbers, start_ms=numbers, end_ms=numbers), max_size=2).map(
        tuple
    ),
    chapters=st.lists(
        st.builds(Chapter, title=words, start_ms=numbers, end_ms=numbers), max_size=2
    ).map(tuple),
    loudness=st.floats(allow_nan=False),
    true_peak=st.floats(allow_nan=False),
    waveform=st.lists(st.floats(0, 1), max_size=4).map(tuple),
)


@settings(deadline=None, max_examples=50)
@given(articles, scripts, recordings, st.lists(st.binary(max_size=9), max_size=4).map(tuple))
def test_a_value_is_read_as_it_was_written(article, script, recording, held) -> None:
    """Law: what stages hand on comes back the same, of the same kinds, bytes in their order."""
    for kind, value in (
        (Article, article),
        (Script, script),
        (tuple[tuple[str, ...], Recording], (("a/b",), recording)),
        (tuple[bytes, ...], held),
    ):
        again = load(kind, dump(value))
        assert again == value
        assert dump(again) == dump(value)


@settings(deadline=None, max_examples=50)  # the first to ask waits for the fingerprint
@given(articles, articles)
def test_the_same_inputs_have_one_result_and_others_another(
    tmp_path_factory: pytest.TempPathFactory, one: Article, two: Article
) -> None:
    """Law: a stage is called once for the same, and again for anything else."""
    results, called = Results(tmp_path_factory.mktemp("cache")), []

    def ask(*of: object) -> str:
        return results.made("title", *of, kind=str, make=lambda _: called.append(of) or str(of))

    assert ask(one) == ask(one)
    assert len(called) == 1
    ask(two)
    assert len(called) == 1 + (dump(one) != dump(two))
    ask(one, two)
    assert len(called) == 2 + (dump(one) != dump(two))


def test_what_was_noted_is_noted_again(tmp_path: Path) -> None:
    """Law: whoever gets a result hears what there was to say of it, whenever it was made."""
    told: list[str] = []
    for _ in "12":
        Results(tmp_path).made(
            "one", kind=str, make=lambda tell: tell("雪") or "", note=told.append
        )
    assert told == ["雪", "雪"]


def test_what_was_made_while_something_failed_is_made_again(tmp_path: Path) -> None:
    """Law: a failure that may pass, told or raised, is never given again."""
    turns: list[str] = []

    def lame(tell) -> str:
        turns.append("")
        tell(Passing("the model does not answer"))
        return "without it"

    for _ in "12":
        assert Results(tmp_path).made("one", kind=str, make=lame) == "without it"
    assert len(turns) == 2

    def fail(_: object) -> str:
        raise KeyError

    with pytest.raises(KeyError):
        Results(tmp_path).made("two", kind=str, make=fail)
    assert Results(tmp_path).made("two", kind=str, make=lambda _: "now") == "now"


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    """Law: where nothing can be kept, and where nothing shall be, everything is made."""
    (tmp_path / "file").touch()
    for cache in (None, tmp_path / "file"):
        assert Results(cache).made("one", kind=str, make=lambda _: "made") == "made"


def test_another_program_has_other_results(tmp_path: Path) -> None:
    """Law: a byte more, another name, a file less: each is another program; bytecode is none."""
    (tmp_path / "room" / "__pycache__").mkdir(parents=True)
    table, code = tmp_path / "room" / "a.tsv", tmp_path / "b.py"
    table.write_text("雪\txue3\n")
    code.write_text("")
    seen = []

    def see() -> str:
        fingerprint.cache_clear()
        seen.append(fingerprint(tmp_path))
        return seen[-1]

    see()
    (tmp_path / "room" / "__pycache__" / "b.pyc").write_bytes(b"x")
    assert see() == seen[0]
    seen.pop()
    table.write_text("雪\txue4\n")
    see()
    table.rename(tmp_path / "room" / "c.tsv")
    see()
    code.unlink()
    see()
    (tmp_path / "d.npz").write_bytes(b"weights")
    see()
    assert len(set(seen)) == 5
    fingerprint.cache_clear()


def test_the_fingerprint_is_of_every_file_of_the_package_and_of_what_is_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: rules, tables and weights lie in the package; another jieba is another program."""
    read: list[Path] = []
    plain = Path.open
    fingerprint.cache_clear()
    with monkeypatch.context() as watching:
        watching.setattr(Path, "open", lambda path, how: read.append(path) or plain(path, how))
        before = fingerprint()
    package = Path(results.__file__).parent
    files = {path for path in package.rglob("*") if path.is_file()}
    assert set(read) == {path for path in files if "__pycache__" not in path.parts}
    (tmp_path / "jieba-9.9.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    fingerprint.cache_clear()
    assert fingerprint() != before
    fingerprint.cache_clear()


# Per setting another value than the default. A setting that is not here fails a law below.
OTHER = {
    "output": Path("elsewhere"),
    "minutes": 5.0,
    "engine": "edge",
    "voice": "xiaobei",
    "speed": 1.2,
    "ai_mark": "morse",
    "season": 2,
    "number": 3,
    "guest_voice": "yunxi",
    "guest_speed": 1.1,
    "proxy": "http://127.0.0.1:1",
    "phone_one": "一",
    "lexicon": Path("lexicon.tsv"),
    "cache": Path("cache"),
    "store": "store",
    "threads": 3,
    "listener": Path("whisper"),
    "listen": True,
    "misheard": 5.0,
    "newest": 2,
    "allow_private": True,
    "show.title": "晚报",
    "show.description": "别的。",
    "show.author": "某",
    "show.email": "a@example.org",
    "show.category": "Arts",
    "show.subcategory": "Books",
    "show.language": "zh-tw",
    "show.base_url": "https://example.org",
    "show.schedule": "daily",
    "show.cover": "cover.png",
    "show.chapter_pictures": True,
    "show.explicit": True,
    "show.copyright": "某",
    "show.funding_url": "https://example.org/give",
    "show.funding_text": "给",
    "show.persons": (Person(name="某"),),
    "show.producer": "某",
    "daily.sources": ("a.xml",),
    "daily.minutes": 4.0,
    "daily.stories": 3,
    "daily.window": 20.0,
    "daily.topics": ("雪",),
    "daily.exclude": ("雨",),
    "daily.weights": MappingProxyType({"a": 2.0}),
    "daily.time_zone": "UTC",
    "daily.when_empty": "say",
    "daily.database": "other.sqlite",
    "daily.keep": 3,
    "daily.pages": 7,
    "daily.pages_seconds": 5.0,
    "script.style": "full",
    "script.chars": 90,
    "script.next": "明天再来。",
    "script.templates": Path("templates.tsv"),
    "sound.chime": False,
    "sound.stings": True,
    "sound.bed": True,
    "llm.base_url": "http://127.0.0.1:1/v1",
    "llm.model": "other",
    "llm.key": "secret",
    "llm.timeout": 3.0,
    "llm.tokens": 9,
    "llm.retries": 1,
    "synthesis.memory": "small",
    "openai.base_url": "http://127.0.0.1:1/v1",
    "openai.model": "other",
    "openai.key": "secret",
    "openai.voice": "alloy",
}
# What changes a script, and what changes a recording of it: none of the others does.
WRITES = {
    *("minutes", "engine", "voice", "speed", "ai_mark", "phone_one", "show.title"),
    *("script.style", "script.chars", "script.next", "script.templates"),
    *("llm.base_url", "llm.model", "llm.tokens"),
}
SPEAKS = {
    *("engine", "voice", "speed", "guest_voice", "guest_speed", "ai_mark", "lexicon"),
    *("sound.chime", "sound.stings", "sound.bed", "synthesis.memory"),
    *("openai.base_url", "openai.model", "openai.voice"),
}


def _names(settings, before: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for each in fields(settings):
        value = getattr(settings, each.name)
        inner = _names(value, f"{before}{each.name}.") if is_dataclass(value) else None
        found |= inner or {before + each.name: value}
    return found


def _with(settings, name: str, value: object):
    first, _, rest = name.partition(".")
    inner = _with(getattr(settings, first), rest, value) if rest else value
    return replace(settings, **{first: inner})


class _Quiet:
    def stage(self, name: str) -> None: ...
    def line(self, done: int, total: int) -> None: ...
    def note(self, text: str) -> None: ...


def _keys(
    monkeypatch: pytest.MonkeyPatch, config: Config, moment: datetime = MOMENT
) -> dict[str, tuple[bytes, ...]]:
    """Give what names the script and the recording that are made with settings."""
    seen: dict[str, tuple[bytes, ...]] = {}

    def made(_: Results, stage: str, *of: object, **__: object) -> object:
        seen[stage] = tuple(map(dump, of))
        return SCRIPT if stage == "writing" else None

    with monkeypatch.context() as watching:
        watching.setattr(Results, "made", made)
        pipeline.write(ARTICLE, config, moment=moment, note=lambda _: None)
        pipeline.perform(ARTICLE, SCRIPT, config, progress=_Quiet())
    return seen


def test_every_setting_changes_the_name_of_what_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: each setting names another script, another recording, or is listed as read by none."""
    monkeypatch.chdir(tmp_path)
    for name in ("lexicon.tsv", "templates.tsv"):
        Path(name).write_text("雪\txue3\n")
    assert OTHER.keys() == _names(Config()).keys()
    server = Config(
        engine="openai", voice="", openai=SpeechServer(base_url="http://127.0.0.1:2/v1", voice="x")
    )
    before = {each.engine: _keys(monkeypatch, each) for each in (Config(), server)}
    found: dict[str, set[str]] = {"writing": set(), "performing": set()}
    for name, value in OTHER.items():
        config = server if name.startswith("openai.") else Config()
        assert _names(config)[name] != value, name
        after = _keys(monkeypatch, _with(config, name, value))
        for stage, changed in found.items():
            if before[config.engine][stage] != after[stage]:
                changed.add(name)
    assert found == {"writing": WRITES, "performing": SPEAKS}


def test_what_a_file_of_the_settings_says_counts_and_not_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: another word in the lexicon or the templates is another result, a copy is the same."""
    for kind, stage in (("lexicon", "performing"), ("script.templates", "writing")):
        one, two = tmp_path / "one.tsv", tmp_path / "two.tsv"
        for path in (one, two):
            path.write_text("雪\txue3\n")
        first, same = (
            _keys(monkeypatch, _with(Config(), kind, path))[stage] for path in (one, two)
        )
        two.write_text("雪\txue4\n")
        assert first == same != _keys(monkeypatch, _with(Config(), kind, two))[stage]


class _Watched:
    """Settings that note what is read of them."""

    def __init__(self, settings: object, read: set[str], before: str = "") -> None:
        self._settings, self._read, self._before = settings, read, before

    def __getattr__(self, name: str) -> object:
        value, path = getattr(self._settings, name), self._before + name
        if is_dataclass(value):
            return _Watched(value, self._read, f"{path}.")
        self._read.add(path)
        return value


@pytest.mark.parametrize("style", ["bulletin", "headlines", "full", "dialogue"])
def test_writing_reads_no_setting_that_does_not_name_its_result(style: str) -> None:
    """Law: who reads another setting in length, scripting or below names it in `WRITING` too."""
    read: set[str] = set()
    config = _with(Config(minutes=0.5), "script.style", style)
    config = _with(config, "llm.base_url", "http://127.0.0.1:1/v1")
    config = _with(config, "llm.retries", 0)
    length.draft(ARTICLE, _Watched(config, read), moment=MOMENT)
    named = {each for each in OTHER if {each, each.partition(".")[0]} & {*pipeline.WRITING}}
    assert read <= named | {*pipeline.ASKING}


@settings(deadline=None, max_examples=50)
@given(st.sets(st.sampled_from(sorted(OTHER))))
def test_only_the_settings_that_are_named_are_told(names: set[str]) -> None:
    """Law: every other setting is as it is by default."""
    config = Config()
    for name, value in OTHER.items():
        config = _with(config, name, value)
    plain, told = _names(Config()), _names(only(config, names))
    assert told == {name: OTHER[name] if name in names else plain[name] for name in OTHER}


def test_the_day_names_a_script_and_the_minute_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: the greeting is of the hour, the date of the day; nothing else of the time is read."""
    offs = (timedelta(), timedelta(minutes=9, microseconds=3), timedelta(hours=1))
    seen = [_keys(monkeypatch, Config(), MOMENT + off)["writing"] for off in offs]
    assert seen[0] == seen[1] != seen[2]
