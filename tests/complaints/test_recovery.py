"""The key in the envelope: proved before anything relies on it, and able to open every case."""

from dataclasses import replace

import pytest

from complaints.casefile import CASE, RECOVERY, CaseFiles
from kernel.errors import Refused, Unreadable
from storage.sealed import recovery_sheet
from storage.sealed.case_crypto import SodiumCaseCrypto
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.complaints import KAMNAN, REPORT, Staffed


def test_sheet_is_copied_from_paper_with_spaces_and_digits_for_letters() -> None:
    sheet = recovery_sheet.new_sheet()
    key = recovery_sheet.read_key(sheet.secret)
    copied = sheet.secret.lower().replace("-", " ").replace("o", "0").replace("i", "1")
    assert recovery_sheet.read_key(copied) == key
    assert recovery_sheet.write_key(key) == sheet.secret


@pytest.mark.parametrize("typed", ["", "ABCD", "ๆ" * 56, "A" * 56, "=" * 56])
def test_sheet_copied_wrongly_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"^key_malformed$"):
        recovery_sheet.read_key(typed)


def test_sheet_with_one_slip_is_refused() -> None:
    text = recovery_sheet.new_sheet().secret
    slipped = ("B" if text[0] == "A" else "A") + text[1:]
    with pytest.raises(Refused, match=r"^key_malformed$"):
        recovery_sheet.read_key(slipped)


def test_sheet_hides_its_secret_from_tracebacks() -> None:
    sheet = recovery_sheet.new_sheet()
    assert sheet.secret not in repr(sheet)


def test_wrong_answer_proves_nothing(room: FraudRoom) -> None:
    sheet = recovery_sheet.new_sheet()
    room.load_recovery(BAN_MAI, sheet.public)
    room.challenge_recovery(BAN_MAI)
    for answer in ("", "WRONG", "22222222222Z"):
        with pytest.raises(Refused, match=r"^recovery_unproved$"):
            room.prove_recovery(BAN_MAI, answer)
    assert "proof" in room.door(BAN_MAI).lacking


def test_answer_works_once_and_only_for_the_last_challenge(room: FraudRoom) -> None:
    sheet = recovery_sheet.new_sheet()
    room.load_recovery(BAN_MAI, sheet.public)
    first = recovery_sheet.answer(sheet.secret, room.challenge_recovery(BAN_MAI), "banmai")
    second = recovery_sheet.answer(sheet.secret, room.challenge_recovery(BAN_MAI), "banmai")
    with pytest.raises(Refused, match=r"^recovery_unproved$"):
        room.prove_recovery(BAN_MAI, first)
    room.prove_recovery(BAN_MAI, second)
    with pytest.raises(Refused, match=r"^recovery_unproved$"):
        room.prove_recovery(BAN_MAI, second)


def test_challenge_opens_for_its_own_key_and_agency_alone(banmai: Staffed) -> None:
    challenge = banmai.room.challenge_recovery(BAN_MAI)
    assert recovery_sheet.answer(banmai.sheet.secret, challenge, "banmai")
    with pytest.raises(Unreadable):
        recovery_sheet.answer(recovery_sheet.new_sheet().secret, challenge, "banmai")
    with pytest.raises(Unreadable):
        recovery_sheet.answer(banmai.sheet.secret, challenge, "nongbua")
    with pytest.raises(Unreadable):
        recovery_sheet.answer(banmai.sheet.secret, "not base64 ก", "banmai")


def test_nothing_can_be_proved_without_a_key(room: FraudRoom) -> None:
    with pytest.raises(Refused, match=r"^no_recovery$"):
        room.challenge_recovery(NONG_BUA)
    with pytest.raises(Refused, match=r"^no_recovery$"):
        room.prove_recovery(NONG_BUA, "x")


def test_audit_seed_is_handed_out_once(banmai: Staffed) -> None:
    assert banmai.room.load_recovery(BAN_MAI, banmai.sheet.public) is None
    assert banmai.room.check_audit(BAN_MAI, banmai.audit_seed).holds


def test_recovery_key_opens_a_case_whoever_is_excluded(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    (reference,) = banmai.references()
    files = CaseFiles(SodiumCaseCrypto(bytes(32)), BAN_MAI)  # another machine, another key file
    with banmai.room.store.read() as work:
        (box,) = work.cases.boxes(BAN_MAI, RECOVERY, CASE, reference)
        row, rows = work.cases.get(BAN_MAI, reference), work.threads.messages(BAN_MAI, reference)
    assert row is not None
    keys = {box.epoch: files.open_box(box, recovery_sheet.read_key(banmai.sheet.secret))}
    said = files.thread.open(reference, keys, files.open_header(row, keys), rows, {})
    assert said.report == REPORT
