"""A thousand requests of the kinds that nobody means well with: the service refuses each, serves on, and does not grow."""
from __future__ import annotations

import random
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

from demo import web
from demo.processes import Failure

REQUESTS = 1000
CLIENTS = 16
TIMEOUT_SECONDS = 20
# What the allocator may come to keep in one run of them, at most so often: it does not grow for good, a leak does.
GROWTH_BYTES = 12 << 20
RUNS = 3
MANIFESTS = "/api/v1/manifests"


def check(port: int, token: str) -> None:
    kinds = malformed(token)
    send_all(port, [make() for _ in range(10) for make in kinds])  # What is allocated once is allocated by now.
    requests = [kinds[number % len(kinds)]() for number in range(REQUESTS)]
    random.Random(1).shuffle(requests)
    for _ in range(RUNS):
        before = memory(port)
        answers = send_all(port, requests)
        wrong = {answer for answer in answers if answer and not 400 <= answer < 500}
        if wrong:
            raise Failure(f"malformed requests are answered {sorted(wrong)}")
        growth = memory(port) - before
        if growth <= GROWTH_BYTES:
            break
    if not web.answers(port, "/api/v1/monitoring/health/ready"):
        raise Failure("the service is not ready any more after malformed requests")
    if growth > GROWTH_BYTES:
        raise Failure(f"{REQUESTS} malformed requests cost {growth / 2**20:.1f} MiB")
    refused = sum(1 for answer in answers if answer)
    print(f"{len(answers)} malformed requests: {refused} refused, {len(answers) - refused} cut off, {growth / 2**20:+.1f} MiB")


def malformed(token: str) -> list:
    """One maker for each kind; each gives the bytes to send."""
    head = f"Host: x\r\nAuthorization: Bearer {token}\r\n"

    def post(body: bytes, fields: str = "", path: str = MANIFESTS) -> bytes:
        length = "" if "Content-Length" in fields or "Transfer" in fields else f"Content-Length: {len(body)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{head}{fields}{length}\r\n".encode() + body

    def get(path: str, fields: str = "") -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: x\r\n{fields}\r\n".encode("latin-1")

    rows = '{"symbol": %s, "feature": "f", "content": "c"}'
    return [
        # Bodies: no JSON, other types, too deep, no UTF-8, too large, longer and shorter than they say.
        lambda: post(b"{"), lambda: post(b"[" * 50_000), lambda: post(b"\xff\xfe{}"), lambda: post(b"null"),
        lambda: post((rows % "1").encode()), lambda: post((rows % "null").encode()), lambda: post((rows % '"\\ud800"').encode()),
        lambda: post((rows % ('"' + "x" * 300 + '"')).encode()), lambda: post(b"x" * 2_000_000),
        lambda: post(b"{}", "Content-Length: 4000000000\r\n"), lambda: post(b"{}", "Content-Length: -1\r\n"),
        lambda: post(b"{}", "Content-Length: 99999999999999999999\r\n"),
        lambda: post(b"5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"),
        lambda: post(b"zz\r\nhello", "Transfer-Encoding: chunked\r\n"),
        lambda: post(b"fffffffffffffffff\r\n", "Transfer-Encoding: chunked\r\n"),
        lambda: post(b"200000\r\n" + b"x" * 0x200000 + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        lambda: post(b'{"workers": 1e999}', path="/api/v1/monitoring/test/load"),
        lambda: post(b'{"duration_seconds": "long"}', path="/api/v1/monitoring/test/load"),
        # Paths and queries.
        lambda: get("/../../etc/passwd"), lambda: get("/%2e%2e/%2e%2e/etc/passwd"), lambda: get("/api/v1/manifests/%00/f"),
        lambda: get("/api/v1/manifests/%ff%fe/f"), lambda: get("/" + "a" * 30_000), lambda: get("/" + "a/" * 10_000),
        lambda: get("//api//v1//nothing"), lambda: get("http://elsewhere/nothing"), lambda: get("/api/v1/manifests/s/f?version=%zz"),
        lambda: get("/api/v1/monitoring/performance?window=1e9&window=-1"),
        # Headers.
        lambda: get("/nothing", "X: y\r\n" * 5000), lambda: get("/nothing", f"X: {'y' * 100_000}\r\n"),
        lambda: get("/nothing", "X : y\r\n"), lambda: get("/nothing", "X: \x00\r\n"), lambda: get("/nothing", ": y\r\n"),
        lambda: get("/nothing", "Host: y\r\n Folded: z\r\n"),
        # What is no HTTP at all, and what breaks off.
        lambda: random.Random(2).randbytes(5000), lambda: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
        lambda: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", lambda: b"GET /\r\n\r\n", lambda: b"GET / HTTP/9.9\r\n\r\n",
        lambda: b"G" * 100_000, lambda: b"\r\n" * 50_000, lambda: b"GET /nothing HTTP/1.1\r\nHo", lambda: post(b"{", "Content-Length: 100\r\n"),
    ]


def send_all(port: int, requests: list[bytes]) -> list[int]:
    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(lambda request: send(port, request), requests))


def send(port: int, request: bytes) -> int:
    """The status of the first answer; 0 where the connection was closed without one."""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS) as connection:
        # An answer may come, and the connection be closed, before all is sent.
        sender = threading.Thread(target=write, args=(connection, request))
        sender.start()
        answer = b""
        try:
            while b"\r\n" not in answer and (chunk := connection.recv(1 << 16)):
                answer += chunk
        except ConnectionError:
            pass
        except TimeoutError as error:
            raise Failure(f"neither answered nor cut off: {request[:200]!r}") from error
        finally:
            sender.join()
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") else 0


def write(connection: socket.socket, request: bytes) -> None:
    try:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def memory(port: int) -> float:
    _, page = web.get(port, "/api/v1/monitoring/metrics")
    return next(float(line.split()[1]) for line in page.decode().splitlines()
                if line.startswith("process_resident_memory_bytes "))
