"""Python's prometheus_client in the rows of the table; see ../run."""

import random
import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]


def measure(row, scale, count, body):
    runs = []
    for _ in range(count):
        start = time.thread_time_ns()
        body()
        runs.append((time.thread_time_ns() - start) / scale)
    runs.sort()
    print("prometheus_client", row, 1, runs[count // 2], runs[0], runs[-1], sep="\t", flush=True)


def counters(count):
    registry = CollectorRegistry()
    family = Counter("requests_total", "Requests.", ["path"], registry=registry)
    for number in range(count):
        family.labels(f"path-{number}").inc(number * 37)
    return registry


def histograms(count):
    registry = CollectorRegistry()
    family = Histogram("request_duration_seconds", "Time.", ["method", "path"], registry=registry, buckets=BOUNDS)
    for number in range(count):
        series = family.labels("PUT" if number & 1 else "GET", f"path-{number}")
        for step in range(1, 6):
            series.observe(number % 13 * 0.0173 * step)
    return registry


def main():
    calls = 100_000
    registry = CollectorRegistry()
    counter = Counter("c_total", "C.", registry=registry)
    gauge = Gauge("g", "G.", registry=registry)
    histogram = Histogram("h", "H.", registry=registry, buckets=BOUNDS)
    family = Histogram("s", "S.", ["a", "symbol"], registry=registry, buckets=BOUNDS)
    values = [random.choice(BOUNDS) * random.uniform(0.3, 1.2) for _ in range(calls)]
    labels = [(f"backend-{random.randrange(10)}", f"symbol-{random.randrange(100)}") for _ in range(calls)]
    measure("counter +1", calls, 5, lambda: [counter.inc() for _ in range(calls)])
    measure("gauge set", calls, 5, lambda: [gauge.set(number) for number in range(calls)])
    measure("histogram, 11 buckets", calls, 5, lambda: [histogram.observe(value) for value in values])
    measure(
        "2 string labels looked up + observe", calls, 5,
        lambda: [family.labels(*pair).observe(value) for pair, value in zip(labels, values)])
    measure("register 100k series in one family, ms", 1e6, 3, lambda: counters(100_000))
    for row, registry in [
        ("expose 10k counters, ms", counters(10_000)), ("expose 10k histograms, ms", histograms(10_000)),
        ("expose 100k histograms, ms", histograms(100_000)),
    ]:
        measure(row, 1e6, 3, lambda: generate_latest(registry))


if __name__ == "__main__":
    main()
