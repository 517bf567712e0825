"""A round of staff, and answers given with slips."""

from collections.abc import Mapping
from datetime import date

from kernel.calendar import Period
from storage.work import Work
from surveys import Answers, slips
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock

YEAR = Period(2570, "Y")
LAST = date(2027, 3, 31)


def given(n: int) -> dict[str, int]:
    """Another set of answers for each of 36 people."""
    return {"i1": 1 + n % 6, "i2": 1 + n // 6 % 6, "i3": 2}


def answer(work: Work, clock: FrozenClock, token: str, answers: Mapping[str, int] | None = None) -> None:
    """Somebody of บ้านใหม่'s staff answers with this slip."""
    told = Answers("iit-2567:2570", "iit-2567", None, "web", answers or given(0))
    slips.answer(work, BAN_MAI, told, token, clock)
