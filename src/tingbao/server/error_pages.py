"""What a listener reads where there is nothing to hear: the site's look, and a way back."""

from __future__ import annotations

from string import Template

_DEEPEST = 100
"""Folders of an address; who made up a deeper one finds the way back alone."""
_PAGE = Template("""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>$title</title>
<link rel="stylesheet" href="${root}page/site.css">
</head>
<body>
<header class="masthead"><a class="brand" href="${root}index.html">回到节目</a></header>
<main>
<section class="show bare"><div>
<h1 class="long">$title</h1>
<p class="summary">$words</p>
<p class="actions"><a class="button solid" href="${root}index.html">全部节目</a></p>
</div></section>
</main>
</body>
</html>
""")


def lost(raw_path: bytes) -> str:
    """Write the page for an address that leads nowhere."""
    return _page("这里没有东西", "网址可能写错了，或者这一期已经撤下。", raw_path)


def broken(raw_path: bytes) -> str:
    """Write the page for a fault of the program."""
    return _page("听报出了问题", "请过一会儿再试。", raw_path)


def _page(title: str, words: str, raw_path: bytes) -> str:
    """Lead back by a relative way, which is right below any prefix that a proxy puts before."""
    depth = raw_path.partition(b"?")[0].count(b"/") - 1
    root = "../" * min(depth, _DEEPEST) or "./"
    return _PAGE.substitute(title=title, words=words, root=root)
