"""Runs the demo: python3 -m demo --help."""
from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from http.client import HTTPException
from pathlib import Path

from demo.alerts import Prometheus, table
from demo.checks import misnamed, unmet
from demo.load import SYMBOLS, Load
from demo.processes import Failure, Interrupted, Processes
from demo.queries import Query, generated
from demo.stack import Stack

TABLE_SECONDS = 10
CHECK_SECONDS = 180


def main() -> int:
    options = parse()
    try:
        with tempfile.TemporaryDirectory(prefix="feature-store-demo-") as folder:
            # PostgreSQL's user, when it is not ours, has to pass through; it can list nothing.
            os.chmod(folder, 0o711 if os.geteuid() == 0 else 0o700)
            run(options, Path(folder))
    except Interrupted:
        print("demo: stopped", flush=True)
        return 1 if options.check else 0
    except (Failure, OSError, HTTPException) as failure:
        print(f"demo: {failure}", file=sys.stderr)
        return 1
    return 0


def run(options: argparse.Namespace, folder: Path) -> None:
    with Processes(folder) as processes:
        print("demo: starting PostgreSQL, the service, Alertmanager and Prometheus", flush=True)
        stack = Stack(processes, folder, options.service, options.rules)
        stack.start()
        prometheus = Prometheus(stack.prometheus_port)
        with Load(stack.service_port, stack.token) as load:
            if options.slow:
                stack.hold_advisory_lock(SYMBOLS[0])
            if options.check:
                check(processes, prometheus, load, generated(options.rules.parent), options.slow)
                if found := misnamed(stack.service_port):
                    raise Failure("promtool finds in the scrape:\n" + "\n".join(found))
            else:
                show(processes, prometheus, load, stack.places(), options.seconds)


def show(processes: Processes, prometheus: Prometheus, load: Load, places: str, seconds: float) -> None:
    print(f"\n{places}\n\nCtrl-C stops everything. The alerts:", flush=True)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        processes.watch(min(TABLE_SECONDS, deadline - time.monotonic()))
        print(f"\n{time.strftime('%H:%M:%S')}  {load.summary()}")
        print(table(prometheus.alerts()), flush=True)


def check(processes: Processes, prometheus: Prometheus, load: Load, queries: list[Query], slow: bool) -> None:
    deadline = time.monotonic() + CHECK_SECONDS
    while found := unmet(prometheus, load, queries, slow):
        if time.monotonic() > deadline:
            raise Failure(f"after {CHECK_SECONDS} s:\n" + "\n".join(f"  {line}" for line in found))
        processes.watch(1)
    print(f"demo: all checks hold, of {len(queries)} expressions too, after {load.requests} requests")
    print(table(prometheus.alerts()), flush=True)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/demo", description=sys.modules["demo"].__doc__)
    parser.add_argument(
        "--seconds", type=float, default=os.environ.get("DEMO_SECONDS") or math.inf,
        help="stop after this long (default: $DEMO_SECONDS, or never)")
    parser.add_argument(
        "--slow", action="store_true", default=os.environ.get("DEMO_SLOW") == "1",
        help=f"make inserts for {SYMBOLS[0]} wait, so that the latency alert goes pending (default: $DEMO_SLOW = 1)")
    parser.add_argument(
        "--check", action="store_true",
        help="stop once all rules are evaluated on live metrics and show what they should; fail when they do not")
    parser.add_argument("--service", type=Path, default=".build/debug/feature-store", help="the program to run")
    parser.add_argument("--rules", type=Path, default="generated/prometheus_alerts.yml", help="the rules to load")
    return parser.parse_args()


sys.exit(main())
