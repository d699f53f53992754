"""Holds what was recorded against the truth."""
from __future__ import annotations

from dataclasses import dataclass, field

from Tests.Simulation.instances import GRID
from Tests.Simulation.objectives import MINUTE, Burn
from Tests.Simulation.truth import LOOK, Counts, Truth

# An alert may wait for two, and what is known lags.
EVALUATIONS = 2 * MINUTE
STEP = 30
# How close to a threshold nobody can say on which side of it something is.
SLACK = 0.02
# Of so many failures one more or less is more than that.
FEW = 50


@dataclass
class Verdict:
    """Of one scenario in one Prometheus. Errors are shares of the budget, or of what is spent where that is more."""
    latest: float               # seconds; an alert that comes later is late
    budget_error: float = 0.0
    budget_time: int = 0
    budget_words: str = ""
    missing: int = 0
    looked: int = 0
    late: dict[str, float] = field(default_factory=dict)        # tier -> seconds until it fired
    silent: dict[str, float] = field(default_factory=dict)      # tier -> when it should have fired and did not
    dropped: dict[str, int] = field(default_factory=dict)       # tier -> minutes in which it was off while it should be on
    false: dict[str, list[int]] = field(default_factory=dict)   # tier -> minutes in which it fired without a reason


def judge(
    truth: Truth, budgets: dict[int, float], looked: list[int], firing: dict[str, set[int]], end: int, scaled: bool
) -> Verdict:
    verdict = Verdict(latest=EVALUATIONS + truth.lag)
    for time in looked:
        judge_budget(truth, budgets.get(time), time, verdict, scaled)
    for tier in ("page", "ticket"):
        burns = [burn for burn in truth.objective.burns if burn.tier == tier]
        judge_alert(truth, tier, burns, firing.get(tier, set()), end, verdict, scaled)
    return verdict


def judge_budget(truth: Truth, recorded: float | None, time: int, verdict: Verdict, scaled: bool) -> None:
    first = truth.known.times[0] if truth.known.times else None
    if first is None or time < first + 2 * verdict.latest:
        return
    each = [truth.spent(time - back) for back in range(0, truth.lag + 1, STEP)]
    hull = [spent for at in each for spent in at]
    if not hull:
        return
    verdict.looked += 1
    if recorded is None:
        # As long as nothing was known within the lag, nothing has to be recorded.
        verdict.missing += all(each)
        return
    error = nearest(truth, 1 - recorded, time, hull, scaled)
    if error > 0.002:
        # Where there are few events, each of them makes a difference.
        hull += [spent for back in range(0, truth.lag + 1, GRID) for spent in truth.spent(time - back)]
        error = nearest(truth, 1 - recorded, time, hull, scaled)
    if error > 0.002:
        # Where windows begin lags, too, and not always as much as where they end.
        hull += [
            spent for back in range(0, truth.lag + 1, STEP) for apart in range(-truth.lag, truth.lag + 1, STEP)
            for spent in truth.spent(time - back, apart)]
        error = nearest(truth, 1 - recorded, time, hull, scaled)
    if error > verdict.budget_error:
        verdict.budget_error, verdict.budget_time = error, time
        verdict.budget_words = f"left {recorded:.4f}, truly {1 - max(hull):.4f} to {1 - min(hull):.4f}"


def nearest(truth: Truth, spent: float, time: float, hull: list[float], scaled: bool) -> float:
    """How far off something is; `scaled` or not says whether a window may count for time that is not known."""
    error = distance(spent, hull)
    start, length = truth.period(time)
    share = truth.share(start, time, length)
    return error if scaled or share == 0 else min(error, distance(spent, [each / share for each in hull]))


def distance(value: float, hull: list[float]) -> float:
    low, high = min(hull), max(hull)
    off = low - value if value < low else value - high if value > high else 0.0
    return off / max(1.0, high)


def judge_alert(
    truth: Truth, tier: str, burns: list[Burn], firing: set[int], end: int, verdict: Verdict, scaled: bool
) -> None:
    for start, stop in sure_stretches(truth, tier, burns, end):
        fired = [time for time in range(start // MINUTE * MINUTE, stop + 1, MINUTE) if time in firing]
        due = [time for time in range(start // MINUTE * MINUTE, stop + 1, MINUTE)
               if time - start >= verdict.latest and not any(a <= time < b + verdict.latest for a, b in truth.missed)]
        if fired:
            evaluated = max((b for a, b in truth.missed if a - verdict.latest <= start < b), default=start)
            verdict.late[tier] = max(verdict.late.get(tier, 0), fired[0] - max(start, evaluated))
            off = sum(time > fired[0] and time not in firing for time in due)
            if off:
                verdict.dropped[tier] = verdict.dropped.get(tier, 0) + off
        elif due:
            verdict.silent.setdefault(tier, start)
    for time in sorted(firing):
        backs = range(0, int(verdict.latest) + 1, STEP)
        if not any(may_be(truth, burn, time - back, scaled) for back in backs for burn in burns):
            verdict.false.setdefault(tier, []).append(time)


def sure_stretches(truth: Truth, tier: str, burns: list[Burn], end: int) -> list[tuple[int, int]]:
    """From when until when an alert surely has to fire, but for the lag."""
    if tier not in truth.sure:
        found: list[tuple[int, int]] = []
        before = False
        for time in range(0, end + 1, MINUTE):
            now = any(is_sure(truth, burn, time) for burn in burns)
            if now and before:
                found[-1] = (found[-1][0], time)
            elif now:
                found.append((crossing(truth, burns, time), time))
            before = now
        truth.sure[tier] = found
    return truth.sure[tier]


def crossing(truth: Truth, burns: list[Burn], time: int) -> int:
    """When it became sure, in the minute before."""
    for at in range(time - MINUTE + 5, time, 5):
        if any(is_sure(truth, burn, at) for burn in burns):
            return at
    return time


def is_sure(truth: Truth, burn: Burn, time: float) -> bool:
    threshold = burn.factor * truth.objective.budget * (1 + SLACK)
    for counts in truth.counts:
        if counts.bad.within(time - burn.long, time) < truth.least_bad:
            return False
        for window in (burn.long, burn.short):
            ratios = truth.window(counts, window, time)
            if not ratios or min(ratios) <= threshold or is_few(truth, counts, window, time, threshold):
                return False
    return True


def is_few(truth: Truth, counts: Counts, window: int, time: float, threshold: float) -> bool:
    """Whether a failure more or less decides: where a window begins is known to a scrape or a look."""
    edge = max(truth.interval, LOOK)
    bad = counts.bad.within(time - window + edge, time)
    return not truth.is_time and bad < FEW and bad <= threshold * counts.total.within(time - window - edge, time)


def may_be(truth: Truth, burn: Burn, time: float, scaled: bool) -> bool:
    threshold = burn.factor * truth.objective.budget * (1 - SLACK)
    for counts in truth.counts:
        if truth.is_time:
            enough = counts.bad.within(time - burn.long - truth.lag, time) > 0
        else:
            enough = counts.bad.within(time - burn.long - truth.lag, time) > 1
        if enough and all(reaches(truth, counts, window, time, threshold, scaled) for window in (burn.long, burn.short)):
            return True
    return False


def reaches(truth: Truth, counts, window: int, time: float, threshold: float, scaled: bool) -> bool:
    """Whether a window may be over the threshold, wherever within the lag it begins."""
    for start in (time - window, time - window - truth.lag, time - window + STEP * 2):
        total = counts.total.within(start, time)
        if total > 0:
            share = truth.share(start, time, window, True, counts.known) if scaled else 1.0
            if counts.bad.within(start, time) / total * share >= threshold:
                return True
    return max(truth.window(counts, window, time), default=0.0) >= threshold
