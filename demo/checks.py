"""What must hold of the running stack: the end-to-end test's assertions."""
from __future__ import annotations

import math
import subprocess

from demo import web
from demo.alerts import Prometheus, Refused
from demo.load import Load
from demo.processes import Failure
from demo.queries import Query

SLOW_ALERT = "FeatureStoreManifestInsertLatencyHigh"
SLOW_MILLISECONDS = 50
# In people's runbooks since before the naming rules: the spec waives these with that reason.
WAIVED_NAMES = (
    "advisory_lock_wait_time_ms", "manifest_insert_latency_ms", "manifest_read_latency_ms",
    "pg_manifest_pool_connections_total")
INSERT_P95 = "histogram_quantile(0.95, sum by (le, backend) (rate(manifest_insert_latency_ms_bucket[5m])))"


def unmet(prometheus: Prometheus, load: Load, queries: list[Query], slow: bool) -> list[str]:
    """What does not hold yet; raises Failure for what no waiting can mend."""
    if load.errors:
        raise Failure(load.summary())
    found = []
    if not prometheus.targets_up():
        found.append("Prometheus cannot scrape the service")
    p95 = max(filter(math.isfinite, prometheus.values(INSERT_P95)), default=None)
    if p95 is None:
        found.append("the scraped metrics give no P95 of inserts")
    rules = prometheus.rules()
    if not rules:
        found.append("Prometheus has loaded no rules")
    failing = [rule for rule in rules if rule.health != "ok"]
    found += [f"{rule.name} was not evaluated: {rule.last_error or rule.health}" for rule in failing]
    states = {rule.name: rule.state for rule in rules if rule.state}
    found += [f"{name} is {state}" for name, state in states.items() if name.endswith("Down") and state != "inactive"]
    if slow:
        found += slowness_unseen(p95 or 0, states.get(SLOW_ALERT, "absent"))
    return found + [f"{query.place} shows nothing: {query.expression}" for query in queries if blank(prometheus, query)]


def misnamed(service_port: int) -> list[str]:
    """What promtool says of the service's own scrape, waived names aside."""
    _, exposition = web.get(service_port, "/api/v1/monitoring/metrics")
    lint = subprocess.run(["promtool", "check", "metrics"], input=exposition, stderr=subprocess.PIPE)
    return [line for line in lint.stderr.decode().splitlines() if not line.startswith(WAIVED_NAMES)]


def blank(prometheus: Prometheus, query: Query) -> bool:
    """Whether a query that should show something does not; raises Failure for one that Prometheus refuses."""
    try:
        return not prometheus.values(query.expression) and query.needs_data
    except Refused as refused:
        raise Failure(f"Prometheus refuses the expression of {query.place}: {refused}") from refused


def slowness_unseen(p95: float, alert: str) -> list[str]:
    found = []
    # Well over the alert's threshold, so that a slow disk does not pass for the held lock.
    if p95 < SLOW_MILLISECONDS:
        found.append(f"P95 of inserts is {p95:.1f} ms, although a quarter of them wait for a lock held for 200 ms")
    if alert not in ("pending", "firing"):
        found.append(f"{SLOW_ALERT} is {alert}, although inserts are slow")
    return found
