"""One process that counts: what happened in it, when it was scraped, what the scrapes show, and what they can tell."""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from Tests.Simulation.sums import Events, is_within, united

# Between two samples that are further apart, nothing is known.
LONGEST_GAP = 300
GRID = 5

Interval = tuple[float, float]


@dataclass
class Counted:
    """A counter of an instance."""
    events: Events
    # A series that comes with its first event, and goes with a restart until the next one.
    late: bool = False
    # When it is not exposed, though the instance is scraped.
    hidden: list[Interval] = field(default_factory=list)

    def value(self, scrape: float, start: float) -> float | None:
        if is_within(self.hidden, scrape):
            return None
        value = self.events.within(start, scrape)
        return None if self.late and value == 0 else value


@dataclass
class Instance:
    name: str
    total: list[tuple[float, int]]
    bad: list[tuple[float, int]]
    scrapes: list[float]
    # When the counters started at 0 again.
    restarts: list[float] = field(default_factory=list)
    late_bad: bool = False
    hidden: list[Interval] = field(default_factory=list)
    # Whether what is missing was asked for in vain: Prometheus then says that the series ended.
    says_stale: bool = True
    interval: int = 15
    # When a probe fails.
    failing: list[Interval] = field(default_factory=list)
    # Labels may differ from the scenario's other instances in more than the instance.
    died: float | None = None

    def starts(self, time: float) -> float:
        index = bisect_right(self.restarts, time)
        return self.restarts[index - 1] if index else -1.0

    def samples(self, counted: Counted) -> list[tuple[float, float]]:
        found = []
        for scrape in self.scrapes:
            value = counted.value(scrape, self.starts(scrape))
            if value is not None:
                found.append((scrape, value))
        return found

    def known(self, counted: Counted) -> tuple[list[tuple[float, float]], list[Interval]]:
        """The events that samples tell of, each when it happened, and the time that they tell of."""
        samples = self.samples(counted)
        events, time = [], []
        own = counted.events
        for (before, old), (now, new) in zip(samples, samples[1:]):
            if now - before > LONGEST_GAP:
                continue
            time.append((before, now))
            start = self.starts(now)
            if start <= before:
                first, last = bisect_right(own.times, before), bisect_right(own.times, now)
            elif new < old:
                # All that was lost with the restart is what came after the last scrape.
                first, last = bisect_right(own.times, start), bisect_right(own.times, now)
            else:
                events.append((now, new - old))
                continue
            events += [(own.times[i], own.sums[i + 1] - own.sums[i]) for i in range(first, last)]
        return events, united(time)

    def text(self, samples: list[tuple[float, float]], end: float, stales: bool = True) -> str:
        """The samples as promtool reads them, on its grid."""
        parts: list[str] = []
        position = 0
        expected = self.interval

        def skip(count: int) -> None:
            if count > 0:
                parts.append(f"_x{count}")

        last: float | None = None
        for time, value in samples:
            index = round(time / GRID)
            if last is not None and self.says_stale and stales and time - last > 1.5 * expected:
                mark = round((last + expected) / GRID)
                if position <= mark < index:
                    skip(mark - position)
                    parts.append("stale")
                    position = mark + 1
            skip(index - position)
            parts.append(f"{value:g}" if value < 100_000 else str(int(value)))
            position, last = index + 1, time
        if last is not None and self.says_stale and stales and end - last > 1.5 * expected:
            mark = round((last + expected) / GRID)
            if mark >= position:
                skip(mark - position)
                parts.append("stale")
        return " ".join(parts)
