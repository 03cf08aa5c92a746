import logging
import sys
import threading
from types import SimpleNamespace

import pytest

from coachkit.kernels import mishaps
from coachkit.kernels.mishaps import Mishaps, new_number
from coachkit.language.explaining import explain
from coachkit.model.errors import InvalidValue, NotWritable
from coachkit.model.languages import LANGUAGES


class Heard:
    """What was sent and written, and a clock that is set by hand."""

    def __init__(self, send=None):
        self.sent, self.written, self.now = [], [], 100.0
        self.mishaps = Mishaps(
            "jarvi/plan", send or self.sent.append, self.written.append, clock=lambda: self.now
        )


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_number_can_be_told_on_the_telephone():
    numbers = {new_number() for _ in range(200)}
    assert len(numbers) == 200
    assert {len(number) for number in numbers} == {6}
    assert not set("".join(numbers)) & set("0O1IL5S2Z8BUV")


def test_the_page_and_the_log_carry_one_number():
    heard = Heard()
    heard.mishaps.told(raised(ValueError("of Nordlykta")))
    ((sent,), (entry,)) = heard.sent, heard.written
    assert list(sent) == ["id"]
    first, *trace = entry.splitlines()
    assert first.startswith(f"mishap {sent['id']} on jarvi/plan, ")
    assert trace[-1] == "ValueError: of Nordlykta"


def test_a_refusal_that_nobody_caught_says_its_own_sentence():
    heard = Heard()
    refused = raised(InvalidValue("not_positive", "hours", value="-1"))
    heard.mishaps.told(refused)
    assert heard.sent[0]["said"] == {language: explain(refused, language) for language in LANGUAGES}


def test_the_same_within_a_second_is_told_once():
    heard = Heard()
    again = raised(ValueError("again"))
    for now in (100.0, 100.5, 101.2, 103.0):
        heard.now = now
        heard.mishaps.told(again)
    assert len(heard.sent) == len(heard.written) == 2


def test_who_ends_a_kernel_is_no_mishap():
    heard = Heard()
    heard.mishaps.told(raised(KeyboardInterrupt()))
    assert heard.written == []


def test_a_page_that_cannot_be_told_is_logged_and_ends_nothing():
    def gone(_):
        raise NotWritable("no_line")

    heard = Heard(gone)
    heard.mishaps.told(raised(ValueError("first")))
    first, second = heard.written
    assert "first" in first
    assert "no_line" in second


@pytest.fixture
def kernel(monkeypatch, tmp_path):
    """A shell whose kernel publishes into a list; what is written is in a file."""
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    handlers = {name: logging.getLogger(name).handlers[:] for name in mishaps._LOGGERS}
    sent, shown = [], []
    inside = SimpleNamespace(
        ident="one",
        iopub_socket="iopub",
        session=SimpleNamespace(send=lambda *said, **_: sent.append(said)),
        io_loop=SimpleNamespace(
            asyncio_loop=SimpleNamespace(call_soon_threadsafe=lambda call, *about: call(*about))
        ),
    )
    shell = SimpleNamespace(kernel=inside, showtraceback=lambda: shown.append(1))
    log = tmp_path / "log"
    with log.open("w") as file:
        monkeypatch.setattr(sys, "stderr", SimpleNamespace(_original_stdstream_copy=file.fileno()))
        mishaps.load_ipython_extension(shell)
        yield SimpleNamespace(shell=shell, sent=sent, shown=shown, log=log)
    for name, before in handlers.items():
        logging.getLogger(name).handlers[:] = before
        logging.getLogger(name).propagate = True


def test_what_a_thread_and_a_library_let_fall_is_picked_up(kernel):
    thread = threading.Thread(target=int, args=("in a thread",))
    thread.start()
    thread.join()
    logging.getLogger("asyncio").error("callback", exc_info=raised(ValueError("later")))
    logging.getLogger("asyncio").error("nothing in particular")
    assert [said[:2] for said in kernel.sent] == [("iopub", "coachkit_mishap")] * 2
    written = kernel.log.read_text()
    assert "in a thread" in written
    assert "ValueError: later" in written


def test_a_cells_own_failure_is_left_to_the_cell(kernel):
    try:
        int("a cell's")
    except ValueError:
        kernel.shell.showtraceback()
    assert (kernel.shown, kernel.sent) == ([1], [])
