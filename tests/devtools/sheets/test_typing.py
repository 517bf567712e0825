"""What typing into a cell makes of a text, and how numbers are shown."""

from datetime import date
from typing import Any

import pytest

from devtools.sheets.book import Book
from devtools.sheets.entering import entered
from devtools.sheets.patterns import shown
from devtools.sheets.reading import Reader
from devtools.sheets.refusal import Refusal
from devtools.sheets.sheet import Sheet

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "value", "pattern"),
    [
        ("=1+1", {"formulaValue": "=1+1"}, None), ("=", {"stringValue": "="}, None),
        ("'=1", {"stringValue": "=1"}, None),
        ("0042", 42, None), ("-1", -1, None), ("+66812345678", 66812345678, None), (".5", 0.5, None), ("1.", 1, None),
        ("1,234", 1234, "#,##0"), ("1,234.5", 1234.5, "#,##0.00"), ("1,23", "1,23", None), ("1 2", "1 2", None),
        ("1E10", 1e10, "0.00E+00"), ("5%", 0.05, "0%"), ("12.5 %", 0.125, "0.00%"), ("$5", 5, '"$"#,##0'),
        ("tRuE", {"boolValue": True}, None), ("nan", "nan", None), ("infinity", "infinity", None), ("๐๘๑", "๐๘๑", None),
        ("2026-11-21", 46347, "yyyy-mm-dd"), ("2569-01-02", 244351, "yyyy-mm-dd"), ("11/21/2026", 46347, "M/d/yyyy"),
        ("21/11/2026", "21/11/2026", None), ("1/2", 46024, "M/d"), ("Nov 21, 2026", 46347, "mmm d, yyyy"),
        ("21-Nov-2026", 46347, "d-mmm-yyyy"), ("12:00", 0.5, "h:mm"), ("6:00 PM", 0.75, "h:mm am/pm"),
        ("25:00", "25:00", None),
        ("2026-11-21 18:00", 46347.75, "yyyy-mm-dd h:mm"), ("2026-02-30", "2026-02-30", None), ("hello", "hello", None),
        ("1/2/3/4", "1/2/3/4", None), (" 7 ", 7, None), (True, {"boolValue": True}, None), (2.5, 2.5, None),
    ],
)  # fmt: skip
def test_typed_text_becomes(typed: Any, value: Any, pattern: str | None) -> None:
    kind = "stringValue" if isinstance(value, str) else "numberValue"
    wanted = value if isinstance(value, dict) else {kind: value}
    given, form = entered(typed, locale="en_US", today=TODAY)
    assert (given, form and form["pattern"]) == (wanted, pattern)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("21/11/2026", 46347), ("11/21/2026", "11/21/2026"), ("1/2", 46054), ("฿5.50", 5.5), ("$5", "$5")],
)
def test_typed_text_follows_the_locale(typed: str, value: Any) -> None:
    given, _ = entered(typed, locale="th_TH", today=TODAY)
    assert next(iter(given.values())) == value


def test_typed_text_stays_text_in_a_text_cell() -> None:
    assert entered("0042", locale="en_US", today=TODAY, as_text=True) == ({"stringValue": "0042"}, None)


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (2.5, {}, "2.5"), (1101700203451, {}, "1101700203451"), (0.1 + 0.2, {}, "0.3"), (1e20, {}, "1E+20"),
        (2.345, {"pattern": "0.00"}, "2.35"), (-1234.5, {"pattern": "#,##0"}, "-1,235"), (0.4, {"pattern": "#"}, ""),
        (1234.5, {"pattern": "#,##0.00"}, "1,234.50"), (1.5, {"pattern": "0.##"}, "1.5"),
        (7, {"pattern": "000"}, "007"),
        (0.125, {"pattern": "0%"}, "13%"), (0.125, {"type": "PERCENT"}, "12.50%"), (5, {"type": "CURRENCY"}, "$5.00"),
        (-5, {"pattern": "0;(0)"}, "(5)"), (0, {"pattern": '0;0;"none"'}, "none"),
        (12345, {"pattern": "0.00E+00"}, "1.23E+04"),
        (46347, {"pattern": "yyyy-mm-dd"}, "2026-11-21"), (46347.75, {"type": "DATE_TIME"}, "11/21/2026 18:00:00"),
        (46347.7507, {"pattern": "h:mm am/pm"}, "6:01 PM"),
        (46347, {"pattern": 'dddd d mmmm yyyy'}, "Saturday 21 November 2026"),
        (3, {"pattern": '0 "คน"'}, "3 คน"), (3, {"type": "TEXT"}, "3"), (-0.001, {"pattern": "0.0"}, "0.0"),
    ],
)  # fmt: skip
def test_number_is_shown(number: float, form: dict[str, str], text: str) -> None:
    assert shown(number, form, "en_US") == text


@pytest.mark.parametrize(
    ("pattern", "locale"), [("[h]:mm", "en_US"), ("# ?/?", "en_US"), ("mmmm", "th_TH"), ("0 x", "en_US")]
)
def test_number_format_that_is_not_covered_is_refused(pattern: str, locale: str) -> None:
    with pytest.raises(Refusal, match="not covered by this emulator: number format"):
        shown(46347.5, {"pattern": pattern}, locale)


def calculated(*cells: str, rows: list[list[Any]] | None = None) -> list[Any]:
    """Results of formulas in column F beside a small table from A1."""
    sheet = Sheet(0, "S")
    for row, values in enumerate(rows or [[1, "a", True], [2, "b", None], [3.5, "A", False]]):
        for column, value in enumerate(values):
            if value is not None:
                kind = (
                    "boolValue"
                    if isinstance(value, bool)
                    else "stringValue"
                    if isinstance(value, str)
                    else "numberValue"
                )
                sheet.set_value(row, column, {kind: value})
    for row, formula in enumerate(cells):
        sheet.set_value(row, 5, {"formulaValue": formula})
    book = Book("b", "B", [sheet, Sheet(1, "คำตอบ ๑")], at=1_795_237_200.0)
    book.named.append({"namedRangeId": "1", "name": "จำนวน", "range": {"startColumnIndex": 0, "endColumnIndex": 1}})
    reader = Reader(book)
    return [reader.shown(sheet, row, 5, "UNFORMATTED_VALUE") for row in range(len(cells))]


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=1+2*3^2", 19), ("=-2^2", 4), ("=(1+2)*3%", 0.09), ('="a"&1&TRUE', "a1TRUE"), ("=A1:A1+1", 2),
        ("=A1=1", True),
        ('="A"="a"', True), ("=A9", 0), ("=B1<C1", True), ("=1/0", "#DIV/0!"), ('="x"+1', "#VALUE!"),
        ("=nothing", "#NAME?"),
        ("=SUM(A1:A3,4)", 10.5), ("=SUM(A:C)", 6.5), ("=SUM(จำนวน)", 6.5), ("=AVERAGE(A1:A2)", 1.5),
        ("=AVERAGE(B1:B3)", "#DIV/0!"),
        ("=MIN(A1:A3)", 1), ("=MAX(A:A)", 3.5), ("=COUNT(A1:C3)", 3), ("=COUNTA(A1:C3)", 8), ('=COUNTIF(B1:B3,"a")', 2),
        ('=COUNTIF(A1:A3,">=2")', 2), ('=SUMIF(B1:B3,"a",A1:A3)', 4.5), ('=COUNTIF(B1:B3,"<>a")', 1),
        ("=ROUND(2.345,2)", 2.35), ("=ABS(-3)", 3), ("=INT(-1.5)", -2), ("=IF(A1=1,\"y\",1/0)", "y"),
        ("=IF(1/0,1,2)", "#DIV/0!"),
        ("=IFERROR(1/0,7)", 7), ("=AND(A1:A3)", True), ("=OR(FALSE,C3)", False), ("=NOT(C1)", False),
        ("=ISBLANK(A9)", True),
        ('=CONCATENATE(A1,B1,"x")', "1ax"), ('=LEN("น้ำ")', 3), ("=UPPER(B1)", "A"), ('=TRIM("  a  b ")', "a b"),
        ("=LEFT(B1)", "a"), ('=MID("abcd",2,2)', "bc"), ('=RIGHT("abcd",2)', "cd"),
        ('=HYPERLINK("http://x","label")', "label"),
        ("=DATE(2026,11,21)", 46347), ("=TODAY()", 46347), ("=VLOOKUP(2,A1:B3,2,FALSE)", "b"),
        ("=VLOOKUP(9,A1:B3,2,FALSE)", "#N/A"),
        ("=ROWS(A:A)", 1000), ("=COLUMNS(A1:C1)", 3), ("='คำตอบ ๑'!A1", 0), ("=Nowhere!A1", "#REF!"), ("=F1", "#REF!"),
        ("=SUM(", "#ERROR!"), ("=1 2", "#ERROR!"), ("=A1:B2", "#VALUE!"), ("=LEN()", "#N/A"),
        ("=10^400", "#NUM!"), ("=#REF!+1", "#REF!"),
    ],
)  # fmt: skip
def test_formula_gives(formula: str, result: Any) -> None:
    assert calculated(formula) == [result]


def test_formula_of_a_formula_is_worked_out_and_an_unknown_function_is_refused() -> None:
    assert calculated("=F2+1", "=A1+1") == [3, 2]
    with pytest.raises(Refusal, match="not covered by this emulator: the function IMPORTXML"):
        calculated('=IMPORTXML("http://x","//a")')
