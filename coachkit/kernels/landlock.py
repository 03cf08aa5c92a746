"""Landlock: a process of Linux gives up, for good, what it may reach; so do all it starts.

Only ever less: what the user may not do, a process does not get here. Known by the kernel since
5.19 in the form that is used (a file may be moved between folders); it grows since, and what an
older kernel does not know is left out.
"""

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION: Final = 1
_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
_OLDEST: Final = 2
_TRUNCATES: Final = 3
_CONNECTS: Final = 4
_SIGNALS: Final = 6

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 1 << 1, 1 << 2, 1 << 3
_FIRST_RIGHTS: Final = (1 << 14) - 1
_TRUNCATE: Final = 1 << 14
_MAKE_DEVICES: Final = (1 << 6) | (1 << 11)
_TCP: Final = 3
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 3
_CAPABILITIES_FORM: Final = 0x20080522
_OVER_FILES: Final = (1 << 5) - 1

_READING: Final = _EXECUTE | _READ_FILE | _READ_FOLDER
_ON_FILES: Final = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE


def version() -> int:
    """What the system's Landlock can do, 0 where there is none that is of use."""
    if not sys.platform.startswith("linux"):
        return 0
    found = _syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    return found if found >= _OLDEST else 0


def restrict(
    *,
    readable: Iterable[Path | str],
    writable: Iterable[Path],
    in_place: Iterable[Path],
    tcp: bool,
) -> None:
    """From now on this thread, and all it starts, reads, writes and connects nowhere else.

    ``writable`` is readable, too; ``in_place``: what may be written into, but not made, such as
    devices. ``tcp``: whether it may talk to other machines. Signals go to its own kind alone.
    Raises :class:`OSError` where the system refuses.
    """
    known = version()
    everything = _FIRST_RIGHTS | (_TRUNCATE if known >= _TRUNCATES else 0)
    ruleset = _ruleset(known, everything, tcp=tcp)
    try:
        for paths, rights in (
            (readable, _READING),
            (writable, everything & ~_MAKE_DEVICES),
            (in_place, _READING | _WRITE_FILE | (everything & _TRUNCATE)),
        ):
            for path in paths:
                _allow(ruleset, path, rights)
        _checked(_libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _give_up_powers()
        _checked(_syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def all_but(hidden: Iterable[Path]) -> list[str]:
    """The paths that together are everything except what is hidden.

    Rules only allow. So whatever lies beside the way from the root to something hidden is named.
    Nobody can list a folder on that way then, as that right would reach all that lies below.
    """
    out = {path.resolve() for path in hidden}
    ways = {parent for path in out for parent in path.parents}
    not_allowed = {str(one) for one in out | ways}
    return [
        entry
        for folder in sorted(ways - {one for one in ways if out.intersection((one, *one.parents))})
        for entry in _entries(folder)
        if entry not in not_allowed
    ]


def _entries(folder: Path) -> list[str]:
    try:
        # What a link leads to is allowed, or not, where it lies.
        return [entry.path for entry in os.scandir(folder) if not entry.is_symlink()]
    except OSError:
        return []


def _ruleset(known: int, rights: int, *, tcp: bool) -> int:
    attributes = [rights]
    if known >= _CONNECTS:
        attributes.append(0 if tcp else _TCP)
    if known >= _SIGNALS:
        attributes.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    return _checked(_syscall(_CREATE_RULESET, packed, len(packed), 0))


def _allow(ruleset: int, path: Path | str, rights: int) -> None:
    try:
        found = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # gone meanwhile, or never there: nothing to allow
        return
    try:
        if not stat.S_ISDIR(os.fstat(found).st_mode):
            rights &= _ON_FILES
        _checked(_syscall(_ADD_RULE, ruleset, _BENEATH, struct.pack("=Qi", rights, found), 0))
    finally:
        os.close(found)


def _give_up_powers() -> None:
    """Keep root's power over files alone: it may look into other processes, whatever the walls."""
    libc = _libc()
    header = struct.pack("=Ii", _CAPABILITIES_FORM, 0)
    held = ctypes.create_string_buffer(struct.calcsize("=6I"))
    _checked(libc.capget(header, held))
    first, second = struct.unpack("=3I3I", held.raw)[:3], (0, 0, 0)
    kept = struct.pack("=6I", *(one & _OVER_FILES for one in first), *second)
    _checked(libc.capset(header, kept))


def _syscall(number: int, *arguments: int | bytes | None) -> int:
    plain = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return int(_libc().syscall(ctypes.c_long(number), *plain))


@cache
def _libc() -> Any:
    # Looked up once: a folder for everybody can have a thousand entries, each with its rule.
    return ctypes.CDLL(None, use_errno=True)


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
