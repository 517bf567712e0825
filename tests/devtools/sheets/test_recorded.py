"""What recorded and reported answers of Google say, asked of the spreadsheet itself: no server, no client."""

import re
from typing import Any

import pytest

from devtools.sheets import masks
from devtools.sheets.book import Book
from devtools.sheets.changes import carry_out
from devtools.sheets.description import spreadsheet
from devtools.sheets.quota import Quota, Windows
from devtools.sheets.reading import Reader
from devtools.sheets.refusal import Refusal
from devtools.sheets.sheet import Sheet
from devtools.sheets.values import Writer
from tests.devtools.sheets.asking import BOOK, ask

USER = "desk@project.example"


@pytest.fixture
def book() -> Book:
    """One tab of 20 rows and 6 columns, its first row frozen."""
    return Book("one", "One", [Sheet(0, "Tab", rows=20, columns=6, frozen_rows=1)])


def lines(dimension: str, start: int | None, end: int | None) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def grid(fields: str, **size: int) -> dict[str, Any]:
    return {"updateSheetProperties": {"properties": {"sheetId": 0, "gridProperties": size}, "fields": fields}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"insertDimension": {"range": lines("ROWS", 20, 21)}},
         "range.startIndex must be less than the grid size (20) if inheritFromBefore is false."),
        ({"insertDimension": {"range": lines("ROWS", 21, 22), "inheritFromBefore": True}},
         "range.startIndex must be less than or equal to the grid size (20) if inheritFromBefore is true."),
        ({"insertDimension": {"range": lines("ROWS", None, 1)}}, "range.startIndex must be set"),
        ({"insertDimension": {"range": lines("COLUMNS", 0, None)}}, "range.endIndex must be set"),
        ({"insertDimension": {"range": lines("ROWS", -1, 1)}}, "DimensionRange indexes must be >= 0"),
        ({"deleteDimension": {"range": lines("ROWS", 20, 30)}},
         "Cannot delete a row that doesn't exist. Tried to delete row index 20 but there are only 20 rows."),
        ({"deleteDimension": {"range": lines("COLUMNS", 5, 7)}},
         "Cannot delete a column that doesn't exist. Tried to delete column index 6 but there are only 6 columns."),
        ({"deleteDimension": {"range": lines("ROWS", 1, 20)}},
         "Sorry, it is not possible to delete all non-frozen rows."),
        ({"deleteDimension": {"range": lines("ROWS", 0, 20)}}, "You can't delete all the rows on the sheet."),
        (grid("gridProperties.rowCount", rowCount=1), "You can't freeze all visible rows on the sheet."),
        (grid("gridProperties.frozenColumnCount", frozenColumnCount=6),
         "You can't freeze all visible columns on the sheet."),
        (grid("gridProperties.columnCount", columnCount=0), "You can't delete all the columns on the sheet."),
        (grid("gridProperties", frozenRowCount=2), "You can't delete all the rows on the sheet."),
    ],
)  # fmt: skip
def test_rows_and_columns_are_refused_as_google_words_it(book: Book, change: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        carry_out(book, [change])
    assert refused.value.message == f"Invalid requests[0].{next(iter(change))}: {said}"


def test_rows_come_and_go_at_the_edges(book: Book) -> None:
    carry_out(book, [
        {"insertDimension": {"range": lines("ROWS", 20, 22), "inheritFromBefore": True}},
        {"deleteDimension": {"range": lines("ROWS", 2, 22)}},
        grid("gridProperties.rowCount,gridProperties.frozenRowCount", rowCount=1),
    ])  # fmt: skip
    assert (book.sheets[0].rows, book.sheets[0].frozen_rows) == (1, 0)


def test_colour_is_whole_where_it_is_full_and_goes_by_either_name(book: Book) -> None:
    def coloured(fields: str, **given: Any) -> dict[str, Any]:
        change = {"updateSheetProperties": {"properties": {"sheetId": 0, **given}, "fields": fields}}
        carry_out(book, [change])
        return {name: part for name, part in book.sheets[0].properties.items() if name.startswith("tab")}

    pink = {"red": 1.0, "green": 0, "blue": 0.5}
    found = coloured("tabColorStyle", tabColorStyle={"rgbColor": pink})
    assert repr(found["tabColor"]) == "{'red': 1, 'blue': 0.49803922}"  # not 1.0
    for gone in ({}, {"tabColorStyle": None}, {"tabColorStyle": {"rgbColor": None}}):
        assert coloured("tabColor", tabColor=pink).keys() == {"tabColor", "tabColorStyle"}
        assert coloured("tabColorStyle", **gone) == {}


def test_colour_of_a_cell_is_cleared_by_the_name_of_its_style(book: Book) -> None:
    cell = {"userEnteredFormat": {"backgroundColor": {"red": 1}, "textFormat": {"bold": True}}}
    where = {"endRowIndex": 1, "endColumnIndex": 1}
    carry_out(book, [{"repeatCell": {"range": where, "cell": cell, "fields": "userEnteredFormat"}}])
    style = "userEnteredFormat.backgroundColorStyle"
    carry_out(book, [{"repeatCell": {"range": where, "cell": {}, "fields": style}}])
    assert book.sheets[0].format_of(0, 0) == {"textFormat": {"bold": True}}
    nothing = {"userEnteredFormat": {"textFormat": None}}
    carry_out(book, [{"repeatCell": {"range": where, "cell": nothing, "fields": "userEnteredFormat.textFormat.bold"}}])
    assert book.sheets[0].format_of(0, 0) == {}
    assert masks.merge({"pixelSize": 50}, {"pixelSize": None}, masks.parse("pixelSize")) == {}


def test_parts_come_in_googles_order(book: Book) -> None:
    added, kept = carry_out(book, [
        {"addSheet": {"properties": {"title": "Other"}}}, {"addProtectedRange": {"protectedRange": {"range": {}}}},
    ])  # fmt: skip
    first, other = spreadsheet(Reader(book), [], grid=False)["sheets"]
    for properties in (other["properties"], added["addSheet"]["properties"]):
        assert list(properties) == ["sheetId", "title", "index", "sheetType", "gridProperties"]
    for protected in (first["protectedRanges"][0], kept["addProtectedRange"]["protectedRange"]):
        assert list(protected) == ["protectedRangeId", "range", "requestingUserCanEdit", "editors"]


def test_values_are_shown_of_the_whole_range_asked_for(book: Book) -> None:
    writer = Writer(book, "RAW")
    answer, shown = writer.update("Tab!B2:D4", {"values": [["x"]]})
    assert (answer["updatedRange"], shown.a1) == ("Tab!B2", "Tab!B2:D4")
    assert writer.update("Tab!B2", {"values": [["x", "y"]]})[1].a1 == "Tab!B2:C2"
    assert writer.write_block(shown, {"values": [["x"]]})[1] == shown


@pytest.mark.parametrize(
    ("quota", "limit", "unit"),
    [
        (Quota(writes_per_user=0), "WriteRequestsPerMinutePerUser", "1/min/{project}/{user}"),
        (Quota(writes_per_project=0), "WriteRequestsPerMinutePerProject", "1/min/{project}"),
    ],
)
def test_quota_error_carries_googles_details(quota: Quota, limit: str, unit: str) -> None:
    with pytest.raises(Refusal) as refused:
        Windows(quota).count(USER, True, 0.0)
    info, more = refused.value.details
    assert info["metadata"] == {
        "consumer": "projects/project", "service": "sheets.googleapis.com", "quota_limit": limit, "quota_unit": unit,
        "quota_metric": "sheets.googleapis.com/write_requests", "quota_location": "global", "quota_limit_value": "0",
    }  # fmt: skip
    assert (more["@type"], len(more["links"])) == ("type.googleapis.com/google.rpc.Help", 1)
    assert "for consumer 'project_number:project'" in refused.value.message


def test_answers_leave_out_what_is_empty_and_ids_look_like_googles() -> None:
    nothing = {"valueInputOption": "RAW", "data": []}
    assert ask("POST", f"{BOOK}/values:batchUpdate", nothing) == {"spreadsheetId": "b"}
    for path, name in (("/v4/spreadsheets", "spreadsheetId"), ("/drive/v3/files/b/copy", "id")):
        assert re.fullmatch(r"1[\w-]{43}", ask("POST", path, {})[name])
