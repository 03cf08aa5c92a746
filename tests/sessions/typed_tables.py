"""Tables as people read and save them: a workbook or a CSV of somebody's spreadsheet."""

import csv
from datetime import date
from io import StringIO

import xlsxwriter
from python_calamine import CalamineWorkbook

TEXT, LINK, PICTURES, ALT_TEXTS = 4, 5, 6, 7
"""Places of the columns that are written into, from 0."""


def table(path):
    """The cells of a table: of a workbook as they are, of a CSV as texts."""
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig")
        return list(csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in text else ","))
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def saved_as(path, cells, formulas=()):
    """The table as a person saves it, with what they typed."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(cells)
        return path
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Blad1")
    for number, row in enumerate(cells):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell)
            elif isinstance(cell, str):
                sheet.write_string(number, place, cell)
            elif cell is not None:
                sheet.write(number, place, cell)
    for number, place, formula in formulas:
        sheet.write_formula(number, place, formula, None, 2)
    book.close()
    return path
