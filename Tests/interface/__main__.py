"""Checks the running service from outside: its API against its description, its page in a browser, nonsense at its door.

    scripts/check-interface [--pictures FOLDER]
"""
from __future__ import annotations

import argparse
import os
import sys
import tempfile
from http.client import HTTPException
from pathlib import Path

from demo.load import Load
from demo.processes import Failure, Interrupted, Processes
from demo.stack import Stack
from interface import abuse, api, page
from interface.chromium import Chromium


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/check-interface", description=__doc__.splitlines()[0])
    parser.add_argument("--service", type=Path, default=".build/debug/feature-store", help="the program to run")
    parser.add_argument("--rules", type=Path, default="generated/prometheus_alerts.yml", help="the rules to load")
    parser.add_argument("--pictures", type=Path, help="where to leave pictures of the status page")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="feature-store-interface-") as folder:
            # PostgreSQL's user, when it is not ours, has to pass through; it can list nothing.
            os.chmod(folder, 0o711 if os.geteuid() == 0 else 0o700)
            run(options, Path(folder))
    except (Failure, Interrupted, OSError, HTTPException) as failure:
        print(f"check-interface: {failure!r}" if not str(failure) else f"check-interface: {failure}", file=sys.stderr)
        return 1
    return 0


def run(options: argparse.Namespace, folder: Path) -> None:
    pictures = options.pictures or folder
    pictures.mkdir(parents=True, exist_ok=True)
    with Processes(folder) as processes:
        stack = Stack(processes, folder, options.service, options.rules)
        stack.start()
        api.check(stack.service_port, stack.token, folder)
        with Load(stack.service_port, stack.token), Chromium(folder) as browser:
            page.check(browser, f"http://127.0.0.1:{stack.service_port}/", pictures)
            # A counter's second scrape, its arrival, and the next evaluation, whose moment Prometheus draws: up to 2 minutes.
            processes.wait_until(
                "the objectives of all instances", lambda: api.tells_of_the_fleet(stack.service_port), seconds=180)
        abuse.check(stack.service_port, stack.token)
        processes.check()
    print("check-interface: the API is as described, the page is for everyone, and nonsense harms nothing")


sys.exit(main())
