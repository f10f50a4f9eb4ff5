"""Settings: defaults < tingbao.toml < environment < flags, merged into one frozen Config."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from math import inf
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from tingbao import store
from tingbao.errors import UsageError
from tingbao.model import Show

T = TypeVar("T")
FILE_NAME = "tingbao.toml"
PREFIX = "TINGBAO_"
_BOOLS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_KINDS = {
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    str: "a text in quotes",
    Path: "a path in quotes",
}


# A number's least and most stand beside it; the stages know what else cannot be.
Count = Annotated[int, (0, inf)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a script is written, from [script] in tingbao.toml."""

    style: str = "bulletin"  # or headlines, full, dialogue
    chars: int = 0  # characters to keep of the article; 0: as many as the minutes hold
    next: str = ""  # said at the end: what comes next, as in "明天早上七点再来听"
    templates: Path | None = None  # a TSV whose keys replace those of scripting/templates.tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """What sounds beside the voice, all of it synthesised here, from [sound]."""

    chime: bool = True  # between chapters
    stings: bool = False  # before the first word and after the last
    bed: bool = False  # under everything, and lower still under speech


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """An OpenAI-compatible chat endpoint that condenses, from [llm]; none without a base_url."""

    base_url: str = ""  # http://127.0.0.1:8080/v1
    model: str = ""
    key: str = ""
    timeout: Annotated[float, (1, 3600)] = 60.0  # seconds for one request
    tokens: Count = 60_000  # sent and received for one article at most
    retries: Count = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechServer:
    """An OpenAI-compatible `/v1/audio/speech`, from [openai]; the engine `openai` needs it."""

    base_url: str = ""  # http://127.0.0.1:8880/v1
    model: str = "tts-1"
    key: str = ""
    voice: str = ""  # where no voice is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """What the daily show is made of, from [daily]."""

    sources: tuple[str, ...] = ()  # feeds, pages, folders, OPML files; beside what is followed
    minutes: float = 8.0
    stories: Annotated[int, (1, 40)] = 8  # at most
    window: Annotated[float, (1, 336)] = 30.0  # hours that a report is news
    topics: tuple[str, ...] = ()  # words that make a story matter more to you
    exclude: tuple[str, ...] = ()  # words of what you do not want to hear of
    # of sources, by a part of the URL
    weights: Mapping[str, Annotated[float, (0, 100)]] = field(default_factory=dict)
    time_zone: str = "Asia/Shanghai"
    when_empty: Literal["skip", "say"] = "skip"  # say: an episode that says so
    database: str = "daily.sqlite"  # a path, or the URL of a database
    keep: Annotated[int, (1, 36_500)] = 30  # days that it remembers
    pages: Count = 300  # of bare headlines, read to know what they are of; 0: none
    pages_seconds: Annotated[float, (0, 3600)] = 60.0  # that this may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """How the embedded voice works, from [synthesis]."""

    memory: Literal["usual", "small"] = "usual"  # or "small": one shorter chunk at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting, in one place. A table of the file is a field that is a dataclass."""

    output: Path = Path("output")
    minutes: float = 3.0
    engine: str = "kokoro"
    voice: str = ""  # empty: the engine's default
    speed: Annotated[float, (0.5, 2)] = 1.0
    ai_mark: str = "voice"  # how a listener hears that it is synthetic: or morse, none
    season: Annotated[int | None, (1, inf)] = None  # of the episode being made
    number: Annotated[int | None, (1, inf)] = None  # likewise, within the season
    guest_voice: str = ""  # of the second speaker in a dialogue; empty: the engine's default
    guest_speed: Annotated[float | None, (0.5, 2)] = None  # None: as `speed`
    proxy: str = ""  # for the network engines; empty: that of the environment
    phone_one: Literal["幺", "一"] = "幺"  # how a 1 is said in telephone numbers: 幺 or 一
    lexicon: Path | None = None  # None: lexicon.tsv beside tingbao.toml or in the config folder
    cache: Path | None = None  # None: the user's cache folder
    store: str = ""  # folder or s3://bucket/path that machines share; empty: in `cache`
    threads: Count = 0  # sentences spoken at once; 0: as many as there are cores, in a batch one
    listener: Path | None = None  # folder of a Whisper model (CTranslate2) for --listen
    listen: bool = False  # hear an episode with it before publishing; needs `listener`
    misheard: Annotated[float, (0, 100)] = 10.0  # most syllables in a hundred that it may mishear
    newest: Annotated[int, (1, inf)] = 5  # entries of a feed that are read
    allow_private: bool = False  # let URLs lead to private, loopback and link-local addresses
    show: Show = field(default_factory=Show)
    daily: Daily = field(default_factory=Daily)
    script: Writing = field(default_factory=Writing)
    sound: Sounds = field(default_factory=Sounds)
    llm: LanguageModel = field(default_factory=LanguageModel)
    synthesis: Synthesis = field(default_factory=Synthesis)
    openai: SpeechServer = field(default_factory=SpeechServer)


def load(folder: Path, environ: Mapping[str, str], flags: Mapping[str, Any]) -> Config:
    """Merge the four layers.

    TINGBAO_CONFIG names another file than `tingbao.toml` of the folder; TINGBAO_VOICE sets
    `voice`, TINGBAO_SHOW_TITLE `title` of the table `show`. Flags of a table are a dict; a None
    was not given.

    Raises:
        UsageError: A file that is no TOML, an unknown key, or a value of the wrong type or
            out of range.
    """
    named = environ.get(f"{PREFIX}CONFIG")
    path = Path(named) if named else folder / FILE_NAME
    config = Config()
    if named or path.exists():
        config = merge(config, _read(path), where=str(path))
    config = merge(config, _from_environ(Config, PREFIX, environ), where="environment")
    return merge(config, flags, where="command line")


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(store.read(path).decode("utf-8-sig"))  # as Windows saves it
    except OSError as error:
        raise UsageError(
            "cannot read the settings", where=str(path), hint=error.strerror or "check the path"
        ) from error
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, or too deep to be read
        raise UsageError("the settings are no TOML", where=str(path), hint=str(error)) from error


def _from_environ(kind: Any, prefix: str, environ: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        key = f"{prefix}{name.upper()}"
        if is_dataclass(hint):
            if table := _from_environ(hint, f"{key}_", environ):
                found[name] = table
        elif key in environ:
            found[name] = environ[key]
    return found


def merge(old: T, new: Mapping[str, Any], *, where: str) -> T:
    """Put other values into settings; a None was not given, those of a table are a dict.

    Raises:
        UsageError: An unknown key, or a value of the wrong type or out of range.
    """
    hints = get_type_hints(type(old), include_extras=True)
    changes = {}
    for name, value in new.items():
        if value is None:  # a flag that was not given
            continue
        if name not in hints:
            known = ", ".join(sorted(hints))
            raise UsageError(f"unknown setting {name!r}", where=where, hint=f"known are {known}")
        now = getattr(old, name)
        if is_dataclass(now):
            if not isinstance(value, dict):
                raise UsageError(f"{name!r} is a table", where=where, hint=f"write [{name}]")
            changes[name] = merge(now, value, where=f"{where} [{name}]")
        else:
            changes[name] = _coerce(value, hints[name], name=name, where=where)
    return replace(old, **changes)  # type: ignore[type-var]  # every Config is a dataclass


def _coerce(value: Any, hint: Any, *, name: str, where: str) -> Any:
    hint, *limits = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if isinstance(hint, UnionType):
        hint = get_args(hint)[0]
    if is_dataclass(hint):
        table = value if isinstance(value, dict) else {"name": value}
        return merge(hint(), table, where=f"{where} [[{name}]]")  # type: ignore[operator]
    try:
        if get_origin(hint) is tuple:
            parts = value.split(",") if isinstance(value, str) else value
            return tuple(_coerce(part, get_args(hint)[0], name=name, where=where) for part in parts)
        if get_origin(hint) is Mapping:
            part = get_args(hint)[1]
            table = {str(key): _coerce(v, part, name=name, where=where) for key, v in value.items()}
            return MappingProxyType(table)
        if (plain := _plain(value, hint, limits)) is not None:
            return plain
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        pass
    raise UsageError(f"{name!r} cannot be {value!r}", where=where, hint=_mend(hint, *limits))


def _plain(value: Any, hint: Any, limits: list[tuple[float, float]]) -> Any:
    """Give a value as a setting of a plain kind has it; None where it cannot be one."""
    if get_origin(hint) is Literal:
        return value if value in get_args(hint) else None
    if hint is bool:
        return _BOOLS[str(value).lower()]
    if hint in (int, float) and not isinstance(value, bool):
        number = hint(value)
        whole = hint is float or isinstance(value, str) or number == value  # 2.7 is none
        return number if whole and all(low <= number <= high for low, high in limits) else None
    text = isinstance(value, (str, Path)) and "\0" not in str(value)  # which ends a path
    return hint(value) if hint in (str, Path) and text and (value or hint is str) else None


def _mend(hint: Any, limits: tuple[float, float] | None = None) -> str:
    """Say what a setting can be."""
    if get_origin(hint) is Literal:
        return f"give {' or '.join(filter(None, get_args(hint)))}"
    kind = _KINDS.get(hint, "a list")
    if not limits:
        return f"give {kind}"
    low, high = limits
    span = f", {low:g} or more" if high == inf else f" from {low:g} to {high:g}"
    return f"give {kind}{span}"
