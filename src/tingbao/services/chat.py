"""One question to an OpenAI-compatible chat endpoint: bounded, retried, and never a traceback."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tingbao.cleaning import clean
from tingbao.services import http

if TYPE_CHECKING:
    from collections.abc import Callable

_LARGEST = 2_000_000  # bytes of an answer
_LONGEST_WAIT = 10.0  # seconds between two tries
_REFUSED = frozenset({400, 404, 415, 422, 500, 501})


class ChatError(Exception):
    """Why there is no answer; `final` when the next question would fare no better."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.final = final


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, and what it may cost.

    `timeout` is in seconds for one try, `tokens` what may be sent and received for one
    article, `retries` the tries after the first.
    """

    base_url: str
    model: str
    key: str = ""
    timeout: float = 60.0
    tokens: int = 60_000
    retries: int = 3


def question(
    endpoint: Endpoint, *, system: str, prompt: str, tokens: int, schema: dict[str, Any]
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
    endpoint: Endpoint, body: dict[str, Any], *, sleep: Callable[[float], None]
) -> tuple[str, int]:
    """Ask one question; give the answer and the tokens that the server says it took (0: unsaid).

    A server that does not know this way to ask for a form of answer is asked in the ways
    of older ones, and at last in none.

    Raises:
        ChatError: After the last try, or at once for what no retry can mend.
    """
    formats = _formats(body["response_format"])
    turn = 0
    while turn <= endpoint.retries:
        wait = 0.0
        try:
            return _once(endpoint, body)
        except http.UnansweredError as error:
            reason, wait = str(error), error.wait_s
            if error.status in _REFUSED and formats and b"response_format" in error.said:
                body = body | {"response_format": formats.pop(0)}
                continue
            if not error.passing:
                raise ChatError(reason, final=True) from error
        except (ValueError, KeyError, IndexError, TypeError):
            reason = "an answer of another form"
        if turn < endpoint.retries:
            sleep(min(max(wait, 0.5 * 2**turn), _LONGEST_WAIT))
        turn += 1
    raise ChatError(reason, final=True)


def _formats(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the ways to ask for JSON after the newest: llama.cpp's, the oldest, and freely."""
    schema = asked["json_schema"]["schema"]
    return [{"type": "json_object", "schema": schema}, {"type": "json_object"}, {"type": "text"}]


def _once(endpoint: Endpoint, body: dict[str, Any]) -> tuple[str, int]:
    data = http.post(
        endpoint.base_url.rstrip("/") + "/chat/completions",
        body,
        key=endpoint.key,
        timeout=endpoint.timeout,
        limit=_LARGEST,
    )
    value = json.loads(data)
    text = value["choices"][0]["message"]["content"]
    if not isinstance(text, str):
        raise TypeError("no text")
    text = clean(text)
    used = (value.get("usage") or {}).get("total_tokens", 0)
    return text, used if isinstance(used, int) else 0
