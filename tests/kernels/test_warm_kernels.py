"""A kernel out of the warm process is as an ordinary one: each way in which it might not be."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import AsyncKernelManager

from coachkit.kernels.private import KERNEL, OwnInterpreter
from coachkit.kernels.warm_place import FOLDER_VARIABLE, IDLE_VARIABLE
from tests.kernels.conftest import (
    PATIENCE,
    Kernel,
    kill,
    open_files,
)
from tests.warm import warm_processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")

SLEEPING = "print('asleep', flush=True)\nimport time\ntime.sleep(3600)"
"""Code that waits for an interrupt."""


@pytest.fixture(scope="module")
def _one():
    kernel = Kernel()
    yield kernel
    kernel.stop()


@pytest.fixture
def kernel(_one):
    """A kernel that tests share which leave it as it was."""
    return _one


TICKS_OF_ARITHMETIC = """
import pathlib as _pathlib, threading as _threading
_known = {str(one.native_id) for one in _threading.enumerate()}
_others = [one for one in _pathlib.Path("/proc/self/task").iterdir() if one.name not in _known]
_named = [one for one in _others if (one / "comm").read_text().strip() == "ipykernel"]
_ticks = [(one / "stat").read_text().rpartition(")")[2].split()[11:13] for one in _named]
"""
"""Code that leaves in ``_ticks`` how long each thread has run that is none of Python's."""


def interrupted(kernel, code):
    """The reply to code that is interrupted as soon as it says something."""
    kernel.client.execute(code)
    while kernel.client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    return kernel.client.get_shell_msg(timeout=PATIENCE)["content"]


def test_it_comes_out_of_the_warm_process_with_its_imports_done(kernel):
    assert kernel.provisioner.is_warm
    assert "coachkit.kernels.warm_process" in kernel.warm_process.cmdline()
    there = "[name in __import__('sys').modules for name in ('pandas', 'coachkit.sessions.plan')]"
    assert kernel.value(there) == [True, True]


def test_the_warm_process_has_one_thread_and_no_word_of_a_kernels_environment(kernels):
    kernel = kernels(env={**os.environ, "COACHKIT_DATABASE_URL": "a secret"})
    assert kernel.value("__import__('os').environ['COACHKIT_DATABASE_URL']") == "a secret"
    warm = kernel.warm_process
    assert warm.num_threads() == 1
    assert "a secret" not in Path(f"/proc/{warm.pid}/environ").read_text()
    assert "a secret" not in Path(f"/proc/{kernel.provisioner.pid}/environ").read_text()


def test_the_memory_of_the_warm_process_has_no_word_of_a_kernels_environment(kernels):
    secret = f"secret-{os.urandom(8).hex()}"
    kernel = kernels(env={**os.environ, "COACHKIT_DATABASE_URL": secret})
    warm = kernel.warm_process
    found = []
    with Path(f"/proc/{warm.pid}/mem").open("rb", buffering=0) as memory:
        for region in Path(f"/proc/{warm.pid}/maps").read_text().splitlines():
            span, rights, *_, name = f"{region} .".split(maxsplit=5)
            if "rw" not in rights or name.startswith("[v"):
                continue
            begin, end = (int(edge, 16) for edge in span.split("-"))
            memory.seek(begin)
            if secret.encode() in memory.read(end - begin):
                found.append(region)
    assert found == []


def test_an_interrupt_reaches_the_code(kernel):
    assert interrupted(kernel, SLEEPING)["ename"] == "KeyboardInterrupt"
    assert kernel.value("1 + 1") == 2


def test_an_interrupt_reaches_the_processes_it_has_started(kernel):
    code = "print('on', flush=True)\nimport subprocess\nsubprocess.run(['sleep', '3600'])"
    assert interrupted(kernel, code)["status"] == "error"


def test_what_it_and_its_processes_write_is_heard(kernels):
    # ipykernel leaves descriptors alone where it finds pytest
    kernel = kernels(env={k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"})
    code = """
import os, subprocess, sys, time
print("said"); print("cried", file=sys.stderr); os.write(1, b"written\\n")
subprocess.run("echo child; echo childs-trouble >&2", shell=True)
"""
    wanted = {"said", "cried", "written", "child", "childs-trouble"}
    kernel.client.execute(code)
    assert kernel.client.get_shell_msg(timeout=PATIENCE)["content"]["status"] == "ok"
    heard = set()
    while not wanted <= heard:
        # what comes through a descriptor may come after the answer
        message = kernel.client.get_iopub_msg(timeout=PATIENCE)
        heard |= set(message["content"].get("text", "").split())
    assert heard == wanted


def test_a_figure_is_shown_inline_without_being_asked_for(kernel):
    code = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]);\nplt.title('é');"
    _, _, published = kernel.run(code)
    shown = [m["content"]["data"] for m in published if m["msg_type"] == "display_data"]
    assert ["image/png" in data for data in shown] == [True]
    assert kernel.value("plt.get_fignums()") == []


def test_another_backend_is_as_it_was_wished(kernels):
    kernel = kernels(env={**os.environ, "MPLBACKEND": "agg"})
    assert kernel.value("__import__('matplotlib').get_backend()").lower() == "agg"
    _, _, published = kernel.run("import matplotlib.pyplot as plt\nplt.plot([1])")
    assert "display_data" not in [message["msg_type"] for message in published]


def test_arithmetic_has_as_many_threads_as_there_are_cores(kernel):
    threads = "max(p['num_threads'] for p in __import__('threadpoolctl').threadpool_info())"
    assert kernel.value(threads) == len(os.sched_getaffinity(0))
    product = "(lambda a: bool(abs((a @ a)[0, 0] - (a[0] * a[:, 0]).sum()) < 1e-6))"
    assert kernel.value(f"{product}(__import__('numpy').ones((600, 600)))") is True


def test_the_environments_own_number_of_threads_holds(kernels):
    kernel = kernels(env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
    threads = "max(p['num_threads'] for p in __import__('threadpoolctl').threadpool_info())"
    assert kernel.value(threads) == 1


def test_it_can_have_threads_processes_and_tasks_of_its_own(kernel):
    code = """
import asyncio, multiprocessing
from concurrent.futures import ThreadPoolExecutor
def square(x): return x * x
with ThreadPoolExecutor(4) as pool: print(list(pool.map(square, range(4))))
with multiprocessing.get_context("fork").Pool(2) as pool: print(pool.map(square, range(4)))
await asyncio.sleep(0); print("awaited")
"""
    _, printed, _ = kernel.run(code)
    assert printed.split("\n") == ["[0, 1, 4, 9]", "[0, 1, 4, 9]", "awaited", ""]


def test_environment_folder_zone_and_mask_are_those_of_whoever_asks(kernels, tmp_path):
    kernel = kernels(cwd=str(tmp_path), env={**os.environ, "FOO": "bar", "TZ": "Asia/Tokyo"})
    asked = "(o.environ['FOO'], o.getcwd(), t.tzname[0], o.umask(0o22))"
    kernel.run("import os as o, time as t")
    mask = os.umask(0o22)
    os.umask(mask)
    assert kernel.value(asked) == ("bar", str(tmp_path), "JST", mask)


def test_what_the_shared_environment_has_not_is_not_there(kernels):
    lacking = {name: value for name, value in os.environ.items() if name != "HOME"}
    kernel = kernels(env=lacking)
    assert kernel.value("'HOME' in __import__('os').environ") is False


def test_no_two_draw_the_same(kernels):
    drawing = """(__import__('random').random(), float(__import__('numpy').random.rand()),
        float(__import__('numpy').random.default_rng().random()),
        str(__import__('uuid').uuid4()), __import__('secrets').token_hex(8),
        __import__('os').path.basename(__import__('tempfile').mktemp()))"""
    one, other = (kernels().value(" ".join(drawing.split())) for _ in range(2))
    assert [mine == theirs for mine, theirs in zip(one, other, strict=True)] == [False] * 6


def test_a_seed_for_hashes_is_kept(kernels):
    asked = "hash('coachkit')"
    seeded = {**os.environ, "PYTHONHASHSEED": "7"}
    ordinary = subprocess.run(
        [sys.executable, "-c", f"print({asked})"], env=seeded, capture_output=True, check=True
    )
    assert kernels(env=seeded).value(asked) == int(ordinary.stdout)


def test_no_descriptor_of_another_kernel_or_of_the_warm_process_is_open(kernels):
    kernel, other = kernels(), kernels()
    sockets = "[o.readlink(f'/proc/self/fd/{n}') for n in o.listdir('/proc/self/fd') if "
    sockets += "o.path.islink(f'/proc/self/fd/{n}')]"
    kernel.run("import os as o")
    other.run("import os as o")
    shared = {name for name in kernel.value(sockets) if "socket" in name or "pipe" in name}
    assert shared & set(other.value(sockets)) <= shared_with_starter()


def shared_with_starter():
    """What both have from whoever started them: where this process writes to."""
    return {str(Path(f"/proc/self/fd/{number}").readlink()) for number in (0, 1, 2)}


def test_its_exit_code_is_known(kernels):
    kernel = kernels()
    kernel.client.execute("import os; os._exit(3)")
    assert kernel.ended() == 3
    assert kernel.provisioner.process.used["memory_kb"] > 0


def test_that_it_was_killed_is_known(kernels):
    kernel = kernels()
    os.kill(kernel.provisioner.pid, 9)
    assert kernel.ended() == -9
    assert not kernel.manager.is_alive()


def test_a_crash_is_its_own_alone_and_what_it_said_is_where_it_was_wished(kernels, tmp_path):
    with (tmp_path / "stderr").open("w") as stderr:
        kernel = kernels(stderr=stderr)
    warm = kernel.warm_process
    kernel.client.execute("import ctypes, os; os.write(2, b'cried'); ctypes.string_at(0)")
    assert kernel.ended() == -signal.SIGSEGV
    assert "cried" in (tmp_path / "stderr").read_text()
    assert kernels().warm_process.pid == warm.pid


@pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="one processor: no such threads")
def test_its_threads_for_arithmetic_sleep_until_there_is_work(kernels):
    kernel = kernels()
    kernel.run(TICKS_OF_ARITHMETIC)
    threads, ticks = kernel.value("[len(_ticks), sum(int(n) for one in _ticks for n in one)]")
    assert threads > 0
    assert ticks <= 1


def test_one_that_does_not_listen_is_ended_all_the_same(kernels):
    kernel = kernels()
    # neither is it interrupted, which Jupyter tries first: a cell that stops lets it end by itself
    deaf = "import signal\nfor asked in (2, 15):\n    signal.signal(asked, signal.SIG_IGN)\n"
    kernel.client.execute(f"{deaf}print('deaf', flush=True)\nwhile True: pass")
    while kernel.client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    process, kernel.manager.shutdown_wait_time = kernel.provisioner.process, 0.2
    kernel.manager.shutdown_kernel()
    assert process.wait(PATIENCE) == -signal.SIGKILL


def test_a_limit_of_whoever_asks_is_the_kernels(kernels):
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    lower = 4096 if soft == resource.RLIM_INFINITY else soft // 2
    resource.setrlimit(resource.RLIMIT_CORE, (lower, hard))
    try:
        kernel = kernels()
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
    asked = "(lambda r: r.getrlimit(r.RLIMIT_CORE))(__import__('resource'))"
    assert (kernel.provisioner.is_warm, kernel.value(asked)) == (True, (lower, hard))


def test_a_restart_forgets_everything(kernels):
    kernel = kernels()
    kernel.run("kept = 1")
    before = kernel.provisioner.pid
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(timeout=PATIENCE)
    assert kernel.value("'kept' in globals()") is False
    assert (kernel.provisioner.pid != before, kernel.provisioner.is_warm) == (True, True)


def test_what_is_to_be_done_at_the_end_is_done(kernels, tmp_path):
    kernel, mark = kernels(), tmp_path / "mark"
    kernel.run(f"import atexit; atexit.register(lambda: open({str(mark)!r}, 'w').close())")
    kernel.stop()
    assert mark.exists()


def test_neither_zombies_nor_descriptors_are_left(kernels):
    warm = kernels().warm_process
    before = open_files(warm)
    for _ in range(5):
        kernels().stop()
    kernels().stop()
    statuses = {child.status() for child in warm.children()}
    assert psutil.STATUS_ZOMBIE not in statuses
    assert open_files(warm) <= before


def test_many_can_be_asked_for_at_once():
    async def asked():
        interpreter = OwnInterpreter()
        many = [
            AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=interpreter)
            for _ in range(4)
        ]
        await asyncio.gather(*(one.start_kernel() for one in many))
        pids = {one.provisioner.pid for one in many if one.provisioner.is_warm}
        await asyncio.gather(*(one.shutdown_kernel(now=True) for one in many))
        return pids

    assert len(asyncio.run(asked())) == 4


def test_it_ends_with_whoever_started_it():
    code = (
        "import time; from tests.kernels.conftest import Kernel;"
        "print(Kernel().provisioner.pid, flush=True); time.sleep(3600)"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    kernel = psutil.Process(int(owner.stdout.readline()))
    kill(psutil.Process(owner.pid))
    owner.wait()
    owner.stdout.close()
    kernel.wait(PATIENCE)
    assert not kernel.is_running()


def test_one_that_is_independent_outlives_whoever_started_it():
    code = (
        "import os; from subprocess import DEVNULL; from tests.kernels.conftest import Kernel;"
        "kernel = Kernel(independent=True, stdout=DEVNULL, stderr=DEVNULL);"
        "print(kernel.manager.connection_file, kernel.provisioner.is_warm, flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    owner = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    file, warm = owner.stdout.split()
    client = BlockingKernelClient(connection_file=file)
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    client.shutdown(reply=True, timeout=PATIENCE)
    client.stop_channels()
    Path(file).unlink()
    assert (owner.returncode, warm) == (-signal.SIGKILL, "True")


def test_it_outlives_the_warm_process_and_the_next_one_finds_another(kernels):
    kernel = kernels()
    gone = kernel.warm_process
    kill(gone)
    assert kernel.value("1 + 1") == 2
    assert interrupted(kernel, SLEEPING)["ename"] == "KeyboardInterrupt"
    another = kernels()
    assert (another.provisioner.is_warm, another.warm_process.pid != gone.pid) == (True, True)
    kernel.stop()
    assert not kernel.manager.has_kernel


def test_the_debugger_answers(kernel):
    told = {"clientID": "test", "adapterID": "", "pathFormat": "path"}
    asked = {"type": "request", "seq": 1, "command": "initialize", "arguments": told}
    kernel.client.control_channel.send(kernel.client.session.msg("debug_request", asked))
    assert kernel.client.get_control_msg(timeout=PATIENCE)["content"]["success"]


def test_the_debugger_is_told_which_files_are_not_the_notebooks(kernel):
    known = kernel.value("get_ipython().kernel._kernel_modules")
    assert [file for file in known if file.endswith("pandas/__init__.py")]
    assert kernel.value("__import__('ipykernel.ipkernel').ipkernel.sys is __import__('sys')")


def test_an_idle_warm_process_ends(kernels, monkeypatch):
    # a socket's address is short: one of pytest's folders may be too deep for it
    with tempfile.TemporaryDirectory(prefix="ck-") as folder:
        monkeypatch.setenv(FOLDER_VARIABLE, folder)
        monkeypatch.setenv(IDLE_VARIABLE, "5")
        kernel = kernels()
        assert kernel.provisioner.is_warm
        warm = kernel.warm_process
        kernel.stop()
        warm.wait(PATIENCE)
        assert (warm_processes(folder), list(Path(folder).glob("*.sock"))) == ([], [])


def test_a_kernel_behind_walls_gets_none(kernels):
    kernel = kernels()
    asking = """
import ctypes, os, socket
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
from pathlib import Path
line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
doors = Path(os.environ["COACHKIT_WARM_FOLDER"]).glob("*.sock")
line.connect(str(max(doors, key=lambda door: door.stat().st_mtime)))
print(line.recv(100))
"""
    _, printed, _ = kernel.run(asking)
    assert printed == "b''\n"
