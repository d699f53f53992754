"""A PostgreSQL that can be hurt: killed, frozen, filled up, cut off."""
from __future__ import annotations

import csv
import io
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

from chaos.waiting import Broken, until
from demo.postgresql import server_programs

CONNECTIONS = 24
# Who the service and strangers are; the checker is a superuser, for whom some connections are kept free.
USER = "app"
# Small WAL segments, so that a disk of a few megabytes holds a cluster and is soon full.
DISK_MEGABYTES = 160


class Cluster:
    """A context: the cluster, on a disk of its own where the machine allows that, is gone when it is left."""

    def __init__(self, folder: Path, disk_megabytes: int = DISK_MEGABYTES):
        self.folder = folder
        self._disk_megabytes = disk_megabytes
        self._programs = server_programs()
        self._user = "postgres" if os.geteuid() == 0 else None
        self._server: subprocess.Popen | None = None
        self._mounted = False
        self.conninfo = f"host={folder} user=postgres dbname=postgres connect_timeout=5"
        self.others = f"host={folder} user={USER} dbname=postgres connect_timeout=5"
        self.socket = folder / ".s.PGSQL.5432"

    def __enter__(self) -> Cluster:
        self.folder.mkdir()
        if os.geteuid() == 0:
            mounted = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={self._disk_megabytes}m", "tmpfs", self.folder], capture_output=True)
            self._mounted = mounted.returncode == 0
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self.folder.chmod(0o700)
        self._run(
            self._programs / "initdb", "--pgdata", self.folder / "data", "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C", "--no-sync", "--wal-segsize=1")
        self.start()
        self.query(f"CREATE ROLE {USER} LOGIN")
        self.query(f"GRANT CREATE ON DATABASE postgres TO {USER}")
        return self

    def __exit__(self, *_: object) -> None:
        if self._server and self._server.poll() is None:
            self.resume()
            self.stop("immediate")
        if self._mounted:
            subprocess.run(["umount", "--lazy", self.folder], check=False)

    @property
    def has_own_disk(self) -> bool:
        return self._mounted

    @property
    def is_running(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def start(self) -> None:
        """Starts the server where it is not running, and waits until it takes connections."""
        if self.is_running and self._accepts():
            return
        if self._server and self._server.poll() is None:
            self.stop("immediate")
        # What a killed postmaster leaves behind: its children end by themselves, then the file is stale.
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses=",
                 "-c", f"max_connections={CONNECTIONS}", "-c", "superuser_reserved_connections=3",
                 "-c", "min_wal_size=2MB", "-c", "max_wal_size=16MB"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self._options())
        until("PostgreSQL takes connections", self._accepts, seconds=60, broken=self._ended)

    def stop(self, mode: str) -> None:
        """`fast` disconnects clients, `immediate` does not even checkpoint."""
        if self._server:
            self._server.send_signal({"fast": signal.SIGINT, "immediate": signal.SIGQUIT}[mode])
            self._server.wait(60)

    def kill(self) -> None:
        """kill -9 of all its processes at once."""
        for pid in self._processes():
            self._signal(pid, signal.SIGKILL)
        if self._server:
            self._server.wait(60)

    def pause(self) -> None:
        """SIGSTOP: sockets stay open and nobody answers. The postmaster first, so that it starts nobody new."""
        for pid in self._processes():
            self._signal(pid, signal.SIGSTOP)

    def resume(self) -> None:
        for pid in self._processes():
            self._signal(pid, signal.SIGCONT)

    def fill_disk(self) -> None:
        """Leaves no byte. A server that panics over it is started again when there is room."""
        with (self.folder / "filler").open("wb") as filler:
            try:
                while True:
                    filler.write(bytes(1 << 16))
                    filler.flush()
            except OSError:
                pass

    def empty_disk(self) -> None:
        (self.folder / "filler").unlink(missing_ok=True)

    def session(self, statement: str) -> subprocess.Popen:
        """A stranger's session that runs a statement until it is killed."""
        return subprocess.Popen(
            [self._programs / "psql", "--no-psqlrc", "--quiet", "--dbname", self.others, "--command", statement],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def end_sessions(self, application: str) -> None:
        """Ends every session of a program, whether or not its client is still there."""
        self.query(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                   f"WHERE application_name = '{application}' AND usename = '{USER}'")

    def query(self, statement: str) -> list[list[str]]:
        """The rows of a statement, all as text."""
        end = time.monotonic() + 30
        while True:
            answer = subprocess.run(
                [self._programs / "psql", "--no-psqlrc", "--quiet", "--csv", "--tuples-only", "--dbname", self.conninfo,
                 "--command", statement], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
            # Where every slot is taken on purpose, sessions that end leave one free a moment later.
            if "too many clients" not in answer.stderr or time.monotonic() > end:
                break
            time.sleep(0.05)
        if answer.returncode:
            raise Broken(f"PostgreSQL refused a check: {answer.stderr.strip()}")
        return list(csv.reader(io.StringIO(answer.stdout)))

    def _processes(self) -> list[int]:
        if not self._server or self._server.poll() is not None:
            return []
        children = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children")
        return [self._server.pid] + [int(pid) for pid in children.read_text().split()]

    def _signal(self, pid: int, number: signal.Signals) -> None:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass

    def _accepts(self) -> bool:
        ready = subprocess.run(
            [self._programs / "pg_isready", "--quiet", "--dbname", self.conninfo], stdin=subprocess.DEVNULL)
        return ready.returncode == 0

    def _ended(self) -> str | None:
        if self.is_running:
            return None
        return f"PostgreSQL ended; the end of its log:\n{(self.folder / 'log').read_text()[-2000:]}"

    def _run(self, *command: object) -> None:
        made = subprocess.run(
            [str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            **self._options())
        if made.returncode:
            raise Broken(f"{command[0]} ended with status {made.returncode}:\n{made.stdout}{made.stderr}")

    def _options(self) -> dict:
        options = {"cwd": self.folder}
        if self._user:
            options |= {"user": self._user, "group": self._user, "extra_groups": []}
        return options


def can_mount() -> bool:
    return os.geteuid() == 0 and shutil.which("mount") is not None
