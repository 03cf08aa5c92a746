"""Wherever anything is off, an ordinary kernel is started, and one line of the log says why."""

import asyncio
import logging
import os
import socket
import subprocess
import sys
import tempfile
import textwrap
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from coachkit.kernels import warm_place, warm_process, warm_provisioner, warm_standing
from coachkit.kernels.private import KERNEL, OwnInterpreter
from coachkit.kernels.warm_orders import NoWarmKernel
from coachkit.kernels.warm_place import FOLDER_VARIABLE, PATIENCE_VARIABLE
from coachkit.kernels.warm_provisioner import SWITCH, WarmKernel, WarmProvisioner
from tests.kernels.conftest import PATIENCE
from tests.warm import warm_processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")

COMMAND = (sys.executable, "-m", "ipykernel_launcher", "-f", "nowhere.json")


@pytest.fixture
def folder(monkeypatch):
    """Where the warm processes of one test listen. A socket's address is short."""
    with tempfile.TemporaryDirectory(prefix="ck-") as made:
        monkeypatch.setenv(FOLDER_VARIABLE, made)
        yield Path(made)
        for process in warm_processes(made):
            with suppress(psutil.NoSuchProcess):
                process.kill()


@pytest.fixture
def launch(monkeypatch, caplog):
    """Ask for a kernel: level and reason on the one line that tells of an ordinary one."""

    async def ordinary(*_, **__):
        return {}

    monkeypatch.setattr(LocalProvisioner, "launch_kernel", ordinary)
    spec = OwnInterpreter().get_kernel_spec(KERNEL)

    def launched(command=COMMAND, **how):
        manager = AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=OwnInterpreter())
        asked = WarmProvisioner(kernel_id="one", kernel_spec=spec, parent=manager)
        asked.log = logging.getLogger("asked")
        how.setdefault("env", dict(os.environ))
        with caplog.at_level(logging.INFO, "asked"):
            asyncio.run(asked.launch_kernel(list(command), **how))
        assert not asked.is_warm
        [line] = [line for line in caplog.records if line.name == "asked"]
        return line.levelname, str(line.args[0])

    return launched


@pytest.fixture
def warmed(tmp_path, folder):
    """The environment of a warm process that has imported nothing, but run this code."""

    def environment(code):
        program = f"""
            import sys
            if "coachkit.kernels.warm_process" in sys.orig_argv:
                import os, threading, time
                from coachkit.kernels import warm_start
                warm_start.import_all = lambda: None
                def touched():
                    {code}
                warm_start.touch_all = touched
        """
        (tmp_path / "sitecustomize.py").write_text(textwrap.dedent(program))
        return {**os.environ, "PYTHONPATH": str(tmp_path)}

    return environment


def test_nobody_wants_a_warm_one(launch, monkeypatch):
    monkeypatch.setenv(SWITCH, "0")
    assert launch() == ("INFO", "switched_off")


def test_the_system_cannot_fork(launch, monkeypatch):
    monkeypatch.setattr(warm_provisioner, "_FORKS", False)
    assert launch() == ("INFO", "cannot_fork")


@pytest.mark.parametrize(
    ("command", "reason", "level"),
    [
        (("/usr/bin/another-python", *COMMAND[1:]), "other_interpreter", "INFO"),
        ((*COMMAND[:2], "somebody_elses_kernel", "-f", "x"), "other_launcher", "WARNING"),
        ((*COMMAND[:1], "kernel.py"), "other_launcher", "WARNING"),
    ],
)
def test_it_is_another_kernel(launch, command, reason, level):
    assert launch(command) == (level, reason)


def test_somebody_reads_its_streams(launch):
    assert launch(stdout=subprocess.PIPE) == ("INFO", "pipes")


def test_figures_look_otherwise_in_that_folder(launch, tmp_path):
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 9\n")
    assert launch(cwd=str(tmp_path)) == ("WARNING", "matplotlibrc")


def test_others_can_reach_the_folder(launch, folder):
    folder.chmod(0o755)
    assert launch() == ("WARNING", "folder_of_others")


def test_the_folder_is_somewhere_else_in_truth(launch, folder, tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "link"))
    assert launch() == ("WARNING", "folder_of_others")


def test_the_folder_is_somebody_elses(launch, folder, monkeypatch):
    other = os.getuid() + 1
    monkeypatch.setattr(warm_place.os, "getuid", lambda: other)
    assert launch() == ("WARNING", "folder_of_others")


def test_there_is_no_folder(launch, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, "/proc/nowhere")
    assert launch() == ("WARNING", "no_folder")


def test_the_folder_is_too_deep_for_a_socket(launch, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / ("deep" * 25)))
    (tmp_path / ("deep" * 25)).mkdir(mode=0o700)
    assert launch() == ("WARNING", "folder_too_deep")


def test_the_warm_process_does_not_start(launch, warmed):
    assert launch(env=warmed("os._exit(1)")) == ("WARNING", "not_started")


def test_the_warm_process_is_not_ready_in_time(launch, warmed, folder, monkeypatch):
    monkeypatch.setenv(PATIENCE_VARIABLE, "0.2")
    environment = warmed("time.sleep(3600)")
    assert launch(env=environment) == ("WARNING", "still_warming")
    with pytest.raises(NoWarmKernel, match="still_warming"):
        warm_place.begin(warm_place.address(environment), environment, 0.1)
    # who comes meanwhile begins no other
    assert len(warm_processes(folder)) == 1


def test_the_warm_process_has_threads(launch, warmed):
    sleeper = "threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()"
    assert launch(env=warmed(sleeper)) == ("WARNING", "threads")


def test_the_system_has_no_memory_for_a_fork(launch, warmed):
    environment = warmed("os.fork = lambda: os.stat('/nowhere')")
    assert launch(env=environment) == ("WARNING", "no_fork")


def test_a_warm_process_that_has_grown_makes_room_for_another(launch, warmed, folder):
    grown = "warm_start.resident_pages = iter((0, 10**6, 10**6)).__next__"
    # what has taken its name from there by then
    grown += "; sys.modules['__main__'].resident_pages = warm_start.resident_pages"
    environment = warmed(grown)
    assert launch(env=environment) == ("WARNING", "memory")
    for process in warm_processes(folder):
        process.wait(PATIENCE)
    assert list(folder.glob("*.sock")) == []


def test_the_order_is_too_large(launch, warmed):
    environment = {**warmed("pass"), "LARGE": "x" * 200_000}
    assert launch(env=environment) == ("WARNING", "environment_too_large")


def test_the_kernel_ends_before_it_is_one(launch, warmed):
    told = launch(env=warmed("pass"), cwd="/nowhere", stderr=subprocess.DEVNULL)
    assert told == ("WARNING", "ended_at_once")


def test_whoever_listens_is_another_user(folder, monkeypatch):
    place = folder / "theirs.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(str(place))
        door.listen()
        warm_place.connect(place).close()
        other = os.getuid() + 1
        monkeypatch.setattr(warm_place.os, "getuid", lambda: other)
        with pytest.raises(NoWarmKernel, match="socket_of_others"):
            warm_place.connect(place)


def test_another_user_is_not_let_in(monkeypatch):
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with here, there:
        assert warm_process._may_ask(here)
        other = os.getuid() + 1
        monkeypatch.setattr(warm_process.os, "getuid", lambda: other)
        assert not warm_process._may_ask(here)


def test_folder_and_socket_are_their_owners_alone(warmed, folder, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder / "new"))
    environment = warmed("pass")
    place = warm_place.address(environment)
    warm_place.begin(place, environment, PATIENCE).close()
    assert [oct(one.stat().st_mode & 0o777) for one in (place.parent, place)] == ["0o700", "0o600"]


def test_after_an_upgrade_the_warm_process_before_it_ends(warmed, folder, tmp_path):
    environment = warmed("pass")
    warm_place.begin(warm_place.address(environment), environment, PATIENCE).close()
    [before] = warm_processes(folder)
    (tmp_path / "new.py").touch()
    before.wait(PATIENCE)
    assert not psutil.pid_exists(before.pid)
    assert list(folder.glob("*.sock")) == []


def changed(monkeypatch, where, name, value):
    """Whether it is another warm process where that is so."""
    before = warm_place.address(os.environ)
    monkeypatch.setattr(where, name, value)
    return warm_place.address(os.environ) != before


def test_another_version_has_another_warm_process(folder, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    before = warm_place.address(os.environ)
    package = tmp_path / "pandas-99.dist-info"
    package.mkdir()
    assert warm_place.address(os.environ) != before
    assert changed(monkeypatch, warm_place.sys, "version", "3.99")


def test_our_own_sources_make_another_warm_process(folder, tmp_path, monkeypatch):
    source = tmp_path / "coachkit" / "charts" / "bars.py"
    source.parent.mkdir(parents=True)
    source.write_text("WIDTH = 1")
    monkeypatch.setattr(
        warm_place, "find_spec", lambda _: type("", (), {"submodule_search_locations": [tmp_path]})
    )
    before = warm_place.address(os.environ)
    assert warm_place.address(os.environ) == before
    source.write_text("WIDTH = 12")
    assert warm_place.address(os.environ) != before


@pytest.mark.parametrize("name", ["LC_ALL", "PYTHONHASHSEED", "OMP_NUM_THREADS", "MPLCONFIGDIR"])
def test_what_imports_read_makes_another_warm_process(folder, name):
    other = {**os.environ, name: "other"}
    assert warm_place.address(other) != warm_place.address(os.environ)


def test_what_they_do_not_read_makes_none(folder):
    other = {**os.environ, "COACHKIT_DATABASE_URL": "a secret", "TZ": "Asia/Tokyo"}
    assert warm_place.address(other) == warm_place.address(os.environ)


def test_where_a_script_lies_makes_none(folder, tmp_path, monkeypatch):
    script = str(tmp_path / "loop.py")
    monkeypatch.setattr(sys.modules["__main__"], "__file__", script, raising=False)
    before = warm_place.address(os.environ)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert warm_place.address(os.environ) == before


def test_who_stands_elsewhere_has_another_warm_process(folder, monkeypatch):
    assert changed(monkeypatch, warm_standing.os, "getpriority", lambda *_: 19)
    assert changed(monkeypatch, warm_standing.os, "sched_getaffinity", lambda _: {63})
    assert changed(monkeypatch, warm_standing, "_read", lambda name: f"Gid:\t7\n{name}")
    assert changed(monkeypatch, warm_standing, "_link", lambda _: "elsewhere")
    assert changed(monkeypatch, warm_standing, "_limits", lambda: {"RLIMIT_AS": (1, 2)})


def test_a_limit_that_one_may_change_oneself_goes_with_the_order(folder, monkeypatch):
    monkeypatch.setattr(warm_standing, "_limits", lambda: {"RLIMIT_AS": (1, 9)})
    before = warm_place.address(os.environ)
    assert not changed(monkeypatch, warm_standing, "_limits", lambda: {"RLIMIT_AS": (2, 9)})
    assert warm_place.address(os.environ) == before
    assert warm_standing.soft_limits() == {"RLIMIT_AS": 2}


def test_a_signal_to_a_kernel_whose_end_has_not_been_told_does_nothing():
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    handle = os.pidfd_open(ended.pid)
    ended.wait(PATIENCE)
    kernel = WarmKernel(ours, ended.pid, handle)
    kernel.kill()
    theirs.close()
    assert kernel.wait(PATIENCE) == -1
