"""The command in this process, a workspace with one client, and an export for it."""

from dataclasses import dataclass
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from coachkit.cli import terminal
from coachkit.cli.main import cli
from coachkit.language.speech import speak


@dataclass(frozen=True)
class Run:
    returncode: int
    stdout: str
    stderr: str


def coachkit(*words, language="en", answer=None):
    """The command in this process; ``language`` is what its user speaks."""
    spoken = {"LANGUAGE": language, "SPEECH": speak(language)}
    with patch.multiple(terminal, **spoken):
        run = CliRunner().invoke(cli, [str(word) for word in words], input=answer)
    if run.exception and not isinstance(run.exception, SystemExit):
        raise run.exception
    return Run(run.exit_code, run.stdout, run.stderr)


@pytest.fixture(autouse=True)
def no_workspace_named(monkeypatch):
    monkeypatch.delenv("COACHKIT_WORKSPACE", raising=False)


HEADER = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,"
    "Permalink,Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,"
    'Data comment,Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,'
    "Total clicks,Link Clicks\n"
)


def post(number, likes="5"):
    return (
        f"{1000 + number},77,Page,,Text {number},0,10/{number + 1:02d}/2026 12:00,N/A,"
        f"https://www.facebook.com/p/{number},0,0,Photos,,,,,Lifetime,90,80,9,{likes},2,2,3,1\n"
    )


@pytest.fixture
def export(tmp_path):
    file = tmp_path / "Oct-01-2026_Oct-31-2026_1.csv"
    file.write_text("\ufeff" + HEADER + "".join(post(n) for n in range(9)), encoding="utf-8")
    return file


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "w"
    made = coachkit("new", "shop", "The Shop", "-w", folder)
    assert made.returncode == 0, made.stderr
    return folder
