"""Inbox, conversations, outbox, paid messages: two agencies, two engines."""

from datetime import datetime, timedelta

from kernel.clock import bangkok_day
from kernel.post import ClaimedEvent, NewEvent, Outgoing, seal_state
from storage.inbox_store import LEASE
from storage.tables import events
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.fakes.clock import FrozenClock

TODAY = bangkok_day(NOON)


def event(mark: str, *, lane: str = "lane-1", agency: str = "banmai", after_s: int = 0) -> NewEvent:
    return NewEvent(agency, mark, lane, NOON + timedelta(seconds=after_s), b"sealed")


def outgoing(message_id: str, *, agency: str = "banmai", person: str = "p1", after_s: int = 0) -> Outgoing:
    return Outgoing(agency, message_id, person, {"n": message_id}, NOON + timedelta(seconds=after_s))


def claim(work: Work, worker: str, now: datetime) -> list[ClaimedEvent]:
    return work.inbox.claim(worker, now, work.inbox.look(now, 10))


def test_inbox_keeps_an_event_once(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m2")])
    work.inbox.keep([event("m1")])
    assert work.inbox.waiting() == 2


def test_inbox_same_mark_of_two_agencies_is_two_events(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m1", agency="nongbua")])
    assert work.inbox.waiting() == 2


def test_inbox_unknown_agency_spares_the_batch(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m2", agency="gone"), event("m3")])
    assert {claimed.mark for claimed in claim(work, "w1", NOON)} == {"m1", "m3"}


def test_inbox_claim_is_ordered_by_event_time(work: Work) -> None:
    work.inbox.keep([event("late", after_s=5), event("early"), event("middle", after_s=2)])
    assert [claimed.mark for claimed in claim(work, "w1", NOON)] == ["early", "middle", "late"]


def test_inbox_claim_leaves_a_served_person_alone(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m2", lane="lane-2")])
    assert len(claim(work, "w1", NOON)) == 2
    work.inbox.keep([event("m3"), event("m4", lane="lane-3"), event("m5", agency="nongbua")])
    assert {claimed.mark for claimed in claim(work, "w2", NOON)} == {"m4", "m5"}


def test_inbox_claim_takes_over_after_the_lease(work: Work) -> None:
    work.inbox.keep([event("m1")])
    (first,) = claim(work, "dead", NOON)
    later = NOON + LEASE
    assert [claimed.mark for claimed in claim(work, "w2", later)] == ["m1"]
    assert work.inbox.finish("dead", [first], TODAY) is False


def test_inbox_look_leaves_lanes_alone_when_told(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m2", lane="lane-2"), event("m3", agency="nongbua")])
    found = work.inbox.look(NOON, 10, [("banmai", "lane-1")])
    assert {(one.agency, one.mark) for one in found} == {("banmai", "m2"), ("nongbua", "m3")}


def test_inbox_claim_gives_only_what_nobody_took_meanwhile(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m2", after_s=1), event("m3", lane="lane-3"), event("m3", agency="nongbua")])
    found = work.inbox.look(NOON, 10)
    first = [one for one in found if one.mark == "m1"]
    assert work.inbox.claim("w1", NOON, first) == first
    assert [(one.agency, one.mark) for one in work.inbox.claim("w2", NOON, found)] == [
        ("banmai", "m3"),
        ("nongbua", "m3"),
    ]


def test_inbox_finds_its_rows_by_index(work: Work) -> None:
    if work.connection.dialect.name != "sqlite":
        return  # PostgreSQL's planner chooses by the size of the table
    plans: list[str] = []
    seen = work.connection.connection.driver_connection
    assert seen is not None
    statements: list[str] = []
    seen.set_trace_callback(statements.append)
    work.inbox.keep([event("m1")])
    claimed = claim(work, "w1", NOON)
    work.inbox.finish("w1", claimed, TODAY)
    work.conversations.many([("banmai", "p")])
    work.outbox.settle([("banmai", "a")])
    seen.set_trace_callback(None)
    for statement in statements:
        if statement.startswith(("UPDATE", "SELECT", "DELETE")):
            plans += [row[3] for row in work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert [plan for plan in plans if plan.startswith(("SEARCH events", "SEARCH conversations", "SEARCH outbox"))]
    assert [plan for plan in plans if plan.startswith(("SCAN events", "SCAN conversations", "SCAN outbox"))] == []


def test_inbox_finish_wipes_and_remembers(work: Work) -> None:
    work.inbox.keep([event("m1")])
    claimed = claim(work, "w1", NOON)
    assert work.inbox.finish("w1", claimed, TODAY) is True
    row = work.connection.execute(events.select()).one()
    assert (row.body, row.at, row.lane, row.handled_on) == (None, None, "", TODAY)
    work.inbox.keep([event("m1")])  # redelivered
    assert claim(work, "w1", NOON) == []


def test_inbox_postponed_event_waits_and_counts(work: Work) -> None:
    work.inbox.keep([event("m1")])
    (claimed,) = claim(work, "w1", NOON)
    work.inbox.postpone(claimed, NOON + timedelta(minutes=1))
    assert claim(work, "w1", NOON) == []
    (again,) = claim(work, "w1", NOON + timedelta(minutes=2))
    assert again.attempts == 1


def test_inbox_forgets_old_marks_but_not_waiting_events(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m2", lane="lane-2")])
    done, _waiting = claim(work, "w1", NOON)
    work.inbox.finish("w1", [done], TODAY)
    assert work.inbox.forget_before(TODAY + timedelta(days=1)) == 1
    assert work.inbox.waiting() == 1


def test_inbox_released_events_are_anybodys_again(work: Work) -> None:
    work.inbox.keep([event("m1"), event("m1", agency="nongbua")])
    claimed = claim(work, "w1", NOON)
    work.inbox.release("somebody-else", claimed)
    assert claim(work, "w2", NOON) == []
    work.inbox.release("w1", [one for one in claimed if one.agency == "banmai"])
    (again,) = claim(work, "w2", NOON)
    assert (again.agency, again.mark, again.attempts) == ("banmai", "m1", 0)


def put_states(work: Work, states: dict[tuple[str, str], dict[str, str]]) -> None:
    sealed = {key: seal_state(work.vault, *key, state) for key, state in states.items()}
    work.conversations.put_many(sealed, TODAY)


def test_conversations_hide_the_other_agency(work: Work) -> None:
    put_states(work, {("banmai", "p"): {"at": "ours"}, ("nongbua", "p"): {"at": "theirs"}})
    put_states(work, {("banmai", "p"): {"at": "newer"}})
    assert work.conversations.many([("nongbua", "p")]) == {("nongbua", "p"): {"at": "theirs"}}
    assert work.conversations.many([("banmai", "p"), ("banmai", "q")]) == {("banmai", "p"): {"at": "newer"}}
    work.conversations.forget(BAN_MAI, "p")
    assert work.conversations.many([("banmai", "p")]) == {}


def test_outbox_row_ends_when_settled(work: Work, clock: FrozenClock) -> None:
    work.outbox.put_many([outgoing("a"), outgoing("b", after_s=1)], claimed_until=None)
    assert [message.body for message in work.outbox.claim_stale(NOON, 10)] == [{"n": "a"}, {"n": "b"}]
    work.outbox.settle([("banmai", "a")])
    assert work.outbox.claim_stale(NOON, 10) == []
    assert [message.id for message in work.outbox.claim_stale(NOON + LEASE, 10)] == ["b"]


def test_outbox_held_message_waits_for_its_person(work: Work) -> None:
    work.outbox.put_many([outgoing("a"), outgoing("b", agency="nongbua")], claimed_until=NOON)
    work.outbox.hold([("banmai", "a"), ("nongbua", "b")])
    assert work.outbox.claim_stale(NOON + LEASE, 10) == []
    assert [message.id for message in work.outbox.held([("banmai", "p1")])] == ["a"]
    assert work.outbox.held([("banmai", "p2")]) == []


def test_outbox_tells_what_is_under_way_to_whom(work: Work) -> None:
    others = [outgoing("c", agency="nongbua"), outgoing("d", person="p2"), outgoing("e", after_s=-30)]
    work.outbox.put_many([outgoing("a"), outgoing("b"), *others], claimed_until=None)
    work.outbox.hold([("banmai", "b")])
    since = NOON - timedelta(seconds=20)
    assert work.outbox.under_way([("banmai", "p1"), ("nongbua", "p2")], since) == [("banmai", "a", "p1")]
    assert work.outbox.under_way([], since) == []


def test_outbox_forgets_a_person_of_one_agency(work: Work) -> None:
    work.outbox.put_many([outgoing("a"), outgoing("b", agency="nongbua")], claimed_until=None)
    work.outbox.forget_person(BAN_MAI, "p1")
    assert [message.id for message in work.outbox.claim_stale(NOON, 10)] == ["b"]


def test_pushes_count_by_agency_and_month(work: Work) -> None:
    work.pushes.add(BAN_MAI, "2026-11", 2)
    work.pushes.add(BAN_MAI, "2026-11", -1)
    work.pushes.add(NONG_BUA, "2026-11")
    assert (work.pushes.sent(BAN_MAI, "2026-11"), work.pushes.sent(BAN_MAI, "2026-12")) == (1, 0)


def test_outbox_held_message_names_nobody(work: Work) -> None:
    body = {"user": "U" + "a1" * 16, "token": "t", "messages": [{"type": "text", "text": "ตอบแล้ว"}]}
    work.outbox.put_many([Outgoing("banmai", "o1", "p1", body, NOON)], claimed_until=None)
    work.outbox.put_many([Outgoing("banmai", "o2", "p1", body, NOON)], claimed_until=None)
    work.outbox.hold([("banmai", "o1")])
    [held] = work.outbox.held([("banmai", "p1")])
    assert held.body == body | {"user": "", "token": ""}
    assert [row.body for row in work.outbox.claim_stale(NOON, 5)] == [body]
