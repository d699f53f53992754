"""Reads what was generated for each seed as others do: YAML by 1.1 (PyYAML) and by 1.2 (py-yaml12), JSON, Markdown's tables.

    PYTHONPATH=.tools/interface /usr/bin/python3 Tests/fuzz.py FOLDER      (FOLDER/SEED/generated/…, FOLDER/SEED/groups.json)

Prints what differs, and exits with 1.
"""
import json
import math
import re
import sys
from pathlib import Path

import yaml
import yaml12


def main():
    problems = []
    for seed in sorted(Path(sys.argv[1]).iterdir()):
        if (seed / "generated").is_dir():
            problems += [f"seed {seed.name}: {problem}" for problem in differences(seed)]
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


def differences(seed):
    groups = json.loads((seed / "groups.json").read_text(encoding="utf-8"))
    for path in sorted((seed / "generated").rglob("*")):
        name = path.relative_to(seed / "generated")
        if path.suffix == ".yml":
            try:
                tree = read(path.read_bytes())
            except Exception as error:  # pylint: disable=broad-except
                yield f"{name}: {error}"
                continue
            if str(name) == "prometheus_alerts.yml" and tree != {"groups": groups}:
                yield f"{name} is not what was planned"
            if str(name) == "mimir_rules.yml" and tree["groups"] != groups:
                yield f"{name} is not what was planned"
            if str(name) == "kubernetes/prometheus_rule.yml" and tree["spec"] != {"groups": groups}:
                yield f"{name} is not what was planned"
        elif path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".md":
            yield from (f"{name}: {problem}" for problem in tables(path.read_text(encoding="utf-8")))


def read(data):
    """By both versions, which have to agree."""
    first = yaml.load(data, yaml.CSafeLoader)
    second = yaml12.parse_yaml(data.decode("utf-8"))
    if not same(first, second):
        raise ValueError("the versions of YAML differ")
    return first


def same(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(value, b[key]) for key, value in a.items())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return type(a) is type(b) and (a == b or math.isnan(a) and math.isnan(b))
    return type(a) is type(b) and a == b


def tables(text):
    """Lines that have other cells than the head of their table. Fenced blocks hold no tables."""
    fence, columns = None, None
    for number, line in enumerate(text.split("\n"), 1):
        mark = re.match(r"`{3,}", line)
        if fence:
            fence = None if line.strip() == fence else fence
        elif mark:
            fence = mark[0]
        elif line.startswith("|"):
            # By GitHub's grammar a backslash takes the next character with it.
            cells = re.sub(r"\\.", "", line).count("|")
            columns = columns or cells
            if cells != columns:
                yield f"line {number} has {cells - 1} cells, its table {columns - 1}: {line!r}"
            continue
        columns = None


main()
