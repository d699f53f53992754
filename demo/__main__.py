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

from demo import judges
from demo.alerts import table
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
        stack = Stack(processes, folder, options.service, options.rules, options.generation)
        stack.start()
        if options.check:
            stack.start_victoria()
        with Load(stack.service_port, stack.token) as load:
            if options.slow:
                stack.hold_advisory_lock(SYMBOLS[0])
            if options.check:
                check(processes, stack, load, generated(options.rules.parent), options.slow)
            else:
                show(processes, stack, load, options.seconds)


def show(processes: Processes, stack: Stack, load: Load, seconds: float) -> None:
    print(f"\n{stack.places()}\n\nCtrl-C stops everything. The alerts:", flush=True)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        processes.watch(min(TABLE_SECONDS, deadline - time.monotonic()))
        print(f"\n{time.strftime('%H:%M:%S')}  {load.summary()}")
        show_alerts(stack)


def show_alerts(stack: Stack) -> None:
    for prometheus in stack.evaluators():
        print(f"{prometheus.name}:\n{table(prometheus.alerts())}", flush=True)


def check(processes: Processes, stack: Stack, load: Load, queries: list[Query], slow: bool) -> None:
    deadline = time.monotonic() + CHECK_SECONDS
    while found := unmet(stack, queries, slow):
        if load.errors:
            raise Failure(load.summary())
        if time.monotonic() > deadline:
            raise Failure(f"after {CHECK_SECONDS} s:\n" + "\n".join(f"  {line}" for line in found))
        processes.watch(1)
    if load.errors:
        raise Failure(load.summary())
    print(f"demo: all checks hold, of {len(queries)} expressions too, after {load.requests} requests")
    show_alerts(stack)
    for monitor in stack.monitors:
        if found := misnamed(stack.service_port, monitor.generation):
            raise Failure(f"promtool of {monitor.generation} finds in the scrape:\n" + "\n".join(found))


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
    parser.add_argument(
        "--generation", nargs="+", choices=judges.generations(), default=judges.generations()[:1], metavar="GENERATION",
        help=f"whose Prometheus and Alertmanager: {', '.join(judges.generations())}, or several at once; a check with "
        f"today's has VictoriaMetrics and vmalert too (default: {judges.generations()[0]})")
    parser.add_argument("--service", type=Path, default=".build/debug/feature-store", help="the program to run")
    parser.add_argument("--rules", type=Path, default="generated/prometheus_alerts.yml", help="the rules to load")
    return parser.parse_args()


sys.exit(main())
