"""Batches on their way to Google, and the gates that every process passes."""

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
