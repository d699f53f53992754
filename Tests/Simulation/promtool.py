"""Prometheus' own evaluation, minute by minute: `promtool test rules` with expectations that cannot hold, and what it got."""
from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import yaml

from Tests.Simulation.instances import GRID

UNITS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
ASKED = re.compile(r'expr: "(?:[^"\\]|\\.)*", time: ([0-9a-z]+),')
ANSWER = re.compile(r'(?:Labels:)?\{__name__="([^"]+)"((?:, \w+="(?:[^"\\]|\\.)*")*)\} ([-+.0-9eEINan]+)')
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


class Broken(Exception):
    """promtool could not do what it was asked."""


@dataclass(frozen=True)
class Value:
    name: str
    labels: dict[str, str]
    value: float


def evaluate(
    program: str, folder: Path, groups: list[dict], series: list[tuple[str, str]], asked: list[tuple[int, str]]
) -> dict[int, list[Value]]:
    """What each query gives at its time in seconds, with rules evaluated each minute. A query finds series by name."""
    (folder / "rules.yml").write_text(yaml.dump({"groups": groups}, Dumper=DUMPER, sort_keys=False))
    # JSON is YAML, and quicker to write.
    test = {
        "interval": f"{GRID}s",
        "input_series": [{"series": selector, "values": values} for selector, values in series],
        "promql_expr_test": [{"expr": query, "eval_time": f"{time}s"} for time, query in asked],
    }
    (folder / "test.yml").write_text(
        json.dumps({"rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": [test]}))
    done = subprocess.run(
        [program, "test", "rules", "test.yml"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return read(done.stdout + "\n" + done.stderr)


DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def read(text: str) -> dict[int, list[Value]]:
    found: dict[int, list[Value]] = {}
    time: int | None = None
    for line in text.splitlines():
        line = line.strip()
        if asked := ASKED.match(line):
            time = seconds(asked[1])
        elif line.startswith("got: ") and time is not None:
            found[time] = [
                Value(name, dict(LABEL.findall(labels)), float(value)) for name, labels, value in ANSWER.findall(line)]
        elif line and not line.startswith(("exp: nil", "FAILED", "Unit Testing", "SUCCESS")):
            raise Broken(line)
    return found


def seconds(duration: str) -> int:
    return sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+)([dhms])", duration))
