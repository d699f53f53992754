"""Sums over any stretch of time: of events, and of intervals."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Events:
    """Things that happened at moments; each moment has a number of them."""

    def __init__(self, events: Iterable[tuple[float, float]]):
        ordered = sorted(events)
        self.times = [time for time, _ in ordered]
        self.sums = [0, *accumulate(number for _, number in ordered)]

    def until(self, time: float) -> float:
        return self.sums[bisect_right(self.times, time)]

    def within(self, start: float, end: float) -> float:
        """How many happened after the start, and at the end or before."""
        return self.until(end) - self.until(start)

    def last(self, time: float) -> float | None:
        """When the last one happened."""
        index = bisect_right(self.times, time)
        return self.times[index - 1] if index else None


class Stretches:
    """Intervals; those that overlap count as often as they do."""

    def __init__(self, intervals: Iterable[tuple[float, float]]):
        edges: dict[float, int] = {}
        for start, end in intervals:
            if end > start:
                edges[start] = edges.get(start, 0) + 1
                edges[end] = edges.get(end, 0) - 1
        self.times = sorted(edges)
        self.sums, self.slopes = [], []
        total, slope, before = 0.0, 0, 0.0
        for time in self.times:
            total += slope * (time - before)
            slope += edges[time]
            before = time
            self.sums.append(total)
            self.slopes.append(slope)

    def until(self, time: float) -> float:
        index = bisect_right(self.times, time) - 1
        if index < 0:
            return 0.0
        return self.sums[index] + self.slopes[index] * (time - self.times[index])

    def within(self, start: float, end: float) -> float:
        return self.until(end) - self.until(start)

    def begun(self, start: float, end: float) -> int:
        """How many stretches lie in a time, whole or in part; of such that do not overlap."""
        first, last = bisect_right(self.times, start), bisect_right(self.times, end)
        return (last + 1) // 2 - first // 2

    def last(self, time: float) -> float | None:
        """The last moment in one of them."""
        index = bisect_right(self.times, time) - 1
        if index < 0:
            return None
        return time if self.slopes[index] > 0 else self.times[index]


def united(intervals: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same time, without overlaps."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found


def is_within(intervals: list[tuple[float, float]], time: float) -> bool:
    """Whether a moment lies in one of few intervals."""
    return any(start <= time < end for start, end in intervals)


def after(times: list[float], time: float) -> int:
    """The index of the first time from then on."""
    return bisect_left(times, time)
