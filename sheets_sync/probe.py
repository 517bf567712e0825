"""Does the spreadsheet answer, and may we write? Asked by the console's set-up page and by the doctor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kernel.agency import Agency
from kernel.errors import Unavailable
from sheets_sync import plan, texts
from sheets_sync.account_names import Names
from sheets_sync.budget import Budget
from sheets_sync.google_client import GoogleSheet, Timeouts
from sheets_sync.trouble import Parked, RequestRefused


@dataclass(frozen=True)
class SheetReport:
    """What Google says about a spreadsheet."""

    problem: str = ""
    """"" when all is well, else key_shape | key_refused | clock | not_shared | read_only | not_found | api_off |
    other_agency."""
    title: str = ""


class SheetProbe:
    """Opens the spreadsheet as the service account would. Changes no cell."""

    def __init__(
        self, sheets_api_base: str | None = None, timeouts: Timeouts = (5.0, 20.0), budget: Budget | None = None
    ) -> None:
        self._base = sheets_api_base
        self._timeouts = timeouts
        self._budget = budget

    def test(self, agency: Agency, credentials: Mapping[str, Any]) -> SheetReport:
        """`credentials` as kept under "sheets". Raises Unavailable when Google cannot be reached."""
        title = ""
        try:
            key = credentials["service_account"]
            toll = None if self._budget is None else self._budget.toll(Names.of(key))
            sheet = GoogleSheet(key, credentials["spreadsheet_id"], self._base, self._timeouts, toll)
            try:
                layout = sheet.layout()
                title = layout.title
                plan.check(layout, agency.code, [])
                _try_to_write(sheet)
            finally:
                sheet.close()
        except Parked as parked:
            return SheetReport(parked.reason, title)
        except RequestRefused as odd:
            raise Unavailable("refused") from odd
        return SheetReport("", title)


def _try_to_write(sheet: GoogleSheet) -> None:
    """Set language and time zone, which the sync would set anyway."""
    try:
        sheet.apply([plan.writing_right()])
    except Parked as parked:
        raise Parked("read_only" if parked.reason == "not_shared" else parked.reason) from parked


def explain(report: SheetReport, credentials: Mapping[str, Any]) -> tuple[str, str]:
    """What to do about it, in Thai and in English. Names the service account's address where that helps."""
    email = str(credentials.get("service_account", {}).get("client_email", ""))
    return texts.trouble(report.problem, email), texts.trouble_in_english(report.problem, email)
