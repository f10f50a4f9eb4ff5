"""One question to an OpenAI-compatible chat endpoint: bounded, retried, and never a traceback."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_LARGEST = 2_000_000  # bytes of an answer
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 10.0  # seconds between two tries
_CHUNK = 65_536
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
        try:
            return _once(endpoint, body)
        except urllib.error.HTTPError as error:
            reason, wait = f"HTTP {error.code}", _seconds(error.headers.get("Retry-After"))
            said = error.read(_CHUNK)
            error.close()
            if error.code in _REFUSED and formats and b"response_format" in said:
                body = body | {"response_format": formats.pop(0)}
                continue
            if error.code not in _PASSING:
                raise ChatError(reason, final=True) from error
        except (OSError, http.client.HTTPException) as error:
            reason, wait = _reason(error), 0.0
        except (ValueError, KeyError, IndexError, TypeError) as error:
            if isinstance(error, ValueError) and "url" in str(error).lower():
                raise ChatError(f"no address: {endpoint.base_url}", final=True) from error
            reason, wait = "an answer of another form", 0.0
        if turn < endpoint.retries:
            sleep(min(max(wait, 0.5 * 2**turn), _LONGEST_WAIT))
        turn += 1
    raise ChatError(reason, final=True)


def _formats(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the ways to ask for JSON after the newest: llama.cpp's, the oldest, and freely."""
    schema = asked["json_schema"]["schema"]
    return [{"type": "json_object", "schema": schema}, {"type": "json_object"}, {"type": "text"}]


def _once(endpoint: Endpoint, body: dict[str, Any]) -> tuple[str, int]:
    address = endpoint.base_url.rstrip("/") + "/chat/completions"
    if not address.startswith(("http://", "https://")):
        raise ValueError("unknown url type")
    headers = {"Content-Type": "application/json", "User-Agent": "tingbao"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = urllib.request.Request(  # noqa: S310  # the scheme is checked above
        address, data=json.dumps(body).encode(), headers=headers
    )
    until = time.monotonic() + endpoint.timeout
    with urllib.request.urlopen(request, timeout=endpoint.timeout) as answer:  # noqa: S310  # as above
        data = b""
        while chunk := answer.read1(_CHUNK):
            data += chunk
            if len(data) > _LARGEST:
                raise ValueError("an answer too long")
            if time.monotonic() > until:
                raise TimeoutError
    value = json.loads(data)
    text = value["choices"][0]["message"]["content"]
    if not isinstance(text, str):
        raise TypeError("no text")
    used = (value.get("usage") or {}).get("total_tokens", 0)
    return text, used if isinstance(used, int) else 0


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", error)
    if isinstance(inner, TimeoutError):
        return "it did not answer in time"
    return str(inner) or type(inner).__name__


def _seconds(value: str | None) -> float:
    return float(value) if value and value.isdigit() else 0.0
