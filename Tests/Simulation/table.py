"""What came out, as a table: kind of scenario × interval of scrapes."""
from __future__ import annotations

from Tests.Simulation.batch import Outcome
from Tests.Simulation.judge import Verdict

TOLERANCE = 0.01


def faults(verdict: Verdict) -> list[str]:
    """What is wrong with what was recorded, in words."""
    found = []
    if verdict.budget_error > TOLERANCE:
        found.append(
            f"budget off by {verdict.budget_error:.1%} at {verdict.budget_time} s: {verdict.budget_words}")
    if verdict.missing:
        found.append(f"no budget in {verdict.missing} of {verdict.looked} looks")
    for tier, since in verdict.silent.items():
        found.append(f"no {tier}, due at {since:.0f} s")
    for tier, late in verdict.late.items():
        if late > verdict.latest:
            found.append(f"{tier} {late:.0f} s late")
    for tier, minutes in verdict.dropped.items():
        found.append(f"{tier} off for {minutes} min while it burns")
    for tier, times in verdict.false.items():
        found.append(f"false {tier} for {len(times)} min, first at {times[0]} s")
    return found


def row(outcomes: list[Outcome]) -> list[str]:
    verdicts = [outcome.verdict for outcome in outcomes]

    def latest(tier: str) -> str:
        silent = sum(tier in verdict.silent for verdict in verdicts)
        late = max((verdict.late.get(tier, 0) for verdict in verdicts), default=0)
        fired = any(tier in verdict.late for verdict in verdicts)
        return ", ".join(([f"{late:.0f}"] if fired else []) + ([f"never: {silent}"] if silent else [])) or "–"

    return [
        f"{max(verdict.budget_error for verdict in verdicts):.2%}", str(sum(v.missing > 0 for v in verdicts)),
        latest("page"), latest("ticket"), str(sum("page" in verdict.false for verdict in verdicts)),
        str(sum("ticket" in verdict.false for verdict in verdicts)), str(sum(bool(v.dropped) for v in verdicts)),
        str(len(outcomes))]


HEAD = ["kind", "scrapes", "greatest error of the budget", "no budget", "latest page, s", "latest ticket, s",
        "false pages", "false tickets", "interrupted", "scenarios"]


def table(outcomes: list[Outcome]) -> str:
    groups: dict[tuple[str, int], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.kind, outcome.interval), []).append(outcome)
    rows = [[kind, f"{interval} s", *row(members)] for (kind, interval), members in sorted(groups.items())]
    rows.append(["all", "", *row(outcomes)])
    widths = [max(len(line[i]) for line in [HEAD, *rows]) for i in range(len(HEAD))]

    def line(cells: list[str]) -> str:
        aligned = [cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(cells, widths))]
        return "| " + " | ".join(aligned) + " |"

    rule = "|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":" for i, width in enumerate(widths)) + "|"
    return "\n".join([line(HEAD), rule, *(line(each) for each in rows)])
