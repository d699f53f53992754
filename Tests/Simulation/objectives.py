"""What Tests/Simulation/specs declares, said again: nothing here is read from the rules or shared with the generator."""
from __future__ import annotations

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Burn:
    tier: str
    factor: float
    long: int
    short: int


@dataclass(frozen=True)
class Objective:
    name: str
    # counter, latency, gauge, p95, all, weighted; pair-bad, pair-good, coded latency, ratio
    kind: str
    promised: float     # 0.999
    period: int         # seconds; of a calendar's period the usual length
    burns: tuple[Burn, ...]
    calendar: str | None = None
    grouped: bool = True

    @property
    def budget(self) -> float:
        return round(1 - self.promised, 9)


# Google's SRE workbook, chapter 5, table 5-8: the share of the budget that is gone, and the windows of a 30-day period.
WORKBOOK = [("page", 0.02, HOUR, 5 * MINUTE), ("page", 0.05, 6 * HOUR, 30 * MINUTE),
            ("ticket", 0.10, DAY, 2 * HOUR), ("ticket", 0.10, 3 * DAY, 6 * HOUR)]
READABLE = [minutes * MINUTE for minutes in (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 10_080, 20_160)]


def workbook(days: int) -> tuple[Burn, ...]:
    """Windows shrink with the period to the nearest readable one; each burn stays the same share of the budget."""
    def window(seconds: int) -> int:
        wanted = seconds * days / 30
        return min(READABLE, key=lambda each: max(wanted / each, each / wanted))

    return tuple(
        Burn(tier, max(share * days * DAY / window(long), 1), window(long), window(short))
        for tier, share, long, short in WORKBOOK)


SCALED = (Burn("page", 9, HOUR, 5 * MINUTE), Burn("page", 5, 6 * HOUR, 30 * MINUTE),
          Burn("ticket", 2, 12 * HOUR, 2 * HOUR))
MONTH90 = (Burn("page", 9, HOUR, 5 * MINUTE), Burn("page", 6, 6 * HOUR, 30 * MINUTE),
           Burn("ticket", 3, DAY, 2 * HOUR), Burn("ticket", 1, 3 * DAY, 6 * HOUR))


def day(name: str, kind: str, promised: float, grouped: bool = True) -> Objective:
    return Objective(name, kind, promised, DAY, SCALED, grouped=grouped)


def longer(name: str, kind: str, promised: float, days: int, calendar: str | None = None) -> Objective:
    burns = MONTH90 if promised == 0.9 else workbook(days)
    return Objective(name, kind, promised, days * DAY, burns, calendar)


ALL = [
    day("day-90", "counter", 0.9), day("day-99", "counter", 0.99), day("day-99-9", "counter", 0.999),
    day("day-99-95", "counter", 0.9995), day("day-99-99", "counter", 0.9999),
    longer("week-99", "counter", 0.99, 7), longer("week-99-9", "counter", 0.999, 7),
    longer("month-90", "counter", 0.9, 30), longer("month-99", "counter", 0.99, 30),
    longer("month-99-9", "counter", 0.999, 30), longer("month-99-95", "counter", 0.9995, 30),
    longer("month-99-99", "counter", 0.9999, 30),
    longer("each-week", "counter", 0.99, 7, "week"), longer("each-month", "counter", 0.99, 30, "month"),
    day("fast-day-99", "latency", 0.99), day("fast-day-99-9", "latency", 0.999),
    longer("fast-week-99", "latency", 0.99, 7), longer("fast-month-99-9", "latency", 0.999, 30),
    day("p95-day-90", "p95", 0.9), day("p95-day-99", "p95", 0.99),
    day("up-day-90", "gauge", 0.9), day("up-day-99", "gauge", 0.99),
    longer("up-month-99-9", "gauge", 0.999, 30), longer("up-month-99-99", "gauge", 0.9999, 30),
    day("calls-day-99", "pair-bad", 0.99), longer("calls-month-99-9", "pair-bad", 0.999, 30),
    day("orders-day-99", "pair-good", 0.99), day("answers-day-99", "coded", 0.99),
    day("ratio-day-99", "ratio", 0.99), longer("ratio-month-99-9", "ratio", 0.999, 30),
    day("one-requests", "counter", 0.99, grouped=False), day("one-latency", "latency", 0.99, grouped=False),
    day("one-probe", "gauge", 0.99, grouped=False),
    day("all-of", "all", 0.9, grouped=False), day("by-weight", "weighted", 0.99, grouped=False),
]
BY_NAME = {objective.name: objective for objective in ALL}
# Requests a minute at the quietest and at the busiest, and of how many instances they come.
TRAFFIC = {"month-99-9": (0.5, 600.0, 3)}
# Parts of the composite ones, and how much they weigh.
PARTS = {"all-of": {"one-requests": 1, "one-latency": 1}, "by-weight": {"one-requests": 3, "one-latency": 1}}
