"""The knowledge base's tab written from the first row, when it takes more than one write."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running
from devtools.sheets.faults import Faults
from kernel.errors import Later
from qa import importing
from qa.entries import Entry
from sheets_sync import faq_batches, plan
from sheets_sync.faq_publish import SYSTEM_WINS
from tests.cast import BAN_MAI
from tests.sheets_sync.office import Office, service_account
from tests.sheets_sync.test_faq_sync import BY_CLERK, Both


def test_tab_that_was_written_in_part_hides_no_answer(
    office: Office, google: Running, private_key: rsa.RSAPrivateKey
) -> None:
    ways = tuple(f"{'ถ' * 150} {number}" for number in range(20))
    many = [
        Entry(f"long-{n}", "อื่น ๆ", f"คำถามที่ {n}", "ก" * 1900, tuple(f"{way} {n}" for way in ways)) for n in range(110)
    ]
    with office.workplace.begin() as work:
        importing.carry_out(work, BAN_MAI, importing.Plan(added=tuple(many)), BY_CLERK)
    both = Both(office, google, service_account(google, private_key))
    live, rows = both.live(), both.rows()
    google.emulator.faults = Faults(["before:503:@2"])
    with pytest.raises(Later):  # what the clerk decided is not forgotten
        both.sync(SYSTEM_WINS)
    assert 0.7 * len(rows) < len(both.rows()) < len(rows)
    google.emulator.faults = Faults([])
    office.clock.pass_time(seconds=400)
    assert both.sync() == "ok"
    assert (both.live(), len(both.rows())) == (live, len(rows))


def test_cells_of_a_new_row_are_never_in_two_batches() -> None:
    def cell(row: int, column: int) -> dict[str, Any]:
        start = {"sheetId": 1, "rowIndex": row, "columnIndex": column}
        text = {"userEnteredValue": {"stringValue": "x" * 400_000}}
        return {"updateCells": {"start": start, "rows": [{"values": [text]}], "fields": "userEnteredValue"}}

    found = [{"addSheet": {}}, *(cell(row, column) for row in range(3) for column in (0, 2))]
    made = list(faq_batches.batches(found))
    assert [len(batch) for batch in made] == [3, 2, 2]
    assert [request for batch in made for request in batch] == found
    assert all(plan.size_of(batch) < 1.5 * plan.MOST_BYTES for batch in made)
