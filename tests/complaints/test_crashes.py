"""Killed between any two steps, a report is a draft that can be sent, or a case whose receipt its author can have."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import pytest

from complaints import intake
from complaints.desk import Desk
from complaints.drafts import Chat
from complaints.receipt import Receipt
from complaints.reporter import Reporter
from complaints.store_ports import SealedStore, SealedWork
from kernel.codes import new_id
from storage.sealed.short_memory import ShortMemory
from tests.cast import BAN_MAI
from tests.fakes.complaints import KAMNAN, PLOY, REPORT, Staffed

MALEE = "U" + "3c" * 16


class Killed(BaseException):
    """What `kill -9` leaves undone is what comes after this."""


class Fuse:
    """Burns down by one at every step that the disk could see."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def burn(self) -> None:
        if self.left == 0:
            raise Killed
        self.left -= 1


class MortalStore:
    """A store whose process may die before each transaction, before its commit, and right after it."""

    def __init__(self, store: SealedStore, fuse: Fuse) -> None:
        self._store, self._fuse = store, fuse

    @contextmanager
    def begin(self) -> Iterator[SealedWork]:
        self._fuse.burn()
        with self._store.begin() as work:
            yield work
            self._fuse.burn()
        self._fuse.burn()

    @contextmanager
    def read(self) -> Iterator[SealedWork]:
        self._fuse.burn()
        with self._store.read() as work:
            yield work


class MortalMemory(ShortMemory):
    """The same for what lives in RAM."""

    fuse: Fuse

    def put(self, name: str, value: bytes, until: datetime) -> None:
        self.fuse.burn()
        super().put(name, value, until)
        self.fuse.burn()


def mortal(banmai: Staffed, fuse: Fuse) -> Desk:
    desk = banmai.room.ground.desk
    memory = MortalMemory(banmai.room.ground.memory._folder)
    memory.fuse = fuse
    return replace(desk, store=MortalStore(desk.store, fuse), memory=memory)


def killed_everywhere(act: Callable[[Fuse], Receipt], again: Callable[[], Receipt]) -> int:
    """Let `act` die after 0, 1, 2 ... steps, doing it once more each time, until it lives; how many deaths it died."""
    for steps in range(100):
        try:
            act(Fuse(steps))
        except Killed:
            again()
        else:
            return steps
    raise AssertionError("it never ended")


def test_draft_sent_by_a_dying_process_is_one_case_with_a_receipt(banmai: Staffed) -> None:
    told: list[str] = []

    def act(fuse: Fuse) -> Receipt:
        told.append(f"เรื่องที่ {fuse.left}")
        banmai.room.chat.begin(BAN_MAI, MALEE)
        banmai.room.chat.answer(BAN_MAI, MALEE, told[-1], new_id(), new_id())
        return Chat(mortal(banmai, fuse)).send(BAN_MAI, MALEE)

    def again() -> Receipt:
        receipt = banmai.room.chat.send(BAN_MAI, MALEE)
        assert banmai.room.chat.in_hand(BAN_MAI, MALEE) == receipt
        banmai.room.follow(BAN_MAI, receipt.digits)
        return receipt

    assert killed_everywhere(act, again) > 8
    assert kept(banmai) == sorted(told)
    assert banmai.room.examine(BAN_MAI) == ()


def test_form_sent_by_a_dying_process_gives_its_receipt_the_second_time(banmai: Staffed) -> None:
    forms: list[str] = []

    def act(fuse: Fuse) -> Receipt:
        forms.append(new_id())
        return intake.file(mortal(banmai, fuse), BAN_MAI, replace(REPORT, what=forms[-1]), forms[-1])

    def again() -> Receipt:
        receipt = banmai.file(replace(REPORT, what=forms[-1]), forms[-1])
        banmai.room.follow(BAN_MAI, receipt.digits)
        return receipt

    assert killed_everywhere(act, again) == 5
    assert kept(banmai) == sorted(forms)


def test_code_exchanged_by_a_dying_process_still_has_an_owner(banmai: Staffed) -> None:
    officer, at = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]), {}

    def act(fuse: Fuse) -> Receipt:
        code = officer.enter(REPORT, new_id())
        at["cookie"], _ = banmai.room.reporter.sign_in(BAN_MAI, code.digits)
        at["form"] = new_id()
        return Reporter(mortal(banmai, fuse)).exchange(BAN_MAI, at["cookie"], at["form"])

    def again() -> Receipt:
        own = banmai.room.reporter.exchange(BAN_MAI, at["cookie"], at["form"])
        assert not banmai.room.reporter.look(BAN_MAI, at["cookie"]).first_use
        assert not banmai.room.follow(BAN_MAI, own.digits).first_use
        return own

    assert killed_everywhere(act, again) > 5


def test_photograph_wanted_before_a_crash_is_still_wanted_after_it(banmai: Staffed) -> None:
    chat = banmai.room.chat
    chat.begin(BAN_MAI, MALEE)
    chat.answer(BAN_MAI, MALEE, REPORT.what, new_id(), new_id())
    with pytest.raises(Killed):
        Chat(mortal(banmai, Fuse(3))).want(BAN_MAI, MALEE, "m7", "e7")
    chat.want(BAN_MAI, MALEE, "m7", "e7")  # delivered once more
    draft = chat.draft(BAN_MAI, MALEE)
    assert draft is not None
    assert (chat.wanted(BAN_MAI, MALEE), draft.waiting, draft.files) == (("m7",), 1, 0)


def kept(banmai: Staffed) -> list[str]:
    """What officers read, the same for both of them."""
    seen = []
    for one in (PLOY, KAMNAN):
        reader = banmai.room.reader(BAN_MAI, banmai.keys[one])
        seen.append(sorted(reader.open(line.reference).report.what for line in reader.all()))
    assert seen[0] == seen[1]
    return seen[0]
