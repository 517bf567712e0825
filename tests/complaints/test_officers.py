"""Officers' keys: made once, opened by their password alone, never shown."""

import pytest
from sqlalchemy import update

from kernel.errors import Refused, Unreadable
from storage.crypto import Cost
from storage.sealed.case_crypto import HIGHEST_COST, OFFICER_COST, RECEIPT_COST, Costs, SodiumCaseCrypto
from storage.sealed.room import FraudRoom
from storage.sealed.tables import officer_locks
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.complaints import CHEAP, KAMNAN, PASSWORD, PLOY, Staffed, staffed

COOKIE, OTHER_COOKIE = "c" * 43, "d" * 43


def test_password_opens_the_key_made_at_enrolment(banmai: Staffed) -> None:
    assert banmai.room.unlock(BAN_MAI, PLOY, PASSWORD) == banmai.keys[PLOY]


@pytest.mark.parametrize(("officer", "password"), [(PLOY, "wrong"), (PLOY, ""), ("nobody", PASSWORD)])
def test_wrong_password_and_unknown_officer_read_the_same(banmai: Staffed, officer: str, password: str) -> None:
    with pytest.raises(Refused) as refused:
        banmai.room.unlock(BAN_MAI, officer, password)
    assert (refused.value.reason, refused.value.facts) == ("officer_key", {})


def test_failed_unlock_stays_in_the_log(banmai: Staffed) -> None:
    with pytest.raises(Refused):
        banmai.room.unlock(BAN_MAI, PLOY, "wrong")
    with banmai.room.store.read() as work:
        last = work.audit.chain(BAN_MAI)[0][-1].entry
    assert (last.actor, last.action) == (PLOY, "unlock_failed")


def test_officer_of_the_same_id_elsewhere_has_another_key(room: FraudRoom) -> None:
    here, there = staffed(room, BAN_MAI), staffed(room, NONG_BUA)
    assert here.keys[PLOY].secret != there.keys[PLOY].secret
    assert room.unlock(NONG_BUA, PLOY, PASSWORD) == there.keys[PLOY]


def test_enrolling_twice_is_refused_and_keeps_the_first_key(banmai: Staffed) -> None:
    with pytest.raises(Refused, match=r"^already_enrolled$"):
        banmai.room.enrol(BAN_MAI, PLOY, "ผู้อื่น", "other")
    assert banmai.room.unlock(BAN_MAI, PLOY, PASSWORD) == banmai.keys[PLOY]


def test_new_password_opens_the_same_key_and_the_old_one_nothing(banmai: Staffed) -> None:
    banmai.room.change_password(BAN_MAI, PLOY, PASSWORD, "new-password")
    assert banmai.room.unlock(BAN_MAI, PLOY, "new-password") == banmai.keys[PLOY]
    with pytest.raises(Refused, match=r"^officer_key$"):
        banmai.room.unlock(BAN_MAI, PLOY, PASSWORD)


def test_password_change_needs_the_old_one(banmai: Staffed) -> None:
    with pytest.raises(Refused, match=r"^officer_key$"):
        banmai.room.change_password(BAN_MAI, PLOY, "wrong", "new-password")


def test_leaving_twice_and_leaving_a_stranger_are_harmless(banmai: Staffed) -> None:
    for officer in (KAMNAN, KAMNAN, "nobody"):
        banmai.room.leave(BAN_MAI, officer)
    assert not banmai.room.enrolled(BAN_MAI, KAMNAN)
    assert banmai.room.enrolled(BAN_MAI, PLOY)


def test_session_wrap_opens_with_its_cookie_alone(banmai: Staffed) -> None:
    key = banmai.keys[PLOY]
    wrapped = banmai.room.wrap_for_session(key, COOKIE)
    assert banmai.room.unwrap_from_session(wrapped, COOKIE) == key
    assert key.secret not in wrapped
    with pytest.raises(Unreadable):
        banmai.room.unwrap_from_session(wrapped, OTHER_COOKIE)
    with pytest.raises(Unreadable):
        banmai.room.unwrap_from_session(b"", COOKIE)


def test_key_hides_itself_from_tracebacks(banmai: Staffed) -> None:
    assert repr(banmai.keys[PLOY]) == f"OfficerKey(agency='banmai', officer='{PLOY}')"


@pytest.mark.parametrize("change", [{"ops": 0}, {"memory": 1024}, {"memory": 2**31 - 1}, {"ops": 1000}, {"salt": b""}])
def test_lock_with_a_cost_outside_the_limits_is_refused(banmai: Staffed, change: dict[str, int]) -> None:
    with banmai.room.store.begin() as work:
        work.connection.execute(update(officer_locks).values(change))
    with pytest.raises(Refused, match=r"^officer_key$"):
        banmai.room.unlock(BAN_MAI, PLOY, PASSWORD)


def test_lock_made_cheaply_is_refused_by_the_product(banmai: Staffed) -> None:
    with banmai.room.store.read() as work:
        lock = work.officers.lock_of(BAN_MAI, PLOY)
    assert lock is not None and (lock.ops, lock.memory) == (CHEAP.officer.ops, CHEAP.officer.memory)
    with pytest.raises(Unreadable):
        SodiumCaseCrypto(bytes(32)).unlock(lock, PASSWORD, b"")


def test_lock_moved_to_another_officer_does_not_open(banmai: Staffed) -> None:
    with banmai.room.store.begin() as work:
        lock = work.officers.lock_of(BAN_MAI, PLOY)
        assert lock is not None
        work.officers.change_lock(BAN_MAI, KAMNAN, lock)
    with pytest.raises(Refused, match=r"^officer_key$"):
        banmai.room.unlock(BAN_MAI, KAMNAN, PASSWORD)


def test_product_costs_are_those_of_the_protocol() -> None:
    mib = 1024 * 1024
    assert Costs() == Costs(RECEIPT_COST, OFFICER_COST, OFFICER_COST, HIGHEST_COST)
    assert (Cost(3, 64 * mib), Cost(3, 256 * mib)) == (RECEIPT_COST, OFFICER_COST)
