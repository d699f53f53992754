"""A real Prometheus evaluates rules over a time of our own: what was scraped is written to it, each rule is asked for in
turn, and what it records is written back, as a server does it. promtool evaluates at full minutes from 1970 on; here a
scenario begins at any moment, samples come late, and evaluations are missed.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from Tests.Simulation.instances import GRID, Interval
from Tests.Simulation.objectives import MINUTE
from Tests.Simulation.promtool import LABEL, Value, seconds
from Tests.Simulation.server import STALE, Labels, Prometheus
from Tests.Simulation.sums import is_within

# So many evaluations of a rule are one query. What is written must not be older than what is newest by half a block.
TOGETHER = 8 * 60
FLAGS = ["--storage.tsdb.min-block-duration=1d", "--storage.tsdb.max-block-duration=9d"]
Samples = list[tuple[float, float]]
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Replay:
    """How a server plays scenarios."""
    begins: float = 0       # in seconds since 1970; evaluations are each minute from then on
    apart: float = 0        # how much earlier a group is evaluated than the next one
    delay: float = 0        # how long a sample is under way
    missed: tuple[Interval, ...] = ()       # when nothing is evaluated, in seconds after the beginning
    away: tuple[Interval, ...] = ()         # when the server is not there at all

    @property
    def words(self) -> str:
        told = [f"from {datetime.fromtimestamp(self.begins, UTC):%Y-%m-%d %H:%M:%S.%f}"[:-3]]
        told += [f"groups {self.apart:g} s apart"] if self.apart else []
        told += [f"samples {self.delay:g} s late"] if self.delay else []
        told += [f"{len(self.missed)} times nothing evaluated"] if self.missed else []
        told += [f"server away in {self.away}"] if self.away else []
        return ", ".join(told)

    def evaluate(
        self, promtool: str, folder: Path, groups: list[dict], series: list[tuple[str, str]], asked: list[tuple[int, str]]
    ) -> dict[int, list[Value]]:
        """What each query gives at its time in seconds after the beginning, with rules evaluated each minute."""
        scraped = [Scraped(named(selector), points(values)) for selector, values in series]
        rules = [Rule(rule, self.apart * before) for before, group in zip(range(len(groups))[::-1], groups)
                 for rule in group["rules"]]
        last = max(time for time, _ in asked)
        queries = dict(asked)
        found: dict[int, list[Value]] = {time: [] for time, _ in asked}
        with Prometheus(str(Path(promtool).with_name("prometheus")), folder, flags=FLAGS) as server:
            for times in self.together(last):
                server.write((one.labels, late) for one in scraped if (late := one.until(times[-1], self)))
                for rule in rules:
                    if recorded := rule.evaluated(server, [self.begins + time - rule.before for time in times]):
                        server.write(recorded)
                for time, value in answers(server, queries, times, self.begins):
                    found[time].append(value)
        return found

    def together(self, last: int) -> Iterator[list[int]]:
        """Evaluations whose rules may be asked for one after another, each for all of them: none is missed between them,
        and no sample comes late."""
        times: list[int] = []
        for time in range(0, last + 1, MINUTE):
            if is_within([*self.missed, *self.away], time):
                continue
            if times and (self.delay or len(times) == TOGETHER or time > times[-1] + MINUTE):
                yield times
                times = []
            times.append(time)
        if times:
            yield times


class Scraped:
    """A series that is written bit by bit."""

    def __init__(self, labels: Labels, samples: Samples):
        self.labels, self.samples, self.next = labels, samples, 0

    def until(self, time: float, replay: Replay) -> Samples:
        """What has arrived by then and was not written yet."""
        start = self.next
        while self.next < len(self.samples) and self.samples[self.next][0] + replay.delay <= time:
            self.next += 1
        return [(replay.begins + at, value) for at, value in self.samples[start:self.next]]


@dataclass
class Rule:
    """A rule of a group, and what a server keeps of it from one evaluation to the next."""
    rule: dict
    # How much earlier than others it is evaluated.
    before: float = 0
    # The series that the last evaluation had, and since when an alert has been there.
    present: set[Key] = field(default_factory=set)
    since: dict[Key, float] = field(default_factory=dict)

    def evaluated(self, server: Prometheus, moments: list[float]) -> list[tuple[Labels, Samples]]:
        """What it records at those moments, the end of a series included."""
        recorded: dict[Key, Samples] = {}
        for moment, values in zip(moments, self.values(server, moments)):
            now = self.alerts(values, moment) if "alert" in self.rule else {
                self.key(labels, __name__=self.rule["record"]): value for labels, value in values}
            for key, value in now.items():
                recorded.setdefault(key, []).append((moment, value))
            for key in self.present - now.keys():
                recorded.setdefault(key, []).append((moment, STALE))
            self.present = set(now)
        return [(dict(key), samples) for key, samples in recorded.items()]

    def alerts(self, values: list[tuple[Labels, float]], moment: float) -> dict[Key, float]:
        keys = [self.key(labels, __name__="ALERTS", alertname=self.rule["alert"]) for labels, _ in values]
        self.since = {key: self.since.get(key, moment) for key in keys}
        wait = seconds(self.rule.get("for", "0s"))
        return {
            key + (("alertstate", "firing" if moment - since >= wait else "pending"),): 1
            for key, since in self.since.items()}

    def values(self, server: Prometheus, moments: list[float]) -> list[list[tuple[Labels, float]]]:
        expression = self.rule["expr"]
        # In a query of a range `@ end()` is the end of that.
        if len(moments) == 1 or "@" in expression:
            return [server.at(expression, moment) for moment in moments]
        return by_moment(server.range(expression, moments[0], moments[-1], MINUTE), moments)

    def key(self, labels: Labels, **own: str) -> Key:
        return tuple(sorted({**labels, **self.rule.get("labels", {}), **own}.items()))


def by_moment(
    series: list[tuple[Labels, Samples]], moments: list[float]
) -> list[list[tuple[Labels, float]]]:
    found: list[list[tuple[Labels, float]]] = [[] for _ in moments]
    for labels, samples in series:
        for at, value in samples:
            found[round((at - moments[0]) / MINUTE)].append((labels, value))
    return found


def answers(
    server: Prometheus, asked: dict[int, str], times: list[int], begins: float
) -> Iterator[tuple[int, Value]]:
    """What was asked at those times, each query once for all of them."""
    wanted: dict[str, set[int]] = {}
    for time in times:
        if time in asked:
            wanted.setdefault(asked[time], set()).add(time)
    moments = [begins + time for time in times]
    for query, chosen in wanted.items():
        for time, values in zip(times, by_moment(server.range(query, moments[0], moments[-1], MINUTE), moments)):
            if time in chosen:
                for labels, value in values:
                    yield time, Value(labels["__name__"], labels, value)


def named(selector: str) -> Labels:
    """`up{job="sim"}` as labels."""
    name, _, rest = selector.partition("{")
    return {"__name__": name, **dict(LABEL.findall(rest))}


def points(values: str) -> Samples:
    """What promtool reads as `1 2 _x3 stale`, at seconds after the beginning."""
    found: Samples = []
    position = 0
    for word in values.split():
        if word.startswith("_"):
            position += int(word[2:])
            continue
        found.append((position * GRID, STALE if word == "stale" else float(word)))
        position += 1
    return found
