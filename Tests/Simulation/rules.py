"""The rules under test: those that the specs program generates, or those of other tools for the same objectives."""
from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import yaml

from Tests.Simulation.objectives import BY_NAME, PARTS, Objective

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Rules:
    """Groups for an objective, and how to read what they record."""
    groups: list[dict]
    budget: str                 # a selector of what is left of the budget
    firing: str                 # a selector of its alerts that fire
    tier_label: str = "tier"


class Generated:
    """What `simulated-specs generate` writes, for each interval of scrapes."""
    scaled = True

    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder
        self.files: dict[int, list[dict]] = {}

    def supports(self, objective: Objective) -> bool:
        return objective.name in BY_NAME

    def of(self, objective: Objective, interval: int) -> Rules:
        if interval not in self.files:
            root = self.folder / f"generated-{interval}"
            root.mkdir(exist_ok=True)
            subprocess.run(
                [self.program, "generate", "--root", root], check=True, stdout=subprocess.DEVNULL,
                env={**os.environ, "SIMULATED_SCRAPE_SECONDS": str(interval)})
            # Many rules are divided over several files.
            files = sorted((root / "generated").glob("prometheus_alerts*.yml"))
            self.files[interval] = [
                group for file in files for group in yaml.load(file.read_text(), Loader=LOADER)["groups"]]
        wanted = {objective.name, *PARTS.get(objective.name, [])}
        groups = [group for group in self.files[interval] if wanted & slos(group)]
        name = objective.name
        return Rules(
            groups, f'slo:error_budget:remaining{{slo="{name}"}}', f'ALERTS{{slo="{name}",alertstate="firing"}}')


def slos(group: dict) -> set[str]:
    """Which objectives a group is about."""
    return {rule.get("labels", {}).get("slo") for rule in group["rules"]} | {group.get("labels", {}).get("slo")}
