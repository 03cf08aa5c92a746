"""Whatever stands in titles, names, messages and texts: in every file it is text, and only text."""

import csv
import re
import zipfile
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from coachkit.documents.plan_calendar_files import Edition, plan_calendars
from coachkit.documents.plan_page_file import plan_page
from coachkit.documents.plan_workbook import plan_workbook
from coachkit.documents.scheduler_files import Upload, scheduler_export
from coachkit.documents.schedulers import scheduler_layouts
from coachkit.documents.text_tables import text_csv, text_workbook
from coachkit.language.speech import speak
from coachkit.model.post_texts import PostText, PostTexts
from tests.documents.plans import CHANNELS, CLIENT, a_plan, item

MADE = date(2026, 10, 12)
NOW = datetime(2026, 10, 12, 8, tzinfo=UTC)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")

CHOSEN = (
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("https://evil.example")',
    "@SUM(1+1)",
    "+1",
    "-1",
    "\t=1",
    "'=1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></script><b>",
    "{{ 7*7 }}{% raw %}",
    "%(n)s %s {0}",
    "line\nline\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "\u202eliam\u202c \u200fsvar\u200e",
    "nul\x00 bell\x07 c1\x9f \u2028 \u2029 \ufffe",
    "_x0041_ &amp; ]]>",
    "åäö ÅÄÖ 👩🏽‍🚀 日本",
    "x" * 10_000,
    "😀 " * 5_000,
)
anything = st.sampled_from(CHOSEN) | st.builds(
    "{}{}".format,
    st.sampled_from(CHOSEN).map(lambda text: text[:40]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
)
names = anything.map(lambda text: text.strip()[:80].strip()).filter(bool)
few = settings(max_examples=25, deadline=None)


def a_plan_saying(text, name):
    """A plan that says the text wherever a client can write one."""
    one = item("k", date(2026, 10, 22), name, title=text, message=text, audience=text)
    return a_plan(items=(one,))


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.said = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data):
        self.said.append(data)


def read(page):
    reader = _Tags()
    reader.feed(page)
    return reader


def plain(text):
    """Visible characters without blanks: what has to be there whatever the format."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


@few
@given(text=anything, name=names)
def test_the_page_has_the_same_tags_whatever_is_said(text, name):
    calm = read(plan_page(a_plan_saying("calm", "Aino"), CLIENT, "fi", MADE))
    hostile = read(plan_page(a_plan_saying(text, name), CLIENT, "fi", MADE))
    # "Aino" has other work in that plan, somebody new has a row of their own: kinds, not counts.
    assert set(hostile.tags) <= set(calm.tags)
    assert plain(text.strip()) in plain("".join(hostile.said))


@few
@given(text=anything, name=names)
def test_the_workbook_computes_nothing_and_links_nowhere(text, name):
    content = plan_workbook(a_plan_saying(text, name), CLIENT, "sv")
    with zipfile.ZipFile(BytesIO(content)) as packed:
        inside = {part: packed.read(part).decode("utf-8") for part in packed.namelist()}
    sheets = "".join(told for part, told in inside.items() if "worksheets/" in part)
    assert (re.findall(r"<f[ >]", sheets), "hyperlink" in sheets) == ([], False)
    cells = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    row = next(row for row in cells if plain(name) in [plain(str(cell)) for cell in row])
    assert plain(text) in [plain(str(cell)) for cell in row]


@few
@given(text=anything, name=names)
def test_the_calendar_has_the_same_events_and_properties_whatever_is_said(text, name):
    calm = plan_calendars(a_plan_saying("calm", "Bo"), CLIENT, "en", Edition(NOW))["Bo"]
    hostile = plan_calendars(a_plan_saying(text, name), CLIENT, "en", Edition(NOW))[name]
    assert [
        [(part.name, sorted(part)) for part in Calendar.from_ical(content).walk()]
        for content in (hostile,)
    ] == [[(part.name, sorted(part)) for part in Calendar.from_ical(calm).walk()]]
    assert max(map(len, hostile.split(b"\r\n"))) <= 75
    summaries = [str(one["summary"]) for one in Calendar.from_ical(hostile).walk("VEVENT")]
    assert any(plain(text) in plain(summary) for summary in summaries)


@few
@given(text=anything, name=names, tool=st.sampled_from(sorted(scheduler_layouts())))
def test_a_schedulers_file_has_the_text_as_it_was_written_in_one_row(text, name, tool):
    layout = scheduler_layouts()[tool]
    said = PostText(text="@" + text[:2_000])
    made = scheduler_export(
        a_plan_saying(text, name),
        CHANNELS,
        {"k": said},
        client=CLIENT,
        layout=layout,
        upload=Upload(NOW, dates=layout.dates[0]),
        speech=speak("en"),
    )
    (file,) = made.files
    rows = list(csv.reader(StringIO(file.content.decode("utf-8"), newline="")))
    (row,) = rows[1 if layout.header else 0 :]
    assert len(row) == len(layout.column)
    (cell,) = [cell for cell in row if cell.startswith("@")]
    assert plain(cell) == plain(said.text)


@few
@given(text=anything, name=names)
def test_the_table_of_texts_computes_nothing(text, name):
    plan = a_plan_saying(text, name)
    texts = PostTexts(texts={"k": PostText(text=text)})
    written = text_csv(plan, texts, "sv").decode("utf-8-sig")
    cells = [
        cell for row in csv.reader(StringIO(written, newline=""), delimiter=";") for cell in row
    ]
    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []
    content = text_workbook(plan, texts, CLIENT, "sv")
    with zipfile.ZipFile(BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert re.findall(r"<f[ >]", sheet) == []


@pytest.mark.parametrize("text", CHOSEN)
def test_nothing_that_is_said_ends_up_in_an_attribute_or_an_address(text):
    page = plan_page(a_plan_saying(text, "Aino"), CLIENT, "en", MADE)
    targets = re.findall(r'(?:href|src|action|formaction)="([^"]*)"', page)
    assert [target for target in targets if not re.fullmatch(r"#[\w-]+", target)] == []
    assert "<script" not in page
