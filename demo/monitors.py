"""What watches the service: Prometheus and Alertmanager of a generation, or VictoriaMetrics, with the same rules."""
from __future__ import annotations

import re
import string
from pathlib import Path

from demo import judges, web
from demo.alerts import Prometheus
from demo.processes import Processes, free_port

CONFIGURATION = Path(__file__).parent
VMALERT_INTERVAL = "5s"


class Monitor:
    """Prometheus, and the Alertmanager that it tells."""

    def __init__(self, generation: str, processes: Processes, folder: Path, rules: Path, service_port: int):
        self.generation = generation
        self._processes = processes
        self._folder = folder
        self._rules = rules
        self._service_port = service_port
        self.alertmanager_port = free_port()
        self.prometheus_port = free_port()
        self.prometheus = Prometheus(f"Prometheus of {generation}", self.prometheus_port)
        self.configuration = folder / f"prometheus-{generation}.yml"

    def start(self) -> None:
        self._start_alertmanager()
        self._start_prometheus()

    def _start_alertmanager(self) -> None:
        start(self._processes, "alertmanager", self.generation, self.alertmanager_port, "/-/ready", [
            f"--config.file={CONFIGURATION / 'alertmanager.yml'}",
            f"--storage.path={self._folder / f'alertmanager-{self.generation}'}",
            f"--web.listen-address=127.0.0.1:{self.alertmanager_port}",
            "--cluster.listen-address=",
        ])

    def _start_prometheus(self) -> None:
        template = string.Template((CONFIGURATION / "prometheus.yml").read_text())
        self.configuration.write_text(template.substitute(
            service_port=self._service_port, alertmanager_port=self.alertmanager_port, rules=self._rules))
        start(self._processes, "prometheus", self.generation, self.prometheus_port, "/-/ready", [
            f"--config.file={self.configuration}",
            f"--storage.tsdb.path={self._folder / f'prometheus-{self.generation}'}",
            f"--web.listen-address=127.0.0.1:{self.prometheus_port}",
            "--log.level=warn",
        ])


class Victoria:
    """VictoriaMetrics, which scrapes what a Prometheus does, and vmalert, which evaluates its rules there, more often:
    a rule sees what others of its group recorded at the evaluation before, and up to five build on each other."""

    def __init__(self, monitor: Monitor, processes: Processes, folder: Path, rules: Path):
        self.monitor = monitor
        self._processes = processes
        self._folder = folder
        self._rules = folder / "vmalert.yml"
        self._rules.write_text(re.sub(r"(?m)^( *interval:).*", rf"\1 {VMALERT_INTERVAL}", rules.read_text()))
        self._port = free_port()
        self._vmalert_port = free_port()
        self.metrics = Prometheus(f"VictoriaMetrics of {monitor.generation}", self._port, self._vmalert_port)

    def start(self) -> None:
        generation = self.monitor.generation
        start(self._processes, "victoria-metrics", generation, self._port, "/health", [
            f"-promscrape.config={self.monitor.configuration}",
            # It has no use for Prometheus' rules and Alertmanager.
            "-promscrape.config.strictParse=false",
            f"-storageDataPath={self._folder / 'victoria-metrics'}",
            f"-httpListenAddr=127.0.0.1:{self._port}",
            # By default what is younger than 30 s is hidden, as it may still be on its way from elsewhere.
            "-search.latencyOffset=0s",
            "-loggerLevel=WARN",
        ])
        database = f"http://127.0.0.1:{self._port}"
        start(self._processes, "vmalert", generation, self._vmalert_port, "/health", [
            f"-rule={self._rules}",
            f"-datasource.url={database}",
            f"-remoteWrite.url={database}",
            "-notifier.blackhole",
            f"-httpListenAddr=127.0.0.1:{self._vmalert_port}",
            f"-evaluationInterval={VMALERT_INTERVAL}",
            "-rule.evalDelay=0s",
            "-group.maxStartDelay=1s",
            "-loggerLevel=WARN",
        ])


def start(processes: Processes, program: str, generation: str, port: int, path: str, flags: list[str]) -> None:
    """Starts it and waits until it answers."""
    processes.start(f"{program}-{generation}", [judges.path(generation, program), *flags])
    processes.wait_until(f"{program} of {generation} to answer", lambda: web.answers(port, path))
