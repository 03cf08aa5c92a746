"""What is never used is not loaded, and what needs it does without."""

import subprocess
import sys

import pytest

SEEN = """
import sys
import {module}
assert sys.modules["rfc3987_syntax"] is None
assert not any(name.startswith(("lark", "rfc3987_syntax.")) for name in sys.modules)
import jsonschema
checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
assert "date" in checker.checkers
"""


@pytest.mark.parametrize("module", ["coachkit.serving.app", "coachkit.batch.notebooks"])
def test_a_parser_that_nobody_needs_is_not_made(module):
    said = subprocess.run(
        [sys.executable, "-c", SEEN.format(module=module)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stderr == ""
    assert said.returncode == 0
