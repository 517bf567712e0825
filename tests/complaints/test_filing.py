"""One form, one case, one receipt; nothing slow inside a transaction."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from complaints import intake
from complaints.desk import Desk
from complaints.receipt import Receipt
from complaints.report import Report
from complaints.statistics import PeriodCounts
from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Refused
from storage.sealed.room import FraudRoom
from storage.sealed.tables import cases, form_keys, used_forms
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import KAMNAN, PLOY, REPORT, Staffed, WatchedCrypto, WatchedStore, cheap_room, staffed


def cases_in(room: FraudRoom, agency: Agency = BAN_MAI) -> int:
    with room.store.read() as work:
        return len(work.cases.all(agency))


def counted(room: FraudRoom, clock: FrozenClock, agency: Agency = BAN_MAI) -> PeriodCounts | None:
    return room.statistics(agency, clock.now().date()).of("2570Q1")


def test_report_reaches_its_officer_exactly_as_typed(banmai: Staffed) -> None:
    told = "บรรทัดแรก\r\n  ๑๒๓ \u200b\u202e<script>alert('x')</script>\x00\u0e33 \ud800"
    banmai.file(replace(REPORT, what=told, contact="081", exclude=(KAMNAN,)))
    (reference,) = banmai.references()
    opened = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(reference)
    assert opened.report == replace(REPORT, what=told, exclude=(KAMNAN,))


def test_double_tap_makes_one_case_and_gives_the_same_receipt(banmai: Staffed) -> None:
    form = new_id()
    assert banmai.file(form=form) == banmai.file(form=form)
    assert cases_in(banmai.room) == 1


def test_two_forms_make_two_cases(banmai: Staffed) -> None:
    assert banmai.file() != banmai.file()
    assert cases_in(banmai.room) == 2


def test_double_tap_from_two_threads_makes_one_case(banmai: Staffed) -> None:
    form = new_id()
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: banmai.file(form=form), range(8)))
    assert len(set(receipts)) == 1
    assert cases_in(banmai.room) == 1


def test_many_at_once_are_all_kept(banmai: Staffed, clock: FrozenClock) -> None:
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: banmai.file(), range(40)))
    assert len(set(receipts)) == cases_in(banmai.room) == 40
    assert counted(banmai.room, clock) == PeriodCounts("2570Q1", 0, 40)
    assert [banmai.room.follow(BAN_MAI, receipt.digits).status_label for receipt in receipts[:3]] == ["รับเรื่องแล้ว"] * 3


def test_same_form_with_another_text_is_refused_and_changes_nothing(banmai: Staffed) -> None:
    form = new_id()
    banmai.file(form=form)
    with pytest.raises(Refused, match=r"^already_filed$"):
        banmai.file(replace(REPORT, what="เรื่องอื่น"), form)
    assert cases_in(banmai.room) == 1


def test_receipt_after_a_crash_is_the_one_shown_before(tmp_path: Path, banmai: Staffed, clock: FrozenClock) -> None:
    form = new_id()
    receipt = banmai.file(form=form)
    restarted = cheap_room(f"sqlite:///{tmp_path}/sealed.db", clock)
    assert restarted.file(BAN_MAI, REPORT, form) == receipt
    restarted.close()


def test_receipt_retried_after_midnight_is_the_same(banmai: Staffed, clock: FrozenClock) -> None:
    form = new_id()
    clock.pass_time(hours=11)
    receipt = banmai.file(form=form)
    clock.pass_time(hours=2)
    assert banmai.file(form=form) == receipt


def test_receipt_cannot_be_shown_again_once_the_day_key_is_gone(banmai: Staffed, clock: FrozenClock) -> None:
    form = new_id()
    banmai.file(form=form)
    with banmai.room.store.begin() as work:
        work.connection.execute(form_keys.delete())
    with pytest.raises(Refused, match=r"^already_filed$"):
        banmai.file(form=form)


def test_tidying_erases_used_forms_and_old_day_keys(banmai: Staffed, clock: FrozenClock) -> None:
    banmai.file()
    banmai.room.tidy(BAN_MAI)
    assert rows_of_filing(banmai.room) == (1, 1)
    clock.pass_time(hours=14)
    banmai.room.tidy(BAN_MAI)
    assert rows_of_filing(banmai.room) == (0, 1)
    clock.pass_time(days=2)
    banmai.room.tidy(BAN_MAI)
    assert rows_of_filing(banmai.room) == (0, 0)


def rows_of_filing(room: FraudRoom) -> tuple[int, int]:
    with room.store.read() as work:
        forms = work.connection.execute(select(func.count()).select_from(used_forms)).scalar_one()
        return forms, work.connection.execute(select(func.count()).select_from(form_keys)).scalar_one()


def test_form_number_too_short_to_be_secret_is_refused(banmai: Staffed) -> None:
    with pytest.raises(Refused, match=r"^form_invalid$"):
        banmai.file(form="12345")


def test_refused_report_keeps_nothing(banmai: Staffed, clock: FrozenClock) -> None:
    with pytest.raises(Refused, match=r"^empty_report$"):
        banmai.file(Report(what=" "))
    assert cases_in(banmai.room) == 0
    assert counted(banmai.room, clock) == PeriodCounts("2570Q1", 0, 0)


def test_taken_locator_is_drawn_again(banmai: Staffed) -> None:
    form = new_id()
    receipt = banmai.file(form=form)
    with banmai.room.store.begin() as work:  # the same form once more, with its locator still taken
        work.connection.execute(used_forms.delete())
    again = banmai.file(form=form)
    assert again != receipt
    assert cases_in(banmai.room) == 2
    assert banmai.file(form=form) == again


def test_derivation_runs_once_and_outside_every_transaction(room: FraudRoom, clock: FrozenClock) -> None:
    staffed(room, BAN_MAI)
    store = WatchedStore(room.store)
    crypto = WatchedCrypto(store)
    intake.file(Desk(store, crypto, clock), BAN_MAI, REPORT, new_id())
    with store.read():
        crypto.informer("1", bytes(16))  # the watch does see an open transaction
    assert crypto.open_during == [0, 1]


def test_crash_inside_the_transaction_leaves_nothing(banmai: Staffed, clock: FrozenClock) -> None:
    form = new_id()
    with pytest.raises(RuntimeError, match="power cut"), banmai.room.store.begin() as work:
        work.cases.put_contact(BAN_MAI, "CASE", b"half a case")
        raise RuntimeError("power cut")
    banmai.file(form=form)
    with banmai.room.store.read() as work:
        assert len(work.connection.execute(select(cases)).all()) == 1


def test_agencies_share_no_case(room: FraudRoom) -> None:
    here, there = staffed(room, BAN_MAI), staffed(room, NONG_BUA)
    receipt = here.file()
    assert (len(here.references()), len(there.references())) == (1, 0)
    with pytest.raises(Refused, match=r"^receipt_unknown$"):
        room.follow(NONG_BUA, receipt.digits)


def test_same_form_in_two_agencies_is_two_cases(room: FraudRoom) -> None:
    here, there = staffed(room, BAN_MAI), staffed(room, NONG_BUA)
    form = new_id()
    receipts: list[Receipt] = [here.file(form=form), there.file(form=form)]
    assert receipts[0] != receipts[1]
    assert (cases_in(room, BAN_MAI), cases_in(room, NONG_BUA)) == (1, 1)


def test_case_filed_at_bangkok_midnight_counts_in_the_new_fiscal_year(banmai: Staffed, clock: FrozenClock) -> None:
    clock.moment = clock.moment.replace(month=9, day=30, hour=16, minute=59)
    banmai.file()
    clock.pass_time(minutes=1)
    banmai.file()
    snapshot = banmai.room.statistics(BAN_MAI, clock.now().date().replace(month=10, day=1))
    assert snapshot.of("2569") == PeriodCounts("2569", 0, 1)
    assert snapshot.of("2570Q1") == PeriodCounts("2570Q1", 0, 1, carried=1)
    with banmai.room.store.read() as work:
        assert sorted(row.month for row in work.cases.all(BAN_MAI)) == ["2026-09", "2026-10"]
