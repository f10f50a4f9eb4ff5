"""What a figure can be; each class owns the golden file of its name."""

from __future__ import annotations

from importlib import import_module

from tingbao.normalization.form import Form

_NAMES = (
    "clock", "code", "count", "date", "fraction", "latin", "layout", "measure", "model", "money",
    "ordinal", "percent", "phone", "range", "score", "sign", "year",
)  # fmt: skip
CLASSES: dict[str, tuple[Form, ...]] = {
    name: import_module(f"{__name__}.{name}").FORMS for name in _NAMES
}
