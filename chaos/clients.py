"""Clients that write without pause, and write again under the same id what they got no answer for."""
from __future__ import annotations

import http.client
import json
import random
import threading
import time

from chaos.ledger import Ledger, Write
from chaos.service import Service

SYMBOLS = [f"SYM{number}" for number in range(6)]
FEATURE = "close"
# Longer than the service's own deadline by far: a client that is left alone so long has found a hang.
PATIENCE_SECONDS = 15
# What is refused so often is left, as a row whose symbol somebody has locked, and may be stored or not.
TRIES = 4


class Clients:
    """A context: the clients write while it is entered. Each stays with one service, over one connection.

    After a row it rests for `rest` seconds.
    """

    def __init__(self, services: list[Service], ledger: Ledger, count: int, seed: int, rest: float = 0):
        self._services = services
        self._rest = rest
        self._ledger = ledger
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(number, random.Random(f"{seed}/{number}")), daemon=True)
            for number in range(count)]

    def __enter__(self) -> Clients:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(60)

    def _work(self, number: int, chance: random.Random) -> None:
        index = number % len(self._services)
        service = self._services[index]
        client: http.client.HTTPConnection | None = None
        written = 0
        while not self._stopping.is_set():
            written += 1
            write = Write(chance.choice(SYMBOLS), f"client {number}, row {written}, {chance.random()}", service=index)
            self._ledger.add(write)
            for _ in range(TRIES):
                client = client or http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE_SECONDS)
                if self._try(client, service, write):
                    break
                client.close()
                client = None
                if self._stopping.is_set():
                    break
                # A service that is down, or has neither store, answers at once: it is not to be hammered.
                self._stopping.wait(0.02)
            if self._rest:
                self._stopping.wait(self._rest)

    def _try(self, client: http.client.HTTPConnection, service: Service, write: Write) -> bool:
        """Whether the row was acknowledged."""
        row = {"id": write.id, "symbol": write.symbol, "feature": FEATURE, "content": write.content}
        start = time.monotonic()
        try:
            client.request(
                "POST", "/api/v1/manifests", json.dumps(row),
                {"Authorization": f"Bearer {service.token}", "Content-Type": "application/json"})
            response = client.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as failure:
            self._ledger.refuse(type(failure).__name__)
            return False
        self._ledger.answered(time.monotonic() - start)
        if response.status not in (200, 201, 202):
            self._ledger.refuse(f"{response.status} {json.loads(body).get('detail', '')[:160]}")
            return False
        self._ledger.acknowledge(write, json.loads(body).get("version"))
        return True
