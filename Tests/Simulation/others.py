"""What other generators make of the same objectives, written from their public documentation in the shape of their rules.

All series keep the label of the scenario, as if each scenario had its own file. Windows and factors are the declared
objective's, so that the tables compare how events are counted and not what is declared. Where a tool evaluates some groups
at another interval, promtool still does so each minute.
"""
from __future__ import annotations

from pathlib import Path

from Tests.Simulation.objectives import Objective
from Tests.Simulation.rules import Rules

BY = "by (scenario)"


class Other:
    """A ratio of what is seen of a window counts for all of it."""
    scaled = False

    def __init__(self, specs: Path, folder: Path):
        del specs, folder

    def supports(self, objective: Objective) -> bool:
        return objective.kind in ("counter", "latency") and objective.grouped and not objective.calendar

    def of(self, objective: Objective, interval: int) -> Rules:
        del interval
        return self.rules(objective)

    def rules(self, objective: Objective) -> Rules:
        raise NotImplementedError


def bad_and_total(objective: Objective, function: str, window: str) -> tuple[str, str]:
    """How many events were bad and how many there were, by `rate` or `increase` over a window."""
    def summed(selector: str) -> str:
        return f"sum {BY} ({function}({selector}[{window}]))"

    if objective.kind == "counter":
        return summed('sim_requests_total{outcome="bad"}'), summed("sim_requests_total")
    total = summed("sim_latency_seconds_count")
    return f'({total} - {summed(FAST)})', total


FAST = 'sim_latency_seconds_bucket{le="0.5"}'


def words(seconds: int) -> str:
    """3600 as 1h."""
    for unit, length in (("d", 86_400), ("h", 3600)):
        if seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds // 60}m"


def record(name: str, expression: str, **labels: str) -> dict:
    return {"record": name, "expr": expression, "labels": labels}


def windows(objective: Objective) -> list[int]:
    return sorted({300, *(window for burn in objective.burns for window in (burn.long, burn.short))})


class Sloth(Other):
    """Ratios of rates over each window; the period's is the average of those of 5 minutes."""

    def rules(self, objective: Objective) -> Rules:
        own = {"sloth_slo": objective.name, "sloth_service": "sim"}
        chosen = f'sloth_slo="{objective.name}"'
        ratios = []
        for window in map(words, windows(objective)):
            bad, total = bad_and_total(objective, "rate", window)
            ratios.append(record(f"slo:sli_error:ratio_rate{window}", f"{bad} / {total}", sloth_window=window, **own))
        period = words(objective.period)
        five = f"slo:sli_error:ratio_rate5m{{{chosen}}}[{period}]"
        ratios.append(record(
            f"slo:sli_error:ratio_rate{period}",
            f"sum_over_time({five}) / ignoring (sloth_window) count_over_time({five})", sloth_window=period, **own))
        standing = [
            record("slo:error_budget:ratio", f"vector({objective.budget:g})", **own),
            record(
                "slo:period_burn_rate:ratio",
                f"slo:sli_error:ratio_rate{period}{{{chosen}}} / on (sloth_slo, sloth_service) group_left ()"
                f" slo:error_budget:ratio{{{chosen}}}", **own),
            record(
                "slo:period_error_budget_remaining:ratio", f"1 - slo:period_burn_rate:ratio{{{chosen}}}", **own),
        ]
        alerts = [
            {"alert": f"Sloth{tier}", "labels": {"sloth_severity": tier, **own}, "expr": self.condition(objective, tier)}
            for tier in ("page", "ticket")]
        return Rules(
            [{"name": "sli", "rules": ratios}, {"name": "meta", "rules": standing}, {"name": "alerts", "rules": alerts}],
            f"slo:period_error_budget_remaining:ratio{{{chosen}}}",
            f'ALERTS{{{chosen},alertstate="firing"}}', "sloth_severity")

    def condition(self, objective: Objective, tier: str) -> str:
        def over(window: int, factor: float) -> str:
            series = f'slo:sli_error:ratio_rate{words(window)}{{sloth_slo="{objective.name}"}}'
            return f"max({series} > ({factor:g} * {objective.budget:g})) without (sloth_window)"

        return " or ".join(
            f"({over(burn.short, burn.factor)} and {over(burn.long, burn.factor)})"
            for burn in objective.burns if burn.tier == tier)


class Pyrra(Other):
    """The increase over the whole period in one range, ratios of rates over each window, and a `for` for each alert."""

    # In the order of the burns: two that are critical, two that are warnings.
    WAITS = {"page": ["2m", "15m"], "ticket": ["1h", "3h"]}

    def rules(self, objective: Objective) -> Rules:
        own = {"slo": objective.name}
        chosen = f'slo="{objective.name}"'
        bad, total = bad_and_total(objective, "increase", words(objective.period))
        standing = [
            record("sim:increase", total, **own, kind="total"),
            record("sim:increase", f"{bad} or {total} * 0", **own, kind="bad"),
            record(
                "pyrra_availability",
                f'1 - sim:increase{{{chosen},kind="bad"}} / ignoring (kind) sim:increase{{{chosen},kind="total"}}', **own),
            record(
                "sim:budget",
                f"(pyrra_availability{{{chosen}}} - {objective.promised:g}) / {objective.budget:g}", **own),
        ]
        ratios = []
        for window in map(words, windows(objective)):
            bad, total = bad_and_total(objective, "rate", window)
            ratios.append(record(f"sim:burnrate{window}", f"{bad} / {total}", **own))
        alerts = []
        for tier, waits in self.WAITS.items():
            for burn, wait in zip([burn for burn in objective.burns if burn.tier == tier], waits):
                bound = f"({burn.factor:g} * {objective.budget:g})"
                alerts.append({
                    "alert": "ErrorBudgetBurn", "for": wait, "labels": {**own, "tier": tier, "long": words(burn.long)},
                    "expr": f"sim:burnrate{words(burn.short)}{{{chosen}}} > {bound}"
                            f" and sim:burnrate{words(burn.long)}{{{chosen}}} > {bound}"})
        return Rules(
            [{"name": "increase", "rules": standing}, {"name": "burnrates", "rules": ratios + alerts}],
            f"sim:budget{{{chosen}}}", f'ALERTS{{{chosen},alertstate="firing"}}')


RULES = {"sloth": Sloth, "pyrra": Pyrra}
