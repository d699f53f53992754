"""What clients asked to have stored, and what the service acknowledged."""
from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field


@dataclass
class Write:
    symbol: str
    content: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    # The backend's answer: a version of PostgreSQL, or None for a row that waits in the journal.
    acknowledged: bool = False
    version: int | None = None
    service: int = 0


class Ledger:
    """Written by all workers; the checker reads it when they have stopped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.writes: list[Write] = []
        self.refused: dict[str, int] = {}
        self.longest_wait = 0.0
        self.acknowledged_count = 0

    def add(self, write: Write) -> None:
        with self._lock:
            self.writes.append(write)

    def answered(self, seconds: float) -> None:
        with self._lock:
            self.longest_wait = max(self.longest_wait, seconds)

    def acknowledge(self, write: Write, version: int | None) -> None:
        with self._lock:
            write.version = version
            write.acknowledged = True
            self.acknowledged_count += 1

    def refuse(self, reason: str) -> None:
        with self._lock:
            self.refused[reason] = self.refused.get(reason, 0) + 1

    @property
    def acknowledged(self) -> list[Write]:
        return [write for write in self.writes if write.acknowledged]

    @property
    def journaled(self) -> list[Write]:
        """Acknowledged by the journal, when they were."""
        return [write for write in self.acknowledged if write.version is None]
