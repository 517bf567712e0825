"""When an agency has its turn, and what sends somebody to look: edits, an hour gone by."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devtools.sheets import Running
from devtools.sheets.faults import Faults
from kernel.errors import Later
from sheets_sync.limits import Limits
from sheets_sync.turns import take_turn
from sheets_sync.watch import look_around
from tests.cast import BAN_MAI, NONG_BUA
from tests.sheets_sync.office import BOOKS, Office, service_account
from tests.sheets_sync.projected import responses_tab

BOTH = (BAN_MAI, NONG_BUA)


@pytest.fixture
def connected(office: Office, google: Running, private_key: rsa.RSAPrivateKey) -> Office:
    google.emulator._clock = lambda: office.clock.now().timestamp()
    google.emulator.tokens._now = time.time  # google-auth signs with the machine's own time
    office.parts = replace(office.parts, workbook_pause=timedelta(hours=9), jitter=lambda low, high: high)
    for agency in BOTH:
        office.connect(agency, service_account(google, private_key))
    take_turn(office.parts, BAN_MAI)
    return office


def asked_for(office: Office, kind: str = "sync") -> list[tuple[str, float]]:
    """Kinds of keys of what waits, and in how many seconds."""
    now = office.clock.now()
    with office.workplace.read() as work:
        jobs = [job for job in work.jobs.waiting(BAN_MAI) if job.kind == kind]
    return [(job.key.partition(":")[0], (job.run_at - now).total_seconds()) for job in jobs]


def test_second_turn_comes_after_a_pause_and_the_first_at_once(connected: Office, google: Running) -> None:
    connected.answer(BAN_MAI, 3)
    with pytest.raises(Later) as later:
        take_turn(connected.parts, BAN_MAI)
    assert later.value.until == connected.clock.now() + timedelta(seconds=60)
    connected.clock.pass_time(seconds=60)
    take_turn(connected.parts, BAN_MAI)
    assert len(google.emulator.values(BOOKS[BAN_MAI.code], responses_tab(connected, BAN_MAI).title)) == 4


def test_clerk_who_asks_is_not_kept_waiting(connected: Office) -> None:
    assert take_turn(connected.parts, BAN_MAI, "verify").google == "ok"


def test_trouble_comes_back_after_a_growing_pause(connected: Office, google: Running) -> None:
    google.emulator.faults = Faults(["before:503:1:all"])
    waits = []
    for _ in range(7):
        connected.clock.pass_time(seconds=70)
        connected.answer(BAN_MAI, 1)
        with pytest.raises(Later) as later:
            take_turn(connected.parts, BAN_MAI)
        waits.append((later.value.until - connected.clock.now()).total_seconds())
    assert waits == [2, 4, 8, 16, 32, 3600, 3530]  # parked; and asked again before that, it still waits


def test_trouble_with_one_spreadsheet_delays_no_other(connected: Office, google: Running) -> None:
    google.emulator.faults = Faults(["before:503:1:all"])
    connected.clock.pass_time(seconds=70)
    connected.answer(BAN_MAI, 1)
    with pytest.raises(Later):
        take_turn(connected.parts, BAN_MAI)
    google.emulator.faults = Faults([])
    with connected.workplace.read() as work:
        account = (work.credentials.get(BAN_MAI, "sheets") or {})["service_account"]
    connected.connect(BAN_MAI, account, BOOKS[NONG_BUA.code])
    assert take_turn(connected.parts, BAN_MAI).google == "ok"


def test_rebuild_that_was_interrupted_goes_on_and_does_not_begin_again(connected: Office, google: Running) -> None:
    google.emulator.faults = Faults(["before:503:@1"])
    assert take_turn(connected.parts, BAN_MAI, "rebuild").google == "begun"
    assert ("", 0) in asked_for(connected)
    before = google.emulator.writes()
    connected.clock.pass_time(seconds=70)
    take_turn(connected.parts, BAN_MAI)
    assert google.emulator.writes() == before + 1


def test_verification_is_asked_for_every_hour(connected: Office, google: Running) -> None:
    assert ("verify", 3600) in asked_for(connected)
    connected.clock.pass_time(seconds=3600)
    before = google.emulator.writes()
    take_turn(connected.parts, BAN_MAI, "verify")
    assert google.emulator.writes() == before
    assert ("verify", 3600) in asked_for(connected)


def test_hourly_looks_do_not_become_more(connected: Office, google: Running) -> None:
    for _ in range(3):  # edits, a lost answer, a clerk: each looks, and each look asks for the next
        connected.clock.pass_time(seconds=100)
        take_turn(connected.parts, BAN_MAI, "verify")
    connected.clock.pass_time(seconds=3600)
    with connected.workplace.begin() as work:
        due = [job for job in work.jobs.waiting(BAN_MAI) if job.key.startswith("verify:")]
        for _ in due:
            work.jobs.done(*(work.jobs.claim(connected.clock.now(), ("sync",)) or pytest.fail("nothing is due")))
    assert [job.payload["how"] for job in due] == ["hourly"] * 4
    before = len(reads(google))
    for job in due:
        take_turn(connected.parts, BAN_MAI, job.payload["how"])
        connected.clock.pass_time(seconds=70)
    assert len(reads(google)) - before == 2, "the layout and the cells, once"
    assert [key for key, _ in asked_for(connected)].count("verify") == 1


# -- edits -------------------------------------------------------------------------------------------------


def reads(google: Running) -> list[str]:
    return [line.path for line in google.emulator.log if line.method == "GET" or "ByDataFilter" in line.path]


def test_idle_offices_cost_one_question_a_minute(connected: Office, google: Running) -> None:
    connected.clock.pass_time(seconds=10)
    look_around(connected.parts, BOTH)
    before = len(reads(google))
    for _ in range(10):
        connected.clock.pass_time(seconds=60)
        look_around(connected.parts, BOTH)
    assert reads(google)[before:] == ["/drive/v3/files"] * 10


def test_edit_sends_somebody_to_look_once(connected: Office, google: Running) -> None:
    look_around(connected.parts, BOTH)
    assert not any(key == "edited" for key, _ in asked_for(connected))
    connected.clock.pass_time(seconds=60)
    google.emulator.type_in(BOOKS[BAN_MAI.code], "คำถามที่พบบ่อย", 3, 2, "คำถามใหม่")
    connected.clock.pass_time(seconds=10)
    assert look_around(connected.parts, BOTH) == 1
    assert ("", 0) in asked_for(connected, "faq_sheet")
    assert ("edited", 230) in asked_for(connected)  # not more often than every five minutes
    assert look_around(connected.parts, BOTH) == 0


def test_our_own_writes_send_nobody(connected: Office, google: Running) -> None:
    connected.clock.pass_time(seconds=60)
    connected.answer(BAN_MAI, 3)
    take_turn(connected.parts, BAN_MAI)
    connected.clock.pass_time(seconds=30)
    assert look_around(connected.parts, [BAN_MAI]) == 0


def test_answers_are_looked_at_four_times_an_hour_without_drive(connected: Office, google: Running) -> None:
    google.emulator.faults = Faults(["before:403:1:reads"])
    assert look_around(connected.parts, BOTH) == 0
    assert ("look", 900) in asked_for(connected, "faq_sheet")
    assert connected.parts.limits == Limits()
