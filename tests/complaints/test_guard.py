"""The door opens only when somebody can read what comes in."""

from dataclasses import replace

import pytest

from complaints.guard import OfficerName
from kernel.codes import new_id
from kernel.errors import Refused
from storage.sealed import recovery_sheet
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.complaints import KAMNAN, PASSWORD, PLOY, REPORT, Staffed


def closed_door_refuses(room: FraudRoom) -> None:
    with pytest.raises(Refused, match=r"^intake_closed$"):
        room.file(BAN_MAI, REPORT, new_id())


def test_door_opens_step_by_step(room: FraudRoom) -> None:
    sheet = recovery_sheet.new_sheet()
    assert room.door(BAN_MAI).lacking == ("officers", "recovery")
    room.enrol(BAN_MAI, PLOY, "นางพลอย", PASSWORD)
    room.load_recovery(BAN_MAI, sheet.public)
    assert room.door(BAN_MAI).lacking == ("officers", "proof")
    closed_door_refuses(room)
    room.enrol(BAN_MAI, KAMNAN, "นายกำนัน", PASSWORD)
    assert room.door(BAN_MAI).lacking == ("proof",)
    closed_door_refuses(room)
    room.prove_recovery(BAN_MAI, recovery_sheet.answer(sheet.secret, room.challenge_recovery(BAN_MAI), "banmai"))
    assert room.door(BAN_MAI).open
    assert room.file(BAN_MAI, REPORT, new_id()).locator


def test_door_names_the_officers_to_exclude(banmai: Staffed) -> None:
    expected = (OfficerName(KAMNAN, "นางofficer-kamnan"), OfficerName(PLOY, "นางofficer-ploy"))
    assert banmai.room.door(BAN_MAI).officers == expected


def test_door_of_another_agency_stays_closed(banmai: Staffed) -> None:
    assert banmai.room.door(BAN_MAI).open
    assert not banmai.room.door(NONG_BUA).open


def test_door_closes_when_an_officer_leaves(banmai: Staffed) -> None:
    banmai.room.leave(BAN_MAI, KAMNAN)
    assert banmai.room.door(BAN_MAI).lacking == ("officers",)
    closed_door_refuses(banmai.room)


def test_new_recovery_key_has_to_be_proved_again(banmai: Staffed) -> None:
    banmai.room.load_recovery(BAN_MAI, recovery_sheet.new_sheet().public)
    assert banmai.room.door(BAN_MAI).lacking == ("proof",)


def test_report_that_excludes_everybody_is_pointed_elsewhere(banmai: Staffed) -> None:
    with pytest.raises(Refused, match=r"^no_officer_left$"):
        banmai.file(replace(REPORT, exclude=(PLOY, KAMNAN)))


def test_report_that_excludes_somebody_unknown_is_refused(banmai: Staffed) -> None:
    with pytest.raises(Refused, match=r"^unknown_officer$"):
        banmai.file(replace(REPORT, exclude=("officer-of-another-agency",)))
