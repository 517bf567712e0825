"""A visit with the receipt: looking, writing, adding evidence, taking back, exchanging a code, being told."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from complaints.casework import CaseWork
from complaints.evidence import clean
from complaints.receipt import Receipt
from complaints.reporter import Reporter
from complaints.status import Outcome
from kernel.codes import new_id
from kernel.errors import Refused
from storage.keyfile import KeyFile
from storage.sealed.recovery_sheet import read_key
from storage.sealed.tables import case_notices, notice_queue
from tests.cast import BAN_MAI, NONG_BUA
from tests.complaints import pictures
from tests.complaints.traces import found_in, shapes
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import PLOY, REPORT, Staffed, cheap_room

MALEE = "U" + "5f" * 16


@pytest.fixture
def receipt(banmai: Staffed) -> Receipt:
    return banmai.file()


@pytest.fixture
def reporter(banmai: Staffed) -> Reporter:
    return banmai.room.reporter


@pytest.fixture
def cookie(reporter: Reporter, receipt: Receipt) -> str:
    return reporter.sign_in(BAN_MAI, receipt.shown)[0]


@pytest.fixture
def officer(banmai: Staffed) -> CaseWork:
    return banmai.room.reader(BAN_MAI, banmai.keys[PLOY])


def test_both_sides_talk_and_evidence_comes_along(
    banmai: Staffed, reporter: Reporter, cookie: str, officer: CaseWork
) -> None:
    (reference,) = banmai.references()
    officer.write(reference, "มีภาพหรือไม่")
    reporter.say(BAN_MAI, cookie, "มีค่ะ อยู่ในไฟล์", new_id(), [clean("a.jpg", pictures.jpeg())])
    said = [(one.by_office, one.text, len(one.files)) for one in reporter.look(BAN_MAI, cookie).messages]
    assert said == [(True, "มีภาพหรือไม่", 0), (False, "มีค่ะ อยู่ในไฟล์", 1)]
    assert officer.all()[0].unread
    (fact,) = officer.open(reference).messages[1].files
    assert pictures.pixels(officer.file(reference, fact.id).data) == pictures.pixels(pictures.jpeg())


def test_message_sent_twice_is_there_once(reporter: Reporter, cookie: str) -> None:
    form = new_id()
    for _ in range(2):
        reporter.say(BAN_MAI, cookie, "เพิ่มเติม", form)
    assert len(reporter.look(BAN_MAI, cookie).messages) == 1
    with pytest.raises(Refused, match=r"^already_filed$"):
        reporter.say(BAN_MAI, cookie, "อย่างอื่น", form)


def test_message_with_a_receipt_in_it_is_refused(reporter: Reporter, cookie: str, receipt: Receipt) -> None:
    for typed in (receipt.digits, f"รหัสคือ {' '.join(receipt.groups)} ครับ", receipt.shown):
        with pytest.raises(Refused, match=r"^receipt_in_text$"):
            reporter.say(BAN_MAI, cookie, typed, new_id())
    reporter.say(BAN_MAI, cookie, "บัญชี 1234567890123 โอน 24 ครั้ง", new_id())


def test_visit_ends_with_time_sign_out_and_at_another_agency(
    reporter: Reporter, cookie: str, receipt: Receipt, clock: FrozenClock
) -> None:
    with pytest.raises(Refused, match=r"^visit_over$"):
        reporter.look(NONG_BUA, cookie)
    clock.pass_time(minutes=14)
    reporter.look(BAN_MAI, cookie)
    clock.pass_time(minutes=14)
    reporter.look(BAN_MAI, cookie)
    clock.pass_time(minutes=15)
    for old in (cookie, "", "x" * 43, "\ud800"):
        with pytest.raises(Refused, match=r"^visit_over$"):
            reporter.look(BAN_MAI, old)
    fresh, _ = reporter.sign_in(BAN_MAI, receipt.digits)
    reporter.sign_out(fresh)
    with pytest.raises(Refused, match=r"^visit_over$"):
        reporter.look(BAN_MAI, fresh)


def test_visit_at_rest_tells_nothing(cookie: str, tmp_path: Path, banmai: Staffed) -> None:
    (reference,) = banmai.references()
    assert [path.name for path in (tmp_path / "short").iterdir() if path.name.startswith("visit-")] != []
    assert found_in(tmp_path / "short", [cookie.encode(), reference.encode(), *shapes(REPORT.what)]) == []


def test_visit_outlives_a_key_change(banmai: Staffed, reporter: Reporter, cookie: str, officer: CaseWork) -> None:
    banmai.room.leave(BAN_MAI, "officer-kamnan")
    officer.rekey()
    reporter.say(BAN_MAI, cookie, "ยังอยู่", new_id())
    assert officer.open(banmai.references()[0]).messages[0].text == "ยังอยู่"


def test_taking_back_erases_the_contact_and_leaves_the_decision(banmai: Staffed, reporter: Reporter) -> None:
    receipt = banmai.file(replace(REPORT, contact="081-canary"))
    cookie, _ = reporter.sign_in(BAN_MAI, receipt.digits)
    for _ in range(2):
        reporter.withdraw(BAN_MAI, cookie)
    officer = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    (reference,) = banmai.references()
    opened = officer.open(reference)
    assert (opened.header.withdrawn, len(opened.messages), officer.contact(reference, "ดู")) == (True, 1, "")
    with banmai.room.store.read() as work:
        (box,) = work.cases.boxes(BAN_MAI, "recovery", "contact", reference)
        sealed = work.cases.contact(BAN_MAI, reference)
    key = officer.files.open_box(box, read_key(banmai.sheet.secret))
    assert officer.files.open_contact(reference, key, sealed) == ""  # not for the envelope either
    assert banmai.room.examine(BAN_MAI) == ()


def test_thread_has_an_end(banmai: Staffed, receipt: Receipt, officer: CaseWork) -> None:
    reporter = Reporter(banmai.room.ground.desk, most_messages=3)
    cookie, _ = reporter.sign_in(BAN_MAI, receipt.digits)
    for _ in range(2):
        reporter.say(BAN_MAI, cookie, "เพิ่มเติม", new_id())
    with pytest.raises(Refused, match=r"^case_full$"):
        reporter.say(BAN_MAI, cookie, "เพิ่มเติม", new_id())
    officer.write(banmai.references()[0], "ขอบคุณ")
    reporter.withdraw(BAN_MAI, cookie)
    assert len(reporter.look(BAN_MAI, cookie).messages) == 4


@pytest.mark.parametrize(("kept", "held"), [(365, False), (365, True), (0, False)])
def test_message_after_the_end_never_shortens_the_time_a_case_is_kept(
    banmai: Staffed, reporter: Reporter, receipt: Receipt, officer: CaseWork, clock: FrozenClock, kept: int, held: bool
) -> None:
    agency = replace(BAN_MAI, complaint_keep_days=kept)
    (reference,) = banmai.references()
    officer.mark_spam(reference, "โฆษณา")
    before = officer.all()[0].erase_on
    officer.hold(reference, held)
    cookie, _ = reporter.sign_in(agency, receipt.digits)
    reporter.say(agency, cookie, "ไม่ใช่โฆษณา", new_id())
    officer.hold(reference, False)
    after = officer.all()[0].erase_on
    assert before is not None and after == (clock.now().date() + timedelta(days=365) if kept else before)


def test_closed_case_leaves_no_notice_behind(
    banmai: Staffed, reporter: Reporter, cookie: str, officer: CaseWork
) -> None:
    (reference,) = banmai.references()
    officer.close(reference, Outcome.DONE)
    reporter.stop_notice(BAN_MAI, cookie)
    reporter.withdraw(BAN_MAI, cookie)
    banmai.room.erase(BAN_MAI, reference)
    with banmai.room.store.read() as work:
        assert work.connection.execute(case_notices.select()).all() == []


def test_code_of_first_use_is_worth_nothing_once_exchanged(
    banmai: Staffed, reporter: Reporter, officer: CaseWork
) -> None:
    code = officer.enter(REPORT, new_id())
    cookie, view = reporter.sign_in(BAN_MAI, code.digits)
    assert view.first_use
    form = new_id()
    own = reporter.exchange(BAN_MAI, cookie, form)
    assert not reporter.look(BAN_MAI, cookie).first_use
    assert reporter.exchange(BAN_MAI, cookie, form) == own  # the page never arrived
    assert not banmai.room.follow(BAN_MAI, own.digits).first_use
    with pytest.raises(Refused, match=r"^receipt_unknown$"):
        banmai.room.follow(BAN_MAI, code.digits)
    with pytest.raises(Refused, match=r"^not_first_use$"):
        reporter.exchange(BAN_MAI, cookie, new_id())


def opt_in(banmai: Staffed, cookie: str) -> None:
    code = banmai.room.reporter.notice_code(BAN_MAI, cookie)
    assert (len(code), banmai.room.reporter.bind_notice(BAN_MAI, code, MALEE)) == (6, True)
    assert not banmai.room.reporter.bind_notice(BAN_MAI, code, MALEE)  # once


def test_whoever_asked_is_told_once_until_they_look(
    banmai: Staffed, reporter: Reporter, cookie: str, officer: CaseWork
) -> None:
    (reference,) = banmai.references()
    opt_in(banmai, cookie)
    for text in ("หนึ่ง", "สอง"):
        officer.write(reference, text)
    (queued,) = banmai.room.notices(BAN_MAI)
    assert queued.user == MALEE and MALEE not in repr(queued)
    banmai.room.notice_done(BAN_MAI, queued.id)
    reporter.look(BAN_MAI, cookie)
    officer.write(reference, "สาม")
    assert len(banmai.room.notices(BAN_MAI)) == 1
    reporter.stop_notice(BAN_MAI, cookie)
    banmai.room.notice_done(BAN_MAI, banmai.room.notices(BAN_MAI)[0].id)
    officer.close(reference, Outcome.DONE)
    assert banmai.room.notices(BAN_MAI) == []


def test_who_asked_is_at_rest_for_nobody(
    banmai: Staffed, cookie: str, officer: CaseWork, tmp_path: Path, clock: FrozenClock
) -> None:
    banmai.file()
    opt_in(banmai, cookie)
    with banmai.room.store.read() as work:
        blobs = work.connection.execute(case_notices.select()).all()
    assert (len(blobs), len({len(row.sealed) for row in blobs})) == (2, 1)
    for reference in banmai.references():
        officer.write(reference, "มีคำตอบ")
    with banmai.room.store.read() as work:
        assert set(notice_queue.columns.keys()) == {"agency", "id", "sealed"}
        assert len(work.notices.queued(BAN_MAI)) == 1
    assert found_in(tmp_path, [MALEE.encode(), MALEE[1:].encode()]) == []
    thief = cheap_room(f"sqlite:///{tmp_path}/sealed.db", clock, KeyFile.fresh())
    assert thief.notices(BAN_MAI) == []  # the database without the server's key file
    thief.close()


def test_code_for_notices_is_over_after_ten_minutes(banmai: Staffed, cookie: str, clock: FrozenClock) -> None:
    code = banmai.room.reporter.notice_code(BAN_MAI, cookie)
    clock.pass_time(minutes=10)
    assert not banmai.room.reporter.bind_notice(BAN_MAI, code, MALEE)


def test_closed_case_is_kept_longer_when_its_informer_writes(
    banmai: Staffed, receipt: Receipt, reporter: Reporter, officer: CaseWork, clock: FrozenClock
) -> None:
    (reference,) = banmai.references()
    officer.close(reference, Outcome.DONE)
    first = officer.all()[0].erase_on
    clock.pass_time(days=100)
    cookie, _ = reporter.sign_in(BAN_MAI, receipt.digits)
    reporter.say(BAN_MAI, cookie, "ยังมีเรื่องเพิ่ม", new_id())
    assert officer.all()[0].erase_on == (first + timedelta(days=100) if first else None)


def test_one_time_page_shows_the_receipt_once(banmai: Staffed, receipt: Receipt, clock: FrozenClock) -> None:
    token = banmai.room.one_time.give(BAN_MAI, receipt)
    assert banmai.room.one_time.take(BAN_MAI, token) == receipt
    for late in (token, "x", ""):
        with pytest.raises(Refused, match=r"^visit_over$"):
            banmai.room.one_time.take(BAN_MAI, late)
    token = banmai.room.one_time.give(BAN_MAI, receipt)
    clock.pass_time(minutes=10)
    with pytest.raises(Refused, match=r"^visit_over$"):
        banmai.room.one_time.take(BAN_MAI, token)
