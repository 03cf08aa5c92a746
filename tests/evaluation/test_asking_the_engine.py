"""The page for whoever asks the engine from Python says what is so."""

import re
from pathlib import Path

from coachkit.model.results import Verdict

PAGE = Path(__file__).resolve().parents[2] / "docs" / "asking-the-engine.md"


def test_every_line_of_the_page_runs_and_gives_what_it_promises():
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    told = "\n".join(blocks)
    names = {}
    exec(compile(told, PAGE.name, "exec"), names)
    assert names["found"].verdict is Verdict.SHOWN_UP
    assert names["found"].change.low < 0.4 < names["found"].change.high
    assert names["ahead"].total.low < names["ahead"].total.high
    assert [one.weeks for one in names["seen"].options] == [4, 8]
    assert names["changed"].before < names["changed"].after
    assert {one.verdict for one in names["works"].factors[0].groups} <= set(Verdict)
