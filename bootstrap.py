"""Sets coachkit up in .venv and runs its commands: what stands behind the Makefile.

    python bootstrap.py setup           everything that coachkit needs to run
    python bootstrap.py demo [--once]   set up, then `coachkit demo`
    python bootstrap.py test [...]      set up for development, browser included, then pytest
    python bootstrap.py check           style, types, collection, floors, translations, notebooks
    python bootstrap.py bench [ONLY]    the ratios of docs/performance.md
    python bootstrap.py pictures        the pictures of the README
    python bootstrap.py lock [...]      remake the lock and environment.yml from pyproject.toml

Needs Python 3.11 or newer and nothing else; on Windows say `py` instead of `python`. Packages come
from wherever the person's own pip or uv is set to fetch them, and only with the hashes of the lock.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 13)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OWN = ROOT / ".uv"
STATE = OWN / "state"

LOCKS = {
    "run": ["requirements.lock"],
    "develop": ["requirements.lock", "requirements-dev.lock"],
}

# uv does not read pip's settings; these are the ones that say where packages come from.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
}
# A third of the tests for each of three processes, on two cores: browsers and servers make each of
# them wait. Whichever is done first takes over from the others.
SHARED_OUT = ["-n", "3", "--dist", "worksteal"]

FURTHER_PLACES = ("UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS")
UV_PLACES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", *FURTHER_PLACES)


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is the command's own."""
    if sys.version_info < OLDEST_PYTHON:
        return subprocess.call([newer_python(), __file__, *arguments])
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in ("", "-h", "--help", "help") else 2
    return COMMANDS[command](rest)


def newer_python() -> str:
    """A Python on the PATH that is new enough; ends the program with a sentence if none is."""
    question = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    for minor in range(19, OLDEST_PYTHON[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        # A shim may be there without the Python that it stands for.
        if found and subprocess.call([found, "-c", question], stderr=subprocess.DEVNULL) == 0:
            return found
    wanted = ".".join(map(str, OLDEST_PYTHON))
    here = sys.version.split()[0]
    sys.exit(f"coachkit needs Python {wanted} or newer, and this is Python {here}. Install one.")


def find_uv() -> str:
    """The path of a uv: the one on the PATH if it is new enough, else the locked one in .uv."""
    pinned = locked("uv")
    home = OWN / pinned.split()[0].replace("==", "-")
    for found in (shutil.which("uv"), program(home, "uv")):
        if found and runs_well(found):
            return found
    say("Fetching uv, which installs the rest.")
    home.mkdir(parents=True, exist_ok=True)
    wish = home / "uv.txt"
    wish.write_text(pinned, encoding="utf-8")
    fetch = [*find_pip(), "install", "--quiet", "--quiet", "--no-input"]
    fetch += [
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--upgrade",
    ]
    # A person's own defaults must not send it to another folder, or nowhere.
    elsewhere = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    run([*fetch, "--target", str(home), "-r", str(wish)], {**os.environ, **elsewhere})
    return program(home, "uv") or sys.exit(f"pip left no uv in {home}.")


def program(home: Path, name: str) -> str | None:
    """A program in one of the folders of ``home``: bin, or Scripts on Windows."""
    return next(map(str, [*home.glob(f"*/{name}"), *home.glob(f"*/{name}.exe")]), None)


def locked(name: str) -> str:
    """What the lock says of one package: its pin and its hashes."""
    text = "".join((ROOT / lock).read_text(encoding="utf-8") for lock in LOCKS["develop"])
    block = re.search(rf"^{name}==(?:.*\\\n)+.*\n", text, re.MULTILINE)
    if not block:
        sys.exit(f"The lock has no {name}: run `python bootstrap.py lock`.")
    return block[0]


def runs_well(uv: str) -> bool:
    """Whether this uv starts and is new enough."""
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.search(r"(\d+)\.(\d+)", said)
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_UV


def find_pip() -> list[str]:
    """A pip to call: this Python's, else one in a virtual environment of its own."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    home = OWN / "pip"
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not importlib.util.find_spec("ensurepip") and not debian_installs(package):
        sys.exit(
            f"This Python has neither pip nor venv. Install them (on Debian and Ubuntu: "
            f"apt install {package}), or install uv, then run the command again."
        )
    run([sys.executable, "-m", "venv", "--clear", str(home)])
    return [program(home, "python") or sys.executable, "-m", "pip"]


def uv_environment(*, further: bool = True) -> dict[str, str]:
    """The environment for uv: the person's own, and pip's settings where uv has none.

    Without ``further``, pip's further places do not count: a lock names what all can get.
    """
    own = {"VIRTUAL_ENV", "UV_SYSTEM_PYTHON"}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    if sys.platform != "linux" or any(Path("/etc/ssl/certs").glob("*")):
        # As pip does it: an organisation's own certificate is in the system's store.
        environment.setdefault("UV_SYSTEM_CERTS", "true")
    homes = [os.environ.get("XDG_CONFIG_HOME", "~/.config"), os.environ.get("APPDATA", "/etc")]
    settled = any((Path(home).expanduser() / "uv" / "uv.toml").exists() for home in homes)
    settled = settled or any(name in environment for name in [*UV_PLACES, "UV_CONFIG_FILE"])
    for setting, value in pip_settings().items():
        name, words = PIP_TO_UV.get(setting), value.split()
        if not name or (settled and name in UV_PLACES) or (name in FURTHER_PLACES and not further):
            continue
        if name == "UV_FIND_LINKS":
            # pip passes over a folder that is not there, uv stops at it.
            words = [",".join(word for word in words if "://" in word or Path(word).exists())]
        if any(words):
            environment.setdefault(name, " ".join(words))
    if not settled:
        # As pip does it; the hashes of the lock keep a wrong package out.
        environment.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return environment


def pip_settings() -> dict[str, str]:
    """What pip is told by name: its environment before its files, install before global."""
    said = ""
    if importlib.util.find_spec("pip"):
        asked = [sys.executable, "-m", "pip", "config", "list"]
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    settings: dict[str, str] = {}
    for section in ("global", "install"):
        for name, value in re.findall(rf"^{section}\.([\w-]+)=(.*)$", said, re.MULTILINE):
            settings[name] = str(ast.literal_eval(value))
    for name, value in os.environ.items():
        if name.startswith("PIP_") and value:
            settings[name[4:].lower().replace("_", "-")] = value
    return settings


def set_up(level: str) -> None:
    """Make .venv what the lock says, for running coachkit or for developing it.

    Nothing happens when it already is; one that was left half-made is made anew.
    """
    if is_set_up(level):
        return
    OWN.mkdir(exist_ok=True)
    with alone():
        if not is_set_up(level):
            install("develop" if "develop" in (level, state()[0]) else level)


def is_set_up(level: str) -> bool:
    """Whether .venv is finished, up to date and enough for ``level``."""
    made, said, _ = state()
    enough = made in LOCKS and len(LOCKS[made]) >= len(LOCKS[level])
    return enough and said == fingerprint(made) and PYTHON.exists()


def state() -> list[str]:
    """What .venv was made for, from what and where; all empty if it was left half-made."""
    lines = STATE.read_text(encoding="utf-8").splitlines() if STATE.exists() else []
    return lines if len(lines) == 3 else ["", "", ""]


def fingerprint(level: str) -> str:
    """What .venv is made from: the locks, pyproject.toml, and the place of the checkout."""
    sources = [(ROOT / name).read_bytes() for name in [*LOCKS[level], "pyproject.toml"]]
    return hashlib.sha256(b"".join([str(ROOT).encode(), *sources])).hexdigest()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other set-up of this checkout is running."""
    with (OWN / "lock").open("a") as handle:
        if sys.platform == "win32":
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def install(level: str) -> None:
    """Install the lock and coachkit itself, and note it when all is done."""
    if VENV.exists() and not STATE.exists():
        sys.exit(f"{VENV} was not made by this set-up. Move or delete it, then try again.")
    uv, environment = find_uv(), uv_environment()
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    target = [*quiet, "--python", str(PYTHON)]
    say("Setting coachkit up in .venv: about a minute the first time.")
    # Half-made, or copied here from another folder, which its programs still name.
    unfit = state()[2] != str(ROOT) or not PYTHON.exists()
    STATE.write_text("unfinished", encoding="utf-8")
    if unfit:
        shutil.rmtree(VENV, ignore_errors=True)
        made = [uv, "venv", "--quiet", "--no-project", "--python", sys.executable]
        run([*made, "--prompt", "coachkit", str(VENV)], environment)
    hashed = ["--require-hashes", "--compile-bytecode"]
    run([uv, "pip", "sync", *target, *hashed, *LOCKS[level]], environment)
    # The lock has the build backend, so nothing is fetched past it.
    itself = ["--no-deps", "--no-build-isolation", "--editable", "."]
    run([uv, "pip", "install", *target, *itself], environment)
    STATE.write_text(f"{level}\n{fingerprint(level)}\n{ROOT}\n", encoding="utf-8")


def find_browser() -> str | None:
    """The path of a Chromium or Chrome that is already there."""
    return next((str(place) for place in browsers() if place and Path(place).is_file()), None)


def browsers() -> Iterator[str | Path | None]:
    """Where one may be, the cheapest look first."""
    yield shutil.which(os.environ.get("COACHKIT_BROWSER") or "chromium")
    yield from map(shutil.which, ("chromium-browser", "google-chrome", "google-chrome-stable"))
    for name in ("Google Chrome", "Chromium"):
        yield Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
    yield Path(os.environ.get("PROGRAMFILES", "/"), "Google/Chrome/Application/chrome.exe")
    ask = "from playwright.sync_api import sync_playwright as start\n"
    ask += "with start() as playwright: print(playwright.chromium.executable_path)"
    told = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    yield told.stdout.strip()


def ensure_browser() -> str:
    """A Chromium: one that is there, else Debian's, else Playwright's own download."""
    found = find_browser()
    if not found and debian_installs("chromium", "chromium-sandbox", "fonts-liberation"):
        found = find_browser()
    if not found:
        say("Downloading a Chromium for the tests.")
        subprocess.call([PYTHON, "-m", "playwright", "install", "chromium"])
        found = find_browser()
    if not found:
        sys.exit("The tests need a browser: install Chromium or Chrome, or set COACHKIT_BROWSER.")
    return found


def debian_installs(*packages: str) -> bool:
    """Install Debian's packages, if this is Debian and we are root. Tells whether it worked."""
    about = Path("/etc/os-release")
    debian = about.exists() and "ID=debian" in about.read_text(encoding="utf-8").splitlines()
    if sys.platform == "win32" or not debian or os.geteuid() != 0:
        return False
    say(f"Installing Debian's {', '.join(packages)}.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    OWN.mkdir(exist_ok=True)
    with (OWN / "apt.log").open("ab") as log:
        for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            command, silent = ["apt-get", "-qq", *step], subprocess.DEVNULL
            if subprocess.call(command, env=environment, stdin=silent, stdout=log, stderr=log):
                say(f"`{' '.join(command)}` failed: {log.name} says why.")
                return False
    return True


def say(sentence: str) -> None:
    """Tell the person what is going on, beside the output of the command."""
    print(sentence, file=sys.stderr, flush=True)


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a step of the set-up; if it fails, end with its exit code and a sentence."""
    code = subprocess.call(command, cwd=ROOT, env=environment)
    if code:
        say(f"The set-up stopped at `{' '.join(command[:3])} …`. Run the command again to go on.")
        sys.exit(code)


def hand_over(command: list[str], **settings: str) -> int:
    """Become the command, so that Ctrl-C and the exit code are its own."""
    # As if .venv were activated.
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "PATH": path, **settings}
    if sys.platform == "win32":
        return subprocess.call(command, cwd=ROOT, env=environment)
    os.chdir(ROOT)
    return os.execve(command[0], command, environment)


def setup(_rest: list[str]) -> int:
    """Everything that coachkit needs to run."""
    set_up("run")
    return 0


def demo(rest: list[str]) -> int:
    """The demo: its address is printed when it is ready."""
    set_up("run")
    return hand_over([str(BIN / "coachkit"), "demo", *rest])


def test(rest: list[str]) -> int:
    """All tests, or those that the arguments name."""
    set_up("develop")
    # Where PostgreSQL or nginx cannot be had, their tests say that they were skipped.
    if not shutil.which("initdb") and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        debian_installs("postgresql")
    if not shutil.which("nginx"):
        debian_installs("nginx-light")
    # The test of the wheel installs it, from the same places.
    places = {name: value for name, value in uv_environment().items() if name.startswith("UV_")}
    browser = ensure_browser()
    command = [str(PYTHON), "-m", "pytest", *SHARED_OUT, *rest]
    return hand_over(command, COACHKIT_BROWSER=browser, **places)


def checks() -> dict[str, list[str]]:
    """What is checked, and the command for each."""
    notebooks = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("notebooks/*.ipynb"))
    return {
        "style": [str(PYTHON), "-m", "ruff", "check"],
        "format": [str(PYTHON), "-m", "ruff", "format", "--check"],
        "types": [str(PYTHON), "-m", "mypy"],
        # mypy passes the tests over: a name that moved away would only show in the whole suite
        "collection": [str(PYTHON), "-m", "pytest", "--collect-only", "-qq"],
        "floors": [str(BIN / "lint-imports"), "--no-logo"],
        "translations": [str(PYTHON), "-m", "coachkit.language.catalogues", "check"],
        "notebooks": [str(BIN / "nbstripout"), "--verify", "--keep-id", *notebooks],
    }


def check(_rest: list[str]) -> int:
    """All checks, each of them even if another fails."""
    set_up("develop")
    failed = []
    for name, command in checks().items():
        say(f"{name}:")
        if subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL):
            failed.append(name)
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    """The benchmarks, or the one that is named."""
    set_up("develop")
    command = [str(PYTHON), "-m", "benchmarks", *rest]
    # some look at a page
    needs_browser = not rest or {"session", "serving"} & set(rest)
    return hand_over(command, **({"COACHKIT_BROWSER": ensure_browser()} if needs_browser else {}))


def pictures(_rest: list[str]) -> int:
    """The pictures of the README, taken in a browser."""
    set_up("develop")
    script = str(ROOT / "docs" / "take_pictures.py")
    return hand_over([str(PYTHON), script], COACHKIT_BROWSER=ensure_browser())


def lock(rest: list[str]) -> int:
    """The lock and environment.yml, made from pyproject.toml."""
    return subprocess.call([sys.executable, str(ROOT / "locks.py"), *rest])


COMMANDS = {
    "setup": setup,
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "pictures": pictures,
    "lock": lock,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
