"""A PostgreSQL server for benchmarks, on a socket and with fsync on, pgbench on it, and tables of what they found."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# The service's insert of one row, with the symbol as SQL writes it.
ONE_ROW = r"""
\set salt random(1, 9000000000000000000)
SELECT * FROM feature_store.insert_manifests_in_order(ARRAY[gen_random_uuid()], ARRAY['{symbol}'], ARRAY['f'],
    ARRAY[NULL]::bigint[], ARRAY['{{"worker":' || :client_id || ',"salt":' || :salt || '}}'], true);
"""


def output(command, check=True, **options):
    command = [str(word) for word in command]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    if check and done.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def tool(name):
    """PostgreSQL's programs: Debian keeps the server's out of PATH."""
    versions = pathlib.Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    found = next((path / name for path in newest if (path / name).exists()), shutil.which(name))
    if not found:
        sys.exit(f"{name} was not found; install PostgreSQL's server and pgbench (Debian: postgresql)")
    return found


class Server:
    """A fresh cluster in a temporary folder, gone with it."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="store-bench-"))
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        output([*self.user, tool("initdb"), "--pgdata", data, "--auth", "trust", "--username", "bench"], cwd="/")
        self.conninfo = f"host={self.folder} user=bench dbname=postgres"
        self.start()
        return self

    def start(self):
        self.process = subprocess.Popen(
            [*self.user, tool("postgres"), "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses="]
            + ["-c", "max_connections=200", "-c", "shared_buffers=256MB"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        while subprocess.run([tool("pg_isready"), "-q", "-d", self.conninfo]).returncode != 0:
            time.sleep(0.05)

    def signal(self, number):
        """Sends it to all of the server's processes, the one that starts the others first."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for process in [self.process.pid, *map(int, children)]:
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)

    def sql(self, text):
        return output([tool("psql"), "-d", self.conninfo, "-qAtc", text]).strip()

    def pgbench(self, script, clients, seconds):
        """Percentiles in ms and transactions a second, from pgbench's own log, without the first tenth."""
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "script").write_text(script)
            command = [tool("pgbench"), "-n", "-M", "prepared", "-c", clients, "-j", min(clients, 2)]
            command += ["-T", max(1, round(seconds)), "-f", "script", "--log", self.conninfo]
            output(command, cwd=folder)
            lines = [line.split() for log in pathlib.Path(folder).glob("pgbench_log.*")
                     for line in log.read_text().splitlines()]
        ends = [int(words[4]) + int(words[5]) / 1e6 for words in lines]
        begin = min(ends) + seconds / 10
        times = sorted(int(words[2]) / 1000 for words, end in zip(lines, ends) if end >= begin)
        return figures(times, max(ends) - begin)


def figures(times, seconds):
    def percentile(share):
        return times[min(len(times) - 1, int(len(times) * share))]

    return {"p50": percentile(0.5), "p95": percentile(0.95), "p99": percentile(0.99), "rows": len(times) / seconds}


# Tables


def cell(runs, key, digits=2):
    values = [run[key] for run in runs]
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def ratio(runs, others, key):
    return statistics.median(run[key] / other[key] for run, other in zip(runs, others))


def table(head, rows):
    widths = [max(len(str(row[column])) for row in [head, *rows]) for column in range(len(head))]
    print()
    for row in [head, ["-" * width for width in widths], *rows]:
        print("| " + " | ".join(str(text).ljust(width) for text, width in zip(row, widths)) + " |")
    print(flush=True)
