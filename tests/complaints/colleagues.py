"""Officers of one office, their desks, and one case on them."""

from dataclasses import replace

from complaints.casework import CaseWork
from tests.cast import BAN_MAI
from tests.fakes.complaints import PASSWORD, PLOY, REPORT, Staffed

NEW = "officer-new"


def desk(banmai: Staffed, officer: str = PLOY) -> CaseWork:
    """What this officer can do with cases."""
    return banmai.room.reader(BAN_MAI, banmai.keys[officer])


def one_case(banmai: Staffed, **changes: object) -> str:
    """The reference of a report just filed."""
    banmai.file(replace(REPORT, **changes))  # type: ignore[arg-type]
    return banmai.references()[0]


def hire(banmai: Staffed, officer: str = NEW) -> None:
    """A third officer, approved by the first."""
    banmai.keys[officer] = banmai.room.enrol(BAN_MAI, officer, "นายใหม่", PASSWORD)
    (waiting,) = banmai.room.waiting_keys(BAN_MAI)
    banmai.room.approve(BAN_MAI, banmai.keys[PLOY], officer, waiting.number)
