"""A second pair of eyes: somebody with a copy of everything, or with a stopwatch, tries what the door does not promise
in so many words.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from complaints.casework import CaseWork
from complaints.drafts import IDLE, SHADOW
from complaints.keys import OfficerKey
from complaints.status import Outcome
from kernel.codes import new_id
from kernel.errors import Refused, Unreadable
from storage.sealed import ceremony
from storage.sealed.case_crypto import SodiumCaseCrypto
from storage.sealed.tables import case_contacts, case_keys, metadata
from tests.cast import BAN_MAI
from tests.complaints.colleagues import hire
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP, KAMNAN, PASSWORD, PLOY, REPORT, Staffed

MALEE = "U" + "9d" * 16


def wraps(banmai: Staffed) -> dict[str, Counter[tuple[str, str, int, int]]]:
    """What a thief of the database sees of each case's wraps: kind, role, key change, size; how many of each."""
    with banmai.room.store.read() as work:
        rows = work.connection.execute(select(case_keys)).all()
    found: dict[str, Counter[tuple[str, str, int, int]]] = {}
    for row in rows:
        found.setdefault(row.reference, Counter())[row.kind, row.role, row.epoch, len(row.box)] += 1
    return found


def alike(banmai: Staffed) -> bool:
    first, *others = wraps(banmai).values()
    return bool(others) and all(one == first for one in others)


def test_rows_do_not_tell_that_somebody_was_excluded(banmai: Staffed) -> None:
    banmai.file()
    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    assert alike(banmai)
    (closed,) = set(banmai.references()) - set(banmai.references(KAMNAN))
    with banmai.room.store.begin() as work:  # the test can tell: one wrap less shows
        work.cases.drop_boxes(BAN_MAI, [banmai.room.ground.desk.files(BAN_MAI).mark(closed, "case", PLOY)])
    assert not alike(banmai)


def test_rows_do_not_tell_it_after_somebody_left_or_stepped_back(banmai: Staffed) -> None:
    room = banmai.room
    for one in ("third", "fourth"):
        room.enrol(BAN_MAI, one, one, PASSWORD)
        waiting = {key.officer: key.number for key in room.waiting_keys(BAN_MAI)}
        room.approve(BAN_MAI, banmai.keys[PLOY], one, waiting[one])
    banmai.file()
    banmai.file(replace(REPORT, exclude=("third",)))
    room.reader(BAN_MAI, banmai.keys[KAMNAN]).recuse(banmai.references()[0])
    assert alike(banmai)
    room.leave(BAN_MAI, "third")
    assert alike(banmai)
    assert room.reader(BAN_MAI, banmai.keys[PLOY]).rekey() == 2
    assert alike(banmai)
    assert room.examine(BAN_MAI) == ()


def test_rows_do_not_tell_that_every_custodian_was_excluded(banmai: Staffed) -> None:
    hire(banmai)
    banmai.room.set_custodian(BAN_MAI, KAMNAN, True, PLOY)
    banmai.file(replace(REPORT, contact="081"))
    banmai.file(replace(REPORT, contact="082", exclude=(KAMNAN,)))
    assert alike(banmai)


def test_rows_do_not_tell_which_case_was_withdrawn(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, contact="081"))
    receipt = banmai.file(replace(REPORT, contact="082-canary"))
    cookie, _ = banmai.room.reporter.sign_in(BAN_MAI, receipt.digits)
    banmai.room.reporter.withdraw(BAN_MAI, cookie)
    assert alike(banmai)
    with banmai.room.store.read() as work:
        assert len({len(row.sealed) for row in work.connection.execute(select(case_contacts))}) == 1
    opened = ceremony.rewrap(
        banmai.room.pack_recovery(BAN_MAI), banmai.sheet.secret
    )  # it can be given on, and is empty
    banmai.room.load_rewrapped(BAN_MAI, opened)
    assert banmai.room.examine(BAN_MAI) == ()


class CountingCrypto(SodiumCaseCrypto):
    """Counts what costs time: an excluded officer with a stopwatch counts the same."""

    def __init__(self) -> None:
        super().__init__(bytes(32), CHEAP)
        self.opened = 0

    def open_key(self, box: bytes, secret: bytes, name: bytes) -> bytes:
        self.opened += 1
        return super().open_key(box, secret, name)


def work_of(banmai: Staffed, officer: str, act: Callable[[CaseWork], Any]) -> int:
    crypto = CountingCrypto()
    crypto._marks = banmai.room.ground.desk.crypto._marks  # type: ignore[attr-defined]  # the same key file
    reader = CaseWork(replace(banmai.room.ground.desk, crypto=crypto), BAN_MAI, banmai.keys[officer])
    act(reader)
    return crypto.opened


def test_case_costs_an_officer_it_excludes_no_more_time_than_none(banmai: Staffed) -> None:
    def guess(reader: CaseWork) -> None:
        with pytest.raises(Refused, match=r"^no_such_case$"):
            reader.open(hidden)

    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    (hidden,) = banmai.references()
    assert work_of(banmai, PLOY, CaseWork.all) > 0
    assert work_of(banmai, KAMNAN, CaseWork.all) == 0
    assert work_of(banmai, KAMNAN, guess) == 0


def test_list_of_an_officer_reads_nothing_of_a_case_it_excludes(banmai: Staffed) -> None:
    def spoken() -> list[tuple[str, object]]:
        said: list[tuple[str, object]] = []

        def note(_connection: object, _cursor: object, statement: str, asked: object, *_: object) -> None:
            said.append((statement, asked))

        event.listen(banmai.room.store.engine, "before_cursor_execute", note)
        reader = banmai.room.reader(BAN_MAI, banmai.keys[KAMNAN])
        reader.needs_rekey(), reader.all(), banmai.room.found(BAN_MAI)
        event.remove(banmai.room.store.engine, "before_cursor_execute", note)
        return said

    before = spoken()
    banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    assert spoken() == before
    assert not any("header" in statement or "box" in statement for statement, _ in before)
    banmai.file()
    assert spoken() != before  # the test can tell


def test_banner_over_a_mass_erase_is_not_there_for_whoever_sees_none_of_it(banmai: Staffed, clock: FrozenClock) -> None:
    for _ in range(6):
        banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    ploy = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    for reference in banmai.references():
        ploy.close(reference, Outcome.DONE)
    clock.pass_time(days=39)
    banmai.room.tidy(BAN_MAI)
    today = date(2028, 1, 1)
    seen = [any(one.waits_to_go(today) for one in banmai.room.reader(BAN_MAI, banmai.keys[who]).all())
            for who in (PLOY, KAMNAN)]  # fmt: skip
    assert seen == [True, False]


def test_ram_forgets_who_typed_within_minutes_of_the_hour(banmai: Staffed, tmp_path: Path, clock: FrozenClock) -> None:
    chat, folder = banmai.room.chat, tmp_path / "short"
    chat.begin(BAN_MAI, MALEE)
    chat.answer(BAN_MAI, MALEE, REPORT.what, new_id(), new_id())
    chat.send(BAN_MAI, MALEE)
    kinds = {path.name.split("-")[0] for path in folder.iterdir()}
    assert {"shadow", "sent"} <= kinds  # they were there to be found
    clock.pass_time(seconds=int((IDLE + SHADOW).total_seconds()))
    banmai.room.tidy_drafts(BAN_MAI)
    assert {path.name.split("-")[0] for path in folder.iterdir()} <= {"draft"}  # the day's key alone


def test_every_key_of_the_server_and_every_row_open_nothing(banmai: Staffed) -> None:
    banmai.file(replace(REPORT, contact="089-canary"))
    (reference,) = banmai.references()
    banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).note(reference, "บันทึก-canary")
    desk, files = banmai.room.ground.desk, banmai.room.ground.desk.files(BAN_MAI)
    with banmai.room.store.read() as work:
        row = work.cases.get(BAN_MAI, reference)
        found = [value for table in metadata.sorted_tables for one in work.connection.execute(select(table))
                 for value in one if isinstance(value, bytes)]  # fmt: skip
    assert row is not None
    keys = [one for one in found if len(one) == 32]
    keys += [desk.crypto.notifier()[0], *(desk.crypto.derive(one, "notice pair") for one in keys)]
    assert len(keys) > 8
    for key in keys:
        (line,) = CaseWork(desk, BAN_MAI, OfficerKey("banmai", PLOY, key)).all()
        assert line.header is None
        with pytest.raises(Unreadable):
            files.open_header(row, {row.epoch: key})
        with pytest.raises(Unreadable):
            files.open_inside(row, {row.epoch: key})


def test_log_holds_sums_of_what_informers_did_and_nothing_that_finds_them(banmai: Staffed, clock: FrozenClock) -> None:
    receipts = [banmai.file(), banmai.file()]
    banmai.room.follow(BAN_MAI, receipts[0].digits)
    clock.pass_time(days=1)
    banmai.room.tidy(BAN_MAI)
    entries = banmai.room.audit_entries(BAN_MAI)
    sums = {one.action: (one.case, one.reason) for one in entries if one.actor == "informer"}
    assert sums == {"filed": ("", "2"), "receipt_read": ("", "1")}
    said = " ".join(str(entry) for entry in entries)
    assert not any(part in said for one in receipts for part in (one.locator, one.secret, one.digits))
