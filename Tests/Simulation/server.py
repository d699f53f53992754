"""A Prometheus of its own, asked and written to by its interface."""
from __future__ import annotations

import http.client
import json
import socket
import struct
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

# In a sample it says that the series ended.
STALE = struct.unpack("<d", struct.pack("<Q", 0x7FF0000000000002))[0]
START_SECONDS = 120
Labels = dict[str, str]


class Refused(Exception):
    """A server that does not start, or does not do what it was asked."""


class Prometheus:
    """A context: it runs while that is open."""

    def __init__(self, program: str, folder: Path, config: dict | None = None, flags: Iterable[str] = ()):
        self.folder, self.log = folder, folder / "prometheus.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "prometheus.yml").write_text(json.dumps(config or {}))
        self.command = [
            program, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
            f"--web.listen-address=127.0.0.1:{self.port}", "--web.enable-remote-write-receiver",
            "--storage.tsdb.retention.time=400d", *flags]

    def __enter__(self) -> Prometheus:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise Refused(f"{self.command[0]} does not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait()

    def is_ready(self) -> bool:
        try:
            return self.ask("GET", "/-/ready")[0] == 200
        except OSError:
            self.connection.close()
            return False

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
        self.connection.request(method, path, body, {"Content-Type": kind} if body else {})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def data(self, path: str, **parameters: object) -> dict:
        """What /api/v1/… answers."""
        form = urlencode(parameters).encode() or None
        status, text = self.ask(
            "POST" if form else "GET", f"/api/v1/{path}", form, "application/x-www-form-urlencoded")
        if status != 200:
            raise Refused(f"{path} {parameters}: {status} {text.decode()[:1000]}")
        return json.loads(text)["data"]

    def range(self, query: str, start: float, end: float, step: int) -> list[tuple[Labels, list[tuple[float, float]]]]:
        found = self.data("query_range", query=query, start=f"{start:.3f}", end=f"{end:.3f}", step=step)["result"]
        return [(one["metric"], [(at, float(value)) for at, value in one["values"]]) for one in found]

    def at(self, query: str, time: float) -> list[tuple[Labels, float]]:
        found = self.data("query", query=query, time=f"{time:.3f}")
        if found["resultType"] == "scalar":
            return [({}, float(found["result"][1]))]
        return [(one["metric"], float(one["value"][1])) for one in found["result"]]

    def write(self, series: Iterable[tuple[Labels, list[tuple[float, float]]]]) -> None:
        """Samples as remote write brings them."""
        request = b"".join(written(labels, samples) for labels, samples in series)
        status, text = self.ask("POST", "/api/v1/write", as_snappy(request), "application/x-protobuf")
        if status not in (200, 204):
            raise Refused(f"writing: {status} {text.decode()[:1000]}")


def written(labels: Labels, samples: list[tuple[float, float]]) -> bytes:
    """A TimeSeries of prometheus.WriteRequest."""
    parts = [
        field(1, field(1, name.encode()) + field(2, value.encode())) for name, value in sorted(labels.items())]
    parts += [field(2, b"\x09" + struct.pack("<d", value) + b"\x10" + varint(round(at * 1000))) for at, value in samples]
    return field(1, b"".join(parts))


def field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2]) + varint(len(content)) + content


def varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def as_snappy(content: bytes) -> bytes:
    """Snappy's form, without its compression."""
    pieces = [content[start:start + 65_536] for start in range(0, len(content), 65_536)]
    return varint(len(content)) + b"".join(b"\xf4" + struct.pack("<H", len(piece) - 1) + piece for piece in pieces)
