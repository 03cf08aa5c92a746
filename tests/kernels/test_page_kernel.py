"""The walls around a page's kernel, tried from within: whoever runs Python there is held."""

import os
import stat
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from coachkit.kernels import landlock
from coachkit.kernels.page_kernel import WALLS_VARIABLE, Walls
from coachkit.kernels.private import OwnInterpreter
from coachkit.model.client import Client
from coachkit.model.goals import Goals
from coachkit.model.visiting import CLIENT_VARIABLE, COACH, MANAGER, ROLE_VARIABLE, VIEWER
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace

pytestmark = pytest.mark.skipif(not landlock.version(), reason="there is no Landlock here")

PATIENCE = 60


class Pages(OwnInterpreter):
    launcher = "coachkit.kernels.page_kernel"


@pytest.fixture(scope="module")
def workspace():
    # short, because sockets are in it
    with tempfile.TemporaryDirectory(prefix="ckw-") as folder:
        made = Path(folder).resolve()
        store = Workspace.create(made)
        for client in ("jarvi", "nord"):
            store.new_client(Client(slug=client, name=client.title()), now=now, who="Anna").close()
            (made / "pages" / client).mkdir(parents=True)
            (made / "pages" / client / "small.ipynb").write_text("{}")
        for name in ("doors", "coach"):
            (made / name).mkdir()
            (made / name / "secret").write_text("hush")
        (made / "sockets").mkdir()
        yield made


@contextmanager
def kernel(workspace, role, client, **variables):
    """Asks a kernel that works for somebody: what an expression is, or how it was refused."""
    private = workspace / "sockets" / f"{role}-{client}"
    private.mkdir()
    environment = {
        **os.environ,
        ROLE_VARIABLE: role,
        CLIENT_VARIABLE: client,
        WALLS_VARIABLE: Walls(str(workspace), str(private)).written(),
        **variables,
    }
    started = KernelManager(
        kernel_spec_manager=Pages(), transport="ipc", connection_file=str(private / "k.json")
    )
    started.start_kernel(env=environment, cwd=str(workspace / "pages" / (client or "jarvi")))
    line = started.blocking_client()
    line.start_channels()
    try:
        line.wait_for_ready(timeout=PATIENCE)

        def ask(expression, *before):
            code = "\n".join(before) + "\nimport os, pathlib, socket, sqlite3, subprocess, tempfile"
            asked = {"it": expression}
            answer = line.execute(code, user_expressions=asked, reply=True, timeout=PATIENCE)
            found = answer["content"]["user_expressions"]["it"]
            return found["data"]["text/plain"] if found["status"] == "ok" else found["ename"]

        yield ask
    finally:
        line.stop_channels()
        started.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def viewer(workspace):
    with kernel(workspace, VIEWER, "jarvi") as ask:
        yield ask


@pytest.fixture(scope="module")
def manager(workspace):
    with kernel(workspace, MANAGER, "jarvi") as ask:
        yield ask


@pytest.fixture(scope="module")
def coach(workspace):
    with kernel(workspace, COACH, "jarvi") as ask:
        yield ask


@pytest.fixture(scope="module")
def desk(workspace):
    with kernel(workspace, COACH, "") as ask:
        yield ask


def reads(path):
    return f"len(pathlib.Path({str(path)!r}).read_bytes()) > 0"


def writes(path):
    return f"pathlib.Path({str(path)!r}).write_text('x')"


@pytest.mark.parametrize("role", ["viewer", "manager", "coach"])
@pytest.mark.parametrize(
    "path", ["clients/nord/client.db", "doors/secret", "pages/nord/small.ipynb"]
)
def test_a_page_reads_nothing_of_others(request, workspace, role, path):
    assert request.getfixturevalue(role)(reads(workspace / path)) == "PermissionError"


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_the_coachs_room_is_the_coachs(request, workspace, coach, role):
    assert request.getfixturevalue(role)(reads(workspace / "coach/secret")) == "PermissionError"
    assert coach(reads(workspace / "coach/secret")) == "True"
    assert coach(writes(workspace / "coach/note")) == "1"


@pytest.mark.parametrize("role", ["viewer", "manager", "coach"])
def test_no_clients_page_reads_the_doors(request, workspace, role):
    assert request.getfixturevalue(role)(reads(workspace / "doors/secret")) == "PermissionError"
    assert (
        request.getfixturevalue(role)(writes(workspace / "doors/links.json")) == "PermissionError"
    )


def test_who_the_other_clients_are_is_not_listed(manager, workspace):
    assert manager(f"os.listdir({str(workspace / 'clients')!r})") == "PermissionError"


@pytest.mark.parametrize(("role", "found"), [("viewer", "PermissionError"), ("manager", "1")])
def test_a_viewer_writes_nothing_into_the_clients_folder(request, workspace, role, found):
    ask = request.getfixturevalue(role)
    own = workspace / "clients" / "jarvi"
    assert ask(reads(own / "client.db")) == "True"
    assert ask(writes(own / f"new-{role}")) == found
    assert ask(writes(workspace / "clients" / "nord" / "new")) == "PermissionError"
    assert ask(writes(workspace / "coachkit.toml")) == "PermissionError"


def test_a_viewer_writes_nothing_into_the_store(viewer, workspace):
    file = workspace / "clients" / "jarvi" / "client.db"
    insert = f"sqlite3.connect({str(file)!r}).execute('CREATE TABLE said (what TEXT)')"
    assert viewer(insert) == "OperationalError"
    assert viewer(f"os.unlink({str(file)!r})") == "PermissionError"
    assert viewer(f"os.truncate({str(file)!r}, 0)") == "PermissionError"


def test_a_viewer_sees_what_others_save_whether_they_have_left_or_not(viewer, workspace):
    before = (
        "from coachkit.model.goals import Goals",
        "from coachkit.sessions.opening import now, open_workspace",
        f"place = open_workspace({str(workspace)!r})",
        "if 'store' not in globals(): store = place.open_client('jarvi', now=now, who='')",
        "import gc; gc.collect()",
    )
    seen = "getattr(store.load(Goals), 'revision', 0)"
    assert viewer(seen, *before) == "0"
    with Workspace.open(workspace).open_client("jarvi", now=now, who="Anna") as writing:
        writing.save(Goals(), based_on=None, because="")
        assert viewer(seen, *before) == "1"
        writing.save(Goals(), based_on=1, because="")
        assert viewer(seen, *before) == "2"
    assert viewer(seen, *before) == "2"
    assert viewer("store.save(Goals(), based_on=2, because='')", *before) == "NotWritable"


def test_a_viewer_reads_a_store_that_somebody_was_cut_off_from(viewer, workspace):
    file = workspace / "clients" / "jarvi" / "client.db"
    cut_off = f"""
import os, sqlite3
database = sqlite3.connect({str(file)!r}, isolation_level=None)
database.execute("CREATE TABLE half (what TEXT)")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", cut_off], check=False)
    assert file.with_name("client.db-wal").stat().st_size > 0
    opening = "from coachkit.sessions.opening import now, open_workspace"
    opened = f"open_workspace({str(workspace)!r}).open_client('jarvi', now=now, who='').client.name"
    assert viewer(opened, opening) == "'Jarvi'"


def test_a_manager_moves_files_within_the_folder(manager, workspace):
    own = workspace / "clients" / "jarvi"
    (own / "drafts").mkdir()
    (own / "drafts" / "plan").write_text("x")
    assert manager(f"os.rename({str(own / 'drafts/plan')!r}, {str(own / 'plan')!r})") == "None"


def test_the_desk_reads_and_makes_every_client(desk, workspace):
    assert desk(reads(workspace / "clients/nord/client.db")) == "True"
    assert desk(reads(workspace / "doors/secret")) == "True"
    assert desk(f"os.mkdir({str(workspace / 'clients' / 'third')!r})") == "None"


def test_what_is_laid_down_for_a_moment_is_in_its_own_folder(viewer, workspace):
    private = workspace / "sockets" / f"{VIEWER}-jarvi" / "tmp"
    assert viewer("tempfile.NamedTemporaryFile().name").startswith(f"'{private}/")
    assert stat.S_IMODE(private.stat().st_mode) == stat.S_IRWXU
    assert viewer(writes(Path(tempfile.gettempdir()) / "ck-elsewhere")) == "PermissionError"


def test_other_kernels_sockets_are_out_of_reach(viewer, manager, workspace):
    key = workspace / "sockets" / f"{MANAGER}-jarvi" / "k.json"
    assert key.is_file()
    assert manager(reads(key)) == "True"
    assert viewer(reads(key)) == "PermissionError"


@pytest.mark.skipif(landlock.version() < 4, reason="an older Landlock knows no sockets")
def test_nobody_connects_or_listens(viewer):
    with_socket = "s = __import__('socket').socket()"
    assert viewer("s.connect(('127.0.0.1', 9))", with_socket) == "PermissionError"
    assert viewer("s.bind(('127.0.0.1', 0))", with_socket) == "PermissionError"


@pytest.mark.skipif(landlock.version() < 4, reason="an older Landlock knows no sockets")
def test_with_a_database_on_a_server_there_are_connections(workspace):
    address = {"COACHKIT_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:9/none"}
    with kernel(workspace, MANAGER, "nord", **address) as ask:
        connecting = "__import__('socket').socket().connect(('127.0.0.1', 9))"
        assert ask(connecting) == "ConnectionRefusedError"


def test_what_a_kernel_starts_is_within_the_walls(manager, workspace):
    other = workspace / "clients" / "nord" / "client.db"
    assert (
        manager(f"subprocess.run(['cat', {str(other)!r}], capture_output=True).returncode") == "1"
    )
    assert manager("subprocess.run(['cat', '/dev/null']).returncode") == "0"


def test_the_servers_environment_and_process_are_out_of_reach(viewer):
    assert viewer("open(f'/proc/{os.getppid()}/environ').read()") == "PermissionError"


@pytest.mark.skipif(landlock.version() < 6, reason="an older Landlock knows no signals")
def test_no_signal_reaches_another_process(viewer):
    assert viewer("os.kill(os.getppid(), 0)") == "PermissionError"


def test_a_kernel_is_not_told_where_its_walls_are(viewer):
    assert viewer(f"os.environ.get({WALLS_VARIABLE!r})") == "None"


def test_everything_but_what_is_hidden(tmp_path):
    for name in ("a/hidden/inside", "a/beside", "b"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a" / "link").symlink_to(tmp_path / "a" / "hidden")
    allowed = {
        path
        for path in landlock.all_but([tmp_path / "a/hidden"])
        if path.startswith(f"{tmp_path}/")
    }
    assert allowed == {str(tmp_path / "a/beside"), str(tmp_path / "b")}
