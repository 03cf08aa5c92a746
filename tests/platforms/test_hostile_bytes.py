"""Whatever bytes a file has, it ends in items or in a refusal, never in a surprise."""

import io

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachkit.model.errors import CoachkitError
from coachkit.platforms.exports import open_export
from tests.platforms.invented import NOW, facebook, facebook_row

_ROWS = [
    facebook_row(str(10**14 + n), title=f'"Båt {n},\nsegel"', published=f"0{n}/05/2024 09:0{n}")
    for n in range(1, 6)
]
TEXT = facebook(*_ROWS).encode()
_SHEET = [
    ["Date", "Total page views (total)", "Total unique visitors (total)"],
    *[[f"04/0{n}/2020", float(n), 1.0] for n in range(1, 6)],
]


def _xlsx() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        sheet = workbook.add_worksheet("Visitor metrics")
        for number, row in enumerate(_SHEET):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def _xls() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Visitor metrics")
    for number, row in enumerate(_SHEET):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


CALM = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
PIECES = st.sampled_from(
    [
        b"",
        b'"',
        b",",
        b";",
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xe5",
        b"\xef\xbb\xbf",
        b"1E+15",
        b"-",
        b"sep=;\n",
    ]
)


@st.composite
def spoilt(draw: st.DrawFn, good: bytes) -> bytes:
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        length = draw(st.sampled_from([0, 1, 2, 40, 4000]))
        content[start : start + length] = draw(PIECES | st.binary(max_size=6))
    return bytes(content)


def taken_or_refused(path, content: bytes) -> str:
    path.write_bytes(content)
    try:
        for table in open_export(path, opened_at=NOW, chunk_rows=2).tables:
            items = sum(len(batch) for batch in table.batches())
            assert items == table.source.items
    except CoachkitError as refused:
        return refused.code
    return "taken"


@pytest.mark.parametrize("good", [TEXT, _xlsx(), _xls()], ids=["text", "xlsx", "xls"])
def test_the_unspoilt_file_is_taken(tmp_path, good):
    assert taken_or_refused(tmp_path / "a", good) == "taken"


@CALM
@given(content=spoilt(TEXT))
def test_spoilt_text(tmp_path, content):
    taken_or_refused(tmp_path / "a.csv", content)


@CALM
@given(content=spoilt(_xlsx()))
def test_spoilt_xlsx(tmp_path, content):
    taken_or_refused(tmp_path / "a.xlsx", content)


@CALM
@given(content=spoilt(_xls()))
def test_spoilt_xls(tmp_path, content):
    taken_or_refused(tmp_path / "a.xls", content)
