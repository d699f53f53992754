"""Alerts by PyYAML and panels by grafanalib, of the same content as the synthetic spec. Prints seconds as JSON lines.

    grafanalib_pyyaml.py COUNT PER_BLOCK RUNS
"""

import json
import sys
import time

import yaml
from grafanalib._gen import DashboardEncoder
from grafanalib.core import Dashboard, GridPos, Target, TimeSeries

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
METRIC = "request_latency_milliseconds_bucket"


def quantile(number, q, window):
    selector = f'{METRIC}{{endpoint="/endpoint-{number}"}}[{window}]'
    return f"histogram_quantile({q}, sum by (le, backend) (rate({selector})))"


def alert(number):
    bound = number % 50 + 1
    return {
        "alert": f"LatencyOfEndpoint{number}High",
        "expr": f"{quantile(number, 0.95, '5m')} > {bound}",
        "for": "10m",
        "labels": {"service": "synthetic", "severity": "warning"},
        "annotations": {
            "summary": f"Endpoint {number} is slow on {{{{ $labels.backend }}}}",
            "description": "The P95 on {{ $labels.backend }} is {{ $value | printf \"%.4g\" }} ms; "
            f"expected are {bound} ms.",
            "runbook_url": f"https://runbooks.example.com/LatencyOfEndpoint{number}High.md",
            "dashboard_url": f"https://grafana.example.com/d/endpoints?viewPanel={number}",
        },
    }


def panel(number, place):
    bound = number % 50 + 1
    return TimeSeries(
        title=f"Latency of endpoint {number}",
        description="The dashed line is where the alert begins.",
        dataSource="${datasource}",
        targets=[
            Target(expr=quantile(number, q, "$__rate_interval"), legendFormat=f"{name} {{{{backend}}}}", refId=ref)
            for ref, name, q in (("A", "P50", 0.5), ("B", "P95", 0.95))
        ],
        unit="ms",
        thresholdsStyleMode="dashed",
        thresholds=[{"color": "transparent", "value": None}, {"color": "orange", "value": bound}],
        gridPos=GridPos(h=9, w=12, x=place % 2 * 12, y=place // 2 * 9),
    )


def blocks(count, size):
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def rules(count, size):
    groups = [
        {"name": f"endpoints-from-{block[0]}", "interval": "30s", "rules": [alert(n) for n in block]}
        for block in blocks(count, size)
    ]
    return yaml.dump({"groups": groups}, Dumper=Dumper, sort_keys=False, width=10_000, allow_unicode=True)


def dashboards(count, size):
    for block in blocks(count, size):
        board = Dashboard(
            title=f"Endpoints from {block[0]}", uid=f"endpoints-from-{block[0]}",
            panels=[panel(number, place) for place, number in enumerate(block)],
        ).auto_panel_ids()
        yield json.dumps(board.to_json_data(), sort_keys=True, indent=2, cls=DashboardEncoder)


def main():
    count, size, runs = map(int, sys.argv[1:])
    for _ in range(runs):
        start = time.perf_counter()
        written = len(rules(count, size).encode())
        middle = time.perf_counter()
        written += sum(len(text.encode()) for text in dashboards(count, size))
        end = time.perf_counter()
        print(json.dumps({"YAML": middle - start, "JSON": end - middle, "bytes": written}), flush=True)


main()
