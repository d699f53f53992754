"""The service with everything around it, each on a free port of 127.0.0.1."""
from __future__ import annotations

import os
import secrets
from pathlib import Path

from demo import judges, web
from demo.alerts import Prometheus
from demo.monitors import Monitor, Victoria
from demo.postgresql import PostgreSQL
from demo.processes import Failure, Processes, free_port

# Held for most of the time, and let go in between: inserts for the symbol wait, but none waits for ever.
HOLD_ADVISORY_LOCK = """
DO $$ BEGIN LOOP
    PERFORM pg_advisory_lock(hashtextextended('{symbol}', 0));
    PERFORM pg_sleep(0.2);
    PERFORM pg_advisory_unlock(hashtextextended('{symbol}', 0));
    PERFORM pg_sleep(0.05);
END LOOP; END $$
"""


class Stack:
    """The service asks the first monitor's Prometheus; without generations there is one, of the older."""

    def __init__(
        self, processes: Processes, folder: Path, service: Path, rules: Path, generations: list[str] | None = None):
        self._processes = processes
        self._folder = folder
        self._service = must_exist(service, "make build")
        self._postgresql = PostgreSQL(processes, folder / "postgresql")
        self.token = secrets.token_hex(32)
        self.service_port = free_port()
        self._rules = must_exist(rules, "make generate")
        self.monitors = [
            Monitor(generation, processes, folder, self._rules, self.service_port)
            for generation in generations or judges.generations()[:1]]
        self.victoria: Victoria | None = None

    def start(self) -> None:
        self._postgresql.start()
        self._start_service()
        for monitor in self.monitors:
            monitor.start()

    def start_victoria(self) -> None:
        """VictoriaMetrics and vmalert beside today's Prometheus, where that is one of the monitors."""
        for monitor in self.monitors:
            if monitor.generation == "today":
                self.victoria = Victoria(monitor, self._processes, self._folder, self._rules)
                self.victoria.start()

    def evaluators(self) -> list[Prometheus]:
        return [monitor.prometheus for monitor in self.monitors] + ([self.victoria.metrics] if self.victoria else [])

    def hold_advisory_lock(self, symbol: str) -> None:
        """Makes every insert for the symbol slow, until the stack is stopped."""
        self._processes.start("psql", self._postgresql.psql(HOLD_ADVISORY_LOCK.format(symbol=symbol)))

    def places(self) -> str:
        """Where to look, for the user."""
        return "\n".join([
            f"service       http://127.0.0.1:{self.service_port}/  (metrics at /api/v1/monitoring/metrics)",
            *(line for monitor in self.monitors for line in [
                f"Prometheus    http://127.0.0.1:{monitor.prometheus_port}  (its page Alerts; {monitor.generation}'s)",
                f"Alertmanager  http://127.0.0.1:{monitor.alertmanager_port}/api/v2/alerts"]),
            f'PostgreSQL    psql "{self._postgresql.conninfo}"',
            f"logs, token   {self._folder}",
        ])

    def _start_service(self) -> None:
        token_file = self._folder / "token"
        with open(os.open(token_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self.token)
        self._processes.start(
            "feature-store", [self._service, "serve", "--data-dir", self._folder / "journal", "--bind", "127.0.0.1", "--port", self.service_port,
                              "--load-tests", "on"],
            env=os.environ | {
                "PROMETHEUS_URL": f"http://127.0.0.1:{self.monitors[0].prometheus_port}",
                "FEATURE_STORE_POSTGRES": self._postgresql.conninfo,
                "FEATURE_STORE_TOKEN_FILE": str(token_file),
            })
        self._await("the service", self.service_port, "/api/v1/monitoring/health/live")

    def _await(self, name: str, port: int, path: str) -> None:
        self._processes.wait_until(f"{name} to answer", lambda: web.answers(port, path))


def must_exist(path: Path, remedy: str) -> Path:
    if not path.exists():
        raise Failure(f"no {path}; run: {remedy}")
    return path.resolve()
