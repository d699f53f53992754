"""Waiting for conditions, never for time alone."""
from __future__ import annotations

import time
from collections.abc import Callable


class Broken(Exception):
    """A promise that was not kept, or a part that did not work; its text is what the user is told."""


def until(
    what: str, condition: Callable[[], object], seconds: float = 60, broken: Callable[[], str | None] = lambda: None,
) -> None:
    """Returns once the condition holds; raises Broken when it did not in time, or with what `broken` says."""
    end = time.monotonic() + seconds
    while not condition():
        if reason := broken():
            raise Broken(reason)
        if time.monotonic() > end:
            raise Broken(f"waited {seconds:g} s in vain: {what}")
        time.sleep(0.02)
