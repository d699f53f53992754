"""What PostgreSQL holds in the end against what was acknowledged."""
from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from chaos.clients import SYMBOLS
from chaos.faults import World
from chaos.ledger import Ledger
from chaos.waiting import Broken


@dataclass
class Verdict:
    acknowledged: int
    journaled: int
    stored: int
    set_aside: int
    longest_wait: float

    def __str__(self) -> str:
        aside = f", {self.set_aside} set aside with a damaged journal" if self.set_aside else ""
        return (
            f"{self.acknowledged} rows acknowledged, {self.journaled} of them by the journal, {self.stored} stored"
            f"{aside}; lost 0, duplicates 0, no gaps; longest wait {self.longest_wait:.2f} s")


def judge(world: World, ledger: Ledger) -> Verdict:
    """Raises Broken with every promise that was not kept."""
    symbols = ", ".join(f"'{symbol}'" for symbol in SYMBOLS)
    rows = world.cluster.query(
        f"SELECT symbol, version, content FROM feature_store.manifest WHERE symbol IN ({symbols})")
    stored = Counter((symbol, content) for symbol, _, content in rows)
    versions: dict[str, list[int]] = defaultdict(list)
    for symbol, version, _ in rows:
        versions[symbol].append(int(version))
    at = {(symbol, int(version)): content for symbol, version, content in rows}

    missing = [write for write in ledger.acknowledged if (write.symbol, write.content) not in stored]
    # What a damaged journal alone held cannot be replayed: it is kept beside the new one, and its loss is told.
    aside = [write for write in missing if write.version is None and write.service in world.set_aside]
    lost = [write for write in missing if write not in aside]
    duplicates = [row for row, count in stored.items() if count > 1]
    known = {(write.symbol, write.content) for write in ledger.writes}
    broken = [f"lost: {write}" for write in lost]
    broken += [f"stored {stored[row]} times: {row}" for row in duplicates]
    broken += [f"nobody wrote {row}" for row in stored if row not in known]
    broken += [
        f"versions of {symbol} are not 1 to {len(found)}, each once"
        for symbol, found in versions.items() if sorted(found) != list(range(1, len(found) + 1))]
    broken += [
        f"{write.symbol} version {write.version} was acknowledged as {write.content!r} and is "
        f"{at.get((write.symbol, write.version))!r}"
        for write in ledger.acknowledged
        if write.version is not None and at.get((write.symbol, write.version)) != write.content]
    if broken:
        raise Broken("\n".join(broken[:20] + ([f"and {len(broken) - 20} more"] if len(broken) > 20 else [])))
    return Verdict(len(ledger.acknowledged), len(ledger.journaled), len(rows), len(aside), ledger.longest_wait)


def told(world: World) -> None:
    """The damage to a journal is in the log, and what was in it is still there."""
    for index in world.set_aside:
        service = world.services[index]
        if not list(service.journal.parent.glob(f"{service.journal.name}.corrupt-*")):
            # DuckDB itself refuses nothing here: the byte was not one that it reads, or rows came out whole.
            continue
        if "corrupt" not in service.log:
            raise Broken("a journal was set aside, and the log does not say so")
