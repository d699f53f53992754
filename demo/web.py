"""HTTP to 127.0.0.1, past any proxy that the environment names."""
from __future__ import annotations

import http.client
import json

from demo.processes import Failure

TIMEOUT_SECONDS = 10


def connection(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)


def get(port: int, path: str) -> tuple[int, bytes]:
    """The status and body; raises OSError or HTTPException when there is no answer."""
    client = connection(port)
    try:
        client.request("GET", path)
        response = client.getresponse()
        return response.status, response.read()
    finally:
        client.close()


def answers(port: int, path: str) -> bool:
    """Whether the answer is 200."""
    try:
        return get(port, path)[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def json_of(port: int, path: str) -> dict:
    """The parsed body, whatever the status."""
    return json.loads(get(port, path)[1])


def get_json(port: int, path: str) -> dict:
    """The parsed body; raises Failure unless the answer is 200."""
    status, body = get(port, path)
    if status != 200:
        raise Failure(f"http://127.0.0.1:{port}{path} answered {status}: {body.decode(errors='replace')}")
    return json.loads(body)
