"""The service as a process of its own, with a journal that outlives it."""
from __future__ import annotations

import http.client
import os
import re
import secrets
import signal
import subprocess
from pathlib import Path

from chaos.waiting import Broken, until
from demo import web
from demo.processes import free_port

JOURNAL = "journal.duckdb"


class Service:
    """A context: the process is gone when it is left."""

    def __init__(self, program: Path, folder: Path, postgres: str):
        self._program = program
        self._folder = folder
        self._postgres = postgres
        self._process: subprocess.Popen | None = None
        self.token = secrets.token_hex(32)
        self.port = free_port()
        self.journal = folder / "data" / JOURNAL

    def __enter__(self) -> Service:
        self._folder.mkdir()
        token = self._folder / "token"
        token.touch(0o600)
        token.write_text(self.token)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_running:
            self.kill()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Starts the process and waits until it answers, whatever its stores are like."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "serve", "--port", str(self.port), "--health-interval", "0.2", "--pool-size", "8",
                 "--lock-timeout", "1", "--data-dir", self.journal.parent],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env=os.environ | {
                    "FEATURE_STORE_POSTGRES": self._postgres, "FEATURE_STORE_TOKEN_FILE": str(self._folder / "token")})
        until("the service answers", lambda: web.answers(self.port, "/api/v1/monitoring/health/live"), broken=self.ended)

    def kill(self) -> None:
        """kill -9."""
        if self._process:
            self._process.kill()
            self._process.wait(60)

    def stop(self) -> None:
        """SIGTERM, and the end of it."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            if status := self._process.wait(60):
                raise Broken(f"the service ended with status {status} after SIGTERM; {self.ended()}")

    def ended(self) -> str | None:
        if self.is_running:
            return None
        return f"the service ended by itself; the end of its log:\n{self.log[-3000:]}"

    def health(self) -> dict:
        """The components' states; empty while the service does not answer."""
        try:
            return web.json_of(self.port, "/api/v1/monitoring/health")
        except (OSError, http.client.HTTPException, ValueError):
            return {}

    def metric(self, series: str) -> float | None:
        """The value of a series as it is written in the scrape; nil where there is none, or no answer."""
        try:
            _, page = web.get(self.port, "/api/v1/monitoring/metrics")
        except (OSError, http.client.HTTPException):
            return None
        found = re.search(rf"^{re.escape(series)} (\S+)$", page.decode(), re.MULTILINE)
        return float(found[1]) if found else None

    @property
    def writes_to_journal(self) -> bool:
        return self.metric("feature_store_fallback_active") == 1

    @property
    def has_recovered(self) -> bool:
        """PostgreSQL takes the writes, and the journal is empty."""
        return (
            self.metric("feature_store_fallback_active") == 0
            and self.metric("feature_store_fallback_journal_rows") == 0
            and self.health().get("overall_status") == "healthy")
