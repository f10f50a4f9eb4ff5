"""Dates, lengths and sizes as a Chinese reader expects them, and times in addresses."""

from __future__ import annotations

from datetime import datetime

from tingbao.language.numerals import cardinal, spell

# Characters from which a title is set smaller, so that it stays a title and no wall.
LONG, ENDLESS = 40, 120


def month(moment: datetime) -> str:
    """二〇二三年五月, as a newspaper heads its pages."""
    year = spell(f"{moment.year:04d}").replace("零", "〇")
    return f"{year}年{numeral(moment.month)}月"


def numeral(number: int) -> str:
    """Write 1 to 99 in Chinese: 一, 十, 十二, 二十一; larger numbers stay digits."""
    return cardinal(str(number)) if 0 < number < 100 else str(number)  # noqa: PLR2004  # two places


def length(milliseconds: int) -> str:
    """3 分 12 秒; from ten minutes on, whole minutes."""
    seconds = max(0, milliseconds + 500) // 1000
    minutes, rest = divmod(seconds, 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes_left} 分" if minutes_left else f"{hours} 小时"
    if minutes >= 10:  # noqa: PLR2004  # seconds matter little beside ten minutes
        return f"{minutes} 分钟"
    if minutes:
        return f"{minutes} 分 {rest} 秒" if rest else f"{minutes} 分钟"
    return f"{rest} 秒"


def size(count: int) -> str:
    """2.3 MB, in the decimal megabytes that file managers and networks count in."""
    if count < 1_000_000:  # noqa: PLR2004  # a megabyte
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"


def seconds(milliseconds: int) -> str:
    """Write a moment as the fragment `t=` does: 65, 65.3, 65.32."""
    return f"{milliseconds / 1000:.2f}".rstrip("0").rstrip(".")


def scale(title: str) -> str:
    """Name the size that a title is set in."""
    return "endless" if len(title) > ENDLESS else "long" if len(title) > LONG else ""
