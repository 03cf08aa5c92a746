"""A client, and exports of its page in the layout of Meta Business Suite, with invented posts."""

import zipfile
from pathlib import Path

import pytest

from coachkit.model.client import Client
from coachkit.sessions import plan
from coachkit.sessions.opening import now
from coachkit.store.workspace import Workspace
from tests.sessions.plan_pages import REQUEST

HEADER = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,"
    "Permalink,Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,"
    'Data comment,Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,'
    "Total clicks,Link Clicks\n"
)


def post(number, views=90):
    return (
        f"{1000 + number},77,Page,,Text {number},0,10/{number + 1:02d}/2026 12:00,N/A,"
        f"https://www.facebook.com/p/{number},0,0,Photos,,,,,Lifetime,{views},80,9,5,2,2,3,1\n"
    )


def posts(*numbers, views=90):
    """An export of these posts, as bytes."""
    return ("\ufeff" + HEADER + "".join(post(n, views) for n in numbers)).encode()


OCTOBER = "Oct-01-2026_Oct-31-2026_1.csv"

UNSAID = (
    'sep=,\n"Content interactions"\n"Date","Primary"\n'
    '"2025-11-01T00:00:00","5"\n"2025-11-02T00:00:00","6"\n'
).encode("utf-16")
"""Days of which only a person knows whether they are of Facebook or of Instagram."""

UNKNOWN = "Päivä,Näyttökerrat\n2026-10-01,5\n".encode()


@pytest.fixture
def workspace(tmp_path):
    """A workspace with one client, ``shop``."""
    made = Workspace.create(tmp_path / "w")
    made.new_client(Client(slug="shop", name="The Shop"), now=now, who="test").close()
    return made


@pytest.fixture
def store(workspace):
    """The client's store."""
    with workspace.open_client("shop", now=now, who="test") as opened:
        yield opened


@pytest.fixture
def put(store):
    """Put a file into the inbox: a name with bytes, or with a dict for a ZIP or a folder."""

    def place(name, content):
        path = store.inbox / name
        if isinstance(content, bytes):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path, "w") as archive:
                for inside, held in content.items():
                    archive.writestr(inside, held)
        else:
            for inside, held in content.items():
                place(f"{name}/{inside}", held)
        return path

    return place


@pytest.fixture
def page(workspace):
    """Opens the client's planning page."""

    def opened(language="en"):
        return plan.open_page(
            {"client": "shop", "workspace": str(workspace.path), "language": language}
        )

    return opened


@pytest.fixture
def planned(store, page):
    """Opens the planning page of a client whose plan has a request already."""
    store.save(REQUEST, based_on=None, because="hours")
    return page


def lying_in(folder):
    """Every file below a folder, by its place, hidden ones too."""
    found = (path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found)
