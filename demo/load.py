"""A bounded load: a few workers that mostly read, over symbols as unevenly popular as real ones."""
from __future__ import annotations

import http.client
import itertools
import json
import random
import threading

from demo import web
from demo.processes import Failure

WORKERS = 4
REQUESTS_PER_SECOND = 100
READS_PER_INSERT = 40
# Rank r is asked for in proportion to 1/r (Zipf's law): AAPL in about a quarter of the requests.
SYMBOLS = ["AAPL", "MSFT", "NVDA", "AMZN", "GOOG"] + [f"SYM{rank}" for rank in range(6, 41)]
CUMULATIVE_WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, len(SYMBOLS) + 1)))
FEATURE = "close_price"


class Load:
    """A context: the workers run while it is entered."""

    def __init__(self, port: int, token: str):
        self._port = port
        self._token = token
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._workers = [threading.Thread(target=self._work) for _ in range(WORKERS)]
        self.requests = 0
        self.errors = 0
        self.last_error = ""

    def __enter__(self) -> Load:
        self._insert_each_symbol_once()
        for worker in self._workers:
            worker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for worker in self._workers:
            worker.join()

    def summary(self) -> str:
        last = f", the last one: {self.last_error}" if self.errors else ""
        return f"{self.requests} requests, {self.errors} errors{last}"

    def _insert_each_symbol_once(self) -> None:
        client = web.connection(self._port)
        for symbol in SYMBOLS:
            self._request(client, symbol, inserts=True)
            if self.errors:
                raise Failure(f"the first insert for {symbol} failed: {self.last_error}")
        client.close()

    def _work(self) -> None:
        client = web.connection(self._port)
        while not self._stopping.wait(WORKERS / REQUESTS_PER_SECOND):
            symbol = random.choices(SYMBOLS, cum_weights=CUMULATIVE_WEIGHTS)[0]
            self._request(client, symbol, inserts=random.randrange(READS_PER_INSERT + 1) == 0)
        client.close()

    def _request(self, client: http.client.HTTPConnection, symbol: str, inserts: bool) -> None:
        try:
            if inserts:
                row = {"symbol": symbol, "feature": FEATURE, "content": f"{random.uniform(10, 500):.2f}"}
                headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
                client.request("POST", "/api/v1/manifests", json.dumps(row), headers)
            else:
                client.request("GET", f"/api/v1/manifests/{symbol}/{FEATURE}")
            response = client.getresponse()
            body = response.read()
            error = "" if response.status in (200, 201) else f"{response.status} {body.decode(errors='replace')}"
        except (OSError, http.client.HTTPException) as failure:
            client.close()
            error = repr(failure)
        self._count(error)

    def _count(self, error: str) -> None:
        with self._lock:
            self.requests += 1
            if error:
                self.errors += 1
                self.last_error = error
