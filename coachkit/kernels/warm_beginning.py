"""What of a kernel's beginning is the same each time: done once, before the first is asked for.

Whatever a fork touches is copied for it, four kilobytes at a time, and ipykernel touches every
module there is and every setting that anything could have. None of that depends on who asks.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from traitlets.config.loader import KVArgParseConfigLoader


def prepare_beginning() -> None:
    """Do what can be done ahead; a fork has it."""
    _streams()
    module_files()
    module_names()
    _told_apart()


def begin_kernel(app: Any, arguments: Sequence[str]) -> None:
    """``app.initialize``, sooner; afterwards everything is as it would be without this."""
    from ipykernel import ipkernel, kernelapp  # noqa: PLC0415 - a provisioner needs no kernel

    ours: Any = kernelapp
    shellapp = sys.modules[ours.InteractiveShellApp.__module__]
    app.outstream_class = _streams()
    with _modules_hidden(ipkernel, shellapp), _arguments_known(app):
        app.initialize(list(arguments))
    # The debugger holds this very list.
    getattr(app.kernel, "_kernel_modules", []).extend(module_files())
    if app.shell is not None:
        app.shell._sys_modules_keys = module_names()  # noqa: SLF001 - what a reset leaves alone


def _streams() -> str:
    from coachkit.kernels.warm_streams import ReadyStream  # noqa: PLC0415 - a provisioner needs none

    return f"{ReadyStream.__module__}.{ReadyStream.__name__}"


@cache
def module_files() -> tuple[str, ...]:
    """The files of all modules that are imported by now, as texts that lie beside each other."""
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    return tuple(f"{file}\n"[:-1] for file in files if file)


@cache
def module_names() -> set[str]:
    """The names of all modules that are imported by now."""
    return set(sys.modules)


class _NoModules:
    """``sys`` while a kernel begins: it looks at every module, for a debugger and for a reset.

    Looking at one writes to it, and 4,000 of them lie on 7,000 pages that are shared until then.
    """

    modules: Mapping[str, Any] = MappingProxyType({})

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


@contextmanager
def _modules_hidden(*lookers: ModuleType) -> Iterator[None]:
    for looker in lookers:
        vars(looker)["sys"] = _NoModules()
    try:
        yield
    finally:
        for looker in lookers:
            vars(looker)["sys"] = sys


class _Arguments(KVArgParseConfigLoader):
    """traitlets' own reader of arguments, with a parser that knows every setting already."""

    def prepare(self) -> None:
        """Make the parser, which takes longer than all that it will ever parse."""
        super()._create_parser()

    def _create_parser(self) -> None:
        pass

    def of(self, app: Any, argv: list[str]) -> "_Arguments":
        """The reader of these arguments of that kernel."""
        self.argv, self.log = argv, app.log
        return self


@cache
def _told_apart() -> tuple[Any, list[Any], _Arguments]:
    """Flags with aliases, classes with settings, and the reader of arguments made of them."""
    from ipykernel import kernelapp  # noqa: PLC0415 - a provisioner needs no kernel

    kinds: Any = kernelapp
    app = kinds.IPKernelApp()
    flags, aliases = flattened = app.flatten_flags()
    classes = list(app._classes_with_config_traits())  # noqa: SLF001 - as it is asked for below
    reader = _Arguments([], aliases, flags, classes=classes, subcommands=app.subcommands)
    reader.prepare()
    return flattened, classes, reader


@contextmanager
def _arguments_known(app: Any) -> Iterator[None]:
    flattened, classes, reader = _told_apart()
    known = {
        "flatten_flags": lambda: flattened,
        "_classes_with_config_traits": lambda *_: classes,
        "_create_loader": lambda argv, *_, **__: reader.of(app, argv),
    }
    vars(app).update(known)
    try:
        yield
    finally:
        for name in known:
            del vars(app)[name]
