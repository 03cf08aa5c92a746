"""What libraries deep below would load, at length and for nothing.

jsonschema, far below Jupyter's server, nbformat and papermill, has a parser for addresses made
whenever it is imported. That was 1.5 of the 3.5 seconds of a server's start, and nobody here ever
has such an address checked. ``None`` is how Python is told that a module is not there; jsonschema
does without. Whoever imports those libraries imports this module first.
"""

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

_NEVER_USED: Final = ("rfc3987_syntax",)


def leave_out() -> None:
    """Have it not to be had, in this process, unless it is there already."""
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # as it may be
    for name in _NEVER_USED:
        modules.setdefault(name, None)


leave_out()
