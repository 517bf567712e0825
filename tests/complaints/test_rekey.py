"""New keys after somebody left, a new recovery key, a lost password, and all officers gone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import update

from complaints.casehold import Held
from complaints.casework import CaseWork
from complaints.store_ports import SealedWork
from kernel.errors import Refused, Unreadable
from storage.sealed import ceremony, recovery_sheet
from storage.sealed.tables import cases
from tests.cast import BAN_MAI
from tests.complaints.colleagues import NEW, desk, hire, one_case
from tests.fakes.complaints import KAMNAN, PASSWORD, PLOY, REPORT, Staffed


def keys_of(banmai: Staffed, officer: str, reference: str) -> set[int]:
    """The epochs whose case key this officer's key opens."""
    work: CaseWork = desk(banmai, officer)
    with banmai.room.store.read() as sealed:
        boxes = sealed.cases.boxes(BAN_MAI, "officer", "case", reference)
    return set(work.files.officers_keys(banmai.keys[officer], boxes))


def test_what_comes_after_a_leaver_is_under_a_key_the_leaver_never_held(banmai: Staffed) -> None:
    receipt = banmai.file()
    (reference,) = banmai.references()
    hire(banmai)
    desk(banmai).share(reference, NEW)
    with banmai.room.store.read() as work:
        copied = work.cases.boxes(BAN_MAI, "officer", "case", reference)
    banmai.room.leave(BAN_MAI, NEW)
    assert (desk(banmai).needs_rekey(), desk(banmai).rekey(), desk(banmai).needs_rekey()) == (1, 1, 0)
    desk(banmai).write(reference, "หลังจากนั้น")
    assert keys_of(banmai, PLOY, reference) == {1, 2}
    leaver = desk(banmai, NEW).files.officers_keys(banmai.keys[NEW], copied)
    with banmai.room.store.read() as work:
        row = work.cases.get(BAN_MAI, reference)
    assert row is not None and set(leaver) == {1}
    with pytest.raises(Unreadable):
        desk(banmai).files.open_header(row, leaver)
    view = banmai.room.follow(BAN_MAI, receipt.digits)
    assert [one.text for one in view.messages] == ["หลังจากนั้น"]
    assert desk(banmai, KAMNAN).open(reference).report.what == REPORT.what


def test_new_recovery_key_opens_cases_that_were_there_before(banmai: Staffed) -> None:
    reference = one_case(banmai)
    sheet = recovery_sheet.new_sheet()
    banmai.room.load_recovery(BAN_MAI, sheet.public)
    desk(banmai).rekey()
    with banmai.room.store.read() as work:
        boxes = work.cases.boxes(BAN_MAI, "recovery", "case", reference)
    secret = recovery_sheet.read_key(sheet.secret)
    assert len({desk(banmai).files.open_box(box, secret) for box in boxes}) == 2
    with pytest.raises(Unreadable):
        desk(banmai).files.open_box(boxes[0], recovery_sheet.read_key(banmai.sheet.secret))


def test_two_officers_who_look_at_once_give_one_new_key(banmai: Staffed) -> None:
    receipt = banmai.file()
    (reference,) = banmai.references()
    banmai.room.rotate(BAN_MAI)

    class Overtaken(CaseWork):
        """Somebody whose colleague is faster, and answers at once."""

        @contextmanager
        def held(self, reference: str) -> Iterator[tuple[SealedWork, Held]]:
            if desk(banmai).rekey():
                desk(banmai).write(reference, "ได้รับแล้ว")
            with super().held(reference) as found:
                yield found

    assert Overtaken(banmai.room.ground.desk, BAN_MAI, banmai.keys[KAMNAN]).rekey() == 1
    for officer in (PLOY, KAMNAN):
        assert [one.text for one in desk(banmai, officer).open(reference).messages] == ["ได้รับแล้ว"]
    assert len(banmai.room.follow(BAN_MAI, receipt.digits).messages) == 1
    packed = json.loads(ceremony.rewrap(banmai.room.pack_recovery(BAN_MAI), banmai.sheet.secret))
    assert {one["epoch"] for one in packed["wraps"] if one["kind"] == "case"} == {1, 2}


def test_damaged_case_keeps_no_other_from_its_new_key(banmai: Staffed) -> None:
    banmai.file(), banmai.file()
    damaged, sound = banmai.references()
    with banmai.room.store.begin() as work:
        work.connection.execute(update(cases).where(cases.c.reference == damaged).values(header=b"x" * 100))
    banmai.room.rotate(BAN_MAI)
    assert (desk(banmai).rekey(), desk(banmai).needs_rekey()) == (1, 1)
    assert {one.reference: one.header is None for one in desk(banmai).all()} == {damaged: True, sound: False}
    assert keys_of(banmai, PLOY, sound) == {1, 2}


def test_contact_follows_a_new_recovery_key_as_soon_as_its_custodian_looks(banmai: Staffed) -> None:
    banmai.room.set_custodian(BAN_MAI, KAMNAN, True, PLOY)
    banmai.file(replace(REPORT, contact="081"))
    sheet = recovery_sheet.new_sheet()
    banmai.room.load_recovery(BAN_MAI, sheet.public)

    def opened() -> set[str]:
        wraps = json.loads(ceremony.rewrap(banmai.room.pack_recovery(BAN_MAI), sheet.secret))["wraps"]
        return {one["kind"] for one in wraps}

    assert desk(banmai).rekey() == 1
    assert opened() == {"case", "inside"}  # what only the custodian has in hand keeps nobody from the rest
    assert (desk(banmai, KAMNAN).rekey(), desk(banmai, KAMNAN).needs_rekey()) == (1, 0)
    assert opened() == {"case", "inside", "contact"}


def test_printed_code_opens_the_key_once_under_a_new_password(banmai: Staffed) -> None:
    code = banmai.room.recovery_code(BAN_MAI, banmai.keys[PLOY])
    assert len(code.replace("-", "")) == 32
    with pytest.raises(Refused, match=r"^officer_key$"):
        banmai.room.unlock_with_code(BAN_MAI, KAMNAN, code, "new-password")
    typed = code.lower().replace("-", " ")
    assert banmai.room.unlock_with_code(BAN_MAI, PLOY, typed, "new-password") == banmai.keys[PLOY]
    assert banmai.room.unlock(BAN_MAI, PLOY, "new-password") == banmai.keys[PLOY]
    with pytest.raises(Refused, match=r"^officer_key$"):
        banmai.room.unlock_with_code(BAN_MAI, PLOY, code, "again")


def test_recovery_key_gives_the_cases_to_new_officers_but_not_to_the_excluded(banmai: Staffed) -> None:
    one_case(banmai, exclude=(KAMNAN,))
    banmai.file(replace(REPORT, what="อีกเรื่องที่เกิดขึ้นในปีนี้", contact="081"))
    banmai.room.leave(BAN_MAI, PLOY)
    banmai.keys[NEW] = banmai.room.enrol(BAN_MAI, NEW, "นายใหม่", PASSWORD)
    challenge = banmai.room.challenge_for_key(BAN_MAI, NEW)
    answer = recovery_sheet.answer(banmai.sheet.secret, challenge, "banmai")
    banmai.room.approve_by_recovery(BAN_MAI, NEW, answer)
    packed = banmai.room.pack_recovery(BAN_MAI)
    rewrapped = ceremony.rewrap(packed, banmai.sheet.secret)
    assert REPORT.what not in packed + rewrapped and banmai.sheet.secret not in packed + rewrapped
    assert banmai.room.load_rewrapped(BAN_MAI, rewrapped) == 2
    assert len(banmai.references(NEW)) == 2
    assert len(banmai.references(KAMNAN)) == 1
    contacts = {desk(banmai, NEW).contact(one, "ตรวจ") for one in banmai.references(NEW)}
    assert contacts == {"", "081"}


@pytest.mark.parametrize("typed", ["", "[]", "{}", json.dumps({"format": "prongsai recovery 1", "agency": "nongbua"})])
def test_what_is_no_package_is_refused(banmai: Staffed, typed: str) -> None:
    with pytest.raises(Refused, match=r"^not_a_package$"):
        banmai.room.load_rewrapped(BAN_MAI, typed)


def test_package_opens_with_its_own_recovery_key_alone(banmai: Staffed) -> None:
    one_case(banmai)
    with pytest.raises(Unreadable):
        ceremony.rewrap(banmai.room.pack_recovery(BAN_MAI), recovery_sheet.new_sheet().secret)


def test_recovery_key_gives_nothing_back_to_whoever_stepped_back(banmai: Staffed) -> None:
    reference = one_case(banmai)
    desk(banmai, KAMNAN).recuse(reference)
    rewrapped = ceremony.rewrap(banmai.room.pack_recovery(BAN_MAI), banmai.sheet.secret)
    banmai.room.load_rewrapped(BAN_MAI, rewrapped)
    assert (banmai.references(PLOY), banmai.references(KAMNAN)) == ([reference], [])


def test_waiting_key_is_rejected_by_a_colleague_or_on_the_server(banmai: Staffed) -> None:
    for reject in (
        lambda number: banmai.room.reject(BAN_MAI, banmai.keys[PLOY], NEW, number),
        lambda number: banmai.room.reject_on_server(BAN_MAI, NEW),
    ):
        banmai.room.enrol(BAN_MAI, NEW, "นายใหม่", PASSWORD)
        (waiting,) = banmai.room.waiting_keys(BAN_MAI)
        reject(waiting.number)
        assert (banmai.room.waiting_keys(BAN_MAI), banmai.room.enrolled(BAN_MAI, NEW)) == ([], False)
    with pytest.raises(Refused, match=r"^key_changed$"):
        banmai.room.reject_on_server(BAN_MAI, KAMNAN)
