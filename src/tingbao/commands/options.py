"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AllowPrivate = Annotated[
    bool | None, typer.Option("--allow-private", help="Let a URL lead into a private network.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
Engine = Annotated[
    str | None,
    typer.Option(help="kokoro (offline), edge, openai, espeak, or auto.", show_default="kokoro"),
]
Listen = Annotated[
    bool | None,
    typer.Option("--listen", help="Hear it before publishing; say again what is unclear."),
]
Minutes = Annotated[float | None, typer.Option(help="Length to aim at.", show_default="3")]
Model = Annotated[
    Path | None, typer.Option(help="Folder of a Whisper model (CTranslate2) to listen with.")
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="The show's folder.", show_default="output")
]
Speed = Annotated[float | None, typer.Option(help="Of the voice, 0.5 to 2.", show_default="1")]
Style = Annotated[
    str | None,
    typer.Option(help="bulletin, headlines, full or dialogue.", show_default="bulletin"),
]
Voice = Annotated[
    str | None,
    typer.Option(help="One of tingbao voices, or a blend as xiaobei:0.7+xiaoxiao:0.3."),
]
