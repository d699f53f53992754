"""What is true of an objective at any time, from the events alone.

Where the scrapes cannot tell, there are several truths: one of what they tell, one of what happened. What is recorded
may lie between them.
"""
from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from Tests.Simulation.instances import LONGEST_GAP, Counted, Instance, Interval
from Tests.Simulation.objectives import DAY, MINUTE, PARTS, Objective
from Tests.Simulation.scenarios import Scenario
from Tests.Simulation.sums import Events, Stretches, united

# How far what is recorded may be behind: a scrape, the minute in which it is counted, and the next evaluation.
LAG = 180
# Counters are looked at every ten seconds at most.
LOOK = 10
# Of how many events one fails while an error ratio is not 0.
RATIO = 4


@dataclass
class Counts:
    """All of something and what was bad of it: events, or seconds."""
    total: Events | Stretches
    bad: Events | Stretches
    # The time that is known; that of the truth as a whole, if none.
    known: Stretches | None = None


@dataclass
class Truth:
    objective: Objective
    counts: list[Counts]
    known: Stretches
    # Fewer than this in the long window do not alert.
    least_bad: float
    # Whether a burn is counted in time, where one bad look may have been seen or not.
    is_time: bool = False
    # How far what is recorded may be behind; more where scrapes are missed.
    lag: int = LAG
    # How finely the known share of a window of a day or more is told, in seconds; it may be that much too high
    # for each stretch of it.
    grain: int = 0
    # How often is scraped.
    interval: int = 15
    # When the scenario begins, in seconds since 1970, and when nothing was evaluated.
    begins: float = 0
    missed: list[Interval] = field(default_factory=list)
    # From when until when alerts have to fire, by tier, once that is known.
    sure: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def share(self, start: float, end: float, length: float, most: bool = False, by: Stretches | None = None) -> float:
        """How much of a window is known, at least or at most."""
        stretches = by or self.known
        known = stretches.within(start, end)
        if most and length >= DAY:
            known += self.grain * stretches.begun(start, end)
        return min(1.0, known / length)

    def ratio(self, counts: Counts, start: float, end: float, length: float, most: bool = False) -> float | None:
        total = counts.total.within(start, end)
        if total <= 0:
            return None
        return max(0.0, counts.bad.within(start, end)) / total * self.share(start, end, length, most, counts.known)

    def period(self, time: float) -> tuple[float, float]:
        """When the period began, and how long it is."""
        now = self.begins + time
        if self.objective.calendar == "week":
            # The first Monday was the fifth day of 1970.
            return (now - 4 * DAY) // (7 * DAY) * 7 * DAY + 4 * DAY - self.begins, 7 * DAY
        if self.objective.calendar == "month":
            first = datetime.fromtimestamp(now, UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            days = monthrange(first.year, first.month)[1]
            return first.timestamp() - self.begins, days * DAY
        return time - self.objective.period, self.objective.period

    def spent(self, time: float, apart: float = 0) -> list[float]:
        """The shares of the budget that may be gone; `apart` is how much longer ago the window may begin."""
        start, length = self.period(time)
        ratios = [
            self.ratio(counts, start - apart, time, length, most)
            for counts in self.counts for most in ([False, True] if self.grain else [False])]
        return [ratio / self.objective.budget for ratio in ratios if ratio is not None]

    def window(self, counts: Counts, window: int, time: float) -> list[float]:
        """The error ratio of a window; while it has no events, what was last known: how it was just before the last
        of them left it. Several, where that depends on what is told apart."""
        ratio = self.ratio(counts, time - window, time, window)
        if ratio is not None:
            return [ratio]
        if (last := counts.total.last(time)) is None:
            return []
        ends = [last + window - before for before in (1, MINUTE, 2 * MINUTE)]
        ends += [start for start, _ in self.missed]
        ratios = [self.ratio(counts, end - window, end, window) for end in ends if end <= time]
        return [ratio for ratio in ratios if ratio is not None]


def truth(scenario: Scenario) -> Truth:
    found = of_kind(scenario)
    found.interval = scenario.interval
    if scenario.interval < LOOK:
        # What is looked at more rarely than it is scraped tells less of beginnings and ends.
        found.counts += [counts for first in (0, 1) for counts in of_kind(every_second(scenario, first)).counts]
    if any(one.restarts for members in scenario.instances.values() for one in members):
        # Of two scrapes between one look and the next the first is not seen, and with it what a restart then loses.
        found.counts += of_kind(hurried(scenario)).counts
    found.lag = 2 * MINUTE + scenario.interval + max(
        (waits(instance) for members in scenario.instances.values() for instance in members), default=0)
    return found


def every_second(scenario: Scenario, first: int) -> Scenario:
    return with_scrapes(scenario, lambda one: one.scrapes[first::2])


def hurried(scenario: Scenario) -> Scenario:
    """Without scrapes after which the next one comes sooner than usual."""
    return with_scrapes(scenario, lambda one: [
        scrape for scrape, after in zip(one.scrapes, [*one.scrapes[1:], math.inf]) if after - scrape >= scenario.interval])


def with_scrapes(scenario: Scenario, scrapes: Callable[[Instance], list[float]]) -> Scenario:
    return replace(scenario, instances={
        family: [replace(one, scrapes=scrapes(one)) for one in members]
        for family, members in scenario.instances.items()})


def waits(instance: Instance) -> int:
    """How much longer than usual something may wait for a scrape that shows it."""
    gaps = [now - before for before, now in zip(instance.scrapes, instance.scrapes[1:])]
    return int(max((gap - instance.interval for gap in gaps if gap <= LONGEST_GAP), default=0))


def of_kind(scenario: Scenario) -> Truth:
    objective = scenario.objective
    match objective.kind:
        case "gauge": return of_time(objective, scenario.instances["probe"])
        case "ratio":
            # Each look is so many events, one of which fails while the ratio is not 0; no number of them is too few.
            return replace(of_time(objective, scenario.instances["ratio"], events=RATIO), least_bad=0)
        case "p95":
            return of_states(objective, [slow_share(scenario.instances["latency"], 0.05)], scenario.end)
        case "all":
            return of_states(objective, [
                slow_share(scenario.instances["requests"], 0.01), slow_share(scenario.instances["latency"], 0.01),
            ], scenario.end)
        case "weighted":
            weights = {"requests": PARTS[objective.name]["one-requests"], "latency": PARTS[objective.name]["one-latency"]}
            return of_events(objective, scenario.instances, weights)
        case _:
            return of_events(objective, scenario.instances, {})


def counters(family: str, instance: Instance) -> tuple[Counted, Counted]:
    """The two series that tell of an instance: the good events, and the bad ones or all of them."""
    good = Events([(t, n) for t, n in good_events(instance)])
    if family == "requests":
        return Counted(good), Counted(Events(instance.bad), late=instance.late_bad)
    if family == "calls":
        return Counted(Events(instance.total)), Counted(Events(instance.bad), late=instance.late_bad)
    return Counted(good, hidden=instance.hidden), Counted(Events(instance.total), hidden=instance.hidden)


def good_events(instance: Instance) -> list[tuple[float, int]]:
    return instance.total + [(time, -number) for time, number in instance.bad]


def outcomes(instance: Instance) -> tuple[list, list, list]:
    """Good answers, slow ones, and those that fail: every other bad event is one or the other."""
    return good_events(instance), instance.bad[::2], instance.bad[1::2]


def told_outcomes(instance: Instance) -> tuple[list, list, list]:
    """All events that scrapes of answers tell of, the bad ones, and the time of which something is known."""
    good, slow, failed = outcomes(instance)
    fast, time = instance.known(Counted(Events(good)))
    succeeded, _ = instance.known(Counted(Events(good + slow)))
    failed, _ = instance.known(Counted(Events(failed), late=instance.late_bad))
    total = succeeded + failed
    return total, total + [(time, -number) for time, number in fast], time


def of_events(objective: Objective, instances: dict[str, list[Instance]], weights: dict[str, int]) -> Truth:
    told_total, told_bad, all_total, all_bad, time = [], [], [], [], []
    for family, members in instances.items():
        weight = weights.get(family, 1)
        for instance in members:
            all_total += [(t, n * weight) for t, n in instance.total]
            all_bad += [(t, n * weight) for t, n in instance.bad]
            if family == "answers":
                total, bad, known = told_outcomes(instance)
                told_total, told_bad, time = told_total + total, told_bad + bad, time + known
                continue
            good, other = counters(family, instance)
            good_told, known = instance.known(good)
            other_told, _ = instance.known(other)
            time += known
            if family == "requests":
                told_bad += [(t, n * weight) for t, n in other_told]
                told_total += [(t, n * weight) for t, n in good_told + other_told]
            elif family == "calls":
                told_bad += other_told
                told_total += good_told
            else:
                told_total += [(t, n * weight) for t, n in other_told]
                told_bad += [(t, n * weight) for t, n in other_told] + [(t, -n * weight) for t, n in good_told]
    told = Counts(Events(told_total), Events(told_bad))
    happened = Counts(Events(all_total), Events(all_bad))
    same = sum(n for _, n in told_total) == sum(n for _, n in all_total) \
        and sum(n for _, n in told_bad) == sum(n for _, n in all_bad)
    counts = [told] if same else [told, happened]
    # A counter that is gone is held for as long as a gap is bridged.
    held = Stretches(united([(start, end + LONGEST_GAP) for start, end in time]))
    return Truth(
        objective, counts + [replace(each, known=held) for each in counts], Stretches(united(time)),
        # Two events, whatever they weigh.
        least_bad=2 * max(weights.values(), default=1))


def of_time(objective: Objective, instances: list[Instance], events: int = 1) -> Truth:
    """A probe's value holds from a scrape to the next; how long it failed is known to a scrape or a minute."""
    total, least, most = [], [], []
    for instance in instances:
        _, known = instance.known(Counted(Events([])))
        edge = max(instance.interval, MINUTE)
        total += known
        for start, end in instance.failing:
            least += clipped(start + edge / 2, end - edge / 2, known)
            most += clipped(start - edge / 2, end + edge / 2, known)
    all_time = Stretches(total * events)
    return Truth(
        objective, [Counts(all_time, Stretches(least)), Counts(all_time, Stretches(most))], Stretches(united(total)),
        least_bad=3 * MINUTE, is_time=True)


def clipped(start: float, end: float, within: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(max(start, a), min(end, b)) for a, b in within if max(start, a) < min(end, b)]


@dataclass
class Share:
    """Whether the share of bad events of the last 5 minutes is over a bound."""
    counts: Counts
    bound: float
    known: list[tuple[float, float]]

    def over(self, time: float, window: float = 300) -> bool | None:
        total = self.counts.total.within(time - window, time)
        if total <= 0:
            return None
        return self.counts.bad.within(time - window, time) > self.bound * total


def slow_share(instances: list[Instance], bound: float) -> Share:
    family = "latency" if instances and instances[0].name.startswith("latency") else "requests"
    found = of_events(SHAPELESS, {family: instances}, {})
    known = [piece for instance in instances for piece in instance.known(counters(family, instance)[0])[1]]
    return Share(found.counts[0], bound, united(known))


SHAPELESS = Objective("", "", 0.5, DAY, ())


def of_states(objective: Objective, shares: list[Share], end: int) -> Truth:
    """Looked at each minute: bad where any share is over its bound, whenever within the lag one looks."""
    total, least, most = [], [], []
    for time in range(0, end, MINUTE):
        looks = [
            share.over(time - back, window)
            for back in (0, 50, 100, LAG) for window in (240, 300, 330) for share in shares
            if share.known and share.known[0][0] + 2 * MINUTE < time - back]
        seen = [look for look in looks if look is not None]
        if not seen:
            continue
        total.append((time - MINUTE, time))
        # Which of the shares it is does not matter: each look at all of them is bad where one is.
        each = [any(look for look in looks[i:i + len(shares)]) for i in range(0, len(looks), len(shares))]
        if all(each):
            least.append((time - MINUTE, time))
        if any(each):
            most.append((time - MINUTE, time))
    time = Stretches(total)
    return Truth(
        objective, [Counts(time, Stretches(least)), Counts(time, Stretches(most))], Stretches(united(total)),
        least_bad=3 * MINUTE, is_time=True)
