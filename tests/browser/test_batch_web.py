"""The survey on paper-simple pages without JavaScript, up to the console's figures and the workbook."""

import io
import time
from collections.abc import Callable

import openpyxl

from tests.browser.conftest import Visitors
from tests.browser.visitor import Visitor

BATCH = 5
RESPONSES = "คำตอบแบบสำรวจ"
PATIENCE_S = 20


def counts(clerk: Visitor) -> tuple[int, int]:
    """Published and waiting answers, as the results page shows them."""
    clerk.open("/console/results")
    published, _, waiting = clerk.page.locator(".stat-figure").all_inner_texts()
    return int(published.split("/")[0]), int(waiting)


def rows_of_workbook(clerk: Visitor) -> int:
    """Rows of answers in the downloaded workbook."""
    book = openpyxl.load_workbook(io.BytesIO(clerk.fetch("/console/sync/workbook.xlsx").body()))
    rows = [row for row in book[RESPONSES].iter_rows(min_row=2, values_only=True) if any(row)]
    book.close()
    return len(rows)


def answer(visitor: Visitor, *, picture: bool = False) -> None:
    """Give the office a mark on every item, and send."""
    visitor.open("/a/demo")
    visitor.follow("ให้คะแนนบริการ")
    visitor.follow("งานสวัสดิการสังคม")
    if picture:
        visitor.shoot("survey")
    options = visitor.page.locator("button[name=a]")
    while options.count():
        options.nth(4 if options.count() > 4 else 1).click()
        visitor.page.wait_for_load_state()
        visitor.check()
    visitor.press("ส่ง")
    visitor.sees("ขอบคุณ")


def eventually(value: object, get: Callable[[], object]) -> None:
    """Wait until `get()` equals `value`."""
    deadline = time.monotonic() + PATIENCE_S
    while (found := get()) != value:
        assert time.monotonic() < deadline, f"still {found}, not {value}"
        time.sleep(0.2)


def test_answers_reach_results_and_workbook_when_a_batch_is_full(clerk: Visitor, visitors: Visitors) -> None:
    published, waiting = counts(clerk)
    missing = BATCH - waiting

    for n in range(missing):
        answer(visitors(script=False), picture=n == 0)

    eventually((published + BATCH, 0), lambda: counts(clerk))
    eventually(published + BATCH, lambda: rows_of_workbook(clerk))
    clerk.shoot("console")
