"""What is true where a server missed evaluations, was away, or got its samples late."""
from __future__ import annotations

from dataclasses import replace

from Tests.Simulation.instances import Interval
from Tests.Simulation.objectives import MINUTE
from Tests.Simulation.replay import Replay
from Tests.Simulation.scenarios import Scenario
from Tests.Simulation.sums import Events, Stretches, is_within
from Tests.Simulation.truth import Counts, Truth

# An evaluation counts the minute until so many seconds before it, from scrape to scrape.
ARRIVAL = 11


def unscraped(scenario: Scenario, replay: Replay) -> None:
    """A server that is away scrapes nothing, and says of no series that it ended."""
    for instance in (one for members in scenario.instances.values() for one in members if replay.away):
        instance.scrapes = [scrape for scrape in instance.scrapes if not is_within(list(replay.away), scrape)]
        instance.says_stale = False


def seen(truth: Truth, replay: Replay, interval: int) -> Truth:
    """Events of minutes that were not evaluated may be counted or not."""
    missed = [*replay.missed, *replay.away]
    truth = replace(
        truth, begins=replay.begins, missed=missed, lag=truth.lag + int(replay.delay + 2 * replay.apart))
    gaps = [uncounted(gap, interval) for gap in missed]
    if not gaps:
        return truth
    return replace(truth, known=without(truth.known, gaps), counts=truth.counts + [
        Counts(*(without(counted, gaps) for counted in (counts.total, counts.bad, truth.known)))
        for counts in truth.counts])


def uncounted(gap: Interval, interval: int) -> Interval:
    """From when until when events happened that the evaluations in a gap would have counted."""
    first, end = (-(-edge // MINUTE) * MINUTE for edge in gap)
    return (first - MINUTE - ARRIVAL - interval, end - MINUTE - ARRIVAL) if first < end else (0, 0)


def without(counted: Events | Stretches, gaps: list[Interval]) -> Events | Stretches:
    if isinstance(counted, Events):
        numbers = (after - before for before, after in zip(counted.sums, counted.sums[1:]))
        return Events((time, number) for time, number in zip(counted.times, numbers) if not is_within(gaps, time))
    return Stretches(
        piece for start, end, often in zip(counted.times, counted.times[1:], counted.slopes)
        for piece in outside((start, end), gaps) * often)


def outside(piece: Interval, gaps: list[Interval]) -> list[Interval]:
    pieces = [piece]
    for first, last in gaps:
        pieces = [part for start, end in pieces for part in ((start, min(end, first)), (max(start, last), end))
                  if part[0] < part[1]]
    return pieces
