"""What Prometheus has of a scenario: its series as promtool reads them."""
from __future__ import annotations

from Tests.Simulation.instances import Counted, Instance
from Tests.Simulation.scenarios import Scenario
from Tests.Simulation.sums import Events, is_within
from Tests.Simulation.truth import RATIO, counters, good_events, outcomes


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


def calls(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    everything, bad = counters("calls", instance)
    return [
        (f"sim_calls_total{{{labels}}}", instance.text(instance.samples(everything), end)),
        (f"sim_call_errors_total{{{labels}}}", instance.text(instance.samples(bad), end)),
    ]


def orders(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    """A version that does not count deliveries has no counter of them."""
    good, everything = Events(good_events(instance)), Events(instance.total)
    return [
        (f"sim_deliveries_total{{{labels}}}", instance.text(
            instance.samples(Counted(good, hidden=instance.hidden)), end)),
        (f"sim_orders_total{{{labels}}}", instance.text(instance.samples(Counted(everything)), end)),
    ]


def answers(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    """What fails is fast."""
    found = []
    good, slow, failed = outcomes(instance)
    for outcome, fast, everything, late in (
            ("good", good, good + slow, False), ("bad", failed, failed, instance.late_bad)):
        for suffix, le, events in (
                ("_bucket", ',le="0.5"', fast), ("_bucket", ',le="+Inf"', everything), ("_count", "", everything)):
            values = instance.samples(Counted(Events(events), late=late))
            found.append(
                (f'sim_answers_seconds{suffix}{{{labels},outcome="{outcome}"{le}}}', instance.text(values, end)))
    return found


def ratio(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    values = [(time, 1 / RATIO if is_within(instance.failing, time) else 0.0) for time in instance.scrapes]
    return [(f"sim:errors:ratio5m{{{labels}}}", instance.text(values, end))]


def probe(instance: Instance, labels: str, end: int) -> list[tuple[str, str]]:
    values = [(time, 0.0 if is_within(instance.failing, time) else 1.0) for time in instance.scrapes]
    return [(f"sim_probe_success{{{labels}}}", instance.text(values, end))]


WRITERS = {"requests": requests, "latency": latency, "probe": probe, "calls": calls, "orders": orders,
           "answers": answers, "ratio": ratio}
