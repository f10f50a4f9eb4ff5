"""From sources to a published episode, top to bottom: the table of contents of Tingbao."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from tingbao import (
    g2p,
    length,
    normalization,
    publishing,
    scripting,
    segmentation,
    site,
    summarization,
    synthesis,
)
from tingbao.config import Config
from tingbao.gathering.combining import combine
from tingbao.language import encoder, tagger
from tingbao.model import Article, Episode, Recording, Script, Story
from tingbao.results import Results, only
from tingbao.sources import NEWEST, read_all
from tingbao.synthesis import kokoro

if TYPE_CHECKING:
    from tingbao.checking.by_ear import Proof

Stage = Literal["reading", "scripting", "speaking", "mastering", "publishing"]


class Progress(Protocol):
    """Told what is under way; may raise to stop the work."""

    def stage(self, name: Stage) -> None:
        """Take note that a stage begins."""

    def line(self, done: int, total: int) -> None:
        """Take note that so many lines of so many are spoken."""

    def note(self, text: str) -> None:
        """Take note of one line that the user should know."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Progress that only passes notes on."""

    note: Callable[[str], None]

    def stage(self, name: Stage) -> None:
        """Take note of nothing."""

    def line(self, done: int, total: int) -> None:
        """Take note of nothing."""


# The settings that writing reads; and those by which a language model is reached and its answers
# are kept, on which the script does not depend.
WRITING = (
    *("minutes", "ai_mark", "phone_one", "script", "show.title"),
    *("llm.base_url", "llm.model", "llm.tokens"),
)
ASKING = ("cache", "llm.key", "llm.timeout", "llm.retries")
_UNHEARD = (
    "nothing in the audio will say that it is synthetic, as China's GB 45438-2025 and Apple ask; "
    "the feed and the file's metadata still do"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An episode that was made: where it lies, and what each stage gave."""

    folder: Path
    episode: Episode
    script: Script
    recording: Recording


def brief(
    source: str | Path | Sequence[str],
    output: str | Path = "output",
    *,
    minutes: float = 3.0,
    voice: str = "",
    engine: str = "kokoro",
    config: Config | None = None,
    note: Callable[[str], None] | None = None,
) -> Made:
    """Make one episode of an article, and add it to the feed in a folder.

    What each stage gives is kept in the user's cache folder; only a source that is a URL, and an
    engine that is a service, are asked for over the network.

    Args:
        source: A path or an http(s) URL; of several, one episode of all is made.
        output: The show's folder; made where there is none.
        minutes: The length wanted, 0.5 to 180.
        voice: One of `tingbao voices`, or a blend; empty for the engine's default.
        engine: kokoro, edge, openai, espeak, or several with commas, tried in turn.
        config: Every other setting; the arguments above go before it.
        note: Told, in one line each, what is worth knowing; by default nobody is.

    Raises:
        TingbaoError: What failed, where and the hint; nothing half done is left.

    Example::

        made = tingbao.brief("article.txt", "out/")
        print(made.folder, made.episode.duration_ms)
    """
    from platformdirs import user_cache_path

    sources = [str(source)] if isinstance(source, (str, Path)) else list(source)
    config = config or Config()
    config = replace(
        config,
        output=Path(output),
        minutes=minutes,
        voice=voice,
        engine=engine,
        cache=config.cache or user_cache_path("tingbao"),
    )
    progress = Quiet(note or (lambda _: None))
    return make(sources, config, progress=progress, clock=lambda: datetime.now().astimezone())


def make(
    sources: Sequence[str],
    config: Config,
    *,
    progress: Progress,
    clock: Callable[[], datetime],
    proof: Proof | None = None,
) -> Made:
    """Make one episode of paths, URLs or "-" (standard input), and add it to the feed.

    `clock` is asked once for the time; an episode of the same content keeps its first. `proof`
    says who hears the episode before it is published.

    Raises:
        TingbaoError: What failed, where and the mend; nothing half done is left.
    """
    refuse(config)
    progress.stage("reading")
    now = clock()
    article = read(
        sources,
        allow_private=config.allow_private,
        newest=config.newest,
        note=progress.note,
        cache=config.cache,
        now=now,
    )
    earlier = publishing.earlier(config.output, article)
    moment = earlier.published if earlier else now
    if earlier:
        config = _with_voices(config, publishing.voices(config.output, earlier))
    progress.stage("scripting")
    script = write(  # what was made before is spoken already
        article, config, moment=moment, note=progress.note, warm=not earlier
    )
    return produce(
        article, script, config, moment=moment, progress=progress, proof=proof, keep=False
    )


def refuse(config: Config) -> None:
    """Refuse settings that every article would fail by, before anything is read.

    Raises:
        UsageError: A length, a style or a fact of the show that cannot be, or a lexicon that
            cannot be read.
        OutputError: The show's folder cannot be written.
    """
    length.refuse(config)
    g2p.load_lexicon(config.lexicon)
    publishing.refuse(config.show, config.cache)
    publishing.try_writing(config.output)


def _with_voices(config: Config, spoken: Mapping[str, str]) -> Config:
    """Keep the embedded voices that an episode has, where no others are asked for.

    `spoken` has engine and voice by role.
    """
    if config.engine != kokoro.NAME:
        return config
    ours = f"{kokoro.NAME}/"
    kept = {role: said.removeprefix(ours) for role, said in spoken.items() if said.startswith(ours)}
    return replace(
        config,
        voice=config.voice or kept.get("host", ""),
        guest_voice=config.guest_voice or kept.get("guest", ""),
    )


def read(
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    newest: int = NEWEST,
    note: Callable[[str], None] | None = None,
    cache: Path | None = None,
    now: datetime | None = None,
) -> Article:
    """Read the sources and divide each; several, as of a feed, become one, a section each.

    With a `cache`, what was read and divided before is not again; no entry of a feed is dated
    ahead of `now`.
    """
    results = Results(cache)
    made = partial(results.made, kind=Article)
    read = partial(
        read_all,
        stdin=stdin,
        allow_private=allow_private,
        newest=newest,
        note=note,
        results=results,
        now=now,
    )

    def divided(article: Article) -> Article:
        return made("dividing", article, make=lambda _: segmentation.divide(article))

    articles = tuple(divided(article) for source in sources for article in read(source))
    return made("combining", articles, make=lambda _: combine(articles, summarization.worth))


def write(
    article: Article,
    config: Config,
    *,
    moment: datetime,
    note: Callable[[str], None],
    warm: bool = False,
) -> Script:
    """Condense and word an article for the voice that will say it.

    With `warm`, that voice is loaded meanwhile, unless what was written before is given again.
    """
    rate = length.pace(config)
    hour = moment.replace(minute=0, second=0, microsecond=0)

    def draft(tell: Callable[[str], None]) -> Script:
        if warm:
            synthesis.warm(synthesis.cast(config))
        read = only(config, (*WRITING, *ASKING))
        return length.draft(article, read, moment=hour, syllables_per_second=rate, note=tell)

    return Results(config.cache).made(
        "writing", article, only(config, WRITING), hour, rate, kind=Script, make=draft, note=note
    )


def produce(
    article: Article,
    script: Script,
    config: Config,
    *,
    moment: datetime,
    progress: Progress,
    proof: Proof | None = None,
    stories: tuple[Story, ...] = (),
    day: str = "",
    keep: bool = True,
) -> Made:
    """Speak, master and publish a worded script; with a proof, it is heard in between.

    A daily show says which `stories` it tells, a section each, and of which `day` it is.
    Without `keep` the networks that wrote are let go before the voice, and its own model before
    publishing, which want the memory.
    """
    if not keep:
        tagger.release()
        encoder.release()
        summarization.release()
        synthesis.tidy()
    recording = perform(article, script, config, progress=progress, proof=proof)
    if not keep:
        synthesis.release()
    progress.stage("publishing")
    episode = publishing.publish(
        config,
        article=article,
        script=script,
        recording=recording,
        moment=moment,
        pages=site.write,
        stories=stories,
        day=day,
        note=progress.note,
    )
    folder = config.output / episode.slug
    return Made(folder=folder, episode=episode, script=script, recording=recording)


def perform(
    article: Article,
    script: Script,
    config: Config,
    *,
    progress: Progress,
    proof: Proof | None = None,
) -> Recording:
    """Speak and master a worded script, or give what was made of the same before.

    With a proof, it is heard, and said again where it was unclear.
    """
    if config.ai_mark == "none":
        progress.note(_UNHEARD)
    sounding = synthesis.sounding(synthesis.cast(config))
    results = Results(config.cache if sounding else None)
    morse = config.ai_mark == "morse"
    headings = tuple(section.heading for section in article.sections)
    if not article.several:  # a story is known by its whole headline
        headings = tuple(one and scripting.chapter(one) for one in headings)
    made_of = (script, headings, config.sound, morse, sounding, config.lexicon)

    def take(takes: Mapping[int, int]) -> Recording:
        return results.made(
            "performing",
            *(*made_of, tuple(sorted(takes.items()))),
            kind=Recording,
            make=partial(_record, headings, script, config, takes=takes, progress=progress),
            note=progress.note,
        )

    if not proof:
        return take({})
    from tingbao.checking import by_ear

    return by_ear.proven(script, take, proof, note=progress.note)


def _record(
    headings: tuple[str | None, ...],
    script: Script,
    config: Config,
    tell: Callable[[str], None],
    *,
    takes: Mapping[int, int],
    progress: Progress,
) -> Recording:
    """Speak a script, and master each chapter while the next is spoken."""
    from tingbao.mastering.recording import record  # loads NumPy and soundfile

    if words := normalization.unsaid(edit for line in script.lines for edit in line.edits):
        tell(f"left out, in a script that cannot be said: {', '.join(words)}")
    progress.stage("speaking")
    engines: list[str] = []

    def lines() -> Generator[bytes, None, None]:
        casting = synthesis.cast(config, warn=tell)
        for line in synthesis.lines(script, casting, takes=takes, on_line=progress.line):
            engines.append(line.engine)
            yield line.pcm
        progress.stage("mastering")

    with closing(lines()) as coming:  # what stops the mastering stops the speaking too
        recording = record(
            coming,
            script,
            rate=synthesis.SAMPLE_RATE,
            headings=headings,
            sound=config.sound,
            morse=config.ai_mark == "morse",
        )
    return replace(recording, engines=tuple(engines))
