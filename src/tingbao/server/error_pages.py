"""What a listener reads where there is nothing to hear: the site's look, and a way back."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse

_DEEPEST = 100  # folders of an address; who made up a deeper one finds the way back alone
_SAID = {
    404: ("这里没有东西", "网址可能写错了，或者这一期已经撤下。"),
    500: ("听报出了问题", "请过一会儿再试。"),
}


async def _page(status: int, request: Request, error: Exception) -> HTMLResponse:
    """Lead back by a relative way, which is right below any prefix that a proxy puts before."""
    del error  # which the server logs
    title, words = _SAID[status]
    depth = request.scope["raw_path"].partition(b"?")[0].count(b"/") - 1
    root = "../" * min(depth, _DEEPEST) or "./"
    page = files(__package__).joinpath("error.html").read_text(encoding="utf-8")
    return HTMLResponse(Template(page).substitute(title=title, words=words, root=root), status)


# What answers an address that leads nowhere, and a fault of the program.
HANDLERS = {status: partial(_page, status) for status in _SAID}
