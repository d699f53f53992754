"""A month of what is recorded of an objective, as blocks."""
from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

MINUTE, HOUR, DAY = 60, 3600, 86_400
# A server's own longest blocks are of this kind, 2 h times a power of 3.
BLOCK = 18 * HOUR
# The newest are short, so that little time passes while the last one is filled.
NEW_BLOCK = 2 * HOUR
KINDS = {"total": 100, "bad": 1, "minutes": 1}


def blocks(folder: Path, objective: str, groups: int, promtool: str) -> tuple[Path, int]:
    """The folder of the blocks, and how many samples they have. However long it takes to fill them, they reach up to two
    minutes ago."""
    folder.mkdir()
    begin = time.time()
    first = int(begin - 30 * DAY - 2 * HOUR) // BLOCK * BLOCK
    samples = 0
    while (now := int(time.time()) // MINUTE * MINUTE) - first > 2 * MINUTE:
        last = min(first + (BLOCK if first + BLOCK < begin else NEW_BLOCK), now)
        text = folder / "month.txt"
        with text.open("w") as written:
            for prefix, suffixes in series(objective, groups, int(begin), first, last):
                # Each line is a prefix and a suffix.
                written.write(prefix + prefix.join(suffixes))
                samples += len(suffixes)
            written.write("# EOF\n")
        subprocess.run(
            [promtool, "tsdb", "create-blocks-from", f"--max-block-duration={BLOCK // HOUR}h", "--quiet", "openmetrics",
             text, folder], check=True, stdout=subprocess.DEVNULL)
        text.unlink()
        first = last
    return folder, samples


def series(objective: str, groups: int, begin: int, first: int, last: int) -> Iterator[tuple[str, list[str]]]:
    """What the rules read: of a month the half hours that ended, of a day and where a window begins each minute of what was
    counted since the half hour began, and of hours and days what alerts look at."""
    def since(seconds: int, length: int | None = None) -> range:
        start = (begin - seconds - HOUR) // MINUTE * MINUTE
        return range(max(first, start), last if length is None else min(last, start + length), MINUTE)

    own = f'service="sim",slo="{objective}",by="scenario"'
    wanted: list[tuple[str, list[str]]] = []
    for kind, size in KINDS.items():
        def events(window: str, suffixes: list[str]) -> tuple[str, list[str]]:
            return f'slo:events:increase{{{own},kind="{kind}",window="{window}",', suffixes
        ended = [f"{size * 30} {at}\n" for at in since(30 * DAY) if at % (30 * MINUTE) == 0]
        begun = [at for days in (30, 3) for at in since(days * DAY, 4 * HOUR)]
        wanted += [
            events("ended-30m", ended), events("piece-30m", since_half_hour([*begun, *since(DAY)], size)),
            events("1m", lines(since(6 * HOUR), size))]
    for window, within in {"5m": HOUR, "30m": 6 * HOUR, "2h": DAY, "6h": 3 * DAY}.items():
        wanted.append((f'slo:error:ratio{{{own},window="{window}",', lines(since(within), 0.0001)))
    for number in range(groups):
        for labels, suffixes in wanted:
            if suffixes:
                yield f'{labels}scenario="g{number}"}} ', suffixes


def since_half_hour(times: list[int], size: int) -> list[str]:
    return [f"{size * (at // MINUTE % 30 + 1)} {at}\n" for at in times]


def lines(times: range, size: float) -> list[str]:
    """Values that vary as counts do."""
    return [f"{size * (900 + at // MINUTE * 7919 % 211) / 1000:.6g} {at}\n" for at in times]
