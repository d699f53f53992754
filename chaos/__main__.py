"""Runs rounds of faults: python3 -m chaos --help."""
from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from chaos import faults
from chaos.clients import Clients
from chaos.cluster import Cluster, can_mount
from chaos.faults import World
from chaos.ledger import Ledger
from chaos.proxy import Proxy
from chaos.service import Service
from chaos.soak import soak
from chaos.verdict import Verdict, judge, told
from chaos.waiting import Broken, until
from demo.processes import Failure
from demo.stack import must_exist

RECOVERY_SECONDS = 90
# One of each kind that the unit tests of the parts do not reach, for every change.
SHORT = ["killed", "frozen", "network_cut", "backend_killed", "lock_held", "service_killed_in_replay", "journal_torn"]


def main() -> int:
    options = parse()
    program = must_exist(options.service, "make build")
    if options.soak:
        return long_run(program, options)
    rounds = plan(options)
    print(f"chaos: seed {options.seed}, {len(rounds)} rounds", flush=True)
    failures = 0
    for number, (fault, seed) in enumerate(rounds, 1):
        start = time.monotonic()
        try:
            outcome = str(play(program, fault, seed, options.keep))
        except (Broken, Failure, OSError) as broken:
            failures += 1
            outcome = f"BROKEN (--only {fault.__name__} --seed {seed})\n{broken}"
        print(f"{number:>4}  {fault.__name__:<28} {time.monotonic() - start:5.1f} s  {outcome}", flush=True)
    print(f"chaos: {len(rounds) - failures} passed, {failures} failed, 0 skipped")
    return 1 if failures else 0


def long_run(program: Path, options: argparse.Namespace) -> int:
    print(f"chaos: seed {options.seed}, {options.soak:g} s", flush=True)
    try:
        print(soak(program, options.soak, options.seed, recovered))
    except (Broken, Failure, OSError) as broken:
        print(f"BROKEN\n{broken}")
        return 1
    return 0


def play(program: Path, fault: Callable[[World], None], seed: int, keep: Path | None) -> Verdict:
    """One round: clients write, the fault comes and goes, all recovers, and PostgreSQL is held against the ledger."""
    chance = random.Random(seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="feature-store-chaos-")))
        folder.chmod(0o711)
        cluster = stack.enter_context(Cluster(folder / "postgresql"))
        proxy = stack.enter_context(Proxy(cluster.socket))
        services = [
            stack.enter_context(Service(program, folder / f"service-{index}", proxy.conninfo))
            for index in range(chance.choice([1, 1, 2]))]
        ledger = Ledger()
        world = World(cluster, proxy, services, chance, lambda: ledger.acknowledged_count)
        try:
            recovered(world)
            with Clients(services, ledger, count=chance.choice([4, 8, 16]), seed=seed):
                world.some_writes()
                fault(world)
                recovered(world)
                world.some_writes()
            recovered(world)
            told(world)
            return judge(world, ledger)
        except Broken as broken:
            world.mend()
            logs = "".join(f"\n--- {service.port}:\n{service.log[-4000:]}" for service in services)
            raise Broken(f"{broken}\nrefused: {ledger.refused}{logs if keep else ''}") from broken


def recovered(world: World) -> None:
    """Every service is alive, healthy, and has emptied its journal into PostgreSQL."""
    for service in world.services:
        until("the service is healthy again and its journal empty", lambda service=service: service.has_recovered,
              RECOVERY_SECONDS, broken=service.ended)


def plan(options: argparse.Namespace) -> list[tuple[Callable[[World], None], int]]:
    known = {fault.__name__: fault for fault in faults.ALL}
    if not can_mount():
        del known["disk_full"]
        print("chaos: disk_full is left out: making a small disk needs root", flush=True)
    if options.only:
        return [(known[options.only], options.seed + number) for number in range(options.rounds or 1)]
    if not options.rounds:
        return [(known[name], options.seed + number) for number, name in enumerate(SHORT)]
    chance = random.Random(options.seed)
    return [(chance.choice(list(known.values())), chance.getrandbits(32)) for _ in range(options.rounds)]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=sys.modules["chaos"].__doc__)
    parser.add_argument(
        "--rounds", type=int, default=int(os.environ.get("ROUNDS") or 0),
        help="how many faults to draw (default: $ROUNDS, or a short fixed set)")
    parser.add_argument(
        "--seed", type=int, default=int(os.environ.get("SEED") or random.SystemRandom().getrandbits(32)),
        help="what they are drawn by (default: $SEED, or another each time)")
    parser.add_argument(
        "--soak", type=float, metavar="SECONDS",
        help="one service for so long, faults on its PostgreSQL, and whether memory, descriptors or threads grow")
    parser.add_argument("--only", choices=[fault.__name__ for fault in faults.ALL], help="one kind of fault alone")
    parser.add_argument("--service", type=Path, default=".build/debug/feature-store", help="the program to hurt")
    parser.add_argument("--keep", action="store_true", help="print the services' logs of a round that broke")
    return parser.parse_args()


sys.exit(main())
