"""Units of measure: symbols after a number, alone or as a quotient."""

from __future__ import annotations

from string import ascii_letters

from tingbao.normalization.tables import mapping

# A symbol, or symbols joined by / ; exactness comes from the table, not from the pattern.
UNIT = (
    r"(?:sq (?:ft|mi|m)|[cm]mH[2₂]O(?![A-Za-z])"
    r"|(?:[A-Za-zμΩℓ°]|[℀-℩㍱-㏿]){1,6}(?:·[A-Za-z])?[²³23]?(?![A-Za-z0-9]))"
)
# What a symbol can begin with.
SYMBOLS = frozenset(ascii_letters + "μΩℓ°") | {
    chr(code) for code in (*range(0x2100, 0x212A), *range(0x3371, 0x3400))
}
_BELOW = rf"\({UNIT}(?:[/·]{UNIT}){{0,2}}\)"
UNITS = rf"(?:{UNIT}(?:/{_BELOW}|(?:[/·]{UNIT}){{0,2}}))"
PER, _SQUARE = "每", "平方"
_TIMES = {"h": "小时", "hr": "小时", "s": "秒", "min": "分钟", "d": ""}  # no speed is one a day


def unit(symbol: str) -> str | None:
    """Say a unit symbol, or None where it is none: kWh is 千瓦时, mg/L is 毫克每升."""
    known = mapping("units")
    if symbol in known:
        return known[symbol]
    if squared := _squared(symbol):
        return squared
    if not {"/", "·"} & set(symbol):
        return None
    said = [_product(part) for part in symbol.split("/")]
    return PER.join(said) if all(said) else None


def _squared(symbol: str) -> str:
    """Say the square of a unit, ms², or ""."""
    of = mapping("units").get(symbol.removesuffix("²"), "") if symbol[-1:] == "²" else ""
    return of and _SQUARE + of


def _product(symbols: str) -> str:
    """Say kg·K, (kg·d), or a symbol that is a unit only in company; "" where one is unknown."""
    bare = symbols.strip("()")
    units, factors = mapping("units"), mapping("factors")
    said = [
        units.get(symbol) or factors.get(symbol) or _squared(symbol)
        for symbol in ([bare] if bare in units else bare.split("·"))
    ]
    by_time = bare != symbols and bare.rpartition("·")[2] in _TIMES
    return (PER if by_time else "").join(said) if all(said) else ""


def quantity(number: str, symbol: str) -> str | None:
    """Say an amount in a unit: speeds as 每小时十公里, all else as the unit is read."""
    if "/" in symbol:
        top, _, bottom = symbol.partition("/")
        if (pace := _TIMES.get(bottom)) and (spoken := mapping("units").get(top)):
            return f"{PER}{pace}{number}{spoken}"
    spoken = unit(symbol)
    return None if spoken is None else number + spoken
