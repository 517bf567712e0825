"""What a thousand responses cost Google: the product, and the sync that everybody writes first.

`sheets.writes_per_1000`, `sheets.reads_per_1000`: in bursts of 100 from an empty spreadsheet on, with every tab, the
knowledge base's included. The naive design opens the spreadsheet, picks the tab and appends a row per response; it has
that one tab. `sheets.minutes_at_quota`: how long Google's 60 writes and 60 reads a minute make each of them wait.
"""

import time

import gspread

from benchmarks.sheets_agencies import office, response
from benchmarks.sheets_office import Desk, desk

RESPONSES, BURST = 1000, 100
OFFICE = office()
TAB = "responses"


def measure(full: bool) -> dict[str, float]:
    """All figures of this group."""
    with desk() as house:
        house.open(OFFICE)
        for _ in range(RESPONSES // BURST):
            house.answer(OFFICE, BURST)
            assert house.until_equal(OFFICE, 300), house.differing(OFFICE)
        ours = _told("", house, 0)
        since, begun = len(house.emulator.log), time.perf_counter()
        _naive(house, house.google.service_account("naive@other.example"))
        found = ours | _told("naive_", house, since)
        assert len(house.emulator.values("naive", TAB)) == RESPONSES
    found["sheets.naive_seconds_per_1000"] = round(time.perf_counter() - begun, 2)
    found["sheets.ratio_to_naive"] = round(found["sheets.naive_writes_per_1000"] / found["sheets.writes_per_1000"], 1)
    return found


def _told(whose: str, house: Desk, since: int) -> dict[str, float]:
    writes, reads = house.writes(since), house.reads(since)
    sent = sum(line.size for line in house.emulator.log[since:] if line.writing)
    return {
        f"sheets.{whose}writes_per_1000": writes,
        f"sheets.{whose}reads_per_1000": reads,
        f"sheets.{whose}kb_per_1000": round(sent / 1024),
        f"sheets.{whose}minutes_at_quota": round(max(writes, reads) / 60, 1),
    }


def _naive(house: Desk, account: dict[str, str]) -> None:
    """Open, pick, append; for every single response."""
    book = house.emulator.add("naive")
    book.sheets[0].title = TAB
    client = gspread.service_account_from_dict(account)
    house.google.redirect(client.http_client.session)
    for place in range(1, RESPONSES + 1):
        answers = response(OFFICE, place)
        client.open_by_key("naive").worksheet(TAB).append_row(
            [answers.key, str(answers.day), *answers.answers.values()]
        )
    client.http_client.session.close()
