"""Writes the exports of the two invented clients: ``python data/demo/make.py [--to FOLDER]``.

The same files every time, to the byte. Needs ``xlwt`` (in the test group of pyproject.toml).
"""

import argparse
import shutil
from pathlib import Path

from invented.jarven_ystavat import write_jarven_ystavat
from invented.nordlykta import write_nordlykta

_HERE = Path(__file__).resolve().parent


def make(folder: Path) -> None:
    """Write ``<client>/exports`` of both clients under ``folder``, in place of what is there."""
    for client, write in (
        ("nordlykta", write_nordlykta),
        ("jarven-ystavat", write_jarven_ystavat),
    ):
        exports = folder / client / "exports"
        shutil.rmtree(exports, ignore_errors=True)
        write(exports)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the exports of the two invented clients.")
    parser.add_argument("--to", type=Path, default=_HERE, metavar="FOLDER")
    make(parser.parse_args().to)
