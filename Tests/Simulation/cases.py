"""Cases that went wrong once, each as it was met. They are part of every run."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from Tests.Simulation.instances import Interval
from Tests.Simulation.objectives import DAY, HOUR, MINUTE, TRAFFIC
from Tests.Simulation.scenarios import Story


@dataclass(frozen=True)
class Case:
    objective: str
    interval: int
    end: int
    tell: Callable[[Story], None]
    # When a server evaluates nothing, and when it is not there, in seconds after the beginning.
    missed: tuple[Interval, ...] = ()
    away: tuple[Interval, ...] = ()


def hourly_failures(after: float, phase: int) -> Callable[[Story], None]:
    def tell(story: Story) -> None:
        story.phase, story.jitter = phase, False
        story.rate, story.share = (lambda time: 100.0), (lambda time: 0.0)
        story.bursts = [(hour + after, 100) for hour in range(HOUR, story.end, HOUR)]
        story.words = f"100 a minute, 100 failures {after:g} s after each hour, scraped at :{phase:02d}"
    return tell


def all_fail(a_minute: float, length: float) -> Callable[[Story], None]:
    def tell(story: Story) -> None:
        start = 2 * HOUR
        story.rate = lambda time: a_minute
        story.share = lambda time: 1.0 if start <= time < start + length else 0.0
        story.spacing = 10
        story.words = f"{a_minute:g} a minute, all fail for {length / HOUR:g} h from 2 h on"
    return tell


def one_fails(a_minute: float) -> Callable[[Story], None]:
    def tell(story: Story) -> None:
        story.rate, story.share = (lambda time: a_minute), (lambda time: 0.0)
        story.bursts, story.spacing = [(2 * HOUR + 7, 1)], 10
        story.words = f"{a_minute:g} a minute, a single one fails"
    return tell


def declared_traffic(share: float | None) -> Callable[[Story], None]:
    """All fail at the quietest traffic (0), at the busiest (1), or anywhere between them."""
    def tell(story: Story) -> None:
        quietest, busiest, story.count = TRAFFIC[story.objective.name]
        place = story.chance.random() if share is None else share
        a_minute = quietest * (busiest / quietest) ** place
        minutes = story.chance.choice([10, 30, 90])
        all_fail(a_minute / story.count, minutes * MINUTE)(story)
        story.words = f"{a_minute:.3g} a minute of {story.count} instances, all fail for {minutes} min from 2 h on"
    return tell


def target_gone(story: Story) -> None:
    story.share = lambda time: story.budget / 2
    story.away, story.all_away = [(3 * HOUR, story.end + HOUR)], True
    story.words = "half of the budget burns, gone after 3 h"


def fresh_prometheus(story: Story) -> None:
    story.rate, story.share = (lambda time: 100.0), (lambda time: 0.0)
    story.bursts = [(120 + number * 1.5, 1) for number in range(40)]
    story.words = "100 a minute, 40 failures in the third minute of a fresh Prometheus"


def probe_fails(story: Story) -> None:
    story.count, story.phase, story.jitter = 1, 35, False
    story.failing = [(2 * HOUR + 20, 10 * HOUR)]
    story.words = "fails for 8 h, scraped off the minute"


# Just after each hour's failures are counted.
AFTER_FAILURES = tuple((hour + 61.0, hour + 122.0) for hour in range(HOUR, 6 * HOUR, HOUR))
RESTARTS = tuple((hour + 61.0, hour + 61.0 + 4 * MINUTE) for hour in range(HOUR, 6 * HOUR, HOUR))

CASES = {
    "E1 60 s, :02": Case("month-99-9", 60, 7 * HOUR, hourly_failures(2, 15)),
    "E1 15 s, :02": Case("month-99-9", 15, 7 * HOUR, hourly_failures(2, 5)),
    "E1 day, 60 s, :02": Case("day-99-9", 60, 7 * HOUR, hourly_failures(2, 15)),
    "E1 day, 15 s, :02": Case("day-99-9", 15, 7 * HOUR, hourly_failures(2, 5)),
    "not evaluated": Case("day-99-9", 15, 7 * HOUR, hourly_failures(2, 5), missed=AFTER_FAILURES),
    "restarted": Case("day-99-9", 15, 7 * HOUR, hourly_failures(2, 5), away=RESTARTS),
    "away for an hour": Case("day-99-9", 15, 7 * HOUR, hourly_failures(2, 5), away=((2.9 * HOUR, 3.9 * HOUR),)),
    "E2 1 a minute": Case("month-99-99", 60, 27 * HOUR, all_fail(1, DAY)),
    "E2 30 an hour": Case("month-99-9", 15, 9 * HOUR, all_fail(0.5, 6 * HOUR)),
    "E2 5 a minute": Case("month-99-99", 15, 13 * HOUR, all_fail(5, 10 * HOUR)),
    "E2 single failure": Case("month-99-99", 60, 27 * HOUR, one_fails(1)),
    **{f"traffic: {name}, {interval} s": Case("month-99-9", interval, 5 * HOUR, declared_traffic(share))
       for interval in (15, 60)
       for name, share in {"quietest": 0, "drawn": None, "drawn again": None, "busiest": 1}.items()},
    "E3 target gone": Case("month-99-9", 15, 9 * HOUR, target_gone),
    "E10 fresh": Case("month-99-9", 15, 2 * HOUR, fresh_prometheus),
    "E11 probe": Case("up-month-99-9", 60, 12 * HOUR, probe_fails),
    "E11 day": Case("up-day-99", 60, 12 * HOUR, probe_fails),
}
