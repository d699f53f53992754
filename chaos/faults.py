"""The faults. Each does its harm, sees the service notice, and mends what it broke."""
from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

from chaos.clients import SYMBOLS
from chaos.cluster import CONNECTIONS, Cluster
from chaos.proxy import Proxy
from chaos.service import Service
from chaos.waiting import until

# Noticing a frozen server takes the write's deadline; the rest is a slow machine's.
NOTICE_SECONDS = 60
ADVISORY_LOCK = "SELECT pg_advisory_lock(hashtextextended('{symbol}', 0)); SELECT pg_sleep(600)"


@dataclass
class World:
    cluster: Cluster
    proxy: Proxy
    services: list[Service]
    chance: random.Random
    acknowledged: Callable[[], int]
    # Services whose journal was damaged beyond its tail: what it held is set aside, and not in PostgreSQL.
    set_aside: set[int] = field(default_factory=set)
    # What mends the present fault, for a round that ends in the middle of it.
    mend: Callable[[], None] = lambda: None

    def each_falls_back(self) -> None:
        for service in self.services:
            until("writes go to the journal", lambda service=service: service.writes_to_journal, NOTICE_SECONDS)

    def some_writes(self, count: int = 40) -> None:
        """Waits until so many more rows were acknowledged."""
        goal = self.acknowledged() + count
        until(f"{count} more rows are acknowledged", lambda: self.acknowledged() >= goal, NOTICE_SECONDS)

    def any_service(self) -> Service:
        return self.chance.choice(self.services)


def postgresql_away(world: World, stop: Callable[[], None], start: Callable[[], None]) -> None:
    world.mend = start
    stop()
    world.each_falls_back()
    world.some_writes()
    start()


def killed(world: World) -> None:
    postgresql_away(world, world.cluster.kill, world.cluster.start)


def stopped_fast(world: World) -> None:
    postgresql_away(world, lambda: world.cluster.stop("fast"), world.cluster.start)


def stopped_immediately(world: World) -> None:
    postgresql_away(world, lambda: world.cluster.stop("immediate"), world.cluster.start)


def frozen(world: World) -> None:
    """SIGSTOP: what was sent before is carried out after it, when the journal has it too."""
    postgresql_away(world, world.cluster.pause, world.cluster.resume)


def network_cut(world: World) -> None:
    postgresql_away(world, world.proxy.cut, world.proxy.restore)


def disk_full(world: World) -> None:
    def make_room() -> None:
        world.cluster.empty_disk()
        world.cluster.start()

    postgresql_away(world, world.cluster.fill_disk, make_room)


def backend_killed(world: World) -> None:
    """One session after the other ends in the middle of what it does."""
    for _ in range(world.chance.randint(1, 5)):
        world.cluster.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'feature-store' ORDER BY random() LIMIT 1")
        world.some_writes(10)


def slots_exhausted(world: World) -> None:
    """Strangers take every connection that the service does not have, and then it loses its own."""
    strangers: list[subprocess.Popen] = []

    def leave() -> None:
        world.cluster.end_sessions("psql")
        for stranger in strangers:
            stranger.wait()

    world.mend = leave
    reserved = 3
    strangers += [world.cluster.session("SELECT pg_sleep(600)") for _ in range(CONNECTIONS - reserved)]
    until("strangers hold connections", lambda: len(world.cluster.query(
        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'psql'")) > CONNECTIONS // 3)
    for _ in range(3):
        world.cluster.end_sessions("feature-store")
        strangers += [world.cluster.session("SELECT pg_sleep(600)") for _ in range(CONNECTIONS // 3)]
        world.some_writes(20)
    leave()


def lock_held(world: World) -> None:
    """A stranger holds a symbol's lock: the others go on."""
    stranger = world.cluster.session(ADVISORY_LOCK.format(symbol=world.chance.choice(SYMBOLS)))

    def leave() -> None:
        world.cluster.end_sessions("psql")
        stranger.wait()

    world.mend = leave
    until("the stranger has the lock", lambda: world.cluster.query(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid IN "
        "(SELECT pid FROM pg_stat_activity WHERE application_name = 'psql' AND query LIKE '%pg_sleep%')"))
    world.some_writes()
    leave()


def service_killed(world: World) -> None:
    service = world.any_service()
    world.some_writes()
    service.kill()
    service.start()


def service_killed_in_fallback(world: World) -> None:
    """Its rows are in its journal only."""
    world.mend = world.cluster.start
    world.cluster.kill()
    world.each_falls_back()
    world.some_writes()
    service = world.any_service()
    service.kill()
    service.start()
    world.some_writes()
    world.cluster.start()


def service_killed_in_replay(world: World) -> None:
    """Somewhere between PostgreSQL's commit and the watermark, or in the switch."""
    world.mend = world.cluster.start
    world.cluster.kill()
    world.each_falls_back()
    world.some_writes(400)
    service = world.any_service()
    before = service.metric("feature_store_fallback_journal_rows") or 0
    world.cluster.start()
    share = world.chance.random()
    until("the replay is under way", lambda: (
        (service.metric("feature_store_fallback_journal_rows") or 0) <= before * share or not service.writes_to_journal))
    service.kill()
    service.start()


def started_without_postgresql(world: World) -> None:
    world.mend = world.cluster.start
    service = world.any_service()
    service.kill()
    world.cluster.stop("fast")
    service.start()
    world.each_falls_back()
    world.some_writes()
    world.cluster.start()


def journal_torn(world: World) -> None:
    """The tail of the journal's log is half a record, as a crash in the middle of a write leaves it."""
    def tear(service: Service) -> None:
        with wal(service).open("ab") as log:
            log.write(world.chance.randbytes(world.chance.randint(1, 300)))

    journal_damaged(world, tear)


def journal_flipped(world: World) -> None:
    """A byte in the middle of the journal's log is another one."""
    def flip(service: Service) -> None:
        file = wal(service) if wal(service).exists() and wal(service).stat().st_size > 64 else service.journal
        content = bytearray(file.read_bytes())
        content[world.chance.randrange(len(content) // 4, len(content))] ^= 1 << world.chance.randrange(8)
        file.write_bytes(content)
        world.set_aside.add(world.services.index(service))

    journal_damaged(world, flip)


def journal_damaged(world: World, damage: Callable[[Service], None]) -> None:
    world.mend = world.cluster.start
    world.cluster.kill()
    world.each_falls_back()
    world.some_writes()
    service = world.any_service()
    service.kill()
    damage(service)
    service.start()
    world.some_writes()
    world.cluster.start()


def wal(service: Service):
    return service.journal.with_name(service.journal.name + ".wal")


ALL = [
    killed, stopped_fast, stopped_immediately, frozen, network_cut, disk_full, backend_killed, slots_exhausted,
    lock_held, service_killed, service_killed_in_fallback, service_killed_in_replay, started_without_postgresql,
    journal_torn, journal_flipped,
]
