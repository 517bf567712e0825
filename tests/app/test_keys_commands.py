"""`python -m app keys`: the ceremony from an empty office to an open door, and back from losing everybody."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.house import House
from complaints.status import Outcome
from console import accounts
from kernel.staff import Member
from storage.sealed import recovery_sheet
from storage.sealed.room import FraudRoom
from tests.app.conftest import typing_in
from tests.cast import BAN_MAI
from tests.console.desk import QUICK
from tests.fakes.complaints import CHEAP, REPORT, Staffed

PASSWORD = "kratong-loy-nam-2"


@pytest.fixture
def office(house: House) -> House:
    """Cheap keys and passwords; two officers with accounts."""
    house.fraud = FraudRoom(house.sealed, house.keys, house.clock, CHEAP, space=lambda: True)
    house.console_parts = replace(house.console_parts, passwords=QUICK)
    for login in ("wichai", "aree"):
        hire(house, login)
    return house


def hire(house: House, login: str) -> Member:
    with house.workplace.begin() as work:
        token = accounts.invite(work, BAN_MAI, f"คุณ{login}", login, ("officer",), house.clock)
        return accounts.join(work, BAN_MAI, token, QUICK.hash(PASSWORD), house.clock)


def typed(house: House, *words: object, answers: str = "") -> str:
    result = typing_in(house)("keys", *words, answers=answers)
    assert result.exit_code == 0, result.output
    return result.output


def refused(house: House, *words: object, answers: str = "") -> str:
    """What a command that fails as it should says at the end."""
    result = typing_in(house)("keys", *words, answers=answers)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
    return result.stderr


def open_door(house: House) -> recovery_sheet.RecoverySheet:
    """As docs/keys.md says, by the command line alone."""
    for login in ("wichai", "aree"):
        typed(house, "enrol", "--agency", "banmai", login, answers=f"{PASSWORD}\n")
    said = typed(house, "recovery-new")
    secret, public = re.findall(r"(?:[A-Z2-7]{4}-){13}[A-Z2-7]{4}", said)
    typed(house, "recovery-load", "--agency", "banmai", public)
    prove(house, secret)
    return recovery_sheet.RecoverySheet(secret, public)


def prove(house: House, secret: str) -> None:
    """Both sides of the proof: the challenge is printed before the answer is asked for."""
    challenges: list[str] = []
    room = house.fraud

    class Heard(FraudRoom):
        def challenge_recovery(self, agency: object) -> str:
            challenges.append(room.challenge_recovery(BAN_MAI))
            return challenges[-1]

        def prove_recovery(self, agency: object, answer: str) -> None:
            room.prove_recovery(BAN_MAI, recovery_sheet.answer(secret, challenges[-1], "banmai"))

    house.fraud = Heard(house.sealed, house.keys, house.clock, CHEAP, space=lambda: True)
    assert "is proved" in typed(house, "recovery-prove", "--agency", "banmai", answers="x\n")
    house.fraud = room


def test_door_opens_by_the_command_line_alone(office: House) -> None:
    assert "Fewer than 2 officers" in typed(office, "status", "--agency", "banmai")
    open_door(office)
    said = typed(office, "status", "--agency", "banmai")
    assert ("The door is open" in said, said.count("/ approved"), "No sign of a change" in said) == (True, 2, True)


def test_wrong_answer_proves_nothing(office: House) -> None:
    sheet = recovery_sheet.new_sheet()
    typed(office, "recovery-load", "--agency", "banmai", sheet.public)
    assert "not the code inside" in refused(office, "recovery-prove", "--agency", "banmai", answers="AAAA\n")
    assert office.fraud.door(BAN_MAI).lacking == ("officers", "proof")


def test_offline_answer_opens_with_the_right_secret_alone(office: House) -> None:
    sheet, other = recovery_sheet.new_sheet(), recovery_sheet.new_sheet()
    office.fraud.load_recovery(BAN_MAI, sheet.public)
    challenge = office.fraud.challenge_recovery(BAN_MAI)
    said = typed(office, "recovery-answer", "--agency", "banmai", answers=f"{challenge}\n{sheet.secret}\n")
    office.fraud.prove_recovery(BAN_MAI, said.strip().splitlines()[-1])
    typed_wrong = f"{challenge}\n{other.secret}\n"
    assert "for another key" in refused(office, "recovery-answer", "--agency", "banmai", answers=typed_wrong)


@pytest.mark.parametrize("answer", ["wrong", ""])
def test_enrolling_needs_the_officers_own_password(office: House, answer: str) -> None:
    assert "does not fit" in refused(office, "enrol", "--agency", "banmai", "wichai", answers=f"{answer or 'x'}\n")


def test_waiting_key_is_rejected_and_may_be_made_again(office: House) -> None:
    open_door(office)
    hire(office, "new")
    assert "waits for a second" in typed(office, "enrol", "--agency", "banmai", "new", answers=f"{PASSWORD}\n")
    assert "/ waiting" in typed(office, "status", "--agency", "banmai")
    assert "is rejected" in typed(office, "reject", "--agency", "banmai", "new")
    assert "is waiting" in refused(office, "reject", "--agency", "banmai", "new")


def test_everybody_is_gone_and_the_envelope_brings_the_cases_back(office: House, tmp_path: Path) -> None:
    sheet = open_door(office)
    office.fraud.file(BAN_MAI, REPORT, "f" * 32)
    with office.workplace.read() as work:
        members = [one for one in work.staff.all(BAN_MAI) if one.has("officer")]
    for member in members:
        office.fraud.leave(BAN_MAI, member.id)
    fresh = hire(office, "new")
    key = office.fraud.enrol(BAN_MAI, fresh.id, fresh.name, PASSWORD)
    challenge = office.fraud.challenge_for_key(BAN_MAI, fresh.id)
    office.fraud.approve_by_recovery(BAN_MAI, fresh.id, recovery_sheet.answer(sheet.secret, challenge, "banmai"))
    packed, rewrapped = tmp_path / "packed.json", tmp_path / "rewrapped.json"
    typed(office, "pack", "--agency", "banmai", packed)
    typed(office, "rewrap", packed, rewrapped, answers=f"{sheet.secret}\n")
    assert "1 cases open again" in typed(office, "unpack", "--agency", "banmai", rewrapped)
    assert (packed.stat().st_mode & 0o077, rewrapped.stat().st_mode & 0o077) == (0, 0)
    (line,) = office.fraud.reader(BAN_MAI, key).all()
    assert office.fraud.reader(BAN_MAI, key).open(line.reference).report.what == REPORT.what


def test_log_is_checked_against_an_anchor_and_cases_are_erased_when_closed(office: House) -> None:
    sheet = open_door(office)
    staffed = Staffed(office.fraud, BAN_MAI, sheet, b"")
    with office.workplace.read() as work:
        member = work.staff.by_login(BAN_MAI, "wichai")
    assert member is not None
    staffed.keys[member.id] = office.fraud.unlock(BAN_MAI, member.id, PASSWORD)
    staffed.file()
    (reference,) = staffed.references(member.id)
    noted = re.search(r"\d+ [0-9a-f]{16}", typed(office, "anchor", "--agency", "banmai"))
    assert noted is not None
    assert "open, kept, or not there" in refused(office, "erase", "--agency", "banmai", reference, "--yes")
    office.fraud.reader(BAN_MAI, staffed.keys[member.id]).close(reference, Outcome.DONE)
    assert "Erased" in typed(office, "erase", "--agency", "banmai", reference, answers="y\n")
    assert "The log holds" in typed(office, "anchor", "--agency", "banmai", "--check", noted.group())
    forged = refused(office, "anchor", "--agency", "banmai", "--check", "1 0123456789abcdef")
    assert "does not hold from entry 1" in forged


def test_package_that_is_none_is_said_kindly(office: House, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("ไฟล์อื่น", encoding="utf-8")
    assert "no recovery package" in refused(office, "unpack", "--agency", "banmai", other)


def test_custodian_and_rotation_are_noted(office: House) -> None:
    open_door(office)
    typed(office, "custodian", "--agency", "banmai", "aree", "on")
    assert "custodian" in typed(office, "status", "--agency", "banmai")
    office.fraud.file(BAN_MAI, REPORT, "f" * 32)
    typed(office, "rotate", "--agency", "banmai")
    assert "1 cases wait for new keys" in typed(office, "status", "--agency", "banmai")
    typed(office, "clock", "--agency", "banmai", "--yes")
    assert office.fraud.door(BAN_MAI).open
