"""One service under load for minutes, its PostgreSQL hurt again and again: what it holds must not grow."""
from __future__ import annotations

import random
import re
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from chaos import faults
from chaos.clients import Clients
from chaos.cluster import Cluster
from chaos.faults import World
from chaos.ledger import Ledger
from chaos.proxy import Proxy
from chaos.service import Service
from chaos.verdict import judge
from chaos.waiting import Broken

FAULTS = [faults.killed, faults.frozen, faults.stopped_fast, faults.stopped_immediately, faults.backend_killed,
          faults.network_cut]
CLIENTS = 8
# Each client rests so long after a row, so that the rows of ten minutes fit the disk and the checker's memory.
REST_SECONDS = 0.01
DISK_MEGABYTES = 1024
# A part of the time in which pools, caches and the allocator come to their size, and that nothing is concluded from.
WARM_UP = 0.2
# How much more the end may be than the start: connections and threads that happen to be idle, and the allocator's whims.
ALLOWED = {"RSS, MB": 16, "descriptors": 8, "threads": 8}


@dataclass
class Sample:
    """What a process holds, at a moment when it has recovered."""

    at: float
    held: dict[str, float]


def held_by(service: Service) -> dict[str, float]:
    process = Path(f"/proc/{service.pid}")
    status = (process / "status").read_text()
    kilobytes, threads = (int(re.search(rf"^{name}:\s*(\d+)", status, re.M)[1]) for name in ("VmRSS", "Threads"))
    return {"RSS, MB": kilobytes / 1000, "descriptors": len(list((process / "fd").iterdir())), "threads": threads}


def soak(program: Path, seconds: float, seed: int, recovered) -> str:
    """Runs for so long, and tells what was held. Raises Broken where that grew, or rows are not as they should be."""
    chance = random.Random(seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="feature-store-chaos-")))
        folder.chmod(0o711)
        cluster = stack.enter_context(Cluster(folder / "postgresql", DISK_MEGABYTES))
        proxy = stack.enter_context(Proxy(cluster.socket))
        service = stack.enter_context(Service(program, folder / "service", proxy.conninfo))
        ledger = Ledger()
        world = World(cluster, proxy, [service], chance, lambda: ledger.acknowledged_count)
        recovered(world)
        drawn: dict[str, int] = {}
        with Clients([service], ledger, CLIENTS, seed, rest=REST_SECONDS):
            samples = list(hurt(world, seconds, drawn, recovered))
        recovered(world)
        verdict = judge(world, ledger)
    text = ", ".join(f"{name} {count}" for name, count in sorted(drawn.items()))
    return f"{verdict}\nfaults: {text}\n{growth(samples, seconds)}"


def hurt(world: World, seconds: float, drawn: dict[str, int], recovered):
    """Draws one fault after the other, and looks at the service after each."""
    start = time.monotonic()
    while (now := time.monotonic() - start) < seconds:
        fault = world.chance.choice(FAULTS)
        drawn[fault.__name__] = drawn.get(fault.__name__, 0) + 1
        world.some_writes()
        fault(world)
        recovered(world)
        world.some_writes(200)
        yield Sample(now, held_by(world.services[0]))


def growth(samples: list[Sample], seconds: float) -> str:
    """A table of medians over the first, the middle and the last third of what came after the warm-up."""
    warm = [sample for sample in samples if sample.at > WARM_UP * seconds]
    size = len(warm) // 3
    if size < 3:
        raise Broken(f"{len(warm)} faults after the warm-up are too few to tell; let it run longer")
    thirds = [warm[:size], warm[size:-size], warm[-size:]]
    lines, grown = [f"{'held':<12} {'start':>8} {'middle':>8} {'end':>8} {'most':>8} {'may grow':>9}"], []
    for name, allowed in ALLOWED.items():
        start, middle, end = (median(sample.held[name] for sample in third) for third in thirds)
        most = max(sample.held[name] for sample in samples)
        lines.append(f"{name:<12} {start:>8.1f} {middle:>8.1f} {end:>8.1f} {most:>8.1f} {allowed:>9}")
        if end > start + allowed:
            grown.append(name)
    table = "\n".join(lines)
    if grown:
        raise Broken(f"{' and '.join(grown)} grew by more than allowed\n{table}")
    return table
