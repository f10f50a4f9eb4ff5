"""Make NotoSansSC-Bold-subset.otf from the published Noto Sans CJK collection.

Run once by a developer: `python cover_font.py NotoSansCJK-Bold.ttc`, with fonttools installed.
The collection is version 2.004 of github.com/notofonts/noto-cjk, as Debian ships it in
fonts-noto-cjk; the checksum below names it. What is kept: the characters of GB 2312, those
of names.txt, ASCII, Latin-1 and some punctuation, without hints, features or vertical metrics.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from tingbao.publishing import fonts

SOURCE_SHA256 = "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb"
FACE = 2  # Noto Sans CJK SC among the collection's ten
TARGET = Path(fonts.__file__).with_name(fonts.FONT)
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]


def main(source: Path) -> None:
    """Write the subset of `source` where the package has it."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
        sys.exit(f"{source} is not the collection this script was written for")
    options = Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    options.drop_tables += DROPPED
    font = TTFont(source, fontNumber=FACE, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in fonts.characters()])
    subsetter.subset(font)
    font.save(TARGET)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
