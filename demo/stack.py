"""The service with everything around it, each on a free port of 127.0.0.1."""
from __future__ import annotations

import os
import secrets
import shutil
import socket
import string
from pathlib import Path

from demo import web
from demo.postgresql import PostgreSQL
from demo.processes import Failure, Processes

CONFIGURATION = Path(__file__).parent
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
    def __init__(self, processes: Processes, folder: Path, service: Path, rules: Path):
        self._processes = processes
        self._folder = folder
        self._service = must_exist(service, "make build")
        self._rules = must_exist(rules, "make generate")
        self._postgresql = PostgreSQL(processes, folder / "postgresql")
        self.token = secrets.token_hex(32)
        self.service_port = free_port()
        self.alertmanager_port = free_port()
        self.prometheus_port = free_port()

    def start(self) -> None:
        self._postgresql.start()
        self._start_service()
        self._start_alertmanager()
        self._start_prometheus()

    def hold_advisory_lock(self, symbol: str) -> None:
        """Makes every insert for the symbol slow, until the stack is stopped."""
        self._processes.start("psql", self._postgresql.psql(HOLD_ADVISORY_LOCK.format(symbol=symbol)))

    def places(self) -> str:
        """Where to look, for the user."""
        return "\n".join([
            f"service       http://127.0.0.1:{self.service_port}/  (metrics at /api/v1/monitoring/metrics)",
            f"Prometheus    http://127.0.0.1:{self.prometheus_port}  (its page Alerts)",
            f"Alertmanager  http://127.0.0.1:{self.alertmanager_port}/api/v2/alerts",
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
                "PROMETHEUS_URL": f"http://127.0.0.1:{self.prometheus_port}",
                "FEATURE_STORE_POSTGRES": self._postgresql.conninfo,
                "FEATURE_STORE_TOKEN_FILE": str(token_file),
            })
        self._await("the service", self.service_port, "/api/v1/monitoring/health/live")

    def _start_alertmanager(self) -> None:
        self._processes.start("alertmanager", [
            program("prometheus-alertmanager", "alertmanager"),
            f"--config.file={CONFIGURATION / 'alertmanager.yml'}",
            f"--storage.path={self._folder / 'alertmanager'}",
            f"--web.listen-address=127.0.0.1:{self.alertmanager_port}",
            "--cluster.listen-address=",
        ])
        self._await("Alertmanager", self.alertmanager_port, "/-/ready")

    def _start_prometheus(self) -> None:
        template = string.Template((CONFIGURATION / "prometheus.yml").read_text())
        filled = self._folder / "prometheus.yml"
        filled.write_text(template.substitute(
            service_port=self.service_port, alertmanager_port=self.alertmanager_port, rules=self._rules))
        self._processes.start("prometheus", [
            program("prometheus"),
            f"--config.file={filled}",
            f"--storage.tsdb.path={self._folder / 'prometheus'}",
            f"--web.listen-address=127.0.0.1:{self.prometheus_port}",
            "--log.level=warn",
        ])
        self._await("Prometheus", self.prometheus_port, "/-/ready")

    def _await(self, name: str, port: int, path: str) -> None:
        self._processes.wait_until(f"{name} to answer", lambda: web.answers(port, path))


def must_exist(path: Path, remedy: str) -> Path:
    if not path.exists():
        raise Failure(f"no {path}; run: {remedy}")
    return path.resolve()


def program(*names: str) -> str:
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise Failure(f"no {names[0]} in PATH; run: make setup")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
