"""What a figure can be; each class owns the golden file of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tingbao.normalization.classes import (
    clock,
    code,
    count,
    date,
    fraction,
    latin,
    layout,
    measure,
    model,
    money,
    ordinal,
    percent,
    phone,
    score,
    sign,
    year,
)
from tingbao.normalization.classes import range as range_

if TYPE_CHECKING:
    from tingbao.normalization.form import Form

CLASSES: dict[str, tuple[Form, ...]] = {
    "clock": clock.FORMS,
    "code": code.FORMS,
    "count": count.FORMS,
    "date": date.FORMS,
    "fraction": fraction.FORMS,
    "latin": latin.FORMS,
    "layout": layout.FORMS,
    "measure": measure.FORMS,
    "model": model.FORMS,
    "money": money.FORMS,
    "ordinal": ordinal.FORMS,
    "percent": percent.FORMS,
    "phone": phone.FORMS,
    "range": range_.FORMS,
    "score": score.FORMS,
    "sign": sign.FORMS,
    "year": year.FORMS,
}
