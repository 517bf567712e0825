"""What a spreadsheet has to hold, and whether it does: shared by the tests of the Google sink."""

from datetime import date, datetime
from typing import Any

from devtools.sheets import Running
from kernel.agency import Agency
from kernel.errors import Unavailable
from sheets_sync.google_run import Asked, bring_google
from sheets_sync.lease import Lease
from sheets_sync.model import Tab, Value
from tests.sheets_sync.office import BOOKS, Office, model


class SomeMoment:
    """Equal to any serial number: the moment of writing is another one in each run."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float)

    def __hash__(self) -> int:
        return 0


def wanted(tab: Tab) -> list[list[Any]]:
    """What the API answers for a tab that is right: text as it is, dates as serial days, blanks at the ends gone."""
    rows = [[as_answered(value) for value in row] for row in ([column.title for column in tab.columns], *tab.rows)]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    return rows


def as_answered(value: Value) -> Any:
    if value is None or isinstance(value, str | int):
        return "" if value is None else value
    if isinstance(value, datetime):
        return SomeMoment()
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return int(value) if value == int(value) else float(value)


def projected(office: Office, agency: Agency) -> list[Tab]:
    """The tabs that are ours alone."""
    return [tab for tab in model(office, agency) if not tab.two_way]


def assert_equal_to_database(google: Running, office: Office, agency: Agency, book: str | None = None) -> None:
    """Every tab that is ours alone, cell by cell; FORMULA shows that nothing became one."""
    for tab in projected(office, agency):
        found = google.emulator.values(book or BOOKS[agency.code], tab.title, "FORMULA")
        assert found == wanted(tab), tab.title


def bring(office: Office, agency: Agency, **asked: bool) -> tuple[str, str]:
    """One run over the spreadsheet alone: drawing the workbook takes longer than all the rest."""
    lease = Lease(office.workplace, agency, office.clock)
    lease.take()
    try:
        with office.workplace.read() as work:
            account = work.credentials.get(agency, "sheets")
        assert account is not None
        return bring_google(office.parts, agency, lease, model(office, agency), account, Asked(**asked))
    finally:
        lease.release()


def until_done(office: Office, agency: Agency, tries: int = 60) -> tuple[str, str]:
    """Run as the job queue does: again and again while something is away."""
    for _ in range(tries):
        try:
            return bring(office, agency)
        except Unavailable:
            office.clock.pass_time(seconds=30)
    raise AssertionError("never came through")


def responses_tab(office: Office, agency: Agency) -> Tab:
    """The tab with one row per response."""
    return next(tab for tab in model(office, agency) if tab.key.startswith("responses:"))


def change(google: Running, agency: Agency, *requests: dict[str, Any]) -> None:
    """Somebody changes the spreadsheet by hand."""
    google.emulator.batch_update(BOOKS[agency.code], {"requests": list(requests)})
