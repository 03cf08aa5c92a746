"""How much memory a kernel takes, and its end when that is too much (Linux; elsewhere: no limit).

Forked kernels share most of what they see, and libraries reserve address space that they never
use: so neither ``RLIMIT_AS`` nor the resident size says what a run costs. What does is the
process's proportional share. Reading that takes milliseconds, so the resident size, which is
never less, is looked at first.
"""

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

_EVERY: Final = 0.1
_KILOBYTES: Final = 1024
_SHARE: Final = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_RESIDENT: Final = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


def megabytes(process: int) -> float | None:
    """What a process and all it has started take; ``None`` where nobody can tell."""
    found = [one for one in map(_share, _family(process)) if one is not None]
    return sum(found) / _KILOBYTES if found else None


def exceeds(process: int, limit: int) -> bool:
    """Whether the process, with all it has started, takes more than so many megabytes."""
    resident = [_read(one, "status", _RESIDENT) or 0 for one in _family(process)]
    if sum(resident) / _KILOBYTES <= limit:
        return False
    return (megabytes(process) or 0) > limit


async def end_above(process: int, limit: int, end: Callable[[], None]) -> None:
    """Look at the process ten times a second, and ``end`` it once it takes too much."""
    while True:
        await asyncio.sleep(_EVERY)
        if exceeds(process, limit):
            end()
            return


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _share(process: int) -> int | None:
    share = _read(process, "smaps_rollup", _SHARE)
    # Who is not let in, and where there is no such file, takes the resident size.
    return _read(process, "status", _RESIDENT) if share is None else share


def _read(process: int, name: str, wanted: re.Pattern[str]) -> int | None:
    try:
        found = wanted.search(Path(f"/proc/{process}/{name}").read_text("ascii", "replace"))
    except OSError:
        return None
    return int(found[1]) if found else None
