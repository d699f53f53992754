"""The programs that judge what is generated, in both generations: what scripts/judge knows."""
from __future__ import annotations

import subprocess
from pathlib import Path

from demo.processes import Failure

JUDGE = Path(__file__).resolve().parent.parent / "scripts" / "judge"


def generations() -> list[str]:
    """Those that this system has, the older first."""
    return _ask("generations").split()


def path(generation: str, program: str) -> str:
    """Where the generation's program is; raises Failure where it is not."""
    return _ask(generation, program)


def _ask(*words: str) -> str:
    asked = subprocess.run([JUDGE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if asked.returncode:
        raise Failure(asked.stderr.strip())
    return asked.stdout.strip()
