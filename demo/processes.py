"""Child processes that are started in order, watched, and stopped in reverse order."""
from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

STOP_SECONDS = 15
POLL_SECONDS = 0.1
LOG_LINES = 20


class Failure(Exception):
    """Something that ends the demo; its text is what the user is told."""


class Interrupted(Exception):
    """The user, or the system, asked the demo to stop."""


@dataclass
class Child:
    name: str
    process: subprocess.Popen
    log: Path
    stop_signal: signal.Signals


class Processes:
    """A context: what is started in it is gone when it is left, by whatever way."""

    def __init__(self, logs: Path):
        self._logs = logs
        self._children: list[Child] = []
        self._interrupted = False

    def __enter__(self) -> Processes:
        # A flag, not an exception: the stopping itself must not be interrupted.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        while self._children:
            stop(self._children.pop())

    def start(self, name: str, command: list, stop_signal: signal.Signals = signal.SIGTERM, **options) -> None:
        """Starts a child in a session of its own, so that Ctrl-C reaches us alone and we stop it in its turn."""
        log = self._logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, **options)
        self._children.append(Child(name, process, log, stop_signal))

    def check(self) -> None:
        """Raises Interrupted, or Failure with the last lines of its log when a child has ended by itself."""
        if self._interrupted:
            raise Interrupted
        for child in self._children:
            status = child.process.poll()
            if status is not None:
                raise Failure(f"{child.name} ended with status {status}; the end of its log:\n{tail(child.log)}")

    def wait_until(self, what: str, condition: Callable[[], bool], seconds: float = 30) -> None:
        """Returns once the condition holds; raises what `check` does, and Failure when the time is over."""
        deadline = time.monotonic() + seconds
        while not condition():
            self.check()
            if time.monotonic() > deadline:
                logs = "".join(f"\n{child.name}.log:\n{tail(child.log)}" for child in self._children)
                raise Failure(f"waited {seconds:g} s for {what}; the ends of the logs:{logs}")
            time.sleep(POLL_SECONDS)

    def watch(self, seconds: float) -> None:
        """Lets the time pass; raises what `check` does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.check()
            time.sleep(POLL_SECONDS)

    def _interrupt(self, *_: object) -> None:
        self._interrupted = True


def stop(child: Child) -> None:
    child.process.send_signal(child.stop_signal)
    try:
        child.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"demo: {child.name} did not stop within {STOP_SECONDS} s and was killed", file=sys.stderr)
        child.process.kill()
        child.process.wait()


def tail(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
    return "\n".join(f"  {line}" for line in lines) or "  (empty)"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
