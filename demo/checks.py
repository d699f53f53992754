"""What must hold of the running stack: the end-to-end test's assertions."""
from __future__ import annotations

import math
import subprocess

from demo import judges, web
from demo.alerts import Prometheus, Refused
from demo.processes import Failure
from demo.queries import Query
from demo.stack import Stack

SLOW_ALERT = "FeatureStoreManifestInsertLatencyHigh"
SLOW_MILLISECONDS = 50
# In people's runbooks since before the naming rules: the spec waives these with that reason.
WAIVED_NAMES = (
    "advisory_lock_wait_time_ms", "manifest_insert_latency_ms", "manifest_read_latency_ms",
    "pg_manifest_pool_connections_total")
INSERT_P95 = "histogram_quantile(0.95, sum by (le, backend) (rate(manifest_insert_latency_ms_bucket[5m])))"


def unmet(stack: Stack, queries: list[Query], slow: bool) -> list[str]:
    """What does not hold yet; raises Failure for what no waiting can mend."""
    found = []
    for monitor in stack.monitors:
        prometheus = monitor.prometheus
        found += named(prometheus, unevaluated(prometheus, queries, slow) + latency_unseen(prometheus, slow) + [
            f"{query.place} shows nothing: {query.expression}" for query in queries
            if query.needs_data and not values(prometheus, query)])
    if stack.victoria:
        victoria, prometheus = stack.victoria.metrics, stack.victoria.monitor.prometheus
        found += named(victoria, unevaluated(victoria, queries, slow) + unseen_beside(victoria, prometheus, queries))
    return found


def named(prometheus: Prometheus, lines: list[str]) -> list[str]:
    return [f"{prometheus.name}: {line}" for line in lines]


def unevaluated(prometheus: Prometheus, queries: list[Query], slow: bool) -> list[str]:
    """What does not hold yet of the scrape, the rules and the states of the alerts."""
    found = []
    if not prometheus.targets_up():
        found.append("the service cannot be scraped")
    rules = prometheus.rules()
    written = sum(query.is_rule for query in queries)
    if len(rules) != written:
        raise Failure(f"{prometheus.name} has {len(rules)} of {written} rules")
    failing = [rule for rule in rules if rule.health != "ok"]
    found += [f"{rule.name} was not evaluated: {rule.last_error or rule.health}" for rule in failing]
    states = {rule.name: rule.state for rule in rules if rule.state}
    found += [f"{name} is {state}" for name, state in states.items() if name.endswith("Down") and state != "inactive"]
    if slow and (state := states.get(SLOW_ALERT, "absent")) not in ("pending", "firing"):
        found.append(f"{SLOW_ALERT} is {state}, although inserts are slow")
    return found


def latency_unseen(prometheus: Prometheus, slow: bool) -> list[str]:
    p95 = max(filter(math.isfinite, prometheus.values(INSERT_P95)), default=None)
    if p95 is None:
        return ["the scraped metrics give no P95 of inserts"]
    # Well over the alert's threshold, so that a slow disk does not pass for the held lock.
    if slow and p95 < SLOW_MILLISECONDS:
        return [f"P95 of inserts is {p95:.1f} ms, although a quarter of them wait for a lock held for 200 ms"]
    return []


def unseen_beside(victoria: Prometheus, prometheus: Prometheus, queries: list[Query]) -> list[str]:
    """VictoriaMetrics has no NaN to show, so what Prometheus shows is asked for."""
    return [
        f"{query.place} shows nothing, but does in {prometheus.name}: {query.expression}" for query in queries
        if query.needs_data and not values(victoria, query) and any(map(math.isfinite, values(prometheus, query)))]


def misnamed(service_port: int, generation: str) -> list[str]:
    """What promtool says of the service's own scrape, waived names aside."""
    _, exposition = web.get(service_port, "/api/v1/monitoring/metrics")
    lint = subprocess.run(
        [judges.path(generation, "promtool"), "check", "metrics"], input=exposition, stderr=subprocess.PIPE)
    return [line for line in lint.stderr.decode().splitlines() if not line.startswith(WAIVED_NAMES)]


def values(prometheus: Prometheus, query: Query) -> list[float]:
    """What a query shows; raises Failure for one that is refused."""
    try:
        return prometheus.values(query.expression)
    except Refused as refused:
        raise Failure(f"{prometheus.name} refuses the expression of {query.place}: {refused}") from refused
