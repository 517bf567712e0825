"""What a thief of the database finds, and what happens to rows that were moved or changed."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from complaints.case_endings import MAX_BODY_NAME
from complaints.casereading import MAX_REASON
from complaints.envelope import KEY_BLOCK, TEXT_BLOCK, pad, unpad
from complaints.report import Report
from complaints.status import Outcome
from kernel.errors import Refused, Unreadable
from storage.sealed.room import FraudRoom
from storage.sealed.tables import audit_heads, audit_log, case_contacts, case_keys, case_messages, cases
from tests.cast import BAN_MAI, NONG_BUA
from tests.complaints.traces import found_in, shapes
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import KAMNAN, PASSWORD, PLOY, REPORT, Staffed, staffed

CANARY = "นกขมิ้นเหลืองอ่อน-canary-7f3a"
TOLD = Report(
    what=f"{CANARY} what",
    who=f"{CANARY} who",
    when=f"{CANARY} when",
    where=f"{CANARY} where",
    known=f"{CANARY} known",
    evidence=f"{CANARY} evidence",
    contact=f"{CANARY} contact",
)


@pytest.mark.parametrize("encoded", [CANARY.encode(), CANARY.encode("utf-16-le"), json.dumps({"x": CANARY}).encode()])
def test_search_finds_what_lies_in_clear(tmp_path: Path, encoded: bytes) -> None:
    (tmp_path / "leak").write_bytes(b"some bytes before" + encoded + b"and after")
    assert found_in(tmp_path, shapes(CANARY)) == ["leak"]


@pytest.mark.parametrize("shift", range(3))
def test_search_finds_base64_at_every_alignment(tmp_path: Path, shift: int) -> None:
    (tmp_path / "leak").write_bytes(base64.b64encode(b"x" * shift + CANARY.encode()))
    assert found_in(tmp_path, shapes(CANARY)) == ["leak"]


def test_database_and_its_log_hold_no_text_receipt_or_password(banmai: Staffed, tmp_path: Path) -> None:
    receipt = banmai.file(TOLD)
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.write(reference, f"{CANARY} answer")
    assert reader.open(reference).report.who == TOLD.who
    assert reader.contact(reference, "ต้องติดต่อ") == TOLD.contact
    assert len(banmai.room.follow(BAN_MAI, receipt.digits).messages) == 1
    reader.close(reference, Outcome.DONE)
    assert found_in(tmp_path, [reference.encode()]) != []  # the search does look into the store's files
    secrets = [*shapes(CANARY), receipt.secret.encode(), receipt.shown.encode(), *shapes(PASSWORD)]
    assert found_in(tmp_path, secrets) == []


def test_keys_in_hand_are_nowhere_at_rest(banmai: Staffed, tmp_path: Path) -> None:
    banmai.file()
    key = banmai.keys[PLOY].secret
    wrapped = banmai.room.wrap_for_session(banmai.keys[PLOY], "c" * 43)
    (tmp_path / "session").write_bytes(wrapped)
    assert found_in(tmp_path, [key, key.hex().encode(), base64.b64encode(key), banmai.audit_seed]) == []


def test_form_number_is_not_stored(banmai: Staffed, tmp_path: Path) -> None:
    form = "5eed" * 8
    banmai.file(form=form)
    assert found_in(tmp_path, [form.encode(), bytes.fromhex(form)]) == []


def test_excluded_officer_is_not_named_at_rest_by_the_case(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    with banmai.room.store.read() as work:
        db = work.connection
        rows = [tuple(row) for table in (cases, case_keys, case_messages) for row in db.execute(select(table))]
    officers = (PLOY.encode(), KAMNAN.encode())
    assert [value for row in rows for value in row if any(name in str(value).encode() for name in officers)] == []


def test_clear_columns_of_a_case_are_those_of_the_protocol() -> None:
    clear = {"agency", "reference", "locator", "salt", "verifier", "informer_public", "status", "month"}
    office = {"epoch", "erase_from"}  # how often the office's keys changed, and the month in which a closed case goes
    assert {column.name for column in cases.columns} == clear | office | {"header", "inside"}


def test_short_and_long_complaints_have_one_size(banmai: Staffed) -> None:
    for length in (10, 100, 300, 500):
        banmai.file(Report(what="ก" * length))
    first = banmai.references()[0]
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.forward(first, "ก" * MAX_BODY_NAME)
    reader.mark_spam(first, "ก" * MAX_REASON)
    with banmai.room.store.read() as work:
        messages = {len(row.sealed) for row in work.connection.execute(select(case_messages))}
        headers = {(len(row.header), len(row.inside or b"")) for row in work.cases.all(BAN_MAI)}
        boxes = {len(row.box) for row in work.connection.execute(select(case_keys))}
    assert (len(messages), len(headers), len(boxes)) == (1, 1, 1)


@pytest.mark.parametrize("block", [KEY_BLOCK, TEXT_BLOCK])
@pytest.mark.parametrize("length", [0, 1, KEY_BLOCK - 4, KEY_BLOCK - 3, TEXT_BLOCK - 4, TEXT_BLOCK - 3, 60_000])
def test_padding_fills_whole_blocks_and_comes_off_again(block: int, length: int) -> None:
    plain = bytes([7]) * length
    padded = pad(plain, block)
    assert (len(padded) % block, unpad(padded)) == (0, plain)


def test_padding_that_lies_about_its_length_is_refused() -> None:
    with pytest.raises(Unreadable):
        unpad((100).to_bytes(4, "big") + b"short")


def two_cases(banmai: Staffed) -> tuple[str, str]:
    banmai.file()
    banmai.file(replace(REPORT, what="เรื่องที่สอง ยาวพอที่จะไม่ถูกทำเครื่องหมายว่าน้อยไป"))
    first, second = banmai.references()
    return first, second


@pytest.mark.parametrize(("table", "column"), [(cases, "header"), (case_messages, "sealed")])
def test_row_copied_from_another_case_does_not_open(banmai: Staffed, table: object, column: str) -> None:
    first, second = two_cases(banmai)
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    assert reader.open(second).reference == second
    copy_value(banmai.room, table, column, first, second)
    with pytest.raises(Unreadable):
        reader.open(second)


def copy_value(room: FraudRoom, table: object, column: str, source: str, target: str) -> None:
    with room.store.begin() as work:
        value = work.connection.execute(select(table.c[column]).where(table.c.reference == source)).scalar_one()  # type: ignore[attr-defined]
        work.connection.execute(update(table).where(table.c.reference == target).values({column: value}))  # type: ignore[attr-defined,arg-type]


def test_key_moved_to_another_case_does_not_open(banmai: Staffed) -> None:
    first, second = two_cases(banmai)
    files = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).files
    with banmai.room.store.begin() as work:
        boxes = work.cases.boxes(BAN_MAI, "officer", "case", first)
        box = next(one for one in boxes if one.reader == files.mark(first, "case", PLOY))
        own = case_keys.c.reader == files.mark(second, "case", PLOY)
        work.connection.execute(update(case_keys).where(own).values(box=box.box))
    with pytest.raises(Unreadable):
        banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(second)


def test_contact_moved_to_another_case_does_not_open(banmai: Staffed) -> None:
    first, second = two_cases(banmai)
    copy_value(banmai.room, case_contacts, "sealed", first, second)
    with pytest.raises(Unreadable):
        banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).contact(second, "ตรวจ")


def test_case_moved_to_another_agency_does_not_open(room: FraudRoom) -> None:
    here, there = staffed(room, BAN_MAI), staffed(room, NONG_BUA)
    receipt = here.file()
    with room.store.begin() as work:
        for table in (cases, case_keys, case_messages, case_contacts):
            work.connection.execute(update(table).values(agency="nongbua"))
    assert room.reader(NONG_BUA, there.keys[PLOY]).all() == []
    with pytest.raises(Unreadable):
        room.follow(NONG_BUA, receipt.digits)


@pytest.mark.parametrize("edit", [{"status": "closed"}, {"month": "2026-10"}])
def test_clear_columns_edited_by_hand_are_detected_and_listed_as_damaged(banmai: Staffed, edit: dict[str, str]) -> None:
    banmai.file()
    (reference,) = banmai.references()
    with banmai.room.store.begin() as work:
        work.connection.execute(update(cases).values(edit))
    (line,) = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).all()
    assert (line.reference, line.header) == (reference, None)


def test_flipped_byte_is_detected(banmai: Staffed) -> None:
    banmai.file()
    (reference,) = banmai.references()
    with banmai.room.store.begin() as work:
        (message,) = work.threads.messages(BAN_MAI, reference)
        broken = bytearray(message.sealed)
        broken[100] ^= 1
        work.connection.execute(update(case_messages).values(sealed=bytes(broken)))
    with pytest.raises(Unreadable):
        banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(reference)


@pytest.mark.parametrize("dropped", [1, 2])
def test_message_dropped_from_the_middle_or_the_end_is_detected(banmai: Staffed, dropped: int) -> None:
    banmai.file()
    (reference,) = banmai.references()
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    reader.write(reference, "หนึ่ง")
    reader.write(reference, "สอง")
    assert len(reader.open(reference).messages) == 2
    with banmai.room.store.begin() as work:
        work.connection.execute(delete(case_messages).where(case_messages.c.seq == dropped))
    with pytest.raises(Unreadable):
        reader.open(reference)


def test_audit_log_edited_by_hand_is_detected_at_its_number(banmai: Staffed) -> None:
    assert banmai.room.check_audit(BAN_MAI).holds
    with banmai.room.store.begin() as work:
        work.connection.execute(update(audit_log).where(audit_log.c.n == 2).values(actor="somebody-else"))
    assert banmai.room.check_audit(BAN_MAI).first_bad == 2


def test_audit_log_with_its_tail_cut_is_detected(banmai: Staffed) -> None:
    with banmai.room.store.begin() as work:
        count = work.connection.execute(select(audit_heads.c.entries)).scalar_one()
        work.connection.execute(delete(audit_log).where(audit_log.c.n == count))
    assert banmai.room.check_audit(BAN_MAI).first_bad == count


def test_erased_rows_leave_the_write_ahead_log_too(banmai: Staffed, tmp_path: Path, clock: FrozenClock) -> None:
    banmai.file()
    with banmai.room.store.read() as work:
        token = work.connection.exec_driver_sql("SELECT token FROM used_forms").scalar_one().encode()
    assert found_in(tmp_path, [token]) != []
    clock.pass_time(hours=15)
    banmai.room.tidy(BAN_MAI)
    assert found_in(tmp_path, [token]) == []


def test_refusals_carry_no_words_of_the_report(banmai: Staffed) -> None:
    with pytest.raises(Refused) as refused:
        banmai.file(replace(TOLD, category="nothing known"))
    assert CANARY not in f"{refused.value!r}{refused.value.facts}"
