"""Words that would be a script elsewhere, in a client's name, goals and posts: text like any."""

import json
import shutil
import sqlite3
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq

from coachkit.model.shipped import shipped
from tests.serving.conftest import PATIENCE

RUN = "window.hostile=(window.hostile||0)+1"
SHORT = "<svg/onload=window.hostile=1>"
GOAL = "Fler samtal"
"""How one of the goals begins that the dashboard shows."""

NAME = f"<img src=x onerror='{RUN}'></script><b>"
WORDS = (
    f'{SHORT} <img src=x onerror="{RUN}"></script><script>{RUN}</script>'
    f"{{{{7*7}}}}</style></textarea><a href=javascript:{RUN}>"
    f'\' onmouseover=\'{RUN}" onfocus="{RUN}" autofocus'
)
FIELDS = ("text", "account_name", "permalink", "platform_format")


def spoilt(workspace):
    """That workspace, with such words wherever a client writes."""
    for folder in (workspace / "clients").iterdir():
        with closing(sqlite3.connect(folder / "client.db")) as store, store:
            asked = "SELECT kind, revision, value FROM versions"
            for kind, revision, value in store.execute(asked).fetchall():
                changed = value.replace(GOAL, SHORT)
                if kind == "client":
                    changed = json.dumps(json.loads(value) | {"name": NAME, "sector": NAME})
                store.execute(
                    "UPDATE versions SET value = ? WHERE kind = ? AND revision = ?",
                    (changed, kind, revision),
                )
        for path in (folder / "observations").glob("*.parquet"):
            table = pq.read_table(path)
            for place, field in enumerate(table.schema):
                if field.name in FIELDS:
                    said = [None if one is None else WORDS for one in table[field.name].to_pylist()]
                    table = table.set_column(place, field, pa.array(said, field.type))
            pq.write_table(table, path)
    return workspace


def test_words_of_a_client_run_nothing_on_the_dashboard(serving, visit, demo_made_once, tmp_path):
    workspace = spoilt(shutil.copytree(demo_made_once, tmp_path / "demo"))
    server = serving(workspace=workspace, notebooks=[shipped("notebooks", "dashboard.ipynb")])
    visited = visit()
    page = visited.page
    page.goto(f"{server.url}?list")
    assert NAME in page.inner_text("body")
    visited.open(server.page("nordlykta", "dashboard"))
    page.get_by_role("button", name="EN", exact=True).click()
    page.locator(".ck-sources[lang=en]").wait_for(timeout=PATIENCE * 1000)
    assert NAME in page.inner_text("body")
    assert SHORT in page.inner_text("body")
    assert page.evaluate("window.hostile") is None
    assert page.locator("[onerror], [onload], [onmouseover], a[href^=javascript]").count() == 0
    assert page.locator("img[src=x]").count() == 0
    # nothing was tried and stopped by the policy, either
    assert visited.complaints == []
    assert visited.hosts() == {server.url.split("/")[2]}
