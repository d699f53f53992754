"""Which scenarios of which objectives are played together: every kind, objective and interval comes again and again."""
from __future__ import annotations

import random
from collections.abc import Iterator

from Tests.Simulation.batch import Batch
from Tests.Simulation.cases import CASES, Case
from Tests.Simulation.objectives import ALL, DAY, HOUR, MINUTE, Objective
from Tests.Simulation.replay import Replay
from Tests.Simulation.scenarios import kinds

INTERVALS = [5, 15, 30, 60]
TOGETHER = 16
# promtool's engine holds 10,000 samples a query; a month of events takes a while to be made up.
TOGETHER_FOR_LONG = 4
# How long after the full minute a server evaluates, in seconds.
LAST = 59.999
PHASES = [0, 0.001, 12.7, 37.1, 59.9, 59.998, LAST]
# 2024-01-01.
NEW_YEAR = 1_704_067_200


def cases() -> list[Batch]:
    """By promtool, which has the phase 0, and by servers at others."""
    together: dict[tuple, list[tuple[str, str]]] = {}
    for name, case in CASES.items():
        for way in ways(case):
            together.setdefault((case.objective, case.interval, case.end, way), []).append((name, name))
    return [Batch(*key, tuple(scenarios), way) for (*key, way), scenarios in together.items()]


def ways(case: Case) -> list[Replay | None]:
    replays = [Replay(NEW_YEAR + phase, missed=case.missed, away=case.away) for phase in PHASES[1:5]]
    # promtool misses no evaluation.
    return replays if case.missed or case.away else [None, *replays]


def months() -> list[Batch]:
    """Whole periods, and more, as they are."""
    told = ["steady", "cron", "diurnal, burst", "total outage", "rolling, new labels", "instance missing"]
    long = [("month-99-9", 60, 33 * DAY), ("week-99-9", 30, 9 * DAY), ("each-week", 60, 16 * DAY)]
    found = []
    for objective, interval, end in long:
        for phase in PHASES[1:5]:
            scenarios = tuple((f"{objective} at {phase:g} s/{kind}", kind) for kind in told)
            # The 20th, so that a month ends in each.
            found.append(Batch(objective, interval, end, scenarios, Replay(NEW_YEAR + 19 * DAY + phase)))
    scenarios = tuple((f"each-month/{kind}", kind) for kind in told[:4])
    return [*found, Batch("each-month", 60, 45 * DAY, scenarios, Replay(NEW_YEAR + 19 * DAY + PHASES[2]))]


def drawn(seed: int, count: int, short: bool) -> list[Batch]:
    chance = random.Random(f"plan {seed}")
    turns, batches, number = Turns(chance), [], 0
    objectives = usual(short)
    while number < count:
        objective = turns.next("objective", objectives)
        interval = turns.next("interval", INTERVALS)
        end = length(objective, chance, short)
        # Many at once are quicker, and many batches show more objectives.
        size = min(count - number, together(objective, end), max(4, count // 12) if short else TOGETHER)
        scenarios = []
        for _ in range(size):
            number += 1
            kind = turns.next(objective.kind, list(kinds(objective)))
            scenarios.append((f"{seed}/{number}", kind))
        batches.append(Batch(objective.name, interval, end, tuple(scenarios), server(end, chance)))
    return batches


def server(end: int, chance: random.Random) -> Replay | None:
    """How a server plays it; one in eight is left to promtool."""
    if chance.random() < 1 / 8 and end <= 8 * DAY:
        return None
    minute = NEW_YEAR + chance.randrange(3 * 365 * 24 * 60) * MINUTE
    phase = chance.choice([*PHASES, round(chance.uniform(0, MINUTE), 3)])
    trouble = chance.choice(["", "", "", "apart", "late", "missed", "restart", "away"])
    if trouble == "missed" and phase == LAST:
        # Prometheus 2 takes the evaluation before a missed one for it there, as it counts a sample on the left edge.
        phase = 0.001
    return Replay(
        minute + phase,
        apart=round(chance.uniform(1, 25), 3) if trouble == "apart" else 0,
        delay=chance.uniform(0.5, 9) if trouble == "late" and end <= 2 * DAY else 0,
        missed=stretches(end, chance, chance.randint(1, 10), [1, 1, 1, 2, 3]) if trouble == "missed" else (),
        away=stretches(end, chance, 1, [60]) if trouble == "away"
        else stretches(end, chance, 2, [1, 2, 3, 4]) if trouble == "restart" else ())


def stretches(end: int, chance: random.Random, count: int, minutes: list[int]) -> tuple[tuple[float, float], ...]:
    starts = [chance.uniform(0.1 * end, 0.9 * end) for _ in range(count)]
    return tuple((start, start + chance.choice(minutes) * MINUTE) for start in sorted(starts))


def usual(short: bool) -> list[Objective]:
    """What is long is rare, and in a short run not at all."""
    quick = [objective for objective in ALL if objective.period == DAY or not objective.calendar]
    return quick * 3 if short else quick * 6 + [objective for objective in ALL if objective.calendar]


def together(objective: Objective, end: int) -> int:
    if not objective.grouped:
        return 1
    return TOGETHER_FOR_LONG if end > 2 * DAY else TOGETHER


def length(objective: Objective, chance: random.Random, short: bool) -> int:
    if objective.calendar == "month":
        return 32 * DAY
    if objective.calendar == "week":
        return 6 * DAY
    if objective.period == 7 * DAY and not short and chance.random() < 0.15:
        return 8 * DAY
    if objective.period == 30 * DAY and not short and chance.random() < 0.02:
        return 33 * DAY
    if short:
        return chance.choice([8, 14, 26]) * HOUR
    return chance.choice([26, 26, 30, 14]) * HOUR


class Turns:
    """Takes from each list in turn, newly shuffled each time, so that nothing is left out for long."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.left: dict[str, Iterator] = {}

    def next(self, name: str, values: list):
        value = next(self.left.get(name, iter(())), None)
        if value is None:
            shuffled = values[:]
            self.chance.shuffle(shuffled)
            self.left[name] = iter(shuffled)
            value = next(self.left[name])
        return value
