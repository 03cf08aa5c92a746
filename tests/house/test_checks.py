"""What `make check` looks at holds, so that a green test run is an honest one."""

import subprocess

import pytest

import bootstrap


@pytest.mark.parametrize("name", list(bootstrap.checks()))
def test_the_check_passes(name: str) -> None:
    checked = subprocess.run(
        bootstrap.checks()[name],
        cwd=bootstrap.ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
