"""A PostgreSQL of our own: a new cluster in a temporary folder, reached by its socket only."""
from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from demo.processes import Failure, Processes


class PostgreSQL:
    def __init__(self, processes: Processes, folder: Path):
        self._processes = processes
        self._folder = folder
        self._programs = server_programs()
        # PostgreSQL refuses to run as root; Debian's package makes this user for it.
        self._user = "postgres" if os.geteuid() == 0 else None
        self.conninfo = f"host={folder} user=postgres dbname=postgres"

    def start(self) -> None:
        self._folder.mkdir(mode=0o700)
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        self._initialise()
        # The folder lets in its owner alone, which is what guards the socket and allows `trust`.
        # The data is thrown away, so no commit waits for the disk: the latencies seen are not this disk's.
        self._processes.start(
            "postgresql",
            [self._programs / "postgres", "-D", self._folder / "data", "-k", self._folder,
             "-c", "listen_addresses=", "-c", "fsync=off"],
            stop_signal=signal.SIGINT, **self._options())
        self._processes.wait_until("PostgreSQL to accept connections", self._accepts)

    def psql(self, statement: str) -> list:
        """The command that runs a statement."""
        return [self._programs / "psql", "--no-psqlrc", "--quiet", "--dbname", self.conninfo, "--command", statement]

    def _initialise(self) -> None:
        made = subprocess.run(
            [self._programs / "initdb", "--pgdata", self._folder / "data", "--username=postgres", "--auth=trust",
             "--encoding=UTF8", "--locale=C", "--no-sync"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **self._options())
        if made.returncode:
            raise Failure(f"initdb ended with status {made.returncode}:\n{made.stdout}")

    def _accepts(self) -> bool:
        ready = subprocess.run(
            [self._programs / "pg_isready", "--quiet", "--dbname", self.conninfo], stdin=subprocess.DEVNULL)
        return ready.returncode == 0

    def _options(self) -> dict:
        options = {"cwd": self._folder}
        if self._user:
            options |= {"user": self._user, "group": self._user, "extra_groups": []}
        return options


def server_programs() -> Path:
    """The folder with initdb and postgres: Debian keeps it out of PATH."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise Failure("no PostgreSQL server here; run: make setup")
    return versions[-1].parent
