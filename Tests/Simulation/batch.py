"""Some scenarios of one objective, evaluated together in each Prometheus, by promtool or by a server."""
from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from Tests.Simulation import promtool
from Tests.Simulation.cases import CASES
from Tests.Simulation.judge import Verdict, judge
from Tests.Simulation.objectives import BY_NAME, MINUTE, Objective
from Tests.Simulation.replay import Replay
from Tests.Simulation.rules import Rules
from Tests.Simulation.samples import series
from Tests.Simulation.scenarios import Scenario, Story, draw, kinds
from Tests.Simulation.sums import is_within
from Tests.Simulation.truth import truth
from Tests.Simulation.unseen import seen, unscraped

LOOK = 7 * MINUTE


@dataclass(frozen=True)
class Batch:
    objective: str
    interval: int
    end: int
    # For each scenario its seed and kind.
    scenarios: tuple[tuple[str, str], ...]
    # How a server plays it; otherwise promtool does, from 1970 on.
    replay: Replay | None = None


@dataclass
class Outcome:
    seed: str
    kind: str
    objective: str
    interval: int
    words: str
    prometheus: str
    verdict: Verdict


def teller(kind: str, objective: Objective) -> Callable[[Story], None]:
    return CASES[kind].tell if kind in CASES else kinds(objective)[kind]


def play(batch: Batch, rules: Rules, programs: dict[str, str], scaled: bool, grain: int) -> list[Outcome]:
    objective = BY_NAME[batch.objective]
    scenarios = [
        draw(seed, f"s{number}", kind, objective, batch.interval, batch.end, teller(kind, objective))
        for number, (seed, kind) in enumerate(batch.scenarios)]
    replay = batch.replay or Replay()
    for scenario in scenarios:
        unscraped(scenario, replay)
    truths = [replace(seen(truth(scenario), replay, batch.interval), grain=grain) for scenario in scenarios]
    samples = [one for scenario in scenarios for one in series(scenario)]
    looks = [at for at in range(LOOK, batch.end + 1, LOOK) if not is_within(truths[0].missed, at)]
    asked = [(at, f"{rules.firing} or {rules.budget}" if at % LOOK == 0 else rules.firing)
             for at in range(0, batch.end + 1, MINUTE)]
    outcomes = []
    played = batch.replay.words if batch.replay else "by promtool"
    before: dict[str, tuple[dict[int, float], dict[str, set[int]], Verdict]] = {}
    for version, program in programs.items():
        with tempfile.TemporaryDirectory(prefix="plumbline-simulation-") as folder:
            found = (batch.replay or promtool).evaluate(program, Path(folder), rules.groups, samples, asked)
        for (seed, _), scenario, true in zip(batch.scenarios, scenarios, truths):
            budgets, firing = read(found, scenario if objective.grouped else None, rules)
            if scenario.label in before and same(before[scenario.label], budgets, firing):
                verdict = before[scenario.label][2]
            else:
                verdict = judge(true, budgets, looks, firing, batch.end, scaled)
            before[scenario.label] = budgets, firing, verdict
            outcomes.append(Outcome(
                seed, scenario.kind, objective.name, batch.interval, f"{scenario.words}; {played}", version, verdict))
    return outcomes


def same(before: tuple, budgets: dict[int, float], firing: dict[str, set[int]]) -> bool:
    """Whether another Prometheus said the same, so that it need not be judged again."""
    return before[1] == firing and before[0].keys() == budgets.keys() and all(
        abs(before[0][at] - budget) <= 1e-9 * max(1, abs(budget)) for at, budget in budgets.items())


def read(
    found: dict[int, list[promtool.Value]], scenario: Scenario | None, rules: Rules
) -> tuple[dict[int, float], dict[str, set[int]]]:
    budgets: dict[int, float] = {}
    firing: dict[str, set[int]] = {}
    for at, values in found.items():
        for value in values:
            if scenario and value.labels.get("scenario") != scenario.label:
                continue
            if value.name == "ALERTS":
                firing.setdefault(value.labels[rules.tier_label], set()).add(at)
            elif at in budgets:
                raise promtool.Broken(f"two budgets at {at} s: {value}")
            else:
                budgets[at] = value.value
    return budgets, firing

