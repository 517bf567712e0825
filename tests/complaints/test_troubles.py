"""Trouble under the room: tables of keys that are missing, a disk that takes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from complaints import officers
from complaints.desk import Desk
from complaints.status import Status
from kernel.codes import new_id
from kernel.errors import Refused, Unavailable
from storage.sealed.room import FraudRoom
from storage.sealed.short_memory import ShortMemory
from storage.sealed.tables import KEYS
from tests.cast import BAN_MAI
from tests.complaints.telling import MALEE, TOLD, tell
from tests.complaints.traces import found_in, shapes
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import KAMNAN, PASSWORD, PLOY, REPORT, Staffed, WatchedCrypto, WatchedStore


def test_door_is_closed_while_a_table_of_keys_is_missing(banmai: Staffed) -> None:
    room, taken = banmai.room, []
    for name in sorted(KEYS):
        _rename(room, name, f"{name}_away")
        with pytest.raises(Unavailable, match="database"):
            room.door(BAN_MAI)
        with suppress(Unavailable):  # a page that was opened before: taken whole, or not at all
            taken.append(room.file(BAN_MAI, REPORT, new_id()))
        _rename(room, f"{name}_away", name)
    assert (room.door(BAN_MAI).open, room.examine(BAN_MAI)) == (True, ())
    assert len(banmai.references()) == len(taken) < len(KEYS)
    assert [room.follow(BAN_MAI, receipt.digits).status for receipt in taken] == [Status.RECEIVED] * len(taken)


def _rename(room: FraudRoom, name: str, other: str) -> None:
    with room.store.begin() as work:
        work.connection.execute(text(f"ALTER TABLE {name} RENAME TO {other}"))


@contextmanager
def read_only(room: FraudRoom) -> Iterator[None]:
    """The disk under the sealed database takes nothing."""

    def refuse(raw: Any, *_: object) -> None:
        raw.execute("PRAGMA query_only=ON")

    engine = room.store.engine
    event.listen(engine, "checkout", refuse)
    try:
        yield
    finally:
        event.remove(engine, "checkout", refuse)
        engine.dispose()


def test_read_only_disk_keeps_nothing_and_spills_nothing(banmai: Staffed, tmp_path: Path) -> None:
    room, form, report = banmai.room, new_id(), replace(REPORT, what=TOLD[0])
    receipt = banmai.file()
    (reference,) = banmai.references()
    reader = room.reader(BAN_MAI, banmai.keys[PLOY])
    assert reader.open(reference).report == REPORT
    with read_only(room):
        assert banmai.references() == [reference]  # what needs no writing goes on
        for attempt in (
            lambda: room.file(BAN_MAI, report, form),
            lambda: reader.write(reference, TOLD[0]),
            lambda: reader.note(reference, TOLD[0]),
            lambda: room.follow(BAN_MAI, receipt.digits),
            lambda: tell(room.chat, *TOLD),
        ):
            with pytest.raises(Unavailable, match="database"):
                attempt()
    assert found_in(tmp_path, shapes(TOLD[0])) == []
    assert (banmai.references(), room.examine(BAN_MAI)) == ([reference], ())
    assert room.file(BAN_MAI, report, form).digits
    assert (len(banmai.references()), room.chat.draft(BAN_MAI, MALEE)) == (2, None)


def test_memory_that_takes_nothing_is_away(tmp_path: Path, clock: FrozenClock) -> None:
    (tmp_path / "file").write_bytes(b"")
    for put in (ShortMemory(tmp_path / "file" / "x").put, ShortMemory(tmp_path / "file" / "x").put_new):
        with pytest.raises(Unavailable, match="memory"):
            put("name", b"value", clock.now())


class _Noting(WatchedCrypto):
    """Counts what opening an officer's key costs."""

    def __init__(self, store: WatchedStore) -> None:
        super().__init__(store)
        self.costs: list[object] = []

    def _key(self, password: str, salt: bytes, cost: Any) -> bytes:
        self.costs.append(cost)
        return super()._key(password, salt, cost)


def test_key_that_nobody_has_costs_what_a_wrong_password_costs(banmai: Staffed, clock: FrozenClock) -> None:
    crypto, written = _Noting(WatchedStore(banmai.room.store)), [0]
    desk = Desk(banmai.room.store, crypto, clock)
    code = officers.recovery_code(desk, BAN_MAI, banmai.keys[PLOY])
    event.listen(banmai.room.store.engine, "commit", lambda _: written.append(written.pop() + 1))
    spent = []
    for who in (PLOY, KAMNAN, "nobody"):  # KAMNAN has no printed code
        for unlock in (officers.unlock, officers.unlock_with_code):
            crypto.costs.clear()
            written[:] = [0]
            with pytest.raises(Refused, match=r"^officer_key$"):
                unlock(desk, BAN_MAI, who, *["wrong"] * (1 if unlock is officers.unlock else 2))
            spent.append((written[0], list(crypto.costs)))
    assert spent == [spent[0]] * 6 and spent[0][1]
    assert officers.unlock_with_code(desk, BAN_MAI, PLOY, code, PASSWORD) == banmai.keys[PLOY]
