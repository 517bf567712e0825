"""Lost answers, late requests and killed processes, over real HTTP: the sheet ends equal to the database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running, serve
from kernel.errors import Unavailable
from sheets_sync.google_client import GoogleSheet
from sheets_sync.trouble import Ambiguous
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.office import BOOKS, Office, emulator, open_office, service_account
from tests.sheets_sync.projected import assert_equal_to_database, bring, until_done

Faulty = tuple[Office, Running]


@pytest.fixture
def faulty(
    tmp_path: Path, clock: FrozenClock, request: pytest.FixtureRequest, private_key: rsa.RSAPrivateKey
) -> Iterator[Faulty]:
    """An office and a Google with the faults of the test's parameters."""
    with serve(emulator=emulator(*request.param)) as running:
        made = open_office(tmp_path, clock, running)
        made.connect(BAN_MAI, service_account(running, private_key))
        yield made, running
        made.workplace.database.engine.dispose()
    assert running.emulator.violations == []


EVERY_FAULT = [
    ("before:503:@1,4",), ("after:503:@2,5",), ("drop:@2,5",), ("late:2:@2,6",), ("later:170:@3,5",),
    ("html:502:@1,4",), ("html:408:@2,5",), ("truncated:@2,4",), ("empty:@1,5",), ("before:429:@2,3",),
    ("before:401:@2",),
]  # fmt: skip


@pytest.mark.parametrize("faulty", EVERY_FAULT, indirect=True, ids=lambda faults: faults[0])
def test_sync_under_faults_ends_equal_to_the_database(faulty: Faulty) -> None:
    office, google = faulty
    for burst in range(4):
        office.answer(BAN_MAI, burst + 1)
        until_done(office, BAN_MAI)
    assert any(line.fault for line in google.emulator.log)  # something did go wrong
    google.emulator.skipped += 200
    google.emulator.carry_out_late()
    office.clock.pass_time(seconds=200)
    until_done(office, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


@pytest.mark.parametrize("faulty", [("late:4:@2",)], indirect=True)
def test_sync_mends_what_a_late_request_overwrote(faulty: Faulty) -> None:
    office, google = faulty
    for _ in range(4):
        office.answer(BAN_MAI, 1)
        until_done(office, BAN_MAI)
    with pytest.raises(AssertionError):  # the lost first request arrived after newer ones
        assert_equal_to_database(google, office, BAN_MAI)
    assert any(key.startswith("settle:") for key in office.jobs(BAN_MAI))  # a comparison is asked for by itself
    office.clock.pass_time(seconds=200)
    bring(office, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, not even clean-up that the product would do."""


@pytest.mark.parametrize("applied", [False, True], ids=["before sending", "after sending"])
@pytest.mark.parametrize("dies_at", [1, 2])
def test_sync_killed_between_storing_and_sending_goes_on(
    office: Office, google: Running, private_key: rsa.RSAPrivateKey, dies_at: int, applied: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    office.answer(BAN_MAI, 20)
    office.connect(BAN_MAI, service_account(google, private_key))
    sent: list[str] = []
    whole = GoogleSheet.send

    def dying(sheet: GoogleSheet, body: str) -> None:
        sent.append(body)
        if len(sent) == dies_at:
            if applied:
                whole(sheet, body)
            raise Killed
        whole(sheet, body)

    monkeypatch.setattr(GoogleSheet, "send", dying)
    with pytest.raises(Killed):
        bring(office, BAN_MAI)
    office.answer(BAN_MAI, 7)
    bring(office, BAN_MAI)
    assert_equal_to_database(google, office, BAN_MAI)
    assert (sent[1] == sent[2]) == (dies_at == 2)  # rows: the same bytes; tabs: worked out from what is there


@pytest.mark.parametrize("faulty", [("slow:0.4:@1:all",)], indirect=True)
def test_silent_google_ends_by_our_own_time_limit(faulty: Faulty, private_key: rsa.RSAPrivateKey) -> None:
    _, google = faulty
    sheet = GoogleSheet(service_account(google, private_key), BOOKS[BAN_MAI.code], google.url, (2.0, 0.1))
    with pytest.raises(Ambiguous, match="no_answer"):
        sheet.layout()
    sheet.close()


@pytest.mark.parametrize("faulty", [("before:503:1:all",)], indirect=True)
def test_lasting_503_is_parked_with_the_time_of_the_next_try(faulty: Faulty) -> None:
    office, google = faulty
    told = []
    for _ in range(6):
        with pytest.raises(Unavailable):
            bring(office, BAN_MAI)
        told.append(office.target(BAN_MAI)["status"])
    assert told == ["ok", "ok", "late", "late", "late", "parked"]
    stands = office.target(BAN_MAI)
    assert stands["error"] == "ยังติดต่อ Google ไม่ได้ ข้อมูลไม่หาย ระบบจะลองใหม่เอง"
    assert stands["state"]["retry_at"] == "2026-11-21T06:00:00+00:00"
    google.emulator.faults = type(google.emulator.faults)()
    assert until_done(office, BAN_MAI) == ("ok", "")
    assert (office.target(BAN_MAI)["status"], office.target(BAN_MAI)["state"]["retry_at"]) == ("ok", None)
