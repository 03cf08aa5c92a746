"""What a process has from whoever started it, besides its environment: limits, rank, and place.

A forked kernel has it from the warm process. So whoever stands elsewhere asks another one, and
what a process may change for itself is handed over with the order.
"""

import contextlib
import os
from pathlib import Path
from typing import Any, Final

try:
    import resource
except ImportError:  # pragma: no cover - Windows has none, and no warm process either
    limits: Any = None
else:
    limits = resource

_RIGHTS: Final = ("Uid", "Gid", "Groups", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
_WALLS: Final = ("NoNewPrivs", "Seccomp")
_ITSELF: Final = Path("/proc/self")


def standing() -> list[Any]:
    """Rights, walls, control group, namespaces, rank and hard limits of this process."""
    return [
        sorted(_status((*_RIGHTS, *_WALLS)).items()),
        _read("cgroup"),
        _read("oom_score_adj"),
        sorted(_links(_ITSELF / "ns")),
        _link(_ITSELF / "root"),
        os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else 0,
        sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [],
        sorted((name, hard) for name, (_, hard) in _limits().items()),
    ]


def soft_limits() -> dict[str, int]:
    """The limits of this process that a process may change for itself."""
    return {name: soft for name, (soft, _) in _limits().items()}


def take_limits(soft: dict[str, int]) -> None:
    """Be limited so from now on; the hard limits stay as they are."""
    for name, (present, hard) in _limits().items():
        wanted = soft.get(name, present)
        if wanted != present:
            with contextlib.suppress(ValueError, OSError):
                limits.setrlimit(getattr(limits, name), (wanted, hard))


def _limits() -> dict[str, tuple[int, int]]:
    names = () if limits is None else dir(limits)
    return {
        name: limits.getrlimit(getattr(limits, name))
        for name in names
        if name.startswith("RLIMIT_")
    }


def _status(wanted: tuple[str, ...]) -> dict[str, str]:
    lines = (line.partition(":") for line in _read("status").splitlines())
    return {name: value.strip() for name, _, value in lines if name in wanted}


def _read(name: str) -> str:
    try:
        return (_ITSELF / name).read_text("ascii", "replace")
    except OSError:
        return ""


def _links(folder: Path) -> list[str]:
    try:
        return [_link(one) for one in folder.iterdir()]
    except OSError:
        return []


def _link(place: Path) -> str:
    try:
        return str(place.readlink())
    except OSError:
        return ""
