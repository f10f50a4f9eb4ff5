"""One question to an OpenAI-compatible chat endpoint: bounded, retried, and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tingbao.config import LanguageModel
from tingbao.errors import MALFORMED, EngineError
from tingbao.sanitizing import clean
from tingbao.services import http
from tingbao.services.retry import LONGEST_WAIT_S, TransientError, persist

_LARGEST = 2_000_000  # bytes of an answer
_REFUSED = frozenset({400, 404, 415, 422, 500, 501})


class ChatError(Exception):
    """Why there is no answer; the next question would fare no better."""


def question(
    endpoint: LanguageModel, *, system: str, prompt: str, tokens: int, schema: dict[str, Any]
) -> dict[str, Any]:
    """Word one question as the protocol has it; `schema` is the JSON Schema of the answer."""
    return {
        "model": endpoint.model,
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": prompt},
        ],
        "temperature": 0,
        "max_tokens": tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "briefing", "strict": True, "schema": schema},
        },
    }


def ask(
    endpoint: LanguageModel, body: dict[str, Any], *, sleep: Callable[[float], None]
) -> tuple[str, int]:
    """Ask one question; give the answer and the tokens that the server says it took (0: unsaid).

    A server that does not know this way to ask for a form of answer is asked in the ways
    of older ones, and at last in none.

    Raises:
        ChatError: After the last try, or at once for what no retry can mend.
    """
    tries = endpoint.retries + 1
    newest = body["response_format"]
    plain = {"type": "json_object"}  # as the oldest servers have it; llama.cpp's with the schema
    schema = newest["json_schema"]["schema"]
    formats = [newest, plain | {"schema": schema}, plain, {"type": "text"}]

    def call() -> tuple[str, int]:
        try:
            data = http.post(
                endpoint.base_url.rstrip("/") + "/chat/completions",
                body | {"response_format": formats[0]},
                key=endpoint.key,
                timeout=endpoint.timeout,
                limit=_LARGEST,
            )
            return said(data)
        except http.UnansweredError as error:
            if error.status in _REFUSED and formats[1:] and b"response_format" in error.said:
                del formats[0]
                return call()
            if not error.passing:
                raise ChatError(str(error)) from error
            raise TransientError(str(error), wait_s=error.wait_s, tries=tries) from error
        except MALFORMED as error:
            raise TransientError("an answer of another form", tries=tries) from error

    deadline_s = tries * (endpoint.timeout + LONGEST_WAIT_S)
    try:
        return persist(call, key="", service=endpoint.base_url, deadline_s=deadline_s, sleep=sleep)
    except EngineError as error:
        raise ChatError(error.what) from error


def said(data: bytes) -> tuple[str, int]:
    """Read an endpoint's answer: its text, and the tokens that it says it took (0: unsaid).

    Raises:
        MALFORMED: It is none.
    """
    value = json.loads(data)
    text = value["choices"][0]["message"]["content"]
    if not isinstance(text, str):
        raise TypeError("no text")
    text = clean(text)
    used = (value.get("usage") or {}).get("total_tokens", 0)
    return text, used if isinstance(used, int) and used > 0 else 0


def schema(name: str, many: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Give the JSON Schema of an answer that lists at most so many objects under a name.

    Each has these fields, in this order, which is that of the answer.
    """

    def closed(properties: dict[str, Any]) -> dict[str, Any]:
        facts = {"required": [*properties], "additionalProperties": False}
        return {"type": "object", "properties": properties, **facts}

    return closed({name: {"type": "array", "items": closed(fields), "maxItems": many}})


def rows(text: str, name: str) -> list[dict[str, Any]]:
    """Read the objects that an answer lists under a name; what is none of them is left out.

    The answer's JSON goes from the first brace to the last: models like to put a fence around.

    Example:
        >>> rows('Here: {"checks": [{"n": 1}, 2]}', "checks")
        [{'n': 1}]
    """
    try:
        value: Any = json.loads(text[text.find("{") : text.rfind("}") + 1])
    except MALFORMED:
        return []
    listed = value.get(name) if isinstance(value, dict) else None
    return [row for row in (listed if isinstance(listed, list) else []) if isinstance(row, dict)]
