"""Which scenarios of which objectives are played together: every kind, objective and interval comes again and again."""
from __future__ import annotations

import random
from collections.abc import Iterator

from Tests.Simulation.batch import Batch
from Tests.Simulation.cases import CASES
from Tests.Simulation.objectives import ALL, DAY, HOUR, Objective
from Tests.Simulation.scenarios import kinds

INTERVALS = [5, 15, 30, 60]
TOGETHER = 16
# promtool's engine holds 10,000 samples a query.
TOGETHER_FOR_LONG = 4


def cases() -> list[Batch]:
    together: dict[tuple[str, int, int], list[tuple[str, str]]] = {}
    for name, case in CASES.items():
        together.setdefault((case.objective, case.interval, case.end), []).append((name, name))
    return [Batch(*key, tuple(scenarios)) for key, scenarios in together.items()]


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
        batches.append(Batch(objective.name, interval, end, tuple(scenarios)))
    return batches


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
