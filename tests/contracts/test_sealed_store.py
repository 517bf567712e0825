"""The sealed store in its four layouts: cases, threads, forms, and the whole journey."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from complaints.rows import CaseRow, KeyBox, MessageRow, UsedForm
from complaints.statistics import PeriodCounts
from complaints.status import Outcome, Status
from kernel.codes import new_id
from kernel.errors import Refused
from storage.keyfile import KeyFile
from storage.sealed import tables
from storage.sealed.database import SealedStore
from storage.sealed.room import FraudRoom
from storage.sealed.short_memory import ShortMemory
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP, KAMNAN, PLOY, REPORT, cheap_room, staffed

TODAY = date(2026, 11, 21)
CASE = CaseRow("AAAA2222", "123456", b"s" * 16, b"v" * 32, b"p" * 32, Status.RECEIVED, "2026-11", b"header")
USED = UsedForm("t" * 64, "c" * 64, TODAY, 0, NOON + timedelta(hours=13))


def test_cases_are_kept_apart_by_agency(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.cases.add(BAN_MAI, CASE)
        assert work.cases.add(NONG_BUA, replace(CASE, month="2026-10"))
    with store.read() as work:
        assert work.cases.all(BAN_MAI) == [CASE]
        assert work.cases.get(NONG_BUA, CASE.reference) == replace(CASE, month="2026-10")
        assert work.cases.by_locator(BAN_MAI, CASE.locator) == CASE
        assert work.cases.by_locator(BAN_MAI, "654321") is None


@pytest.mark.parametrize("other", [{"reference": "BBBB3333"}, {"locator": "654321"}])
def test_case_with_a_taken_reference_or_locator_is_not_added(store: SealedStore, other: dict[str, str]) -> None:
    with store.begin() as work:
        assert work.cases.add(BAN_MAI, CASE)
        assert not work.cases.add(BAN_MAI, replace(CASE, **other))  # type: ignore[arg-type]
        assert work.cases.add(BAN_MAI, replace(CASE, reference="BBBB3333", locator="654321"))


def test_changing_a_case_touches_one_agency(store: SealedStore) -> None:
    with store.begin() as work:
        for agency in (BAN_MAI, NONG_BUA):
            work.cases.add(agency, CASE)
        assert work.cases.change(BAN_MAI, replace(CASE, status=Status.CLOSED, header=b"new", epoch=3, erase_from=TODAY))
    with store.read() as work:
        changed = replace(CASE, status=Status.CLOSED, header=b"new", epoch=3, erase_from=TODAY)
        assert work.cases.get(BAN_MAI, CASE.reference) == changed
        assert work.cases.get(NONG_BUA, CASE.reference) == CASE


def test_messages_come_in_the_order_of_the_thread(store: SealedStore) -> None:
    rows = [MessageRow(new_id(), seq, "office", 1, bytes([seq])) for seq in range(5)]
    with store.begin() as work:
        for row in reversed(rows):
            work.threads.add_message(BAN_MAI, CASE.reference, row)
        work.threads.add_message(NONG_BUA, CASE.reference, replace(rows[0], sealed=b"theirs"))
    with store.read() as work:
        assert work.threads.messages(BAN_MAI, CASE.reference) == rows


def test_boxes_are_found_by_role_kind_and_case_and_dropped_by_mark(store: SealedStore) -> None:
    boxes = [
        KeyBox("AAAA2222", "case", "officer", "m1", 1, b"1"),
        KeyBox("AAAA2222", "case", "officer", "m2", 1, b"2"),
        KeyBox("BBBB3333", "case", "officer", "m3", 1, b"3"),
        KeyBox("AAAA2222", "contact", "officer", "m4", 1, b"4"),
        KeyBox("AAAA2222", "case", "recovery", "", 1, b"5"),
    ]
    with store.begin() as work:
        work.cases.add_boxes(BAN_MAI, boxes)
        work.cases.add_boxes(NONG_BUA, boxes[:1])
        work.cases.drop_boxes(BAN_MAI, ["m1", *(f"x{n}" for n in range(1200))])
    with store.read() as work:
        assert work.cases.boxes(BAN_MAI, "officer", "case") == [boxes[1], boxes[2]]
        assert work.cases.boxes(BAN_MAI, "officer", "case", "AAAA2222") == [boxes[1]]
        assert work.cases.boxes(BAN_MAI, "recovery", "case", "AAAA2222") == [boxes[4]]
        assert work.cases.boxes(NONG_BUA, "officer", "case") == boxes[:1]


def test_contacts_are_kept_by_agency_and_case(store: SealedStore) -> None:
    with store.begin() as work:
        work.cases.put_contact(BAN_MAI, "AAAA2222", b"ours")
        work.cases.put_contact(NONG_BUA, "AAAA2222", b"theirs")
        assert work.cases.contact(BAN_MAI, "AAAA2222") == b"ours"


def test_form_is_used_once_per_agency_and_forgotten_in_time(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.forms.use(BAN_MAI, USED)
        assert not work.forms.use(BAN_MAI, replace(USED, attempt=1))
        assert work.forms.use(NONG_BUA, USED)
        assert work.forms.find(BAN_MAI, USED.token) == USED
        assert work.forms.forget(BAN_MAI, USED.expires - timedelta(seconds=1), TODAY) == 0
        assert work.forms.forget(BAN_MAI, USED.expires, TODAY) == 1
        assert work.forms.find(BAN_MAI, USED.token) is None
        assert work.forms.find(NONG_BUA, USED.token) == USED


def test_day_has_one_key_until_it_is_erased(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.forms.day_key(BAN_MAI, TODAY) is None
        assert work.forms.make_day_key(BAN_MAI, TODAY, b"first") == b"first"
        assert work.forms.make_day_key(BAN_MAI, TODAY, b"second") == b"first"
        assert work.forms.make_day_key(NONG_BUA, TODAY, b"theirs") == b"theirs"
        assert work.forms.forget(BAN_MAI, NOON, TODAY) == 0
        assert work.forms.forget(BAN_MAI, NOON, TODAY + timedelta(days=1)) == 1
        assert work.forms.day_key(BAN_MAI, TODAY) is None
        assert work.forms.day_key(NONG_BUA, TODAY) == b"theirs"


def test_transaction_that_fails_keeps_nothing(store: SealedStore) -> None:
    with pytest.raises(RuntimeError, match="power cut"), store.begin() as work:
        work.cases.add(BAN_MAI, CASE)
        raise RuntimeError("power cut")
    with store.read() as work:
        assert work.cases.all(BAN_MAI) == []


# -- the whole journey in each layout


def test_report_travels_from_the_form_to_its_officer_and_back(store: SealedStore, clock: FrozenClock) -> None:
    room = cheap_room(store.engine.url.render_as_string(hide_password=False), clock)
    here, there = staffed(room, BAN_MAI), staffed(room, NONG_BUA)
    form = new_id()
    receipt = here.file(replace(REPORT, exclude=(KAMNAN,), contact="081"), form)
    assert here.file(replace(REPORT, exclude=(KAMNAN,), contact="081"), form) == receipt
    (reference,) = here.references(PLOY)
    assert (here.references(KAMNAN), there.references(PLOY)) == ([], [])
    reader = room.reader(BAN_MAI, here.keys[PLOY])
    assert reader.open(reference).report == replace(REPORT, exclude=(KAMNAN,))
    assert reader.contact(reference, "ถามเพิ่ม") == "081"
    reader.write(reference, "ได้รับแล้ว")
    reader.close(reference, Outcome.DONE)
    assert [said.text for said in room.follow(BAN_MAI, receipt.shown).messages] == ["ได้รับแล้ว"]
    with pytest.raises(Refused, match=r"^receipt_unknown$"):
        room.follow(NONG_BUA, receipt.shown)
    assert room.statistics(BAN_MAI, TODAY).of("2570") == PeriodCounts("2570", 1, 0)
    assert room.publish_snapshot(BAN_MAI, TODAY)
    assert room.published(BAN_MAI)[0].of("2570") == PeriodCounts("2570", 1, 0)
    assert room.check_audit(BAN_MAI, here.audit_seed).holds
    room.tidy(BAN_MAI)
    room.leave(BAN_MAI, PLOY)
    assert here.references(PLOY) == []
    room.close()


def test_message_sent_by_many_taps_at_once_is_there_once(
    store: SealedStore, tmp_path: Path, clock: FrozenClock
) -> None:
    room = FraudRoom(store, KeyFile.fresh(), clock, CHEAP, memory=ShortMemory(tmp_path / "short"), space=lambda: True)
    receipt = staffed(room, BAN_MAI).file()
    cookie, _ = room.reporter.sign_in(BAN_MAI, receipt.digits)
    form, ready = new_id(), Barrier(4)

    def tap(_: int) -> None:
        ready.wait()
        room.reporter.say(BAN_MAI, cookie, "ข้อความ", form)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tap, range(4)))
    assert [one.text for one in room.reporter.look(BAN_MAI, cookie).messages] == ["ข้อความ"]


def test_exceptions_of_the_database_show_no_parameter(store: SealedStore) -> None:
    row = {"agency": "banmai", "reference": "AAAA2222", "sealed": b"canary"}
    with store.begin() as work:
        work.connection.execute(tables.case_contacts.insert().values(row))
    with pytest.raises(Exception, match="hide_parameters") as failed, store.begin() as work:
        work.connection.execute(tables.case_contacts.insert().values(row))
    assert "canary" not in str(failed.value)
