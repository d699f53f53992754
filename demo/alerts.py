"""What Prometheus, or what answers like it, makes of the rules, and the table of the alerts' states."""
from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from demo import web

MOST_URGENT_FIRST = ["firing", "pending", "inactive"]


class Refused(Exception):
    """Its own words on a query that it cannot evaluate."""


@dataclass
class Rule:
    """A recording or alerting rule; a recording rule has no state."""

    name: str
    health: str
    last_error: str
    severity: str
    state: str
    values: list[float]


class Prometheus:
    """A Prometheus; or a VictoriaMetrics, whose rules another program evaluates, on a port of its own."""

    def __init__(self, name: str, port: int, rules_port: int | None = None):
        self.name = name
        self._port = port
        self._rules_port = rules_port or port

    def rules(self) -> list[Rule]:
        groups = data(self._rules_port, "/api/v1/rules")["groups"]
        return [rule(parsed) for group in groups for parsed in group["rules"]]

    def alerts(self) -> list[Rule]:
        return [rule for rule in self.rules() if rule.state]

    def targets_up(self) -> bool:
        targets = data(self._port, "/api/v1/targets?state=active")["activeTargets"]
        return bool(targets) and all(target["health"] == "up" for target in targets)

    def values(self, query: str) -> list[float]:
        result = data(self._port, f"/api/v1/query?query={quote(query)}")["result"]
        return [float(series["value"][1]) for series in result]


def data(port: int, path: str) -> dict:
    answer = web.get_json(port, path)
    if answer["status"] != "success":
        raise Refused(answer["error"])
    return answer["data"]


def rule(parsed: dict) -> Rule:
    return Rule(
        name=parsed["name"],
        health=parsed["health"],
        last_error=parsed.get("lastError", ""),
        severity=parsed.get("labels", {}).get("severity", ""),
        state=parsed.get("state", ""),
        values=[float(alert["value"]) for alert in parsed.get("alerts", [])])


def table(alerts: list[Rule]) -> str:
    rows = sorted(alerts, key=lambda rule: (MOST_URGENT_FIRST.index(rule.state), rule.name, rule.severity))
    width = max((len(row.name) for row in rows), default=0)
    return "\n".join(
        f"  {row.state:<8}  {row.name:<{width}}  {row.severity:<8}  {' '.join(f'{v:.4g}' for v in row.values)}".rstrip()
        for row in rows)
