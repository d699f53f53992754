"""Simulates objectives: scripts/simulate --help."""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from Tests.Simulation import others, plan
from Tests.Simulation.batch import Batch, Outcome, play
from Tests.Simulation.objectives import BY_NAME
from Tests.Simulation.rules import Generated
from Tests.Simulation.table import faults, table

ROOT = Path(__file__).resolve().parent.parent.parent
# So many scenarios are few: without whole months.
SHORT = 1000
RULES = {"generated": Generated, **others.RULES}
# Debian's, and today's where scripts/setup has put it.
PROMTOOLS = [Path("/usr/bin/promtool"), ROOT / ".tools/today/usr/bin/promtool"]


def main() -> int:
    options = parse()
    programs = promtools(options.promtool)
    print(f"simulate: seed {options.seed}, {options.count} drawn scenarios, Prometheus {' and '.join(programs)}", flush=True)
    short = options.count < SHORT and not options.months
    batches = plan.cases() + ([] if short else plan.months()) + plan.drawn(options.seed, options.count, short)
    if options.only:
        batches = [batch for batch in map(lambda batch: narrowed(batch, options.only), batches) if batch.scenarios]
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="plumbline-simulation-") as folder:
        rules = RULES[options.rules](options.specs, Path(folder))
        known = [rules, RULES[options.like](options.specs, Path(folder))]
        batches = [batch for batch in batches if all(each.supports(BY_NAME[batch.objective]) for each in known)]
        outcomes, broken = run(batches, rules, programs, options)
    print("\n" + table(outcomes) if outcomes else "nothing was played")
    if options.table and outcomes:
        options.table.write_text(table(outcomes) + "\n")
    wrong = sum(bool(faults(outcome.verdict)) for outcome in outcomes)
    print(f"simulate: {len(outcomes) - wrong} passed, {wrong} failed, {broken} broken, 0 skipped, "
          f"{time.monotonic() - start:.0f} s")
    return 1 if wrong or broken or not outcomes else 0


def run(
    batches: list[Batch], rules: Generated | others.Other, programs: dict[str, str], options: argparse.Namespace
) -> tuple[list[Outcome], int]:
    outcomes: list[Outcome] = []
    broken = 0
    scaled = rules.scaled and not options.accept_partial
    with ProcessPoolExecutor(options.jobs) as pool:
        # The longest first, so that none of them is left for the end.
        waiting = {}
        for batch in sorted(batches, key=lambda batch: -batch.end):
            made = rules.of(BY_NAME[batch.objective], batch.interval)
            waiting[pool.submit(play, batch, made, programs, scaled, options.known_by)] = batch
        for done in as_completed(waiting):
            batch = waiting[done]
            try:
                found = done.result()
            except Exception:
                broken += 1
                print(f"BROKEN {batch}\n{traceback.format_exc()}", flush=True)
                continue
            outcomes += found
            for outcome in found:
                tell(outcome, options.verbose)
    return outcomes, broken


def tell(outcome: Outcome, verbose: bool) -> None:
    found = faults(outcome.verdict)
    if found or verbose:
        print(f"{'FAILED' if found else 'passed'} {outcome.seed} in {outcome.prometheus}: {outcome.objective}, "
              f"{outcome.kind}, scraped each {outcome.interval} s, {outcome.words}"
              + "".join(f"\n       {fault}" for fault in found), flush=True)


def narrowed(batch: Batch, only: str) -> Batch:
    """Those scenarios of a batch whose seed, kind or objective it is."""
    chosen = tuple(each for each in batch.scenarios if only in (*each, batch.objective))
    return replace(batch, scenarios=chosen)


def promtools(chosen: list[Path]) -> dict[str, str]:
    found = {}
    for program in chosen or PROMTOOLS:
        if program.exists():
            said = subprocess.run([program, "--version"], capture_output=True, text=True)
            words = (said.stdout + said.stderr).split()
            found[".".join(words[2].split("+")[0].split(".")[:2])] = str(program)
        elif chosen or os.environ.get("CI"):
            sys.exit(f"simulate: {program} is not there; run make setup")
        else:
            print(f"simulate: without {program}, which is not there; run make setup")
    return found


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/simulate", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="how many scenarios to draw (100)")
    parser.add_argument("--seed", type=int, default=1, help="what they are drawn from (1)")
    parser.add_argument("--months", action="store_true", help=f"whole periods too, as with {SHORT} scenarios or more")
    parser.add_argument("--only", help="only scenarios of this seed, as 1/17, kind or objective")
    parser.add_argument("--rules", choices=list(RULES), default="generated", help="whose rules are tested (generated)")
    parser.add_argument("--like", choices=list(RULES), default="generated", help="only objectives that these do, too")
    parser.add_argument("--specs", type=Path, default=ROOT / ".build/debug/simulated-specs", help="the built program")
    parser.add_argument("--promtool", type=Path, action="append", help="instead of Debian's and .tools/today's")
    parser.add_argument("--table", type=Path, help="write the table to this file")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many promtools at once")
    parser.add_argument("--accept-partial", action="store_true",
                        help="a window that is not full may count for all of its time")
    parser.add_argument("--known-by", type=int, default=0, metavar="SECONDS",
                        help="how much too high the known share of a window of a day or more may be (0)")
    parser.add_argument("--verbose", action="store_true", help="tell of what passed, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
