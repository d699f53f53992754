"""Every expression that was generated, as Prometheus gets it: of the rules as they stand, of the panels as Grafana
fills in their variables."""
from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

# What Grafana puts in the place of its variables: a rate interval, the time shown, and All of any other.
GRAFANA = {"__rate_interval": "1m", "__range": "1h"}
ALL = ".+"


@dataclass(frozen=True)
class Query:
    place: str
    expression: str
    # Under load everything shows something but an alert that is not firing and a piece of the clock that has not ended.
    needs_data: bool
    is_rule: bool = False


def generated(folder: Path) -> list[Query]:
    return [query for file in sorted(folder.glob("prometheus_alerts*.yml")) for query in rules(file)] + [
        query for file in sorted(folder.glob("grafana_dashboard_*.json")) for query in panels(file)]


def rules(file: Path) -> list[Query]:
    groups = yaml.safe_load(file.read_text())["groups"]
    return [
        Query(rule.get("alert") or rule["record"], rule["expr"], records_always(rule), is_rule=True)
        for group in groups for rule in group["rules"]]


def records_always(rule: dict) -> bool:
    """Whether a rule records something at each evaluation; a piece of the clock is recorded only when it ends."""
    return "record" in rule and not rule.get("labels", {}).get("window", "").startswith("ended-")


def panels(file: Path) -> list[Query]:
    return [
        Query(f"{file.name}: {panel['title']} {target['refId']}", filled(target["expr"]), needs_data=True)
        for panel in json.loads(file.read_text())["panels"] for target in panel.get("targets", [])]


def filled(expression: str) -> str:
    return re.sub(r"\$(\w+)", lambda variable: GRAFANA.get(variable[1], ALL), expression)
