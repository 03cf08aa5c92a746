"""What the set-up promises: nothing twice, nothing half, and the person's own settings."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with a lock, and a record of what would have been run."""
    for name in [*bootstrap.LOCKS["develop"], "pyproject.toml"]:
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "OWN", tmp_path / ".uv")
    monkeypatch.setattr(bootstrap, "STATE", tmp_path / ".uv" / "state")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "find_uv", lambda: "uv")
    return tmp_path


@pytest.fixture
def steps(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """uv's steps in the order they are taken; a virtual environment appears when it is made."""
    taken: list[str] = []

    def take(command: list[str], environment: dict[str, str] | None = None) -> None:
        del environment
        step = "venv" if command[1] == "venv" else command[2]
        locks = sum(word.endswith(".lock") for word in command)
        taken.append(f"{step} {locks}" if locks else step)
        bootstrap.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        bootstrap.PYTHON.touch()

    monkeypatch.setattr(bootstrap, "run", take)
    return taken


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A person without any settings of pip or uv."""
    for name in list(bootstrap.os.environ):
        if name.startswith(("PIP_", "UV_")) or name in ("SSL_CERT_FILE", "ALL_PROXY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", bootstrap.os.devnull)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))


def test_a_finished_set_up_is_not_done_again(steps: list[str]) -> None:
    bootstrap.set_up("run")
    bootstrap.set_up("run")
    assert steps == ["venv", "sync 1", "install"]


def test_a_set_up_for_developing_serves_the_demo_too(steps: list[str]) -> None:
    bootstrap.set_up("develop")
    bootstrap.set_up("run")
    assert steps == ["venv", "sync 2", "install"]


def test_a_set_up_for_the_demo_grows_into_one_for_developing(steps: list[str]) -> None:
    bootstrap.set_up("run")
    bootstrap.set_up("develop")
    assert steps == ["venv", "sync 1", "install", "sync 2", "install"]


def test_a_changed_lock_is_installed_and_keeps_what_developing_needs(
    steps: list[str], checkout: Path
) -> None:
    bootstrap.set_up("develop")
    (checkout / "requirements.lock").write_text("changed", encoding="utf-8")
    bootstrap.set_up("run")
    assert steps == ["venv", "sync 2", "install", "sync 2", "install"]


def test_a_set_up_that_was_killed_is_made_anew(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bootstrap.run

    def killed_at_sync(command: list[str], environment: dict[str, str] | None = None) -> None:
        whole(command, environment)
        if "sync" in command:
            raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "run", killed_at_sync)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.set_up("run")
    monkeypatch.setattr(bootstrap, "run", whole)
    left = bootstrap.VENV / "left"
    left.touch()
    bootstrap.set_up("run")
    assert steps == ["venv", "sync 1", "venv", "sync 1", "install"]
    assert not left.exists()


def test_a_copied_checkout_makes_its_own(steps: list[str]) -> None:
    bootstrap.set_up("run")
    level, _, _ = bootstrap.state()
    bootstrap.STATE.write_text(f"{level}\nsomething else\n/another/folder\n", encoding="utf-8")
    bootstrap.set_up("run")
    assert steps == ["venv", "sync 1", "install", "venv", "sync 1", "install"]


def test_an_environment_that_somebody_else_made_is_left_alone(steps: list[str]) -> None:
    bootstrap.VENV.mkdir()
    with pytest.raises(SystemExit, match="was not made by this set-up"):
        bootstrap.set_up("run")
    assert steps == []
    assert bootstrap.VENV.is_dir()


def test_an_older_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is"):
        bootstrap.newer_python()


def test_a_shim_without_its_python_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    (tmp_path / "python3.11").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bootstrap.newer_python() == str(tmp_path / "python3.11")


def test_an_unknown_command_shows_the_help_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dmeo"]) == 2
    assert capsys.readouterr().out.startswith("Sets coachkit up")


@pytest.mark.usefixtures("nothing_set")
def test_pips_settings_say_where_uv_fetches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://one.example https://two.example")
    monkeypatch.setenv("PIP_FIND_LINKS", f"{tmp_path} /not/there")
    given = bootstrap.uv_environment()
    assert given["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert given["UV_INDEX"] == "https://one.example https://two.example"
    assert given["UV_FIND_LINKS"] == str(tmp_path)
    assert given["UV_INDEX_STRATEGY"] == "unsafe-best-match"


@pytest.mark.usefixtures("nothing_set")
def test_pips_file_counts_where_its_environment_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = (
        "global.index-url='https://file.example'\n"
        "global.timeout='90'\n"
        "install.timeout='120'\n"
        "list.format='columns'\n"
    )
    told = subprocess.CompletedProcess([], 0, stdout=listed)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _: True)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: told)
    monkeypatch.setenv("PIP_CERT", "/my/certificates.pem")
    given = bootstrap.uv_environment()
    assert given["UV_DEFAULT_INDEX"] == "https://file.example"
    assert given["UV_HTTP_TIMEOUT"] == "120"
    assert given["SSL_CERT_FILE"] == "/my/certificates.pem"


@pytest.mark.usefixtures("nothing_set")
def test_uvs_own_settings_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example")
    monkeypatch.setenv("PIP_INDEX_URL", "https://pip.example")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://more.example")
    given = bootstrap.uv_environment()
    assert given["UV_DEFAULT_INDEX"] == "https://uv.example"
    assert "UV_INDEX" not in given


@pytest.mark.usefixtures("nothing_set")
def test_a_uv_toml_comes_before_pips_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "uv").mkdir()
    (tmp_path / "uv" / "uv.toml").touch()
    monkeypatch.setenv("PIP_INDEX_URL", "https://pip.example")
    assert "UV_DEFAULT_INDEX" not in bootstrap.uv_environment()


@pytest.mark.usefixtures("nothing_set")
def test_a_lock_is_made_from_the_index_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://mine.example")
    given = bootstrap.uv_environment(further=False)
    assert given["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert "UV_INDEX" not in given


def test_nothing_that_sets_up_names_an_address() -> None:
    files = ["bootstrap.py", "Makefile", ".ci/run", "pyproject.toml", "environment.yml"]
    named = [
        line
        for file in files
        for line in (bootstrap.ROOT / file).read_text(encoding="utf-8").splitlines()
        if "http" in line.lower() and "UV_HTTP_TIMEOUT" not in line
    ]
    assert named == []


def test_the_locks_own_pin_of_uv_is_what_is_fetched() -> None:
    pinned = bootstrap.locked("uv")
    lines = pinned.splitlines()
    assert lines[0].startswith("uv==")
    assert all(line.strip().startswith("--hash=sha256:") for line in lines[1:])


def test_a_uv_that_is_too_old_is_not_used(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("#!/bin/sh\necho uv 0.12.1\n", encoding="utf-8")
    new.write_text("#!/bin/sh\necho uv 0.13.9\n", encoding="utf-8")
    for program in (old, new):
        program.chmod(0o755)
    assert [bootstrap.runs_well(str(at)) for at in (old, new, tmp_path / "none")] == [
        False,
        True,
        False,
    ]


def test_a_browser_that_is_named_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = tmp_path / "my-browser"
    browser.touch(mode=0o755)
    monkeypatch.setenv("COACHKIT_BROWSER", str(browser))
    assert bootstrap.find_browser() == str(browser)


def test_ci_runs_exactly_make_test() -> None:
    script = (bootstrap.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == "exec make --no-print-directory test"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (["demo"], "demo"),
        (["demo", "ONCE=1"], "demo --once"),
        (["test", "ARGS=-k rota"], "test -k rota"),
        (["bench", "ONLY=plan"], "bench plan"),
        (["check"], "check"),
    ],
)
def test_make_only_passes_on_what_is_said(said: list[str], asked: str) -> None:
    make = shutil.which("make")
    assert make
    shown = subprocess.run(
        [make, "--dry-run", "--no-print-directory", *said],
        cwd=bootstrap.ROOT,
        env={"PATH": bootstrap.os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == f"python3 bootstrap.py {asked}".split()
