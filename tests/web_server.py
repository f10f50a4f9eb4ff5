"""A loopback web server whose pages misbehave on purpose."""

import gzip
import http.server
import threading
import time
import urllib.parse
import zlib
from contextlib import contextmanager

import pytest

TEXT = "一座小城的故事\n\n" + "\n\n".join(
    f"第{number}段：这座小城有一条河，河边住着三百户人家，他们的日子过得不紧不慢。"
    for number in range(6)
)
PAGE = (
    "<html><head><title>一座小城的故事</title></head><body><article>"
    + "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")[1:])
    + "</article></body></html>"
)


WHOLE = "<p>全文就在订阅源里，一共有十段这样的话，谁都不必再打开网页去读它。</p>" * 10
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>小城新闻</title><link>/</link>
<item><title>全文的一条</title><link>/status/500</link><author>甘霖</author>
<pubDate>Mon, 05 May 2025 20:30:00 GMT</pubDate>
<description>只有一句。</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded></item>
<item><title>摘要的一条</title><link>/page?from=feed</link>
<pubDate>Tue, 06 May 2025 08:00:00 +0800</pubDate><description>摘要一句。</description></item>
<item><title>没有了的一条</title><link>/{{rest}}</link>
<pubDate>Wed, 07 May 2025 08:00:00 +0800</pubDate></item>
<item><title>没有日期的一条</title><description>这一条没有网页，只有这一句话。</description></item>
</channel></rss>"""


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        name, _, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"_{name.partition('?')[0]}", self._missing)(rest)

    def _send(self, body, kind="text/html; charset=utf-8", status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _page(self, _):
        self._send(PAGE.encode())

    def _header(self, _):
        self._send(PAGE.encode("gb18030"), "text/html; charset=gb2312")

    def _meta(self, _):
        page = PAGE.replace("<head>", '<head><meta charset="gbk">')
        self._send(page.encode("gb18030"), "text/html")

    def _lying(self, _):
        self._send(PAGE.encode("gb18030"), "text/html; charset=utf-8")

    def _bytes(self, _):
        self._send(PAGE.encode("gb18030"), "text/html")

    def _text(self, _):
        self._send(TEXT.encode(), "text/plain; charset=utf-8")

    def _gzip(self, _):
        self._send(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def _members(self, _):
        body = PAGE.encode()
        parts = [gzip.compress(body[at : at + 7]) for at in range(0, len(body), 7)]
        self._send(b"".join(parts), Content_Encoding="gzip")

    def _cut(self, _):
        self._send(gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")

    def _hollow(self, _):
        self._send(gzip.compress(b"") * 500_001, Content_Encoding="gzip")

    def _chunk(self, rest):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(rest.encode() + b"\r\n<p>x\r\n0\r\n\r\n")

    def _deflate(self, _):
        self._send(zlib.compress(PAGE.encode())[2:-4], Content_Encoding="deflate")

    def _bomb(self, _):
        self._send(gzip.compress(b"<p>" + b" " * 60_000_000), Content_Encoding="gzip")

    def _broken(self, _):
        self._send(b"\x1f\x8b\x08not really", Content_Encoding="gzip")

    def _large(self, _):
        self._send(b"<p>" + b"x" * 10_000_001)

    def _picture(self, _):
        self._send(b"\xff\xd8\xff", "image/jpeg")

    def _feed(self, _):
        self._send(b'<?xml version="1.0"?><rss version="2.0"></rss>', "application/rss+xml")

    def _news(self, rest):
        self._send(FEED.format(rest=rest).encode(), "application/rss+xml; charset=utf-8")

    def _empty(self, _):
        self._send(b"")

    def _status(self, rest):
        self._send(b"no", status=int(rest))

    def _hops(self, rest):
        left = int(rest)
        target = f"/hops/{left - 1}" if left else "/page"
        self._send(b"", status=302, Location=target)

    def _to(self, rest):
        raw = urllib.parse.unquote_to_bytes(rest).decode("latin-1")
        self._send(b"", status=301, Location=raw)

    def _short(self, _):
        self._send(b"<p>half", Content_Length="1000")

    def _silent(self, _):
        time.sleep(1.5)

    def _drip(self, _):
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def _missing(self, _):
        self._send(b"no", status=404)


@contextmanager
def serving():
    """Serve on a free loopback port; gives the base URL."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def base():
    """Serve the pages on loopback; give the URL."""
    with serving() as url:
        yield url
