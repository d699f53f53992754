"""Stories of services: what happens, and how it is scraped. All of a story is drawn from one seed."""
from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from Tests.Simulation.instances import GRID, Instance, Interval
from Tests.Simulation.objectives import DAY, HOUR, MINUTE, Objective

Rate = Callable[[float], float]


@dataclass
class Scenario:
    label: str
    kind: str
    objective: Objective
    interval: int
    end: int
    # requests, latency and probe: what counts, by the metric.
    instances: dict[str, list[Instance]]
    words: str = ""


@dataclass
class Story:
    """What is drawn for one metric; each kind of story changes some of it."""
    chance: random.Random
    objective: Objective
    interval: int
    end: int
    family: str
    count: int = 1
    rate: Rate = lambda time: 60.0      # requests a minute, of one instance
    share: Rate = lambda time: 0.0      # of them fail
    bursts: list[tuple[float, int]] = field(default_factory=list)   # failures at a moment
    born: float = 0
    away: list[Interval] = field(default_factory=list)      # no scrapes, of the first instance or of all
    all_away: bool = False
    says_stale: bool = True
    restarts: list[float] = field(default_factory=list)
    renewed: bool = False               # a restart brings a new instance label
    hidden: list[Interval] = field(default_factory=list)
    late_bad: bool = False
    failing: list[Interval] = field(default_factory=list)
    jitter: bool = False
    spacing: float | None = None
    phase: int | None = None            # of the scrapes; drawn where it is none
    words: str = ""

    @property
    def budget(self) -> float: return self.objective.budget

    def at(self, start: float = 0.1, end: float = 0.8) -> float:
        """A moment in a part of the story."""
        return self.chance.uniform(start * self.end, end * self.end)

    def failures(self, least: float, most: float) -> float:
        """A share of failures, as a multiple of the budget."""
        return min(1.0, self.budget * math.exp(self.chance.uniform(math.log(least), math.log(most))))


def write(story: Story) -> list[Instance]:
    return [one for number in range(story.count) for one in instance(story, number)]


def instance(story: Story, number: int) -> list[Instance]:
    """One process, or one after another where restarts bring new names."""
    chance = story.chance
    total, bad = flow(story, number)
    away = story.away if number == 0 or story.all_away else []
    scrapes = scraped(story, away)
    offset = chance.uniform(0, 30) if number else 0
    restarts = [restart + offset for restart in story.restarts]
    hidden = [(start and start + offset, end + offset) for start, end in story.hidden]
    common = dict(
        late_bad=story.late_bad, hidden=hidden if number == 0 or story.all_away else [],
        says_stale=story.says_stale, interval=story.interval, failing=story.failing)
    name = f"{story.family}-{number}"
    if not story.renewed or not restarts:
        return [Instance(name, total, bad, scrapes, restarts=restarts, **common)]
    lives = list(zip([0, *restarts], [*restarts, story.end + 1]))
    return [
        Instance(
            f"{name}-{life}", within(total, start, end), within(bad, start, end),
            [scrape for scrape in scrapes if start < scrape <= end], **common)
        for life, (start, end) in enumerate(lives)]


def within(events: list[tuple[float, int]], start: float, end: float) -> list[tuple[float, int]]:
    return [event for event in events if start < event[0] <= end]


def flow(story: Story, number: int) -> tuple[list[tuple[float, int]], list[tuple[float, int]]]:
    """Requests in clumps, some of them failures."""
    chance = story.chance
    total: list[tuple[float, int]] = []
    bad: list[tuple[float, int]] = []
    if story.family in ("probe", "ratio"):
        return total, bad
    spacing = story.spacing or chance.uniform(4, 12)
    time, requests, failures = story.born + chance.uniform(0, spacing), chance.random(), chance.random()
    while time < story.end:
        step = spacing * chance.uniform(0.5, 1.5)
        requests += story.rate(time) / 60 * step
        if requests >= 1:
            whole = int(requests)
            requests -= whole
            total.append((time, whole))
            share = story.share(time)
            failures += whole * share
            if failures >= 1 and share > 0:
                failed = min(whole, int(failures))
                failures -= failed
                bad.append((time, failed))
        time += step
    if number == 0:
        total += story.bursts
        bad += story.bursts
    return sorted(total), sorted(bad)


def scraped(story: Story, away: list[Interval]) -> list[float]:
    """At a phase of one's own, on promtool's grid."""
    chance = story.chance
    phase = chance.randrange(GRID, story.interval + GRID, GRID) if story.phase is None else story.phase
    time = math.ceil(story.born / GRID) * GRID + phase
    found: list[float] = []
    while time <= story.end:
        at = time
        if story.jitter and story.interval > 2 * GRID:
            at += chance.choice([-GRID, 0, 0, GRID])
        if 0 <= at <= story.end and not any(start <= at < end for start, end in away):
            found.append(at)
        time += story.interval
    return found


def steady(story: Story) -> None:
    share = story.failures(0.2, 12)
    story.share = lambda time: share
    story.words = f"{share:.4%} fail"


def diurnal(story: Story) -> None:
    burst, length = story.at(), story.chance.uniform(5 * MINUTE, 3 * HOUR)
    share, base, peak = story.failures(3, 40), story.failures(0.05, 0.5), story.chance.uniform(50, 900)
    story.rate = lambda time: peak * (0.55 - 0.45 * math.cos(2 * math.pi * time / DAY))
    story.share = lambda time: share if burst <= time < burst + length else base
    story.words = f"{share:.3%} fail for {length:.0f} s from {burst:.0f} s on"


def cron(story: Story) -> None:
    after = story.chance.uniform(0, 3600)
    size = max(2, round(100 * story.chance.uniform(0.5, 2)))
    story.rate = lambda time: 100.0
    story.bursts = [(hour + after, size) for hour in range(0, story.end, HOUR) if 600 < hour + after < story.end]
    story.words = f"{size} failures {after:.0f} s after each full hour"


def outage40(story: Story) -> None:
    start = story.at()
    story.share = lambda time: 1.0 if start <= time < start + 40 else 0.0
    story.rate, story.spacing = (lambda time: 120.0), 3
    story.words = f"40 s from {start:.0f} s on"


def idle_nights(story: Story) -> None:
    share, phase = story.failures(0.3, 10), story.chance.uniform(0, DAY)
    busy = story.chance.uniform(30, 300)
    story.rate = lambda time: busy if (time + phase) % DAY < 14 * HOUR else 0.0
    story.share = lambda time: share
    story.words = f"{share:.4%} fail, nothing for 10 h a day"


def low_traffic(story: Story) -> None:
    a_minute = story.chance.choice([1.0, 0.5, 0.1])
    start, length = story.at(), story.chance.choice([0.0, HOUR, 6 * HOUR])
    story.rate = lambda time: a_minute
    story.share = lambda time: 1.0 if start <= time < start + length else 0.0
    story.spacing = 20
    if length == 0:
        story.bursts = [(start, 1)]
    story.words = f"{a_minute:g} a minute, all fail for {length:.0f} s from {start:.0f} s on"


def total_outage(story: Story) -> None:
    start, length = story.at(), story.chance.choice([10 * MINUTE, HOUR, 10 * HOUR, DAY])
    a_minute = story.chance.choice([0.5, 1, 5, 100])
    story.rate = lambda time: a_minute
    story.spacing = 10 if a_minute < 10 else None
    story.share = lambda time: 1.0 if start <= time < start + length else 0.0
    story.words = f"{a_minute:g} a minute, all fail for {length:.0f} s from {start:.0f} s on"


def resets(story: Story) -> None:
    share = story.failures(0.5, 10)
    story.share = lambda time: share
    story.restarts = sorted(story.at(0.02, 0.98) for _ in range(story.chance.randint(1, 12)))
    story.words = f"{share:.4%} fail, {len(story.restarts)} restarts"


def rolling(story: Story) -> None:
    resets(story)
    story.count, story.renewed = 3, True


def rolling_same(story: Story) -> None:
    resets(story)
    story.count = 3


def crashes(story: Story) -> None:
    """What fails most is often what crashes next."""
    length, share = story.chance.uniform(20, 120), story.chance.uniform(0.2, 1)
    story.restarts = sorted(story.at(0.02, 0.98) for _ in range(story.chance.randint(2, 8)))
    story.renewed = story.chance.random() < 0.5
    story.share = lambda time: share if any(0 < restart - time < length for restart in story.restarts) else 0.0
    story.spacing = 3
    story.words = f"{share:.0%} fail in the {length:.0f} s before each of {len(story.restarts)} crashes"


def bad_starts(story: Story) -> None:
    """Caches are cold, connections are made."""
    length, share = story.chance.uniform(20, 120), story.chance.uniform(0.2, 1)
    story.restarts = sorted(story.at(0.02, 0.98) for _ in range(story.chance.randint(2, 8)))
    story.renewed = story.chance.random() < 0.5
    story.share = lambda time: share if any(0 < time - restart < length for restart in story.restarts) else 0.0
    story.spacing = 3
    story.words = f"{share:.0%} fail in the {length:.0f} s after each of {len(story.restarts)} starts"


def instance_missing(story: Story) -> None:
    share, start = story.failures(0.5, 8), story.at(0.1, 0.4)
    story.count = 3
    story.share = lambda time: share
    story.away = [(start, start + story.end * story.chance.uniform(0.1, 0.5))]
    story.words = f"{share:.4%} fail, one of three away for {story.away[0][1] - start:.0f} s from {start:.0f} s on"


def mixed_versions(story: Story) -> None:
    share, start = story.failures(0.3, 3), story.at(0.1, 0.6)
    story.count = story.chance.choice([1, 2, 3])
    story.all_away = story.chance.random() < 0.3
    story.share = lambda time: share
    story.hidden = [(0, start)] if story.chance.random() < 0.4 else [(start, start + HOUR)]
    # Another version is another process, under the same name or a new one.
    story.renewed = story.chance.random() < 0.5
    story.restarts = [edge for edge in story.hidden[0] if edge > 0]
    which = "all" if story.all_away else "one"
    name = "another name" if story.renewed else "the same name"
    story.words = f"{share:.4%} fail, {which} of {story.count}, by {name}, without the bucket in {story.hidden}"


def late_series(story: Story) -> None:
    start, length = story.at(), story.chance.choice([40, story.chance.uniform(10 * MINUTE, 4 * HOUR)])
    share = 0.5 if length == 40 else story.failures(2, 30)
    story.late_bad = True
    story.share = lambda time: share if start <= time < start + length else 0.0
    story.words = f"{share:.4%} fail for {length:.0f} s from {start:.0f} s on, the first of all failures"


def born_later(story: Story) -> None:
    steady(story)
    story.born = story.at(0.05, 0.5)
    story.words += f", born at {story.born:.0f} s"


def away_for_an_hour(story: Story) -> None:
    share, start = story.failures(0.3, 8), story.at(0.1, 0.8)
    story.share = lambda time: share
    story.away, story.all_away, story.says_stale = [(start, start + HOUR)], True, False
    story.words = f"{share:.4%} fail, no samples for an hour from {start:.0f} s on"


def missed_scrape(story: Story) -> None:
    cron(story)
    # One that was to come just after a burst, or anywhere.
    near = story.chance.choice(story.bursts)[0] if story.bursts else story.at()
    starts = [near, *(story.at(0.01, 0.99) for _ in range(10))]
    story.away = [(start, start + story.interval) for start in sorted(starts)]
    story.says_stale = story.chance.random() < 0.5
    story.words += f", {len(starts)} scrapes missed{', said so' if story.says_stale else ''}"


def vanished(story: Story) -> None:
    share, start = story.failures(0.3, 5), story.at(0.2, 0.7)
    story.share = lambda time: share
    story.away, story.all_away = [(start, story.end + HOUR)], True
    story.words = f"{share:.4%} fail, gone from {start:.0f} s on"


def fresh(story: Story) -> None:
    start = story.born = story.at(0.0, 0.2)
    size = story.chance.randint(20, 60)
    story.rate, story.share = (lambda time: 60.0), (lambda time: 0.0)
    story.bursts = [(start + 120 + number * 60 / size, 1) for number in range(size)]
    story.words = f"born at {start:.0f} s, {size} failures in its third minute"


def healthy(story: Story) -> None:
    story.count = story.chance.choice([1, 3])
    story.words = "nothing fails"


def probe_flaps(story: Story) -> None:
    time = story.at(0.02, 0.1)
    while time < 0.95 * story.end:
        length = story.chance.uniform(3 * MINUTE, 20 * MINUTE)
        story.failing.append((time, time + length))
        time += length + story.chance.uniform(1 * HOUR, 6 * HOUR)
    story.words = f"fails {len(story.failing)} times"


def probe_outage(story: Story) -> None:
    start, length = story.at(0.1, 0.5), story.chance.choice([5 * MINUTE, HOUR, 8 * HOUR, DAY])
    story.failing = [(start, start + length)]
    story.words = f"fails for {length:.0f} s from {start:.0f} s on"


def probe_away(story: Story) -> None:
    probe_flaps(story)
    start = story.at(0.2, 0.7)
    story.away, story.all_away, story.says_stale = [(start, start + HOUR)], True, story.chance.random() < 0.5
    story.words += f", no samples for an hour from {start:.0f} s on"


def probe_missed(story: Story) -> None:
    probe_outage(story)
    starts = sorted(story.at(0.01, 0.99) for _ in range(10))
    story.away, story.says_stale = [(start, start + story.interval) for start in starts], story.chance.random() < 0.5
    story.words += ", 10 scrapes missed"


EVENTS = {
    "steady": steady, "diurnal, burst": diurnal, "cron": cron, "40 s outage": outage40, "idle nights": idle_nights,
    "low traffic": low_traffic, "total outage": total_outage, "resets": resets, "rolling, new labels": rolling,
    "rolling, same labels": rolling_same,
    "crashes": crashes, "bad starts": bad_starts, "instance missing": instance_missing, "late series": late_series,
    "born later": born_later, "Prometheus away": away_for_an_hour, "scrapes missed": missed_scrape,
    "vanished": vanished, "fresh": fresh, "healthy": healthy,
}
LATENCY = {**EVENTS, "mixed versions": mixed_versions}
del LATENCY["late series"]
PROBE = {
    "probe flaps": probe_flaps, "probe outage": probe_outage, "probe, Prometheus away": probe_away,
    "probe, scrapes missed": probe_missed, "healthy": healthy,
}
COMPUTED = {name: EVENTS[name] for name in ("steady", "diurnal, burst", "total outage", "idle nights", "resets", "healthy")}


def kinds(objective: Objective) -> dict[str, Callable[[Story], None]]:
    return {"counter": EVENTS, "latency": LATENCY, "gauge": PROBE, "p95": COMPUTED, "all": COMPUTED,
            "pair-bad": EVENTS, "pair-good": LATENCY, "coded": EVENTS, "ratio": PROBE,
            "weighted": {name: story for name, story in EVENTS.items() if name != "late series"}}[objective.kind]


FAMILIES = {"pair-bad": ["calls"], "pair-good": ["orders"], "coded": ["answers"], "ratio": ["ratio"],
            "counter": ["requests"], "latency": ["latency"], "gauge": ["probe"], "p95": ["latency"],
            "all": ["requests", "latency"], "weighted": ["requests", "latency"]}


def draw(
    seed: str, label: str, kind: str, objective: Objective, interval: int, end: int, tell: Callable[[Story], None]
) -> Scenario:
    chance = random.Random(seed)
    instances, words = {}, []
    for family in FAMILIES[objective.kind]:
        rate = math.exp(chance.uniform(math.log(20), math.log(600)))
        story = Story(chance, objective, interval, end, family, rate=lambda time, rate=rate: rate)
        story.jitter = chance.random() < 0.3
        if family in ("probe", "ratio"):
            story.count = chance.choice([1, 1, 2])
        tell(story)
        instances[family] = write(story)
        words.append(story.words)
    return Scenario(label, kind, objective, interval, end, instances, "; ".join(words))
