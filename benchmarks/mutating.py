"""Faults made by rule: which of them do the tests object to?

    python benchmarks/mutating.py [--each 24] [--seed 1] [AREA...]

An area (mutating.tsv: its name, a file below src/tingbao, the functions that count, the tests) is
broken in one place at a time, in every way that the rules below know: a comparison that is
another one, + for -, `and` for `or`, a number one higher, a text one letter longer, a call or a
`raise` or a `not` left out. Of each area so many are drawn at random and the tests must object
to them, by failing or by hanging. What mutating.same.tsv lists is not drawn: it does what the
source does, for the reason that stands there. Prints those that none objected to, and the table.

Each run is a fork of a process that has the libraries loaded, so that it takes a second.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Place = tuple[str, ast.AST, ast.AST]

ROOT = Path(__file__).parents[1]
HERE = Path(__file__)
WANTED = 0.9
MOST_CPU_S = 60
LONGEST_S = 300.0  # what sleeps for good; on a busy machine a run that does not may take long
BESIDE = 30  # characters shown before and after a change
LIBRARIES = ("pytest", "hypothesis", "numpy", "jieba", "lxml.html", "starlette.applications",
             "feedparser", "trafilatura", "typer", "httpx", "PIL.Image", "uvicorn")  # fmt: skip

PAIRS = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn)),
    *((ast.Is, ast.IsNot), (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.Div)),
    *((ast.BitAnd, ast.BitOr), (ast.RShift, ast.LShift)),
)
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    **dict(PAIRS),
    **{other: one for one, other in PAIRS},
    **dict.fromkeys((ast.FloorDiv, ast.Mod, ast.Pow), ast.Mult),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What is broken, and by which tests it is to be seen."""

    name: str
    place: str
    functions: frozenset[str]  # empty for the whole file
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One place of a source changed: where, what to what, and the whole source with it."""

    area: Area
    function: str
    change: tuple[str, str]
    source: str

    @property
    def key(self) -> tuple[str, ...]:
        """Name it so that it is found again when lines move."""
        return self.area.place, self.function, *self.change


def mutants(area: Area) -> Iterator[Mutant]:
    """Make all of an area."""
    tree = ast.parse((ROOT / "src/tingbao" / area.place).read_text("utf-8"))
    seen: set[str] = set()
    for function, statement, node in _places(tree, "", tree):
        if area.functions and function not in area.functions:
            continue
        shown = _shown(statement)
        for undo, left_out in _changes(node):
            one = shown, _shown(statement)
            made = Mutant(
                area=area,
                function=function,
                change=(_shown(left_out), "pass") if left_out else _difference(*one),
                source=ast.unparse(tree),
            )
            undo()
            if made.source not in seen and (left_out or one[0] != one[1]):
                seen.add(made.source)
                yield made


def _places(node: ast.AST, function: str, statement: ast.AST) -> Iterator[Place]:
    """Give every node that counts, with the function and the statement that it is in."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Raise)) or _is_aside(node):
        return
    if isinstance(node, ast.stmt):
        statement = node
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        function = f"{function}.{node.name}".strip(".")
    yield function, statement, node
    for child in _below(node):
        yield from _places(child, function, statement)


def _is_aside(node: ast.AST) -> bool:
    """Tell whether a node is a docstring, or for those who read or check only."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
    return False


def _below(node: ast.AST) -> list[ast.AST]:
    """Give what stands below a node, but for annotations and decorators."""
    match node:
        case ast.FunctionDef(body=body, args=ast.arguments(defaults=some, kw_defaults=others)):
            return [*body, *some, *filter(None, others)]
        case ast.ClassDef(body=body):
            return [*body]
        case ast.AnnAssign(value=value):
            return [value] if value else []
    return list(ast.iter_child_nodes(node))


def _shown(statement: ast.AST) -> str:
    """Write a statement in one line, without what stands below it."""
    shown = copy.copy(statement)
    for name in ("body", "orelse", "finalbody", "handlers"):
        if isinstance(getattr(shown, name, None), list):
            setattr(shown, name, [ast.Pass()] if name in {"body", "finalbody"} else [])
    return " ".join(ast.unparse(shown).split())


def _shared(one: str, other: str) -> int:
    """Count the characters with which two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _difference(before: str, after: str) -> tuple[str, str]:
    """Give the parts of two statements that differ, with what stands beside them."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    first = max(0, start - BESIDE)
    last = -max(0, end - BESIDE) or None
    return before[first:last], after[first:last]


def _changes(node: ast.AST) -> Iterator[tuple[Callable[[], None], ast.AST | None]]:
    """Change a node in place in each way; each gives what undoes it, and what was left out."""
    for name, value in _settings(node):
        kept = getattr(node, name)
        setattr(node, name, value)
        yield partial(setattr, node, name, kept), None
    for name, child in ast.iter_fields(node):
        row = child if isinstance(child, list) else [child]
        for at, one in enumerate(row):
            for other in _replacements(one):
                row[at] = other
                if row is not child:
                    setattr(node, name, other)
                yield (
                    (
                        partial(row.__setitem__, at, one)
                        if row is child
                        else partial(setattr, node, name, one)
                    ),
                    (one if isinstance(other, ast.Pass) else None),
                )


def _settings(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, (ast.BinOp, ast.AugAssign, ast.BoolOp)) and type(node.op) in SWAPS:
        yield "op", SWAPS[type(node.op)]()
    if isinstance(node, ast.Constant):
        match node.value:
            case bool():
                yield "value", not node.value
            case int() | float():
                yield "value", node.value + 1
            case str() if node.value:
                yield "value", node.value + "X"


def _replacements(one: object) -> Iterator[ast.AST]:
    """Give what may stand in the place of a node: the argument of a call, nothing of a raise."""
    match one:
        case ast.Expr(value=ast.Call()) | ast.Raise():
            yield ast.copy_location(ast.Pass(), one)
        case ast.Call(func=ast.Attribute(value=inner)) if not isinstance(inner, ast.Name):
            yield inner
        case ast.Call(func=ast.Name(), args=[first, *_]) if not isinstance(first, ast.Starred):
            yield first
        case ast.UnaryOp(operand=inner):
            yield inner
        case ast.cmpop() if type(one) in SWAPS:
            yield SWAPS[type(one)]()


def objected(copied: Path, mutant: Mutant) -> bool:
    """Run the tests of an area on a copy with a mutant; tell whether they failed or hung."""
    path = copied / "src/tingbao" / mutant.area.place
    whole = path.read_bytes()
    for cached in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        cached.unlink()
    path.write_text(mutant.source, "utf-8")
    try:
        return _status(copied, mutant.area.tests) != 0
    finally:
        path.write_bytes(whole)


def _status(copied: Path, tests: tuple[str, ...]) -> int:
    """Run tests in a fork; 0 where all pass."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
        os.chdir(copied)
        sys.path[:0] = [str(copied / "src"), str(copied)]
        code = 1
        with suppress(BaseException), Path(os.devnull).open("w") as away:
            os.dup2(away.fileno(), 1)
            os.dup2(away.fileno(), 2)
            pytest = importlib.import_module("pytest")
            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
        os._exit(code)
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1] not in {"", "#"}]


def _areas() -> list[Area]:
    return [
        Area(
            name=name,
            place=place,
            functions=frozenset(functions.split()) - {"*"},
            tests=tuple(tests.split(" | ")),
        )
        for name, place, functions, tests in _rows(HERE.with_suffix(".tsv"))
    ]


def _drawn(area: Area, each: int, seed: int) -> tuple[int, list[Mutant]]:
    """Say how many mutants an area has, and draw some of those that are not the same."""
    same = {tuple(row[:4]) for row in _rows(HERE.with_suffix(".same.tsv"))}
    found = [one for one in mutants(area) if one.key not in same]
    random.Random(seed).shuffle(found)  # noqa: S311  # no secret
    return len(found), found[: each or None]


def _copied(name: str) -> Path:
    """Copy what the tests need, compiled, and have this process's forks and children use it."""
    copied = Path(name) / "copy"
    skip = shutil.ignore_patterns(".git", "node_modules", ".venv*", "output", "articles")
    shutil.copytree(ROOT, copied, ignore=skip)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", copied / "src", copied / "tests"], check=True
    )
    os.environ |= {
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": f"{copied / 'src'}",
    }
    sys.dont_write_bytecode = True
    for library in LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(library)
    return copied


def main() -> int:
    """Break, test and count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=24, help="Of each area; 0 for all.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="Show what would be broken.")
    parser.add_argument("areas", nargs="*")
    given = parser.parse_args()
    areas = [area for area in _areas() if area.name in given.areas or not given.areas]
    if given.list:
        for area in areas:
            print(*("\t".join(one.key) for one in mutants(area)), sep="\n")
        return 0
    table: list[tuple[str, int, int, int]] = []
    with tempfile.TemporaryDirectory() as name:
        copied = _copied(name)
        for area in areas:
            made, drawn = _drawn(area, given.each, given.seed)
            if _status(copied, area.tests):
                raise SystemExit(f"{area.name}: the tests fail before anything is broken")
            seen = 0
            for one in drawn:
                if objected(copied, one):
                    seen += 1
                else:
                    print("UNSEEN", *one.key, sep="\t", flush=True)
            table.append((area.name, made, len(drawn), seen))
            print(f"{area.name}: {seen} of {len(drawn)}", flush=True)
    print("area          made  drawn  objected to")
    for area_name, made, count, seen in table:
        print(f"{area_name:12} {made:5} {count:6} {seen:6}  {seen / max(1, count):4.0%}")
    return any(seen < WANTED * count for _, _, count, seen in table)


if __name__ == "__main__":
    sys.exit(main())
