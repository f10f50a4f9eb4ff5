"""Which faults on purpose do the tests object to?

    python benchmarks/mutants.py [WORD...]

Each line of mutants.tsv (or those that hold a word) breaks one place of a copy of the source; the
tests named beside it must fail or hang. Prints those that none objected to, and the share of the
others.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST_S = 300
WANTED = 0.9
FAILED = 1


def objected(copy: Path, tests: str) -> bool:
    """Run tests against a copy; tell whether one failed, or hung."""
    options = ["-x", "-q", "-p", "no:cacheprovider", f"--timeout={LONGEST_S}"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": f"{copy / 'src'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode not in {0, FAILED}:
        print(ran.stdout[-500:], ran.stderr[-500:])
    return ran.returncode == FAILED


def main() -> int:
    """Break, test, mend, and count."""
    rows = [
        line.split("\t")
        for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
        if line[:1] not in {"", "#"}
    ]
    rows = [row for row in rows if not sys.argv[1:] or any(w in "\t".join(row) for w in sys.argv)]
    killed = 0
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "copy"
        skip = shutil.ignore_patterns(".git", "node_modules", ".venv*", "output")
        shutil.copytree(ROOT, copy, ignore=skip)
        for place, before, after, tests in rows:
            path = copy / "src" / "tingbao" / place
            whole = path.read_text("utf-8")
            old, new = (part.replace(r"\n", "\n").replace("\\\\", "\\") for part in (before, after))
            if old not in whole:
                raise SystemExit(f"{place}: there is no {old!r}")
            path.write_text(whole.replace(old, new, 1), "utf-8")
            done = objected(copy, tests)
            path.write_text(whole, "utf-8")
            killed += done
            print("objected" if done else "UNSEEN  ", place, before[:60], flush=True)
    print(f"{killed} of {len(rows)}")
    return killed < WANTED * len(rows)


if __name__ == "__main__":
    sys.exit(main())
