"""A chat endpoint for the tests of what a language model may say."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


def claimed(body):
    """Give the sentences that a question asks about, with what they follow; none in another."""
    lines = body["messages"][1]["content"].splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def verdicts(claims, wrong):
    """Say of each claim whether it is supported: all but those that a function finds words in."""
    return {
        "checks": [
            {"n": one["n"], "wrong": wrong(one), "supported": not wrong(one)} for one in claims
        ]
    }


@pytest.fixture
def serve():
    """Start a server that answers each request with the next of a list, or what it gives for it.

    What sentences are supported it is asked in between: `judge` is given those, and gives those
    that are not, with the words at fault. These questions are listed in `start.judged`.
    """
    servers = []

    def start(*answers, judge=None):
        asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(length))
                claims = claimed(body)
                if judge and claims:
                    start.judged.append(body)
                    answer = judge(claims)
                else:
                    asked.append((self.path, dict(self.headers), body))
                    answer = answers[min(len(asked), len(answers)) - 1]
                if callable(answer):
                    answer = answer(body["messages"][1]["content"])
                if answer == "hang":
                    stop.wait(2)
                    return
                status, body = answer if isinstance(answer, tuple) else (200, answer)
                if not isinstance(body, bytes):
                    content = body if isinstance(body, str) else json.dumps(body)
                    body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Keep the test's output clean."""

        stop = threading.Event()
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append((server, stop))
        return f"http://127.0.0.1:{server.server_port}/v1", asked

    start.judged = []
    yield start
    for server, stop in servers:
        stop.set()
        server.shutdown()
        server.server_close()
