"""A warm kernel beside an ordinary one: whatever a notebook can ask of its process is the same."""

import os
import re
import sys

import nbformat
import pytest

from coachkit.kernels import warm_start
from coachkit.kernels.warm_provisioner import SWITCH
from coachkit.model.shipped import shipped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")

ASKED = """
import asyncio, decimal, faulthandler, gc, locale, logging, os, resource, signal, sys, threading
import time
import matplotlib, matplotlib.pyplot, pandas

def named(one):
    return getattr(one, "__qualname__", None) or type(one).__qualname__

def handled(one):
    return int(one) if isinstance(one, int) else named(one)

told = {
    "arguments": [*sys.argv[:2], *sys.argv[3:]],
    "blocked signals": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
    "collecting": (gc.isenabled(), gc.get_threshold()),
    "cores": sorted(os.sched_getaffinity(0)),
    "decimals": str(decimal.getcontext()),
    "environment": {name: value for name, value in os.environ.items() if name not in ANOTHER},
    "faults": faulthandler.is_enabled(),
    "figures": {name: str(value) for name, value in matplotlib.rcParams.items()},
    "figures open": matplotlib.pyplot.get_fignums(),
    "folder": os.getcwd(),
    "frames": {name: str(pandas.get_option(name)) for name in FRAMES},
    "group": (os.getpid() == os.getpgid(0), os.getpid() == os.getsid(0)),
    "hooks": [named(one) for one in (sys.excepthook, sys.displayhook, threading.excepthook)],
    "extensions": sorted(get_ipython().extension_manager.loaded),
    "flags": tuple(sys.flags),
    "interpreter": (sys.executable, sys.prefix, sys.orig_argv[0]),
    "limits": {n: resource.getrlimit(getattr(resource, n))
               for n in dir(resource) if n.startswith("RLIMIT_")},
    "locale": locale.setlocale(locale.LC_ALL),
    "logging": (logging.root.level, [named(type(one)) for one in logging.root.handlers]),
    "mask": os.umask(0o22),
    "module": __name__,
    "names": sorted(name for name in globals() if name not in OURS),
    "parent is there": os.getppid() > 0,
    "path": sys.path,
    "policy": named(asyncio.get_event_loop_policy()),
    "rank": os.nice(0),
    "recursion": sys.getrecursionlimit(),
    "rights": (os.getuid(), os.getgid(), os.getgroups()),
    "signals": {one.name: handled(signal.getsignal(one)) for one in signal.valid_signals()
                if isinstance(one, signal.Signals)},
    "streams": [(one.encoding, one.errors) for one in (sys.stdout, sys.stderr)],
    "switching": sys.getswitchinterval(),
    "settings": (get_ipython().kernel.parent.argv[2:], get_ipython().kernel.parent.extra_args,
                 sorted(get_ipython().kernel.parent.cli_config)),
    "thread": threading.main_thread().native_id == os.getpid(),
    "zone": time.tzname,
}
os.umask(told["mask"])
"""
FRAMES = ("display.max_rows", "display.max_columns", "display.precision", "mode.copy_on_write")
ANOTHER = ("JPY_PARENT_PID", "JPY_SESSION_NAME", "PYTEST_CURRENT_TEST", "COACHKIT_WARM")
"""What is about the single kernel, or about the test."""

IMPORT = re.compile(r"^from coachkit\.sessions import (\w+)", re.MULTILINE)

OURS = ("named", "handled", "told", "FRAMES", "ANOTHER", "OURS")


def test_whatever_our_notebooks_import_is_there():
    cells = [
        cell.source
        for notebook in shipped("notebooks").glob("*.ipynb")
        for cell in nbformat.read(notebook, as_version=4).cells
        if cell.cell_type == "code"
    ]
    imported = {f"coachkit.sessions.{name}" for name in IMPORT.findall("\n".join(cells))}
    assert len(imported) > 5
    assert imported <= set(warm_start._SESSIONS)


def told(kernel):
    for name, value in (("FRAMES", FRAMES), ("ANOTHER", ANOTHER), ("OURS", OURS)):
        kernel.run(f"{name} = {value!r}")
    reply, _, _ = kernel.run(ASKED)
    assert reply["status"] == "ok"
    return kernel.value("told")


def test_it_is_in_everything_as_an_ordinary_kernel(kernels, monkeypatch, tmp_path):
    where = {"cwd": str(tmp_path), "env": {**os.environ, "TZ": "Asia/Tokyo", "FOO": "bar"}}
    warm = kernels(**where)
    monkeypatch.setenv(SWITCH, "0")
    ordinary = kernels(**where)
    assert (warm.provisioner.is_warm, ordinary.provisioner.is_warm) == (True, False)
    asked, wanted = told(warm), told(ordinary)
    assert {name: asked[name] for name in wanted if asked[name] != wanted[name]} == {}


def test_what_is_printed_stands_before_and_after_what_is_shown(kernels):
    kernel = kernels()
    _, printed, published = kernel.run("print(1); display(2); print(3)")
    kinds = [one["msg_type"] for one in published if one["msg_type"] in {"stream", "display_data"}]
    assert (printed, kinds) == ("1\n3\n", ["stream", "display_data", "stream"])
    # a thread prints while nothing else does
    _, printed, _ = kernel.run(
        "import sys, threading\n"
        "one = threading.Thread(target=lambda: print('from a thread'))\n"
        "one.start(); one.join(); print('later', file=sys.stderr)"
    )
    assert printed == "from a thread\nlater\n"
