"""The rules, in the order in which they are tried at a character; the first that answers wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.wording.rules import (
    acronym,
    angle,
    clock,
    code,
    date,
    decade,
    enumeration,
    fraction,
    hotline,
    identifier,
    math,
    measure,
    model,
    money,
    named,
    number,
    ordinal,
    percent,
    phone,
    place_number,
    plate,
    province,
    quotient,
    roman,
    room,
    route,
    score,
    symbol,
    temperature,
    web,
    year,
)
from tingbao.wording.rules import (
    range as range_,
)

if TYPE_CHECKING:
    from tingbao.wording.rule import Rule

RULES: tuple[Rule, ...] = (
    web.RULE,
    phone.RULE,
    plate.RULE,
    identifier.RULE,
    hotline.RULE,
    named.RULE,
    ordinal.RULE,
    date.RULE,
    code.RULE,
    year.RULE,
    decade.RULE,
    clock.RULE,
    angle.RULE,
    temperature.RULE,
    percent.RULE,
    money.RULE,
    model.RULE,
    score.RULE,
    measure.RULE,
    room.RULE,
    fraction.RULE,
    range_.RULE,
    roman.RULE,
    place_number.RULE,
    route.RULE,
    math.RULE,
    number.RULE,
    acronym.RULE,
    quotient.RULE,
    province.RULE,
    enumeration.RULE,
    symbol.RULE,
)
