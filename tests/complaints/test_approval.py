"""The second person: who alone makes or resets accounts gets no case with the keys they make."""

import pytest

from complaints.keys import OfficerKey
from complaints.report import Report
from kernel.errors import Refused
from storage.sealed import recovery_sheet
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.complaints import KAMNAN, PASSWORD, PLOY, REPORT, Staffed, staffed

NEW = "officer-new"


def _enrol(banmai: Staffed, officer: str = NEW) -> OfficerKey:
    return banmai.room.enrol(BAN_MAI, officer, f"นาย{officer}", PASSWORD)


def _number(room: FraudRoom) -> str:
    (waiting,) = room.waiting_keys(BAN_MAI)
    return waiting.number


def _read(banmai: Staffed, key: OfficerKey) -> list[str]:
    """The references that this key opens."""
    return [line.reference for line in banmai.room.reader(BAN_MAI, key).all()]


def _actions(banmai: Staffed) -> list[tuple[str, str, str]]:
    with banmai.room.store.read() as work:
        return [(link.entry.actor, link.entry.action, link.entry.reason) for link in work.audit.chain(BAN_MAI)[0]]


def test_first_officers_have_nobody_to_ask(banmai: Staffed) -> None:
    assert banmai.room.waiting_keys(BAN_MAI) == []
    assert [officer.id for officer in banmai.room.door(BAN_MAI).officers] == [KAMNAN, PLOY]


def test_new_key_gets_no_new_case_until_it_is_approved(banmai: Staffed) -> None:
    key = _enrol(banmai)
    banmai.file()
    assert (len(_read(banmai, banmai.keys[PLOY])), _read(banmai, key)) == (1, [])
    assert NEW not in [officer.id for officer in banmai.room.door(BAN_MAI).officers]
    banmai.room.approve(BAN_MAI, banmai.keys[PLOY], NEW, _number(banmai.room))
    banmai.file(Report("อีกเรื่องหนึ่ง"))
    assert len(_read(banmai, key)) == 1
    assert banmai.room.waiting_keys(BAN_MAI) == []
    assert _actions(banmai)[-1] == (PLOY, "approved", NEW)


def test_reset_officer_waits_again_and_the_door_closes_meanwhile(banmai: Staffed) -> None:
    banmai.room.leave(BAN_MAI, KAMNAN)
    key = _enrol(banmai, KAMNAN)
    assert banmai.room.door(BAN_MAI).lacking == ("officers",)
    with pytest.raises(Refused, match=r"^intake_closed$"):
        banmai.file()
    banmai.room.approve(BAN_MAI, banmai.keys[PLOY], KAMNAN, _number(banmai.room))
    banmai.file()
    assert len(_read(banmai, key)) == 1


def test_resetting_everybody_opens_nothing_to_the_one_who_does_it(banmai: Staffed) -> None:
    keys = []
    for officer in (PLOY, KAMNAN):
        banmai.room.leave(BAN_MAI, officer)
        keys.append(_enrol(banmai, officer))
    assert [one.officer for one in banmai.room.waiting_keys(BAN_MAI)] == [KAMNAN, PLOY]
    assert banmai.room.door(BAN_MAI).lacking == ("officers",)
    numbers = {one.officer: one.number for one in banmai.room.waiting_keys(BAN_MAI)}
    with pytest.raises(Refused, match=r"^not_approver$"):
        banmai.room.approve(BAN_MAI, keys[0], KAMNAN, numbers[KAMNAN])


def test_nobody_approves_the_own_key_or_with_a_key_of_yesterday(banmai: Staffed) -> None:
    old = banmai.keys[KAMNAN]
    banmai.room.leave(BAN_MAI, KAMNAN)
    own = _enrol(banmai, KAMNAN)
    number = _number(banmai.room)
    for key in (own, old):
        with pytest.raises(Refused, match=r"^not_approver$"):
            banmai.room.approve(BAN_MAI, key, KAMNAN, number)
    banmai.room.approve(BAN_MAI, banmai.keys[PLOY], KAMNAN, number)
    _enrol(banmai)
    with pytest.raises(Refused, match=r"^not_approver$"):
        banmai.room.approve(BAN_MAI, old, NEW, _number(banmai.room))
    banmai.room.approve(BAN_MAI, own, NEW, _number(banmai.room))


def test_officer_of_another_agency_approves_nothing(banmai: Staffed) -> None:
    theirs = staffed(banmai.room, NONG_BUA)
    _enrol(banmai)
    for agency in (BAN_MAI, NONG_BUA):
        with pytest.raises(Refused, match=r"^(not_approver|key_changed)$"):
            banmai.room.approve(agency, theirs.keys[PLOY], NEW, _number(banmai.room))
    assert len(banmai.room.waiting_keys(BAN_MAI)) == 1


def test_key_replaced_since_it_was_seen_is_not_approved(banmai: Staffed) -> None:
    _enrol(banmai)
    seen = _number(banmai.room)
    banmai.room.leave(BAN_MAI, NEW)
    _enrol(banmai)
    assert _number(banmai.room) != seen
    with pytest.raises(Refused, match=r"^key_changed$"):
        banmai.room.approve(BAN_MAI, banmai.keys[PLOY], NEW, seen)


def test_number_is_the_same_for_both_and_long(banmai: Staffed) -> None:
    _enrol(banmai)
    assert [len(group) for group in _number(banmai.room).split(" ")] == [5, 5, 5, 5]
    assert _number(banmai.room) == _number(banmai.room)


def _answer(banmai: Staffed, officer: str = NEW) -> str:
    return recovery_sheet.answer(banmai.sheet.secret, banmai.room.challenge_for_key(BAN_MAI, officer), "banmai")


def test_holder_of_the_recovery_key_approves_once(banmai: Staffed) -> None:
    key = _enrol(banmai)
    answer = _answer(banmai)
    banmai.room.approve_by_recovery(BAN_MAI, NEW, answer)
    banmai.file(REPORT)
    assert len(_read(banmai, key)) == 1
    banmai.room.leave(BAN_MAI, NEW)
    _enrol(banmai)
    with pytest.raises(Refused, match=r"^recovery_unproved$"):
        banmai.room.approve_by_recovery(BAN_MAI, NEW, answer)
    assert _actions(banmai)[-1] == ("recovery", "approval_failed", NEW)


def test_answer_for_one_key_or_for_the_proof_approves_no_other(banmai: Staffed) -> None:
    _enrol(banmai)
    _enrol(banmai, "officer-other")
    for answer in (
        _answer(banmai, "officer-other"),
        recovery_sheet.answer(banmai.sheet.secret, banmai.room.challenge_recovery(BAN_MAI), "banmai"),
        "",
    ):
        with pytest.raises(Refused, match=r"^recovery_unproved$"):
            banmai.room.approve_by_recovery(BAN_MAI, NEW, answer)
    assert len(banmai.room.waiting_keys(BAN_MAI)) == 2


def test_replaced_recovery_key_lets_nobody_in_while_officers_are_there(banmai: Staffed) -> None:
    banmai.room.load_recovery(BAN_MAI, recovery_sheet.new_sheet().public)
    _enrol(banmai)
    assert len(banmai.room.waiting_keys(BAN_MAI)) == 1


def test_set_up_of_another_agency_waits_for_nobody(banmai: Staffed) -> None:
    banmai.room.enrol(NONG_BUA, NEW, "นายใหม่", PASSWORD)
    assert banmai.room.waiting_keys(NONG_BUA) == []
