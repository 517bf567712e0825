"""What is done in a thread and what is then to be seen of it, in few words: for one agency and one asker."""

import pytest

from kernel.errors import Refused
from qa import inbox, passing, replying, threads
from qa.ports import Progress
from tests.cast import BAN_MAI, MALEE

ANSWER = "รับได้ที่กองช่าง"


def begun(work, text="ถังขยะรับที่ไหน", person=MALEE, agency=BAN_MAI, **options) -> str:
    return passing.pass_on(work, agency, text, person, "m1", work.clock, **options)


def answer(work, thread, text=ANSWER, staff="s1", **options) -> None:
    replying.answer(work, BAN_MAI, thread, text, staff, work.clock, **options)


def write(work, thread, text="วันเสาร์ได้ไหม", message="m2", agency=BAN_MAI) -> None:
    threads.write_on(work, agency, thread, text, MALEE, message, work.clock)


def said(work, thread) -> list[str]:
    return [one.text for one in inbox.get(work, BAN_MAI, thread).messages]


def state(work, thread) -> Progress:
    return inbox.get(work, BAN_MAI, thread).progress


def reason(call, *arguments, **options) -> str:
    with pytest.raises(Refused) as refused:
        call(*arguments, **options)
    return refused.value.reason


def counted(work, outcome) -> int:
    day = work.clock.now().date()
    return sum(one.count for one in work.counts.between(BAN_MAI, day, day) if one.outcome == outcome)
