"""A database edited by hand: what can be seen from outside, and what its officer sees."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from complaints.status import Outcome
from kernel.errors import Refused
from storage.sealed.tables import audit_heads, audit_log, case_counters, case_keys, case_messages, cases
from tests.cast import BAN_MAI
from tests.fakes.complaints import KAMNAN, PLOY, REPORT, Staffed


@pytest.fixture
def lived_in(banmai: Staffed) -> Staffed:
    """Two cases, one of them closed, one of them with an answer."""
    for _ in range(2):
        banmai.file(replace(REPORT, exclude=(KAMNAN,)))
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    first, second = banmai.references()
    reader.write(first, "ได้รับแล้ว")
    reader.close(second, Outcome.DONE)
    assert banmai.room.examine(BAN_MAI) == ()
    return banmai


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (update(cases).where(cases.c.status == "received").values(status="closed"), {"counters"}),
        (delete(cases).where(cases.c.status == "received"), {"counters", "wraps"}),
        (update(case_counters).values(count=7), {"counters"}),
        (delete(case_keys).where(case_keys.c.role == "informer"), {"wraps"}),
        (update(case_keys).values(box=b"short"), {"wraps"}),
        (delete(case_messages).where(case_messages.c.seq == 0), {"threads"}),
        (update(case_messages).values(sealed=b""), {"threads"}),
        (update(audit_log).where(audit_log.c.n == 2).values(action="nothing"), {"audit"}),
        (delete(audit_log).where(audit_log.c.n == 3), {"audit"}),
    ],
)
def test_edit_by_hand_is_seen_without_a_key(lived_in: Staffed, edit: object, found: set[str]) -> None:
    with lived_in.room.store.begin() as work:
        work.connection.execute(edit)  # type: ignore[call-overload]
    assert set(lived_in.room.examine(BAN_MAI)) == found


def test_officers_are_shown_what_the_last_look_found(lived_in: Staffed) -> None:
    room = lived_in.room
    with room.store.begin() as work:
        work.connection.execute(update(case_counters).values(count=7))
        work.connection.execute(delete(audit_log).where(audit_log.c.n == 3))
    assert room.found(BAN_MAI) == ()
    room.look_over(BAN_MAI)
    assert room.found(BAN_MAI) == room.examine(BAN_MAI) == ("audit", "counters")


def test_changed_status_shows_as_damaged_in_the_list(lived_in: Staffed) -> None:
    with lived_in.room.store.begin() as work:
        work.connection.execute(update(cases).values(status="working"))
    listed = lived_in.room.reader(BAN_MAI, lived_in.keys[PLOY]).all()
    assert sorted(one.header is None for one in listed) == [False, True]


def test_tail_that_was_cut_shows_against_an_anchor(lived_in: Staffed) -> None:
    room = lived_in.room
    anchor = room.anchor(BAN_MAI)
    assert room.check_audit(BAN_MAI, lived_in.audit_seed, anchor).holds
    count = int(anchor.split(" ")[0])
    with room.store.begin() as work:
        links, _ = work.audit.chain(BAN_MAI)
        work.connection.execute(delete(audit_log).where(audit_log.c.n == count))
        work.connection.execute(update(audit_heads).values(entries=count - 1, hash=links[-2].hash))
    assert room.check_audit(BAN_MAI).holds  # alone, the chain does not show it
    assert room.check_audit(BAN_MAI, anchor=anchor).first_bad == count


@pytest.mark.parametrize("typed", ["x", "12", "12 zz", "-1 0123456789abcdef"])
def test_anchor_that_is_none_is_refused(lived_in: Staffed, typed: str) -> None:
    with pytest.raises(Refused, match=r"^anchor_malformed$"):
        lived_in.room.check_audit(BAN_MAI, anchor=typed)
