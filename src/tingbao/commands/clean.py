"""`tingbao clean`: what is kept to be quicker the next time, and letting go of it."""

from __future__ import annotations

from typing import Annotated

import typer

from tingbao.commands import console
from tingbao.commands.options import AsJson
from tingbao.commands.settings import settings
from tingbao.errors import UsageError

# What lies in the cache, by the name of its folder there.
KINDS = {
    "speech": "what was spoken",
    "answers": "what a language model answered",
    "results": "articles, scripts, recordings and pages as they were made",
    "settings": "lexicons and templates that came with a batch",
    "models": "the voice's graph, which takes a minute to build again",
}


def clean(
    kinds: Annotated[
        list[str] | None,
        typer.Argument(metavar="KIND", help=f"Of {', '.join(KINDS)}; all but models by default."),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what there is, models too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Empty the cache: the setting `cache`, else the user's own. No show and no `store` is."""
    from tingbao import store

    for kind in kinds or ():
        if kind not in KINDS:
            raise UsageError(
                f"nothing of the kind {kind!r} is kept", hint=f"give {', '.join(KINDS)}"
            )
    cache = settings().cache
    assert cache  # noqa: S101  # `settings` names one
    chosen = kinds or [kind for kind in KINDS if dry_run or kind != "models"]
    sizes = {kind: store.size(cache / kind) for kind in chosen}
    if not dry_run:
        for kind in chosen:
            store.remove(cache / kind)
    if as_json:
        console.result_json({"cache": str(cache), "removed": not dry_run, "bytes": sizes})
        return
    console.result(f"{cache}: {'there is' if dry_run else 'removed'}")
    for kind, size in sizes.items():
        console.result(f"{size / 1e6:10,.1f} MB  {kind}  {KINDS[kind]}")
