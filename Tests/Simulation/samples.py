"""What Prometheus has of a scenario: its series as promtool reads them."""
from __future__ import annotations

from Tests.Simulation.instances import Counted, Instance
from Tests.Simulation.scenarios import Scenario
from Tests.Simulation.sums import Events, is_within
from Tests.Simulation.truth import counters, good_events


def series(scenario: Scenario) -> list[tuple[str, str]]:
    found = []
    for family, instances in scenario.instances.items():
        for instance in instances:
            labels = f'scenario="{scenario.label}",instance="{instance.name}",job="sim"'
            found += WRITERS[family](instance, labels, scenario.end)
    return [(selector, values) for selector, values in found if values]


def requests(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    good, bad = counters("requests", instance)
    return [
        (f'sim_requests_total{{{labels},outcome="{outcome}"}}', instance.text(instance.samples(counted), end))
        for outcome, counted in (("good", good), ("bad", bad))]


def latency(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    """What is fast takes less than 0.1 s, what is slow takes less than 1 s."""
    good, everything = Events(good_events(instance)), Events(instance.total)
    written = [
        ("_bucket", ',le="0.1"', Counted(good)), ("_bucket", ',le="0.5"', Counted(good, hidden=instance.hidden)),
        ("_bucket", ',le="1"', Counted(everything)), ("_bucket", ',le="+Inf"', Counted(everything)),
        ("_count", "", Counted(everything)),
    ]
    return [
        (f"sim_latency_seconds{suffix}{{{labels}{le}}}", instance.text(instance.samples(counted), end))
        for suffix, le, counted in written]


def probe(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    values = [(time, 0.0 if is_within(instance.failing, time) else 1.0) for time in instance.scrapes]
    return [(f"sim_probe_success{{{labels}}}", instance.text(values, end))]


WRITERS = {"requests": requests, "latency": latency, "probe": probe}
