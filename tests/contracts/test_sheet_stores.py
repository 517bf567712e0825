"""Targets, batches on their way to Google, and the gates that every process passes."""

from datetime import timedelta
from typing import Any

from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, NOON

BATCH: dict[str, Any] = {"batch": "b1", "sha256": "s", "body": '{"requests":[]}', "plan": "{}", "tries": 1}


def test_attempt_is_one_for_each_target_and_agency(work: Work) -> None:
    assert work.attempts.get(BAN_MAI, "google") is None
    work.attempts.put(BAN_MAI, "google", first_sent_at=None, **BATCH)
    work.attempts.put(BAN_MAI, "google", first_sent_at=NOON, **{**BATCH, "batch": "b2", "tries": 2})
    work.attempts.put(NONG_BUA, "google", first_sent_at=NOON, **BATCH)
    mine = work.attempts.get(BAN_MAI, "google")
    assert mine is not None
    assert (mine.batch, mine.body, mine.first_sent_at, mine.tries) == ("b2", BATCH["body"], NOON, 2)
    work.attempts.drop(BAN_MAI, "google")
    assert work.attempts.get(BAN_MAI, "google") is None
    assert work.attempts.get(NONG_BUA, "google") is not None


def test_gate_is_as_given_until_somebody_passed(work: Work) -> None:
    assert work.gates.get("account:1") is None
    fresh = work.gates.hold("account:1", reads=12.0, writes=6.5, at=NOON)
    assert (fresh.reads, fresh.writes, fresh.at, fresh.closed_until) == (12.0, 6.5, NOON, None)
    until = NOON + timedelta(minutes=1)
    work.gates.put("account:1", reads=11.0, writes=6.5, at=NOON, closed_until=until, reason="rate")
    held = work.gates.hold("account:1", reads=0.0, writes=0.0, at=until)
    assert (held.reads, held.closed_until, held.reason) == (11.0, until, "rate")
    work.gates.open("account:1")
    opened = work.gates.get("account:1")
    assert opened is not None
    assert (opened.reads, opened.closed_until, opened.reason) == (11.0, None, None)
    assert work.gates.get("account:2") is None


def test_targets_are_kept_by_kind_and_agency(work: Work) -> None:
    work.targets.put(BAN_MAI, "xlsx", status="ok", state={"mark": 3}, error=None, synced_at=NOON)
    work.targets.put(NONG_BUA, "xlsx", status="parked", state={}, error="not_shared", synced_at=None)
    assert work.targets.get(BAN_MAI, "xlsx") == {
        "status": "ok",
        "state": {"mark": 3},
        "error": None,
        "synced_at": NOON,
    }
    assert work.targets.get(BAN_MAI, "google") is None


def test_targets_of_all_agencies_are_counted_by_how_they_stand(work: Work) -> None:
    assert work.targets.tally() == {}
    for agency, kind, status in ((BAN_MAI, "xlsx", "ok"), (NONG_BUA, "xlsx", "ok"), (NONG_BUA, "google", "parked")):
        work.targets.put(agency, kind, status=status, state={}, error=None, synced_at=None)
    assert work.targets.tally() == {("xlsx", "ok"): 2, ("google", "parked"): 1}


def test_targets_held_are_made_once_and_kept(work: Work) -> None:
    fresh = {"status": "ok", "state": {}, "error": None, "synced_at": None}
    assert work.targets.hold(BAN_MAI, "xlsx") == fresh
    work.targets.put(BAN_MAI, "xlsx", **{**fresh, "state": {"mark": 3}})
    assert work.targets.hold(BAN_MAI, "xlsx") == {**fresh, "state": {"mark": 3}}
    assert work.targets.hold(NONG_BUA, "xlsx") == fresh
