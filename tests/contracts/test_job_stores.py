"""Jobs and signs of life: two agencies, two engines."""

from datetime import datetime, timedelta

import pytest

from storage.job_stores import JOB_LEASE, PATIENCE
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, NOON


def test_job_asked_twice_is_one_job_at_the_earlier_time(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync", run_at=NOON + timedelta(hours=1))
    work.jobs.put(BAN_MAI, "sync", run_at=NOON + timedelta(minutes=1))
    work.jobs.put(BAN_MAI, "sync", run_at=NOON + timedelta(hours=2))
    (job,) = work.jobs.waiting(BAN_MAI)
    assert job.run_at == NOON + timedelta(minutes=1)


def test_job_is_claimed_once_until_its_lease_ends(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync")
    assert work.jobs.claim(NOON) is not None
    assert work.jobs.claim(NOON) is None
    assert work.jobs.claim(NOON + JOB_LEASE) is not None


def test_patient_job_lets_others_go_first_but_not_for_ever(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync", key="verify:1", run_at=NOON)
    work.jobs.put(NONG_BUA, "sync", run_at=NOON + timedelta(minutes=30))

    def first(moment: datetime, *, patient: tuple[str, ...] = ("verify:",)) -> str:
        claimed = work.jobs.claim(moment, ("sync",), patient=patient)
        assert claimed is not None
        work.jobs.later(*claimed, moment)
        return claimed[0].agency

    assert first(NOON + timedelta(minutes=10)) == "banmai"  # nobody else is there
    assert first(NOON + timedelta(hours=1), patient=()) == "banmai"
    assert first(NOON + timedelta(hours=1)) == "nongbua"
    assert first(NOON + PATIENCE) == "banmai"


def test_job_of_each_agency_is_its_own(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync")
    work.jobs.put(NONG_BUA, "sync")
    claimed = [work.jobs.claim(NOON), work.jobs.claim(NOON)]
    assert {job.agency for job, _ in filter(None, claimed)} == {"banmai", "nongbua"}


def test_job_asked_for_while_it_runs_runs_again(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync")
    claimed = work.jobs.claim(NOON)
    assert claimed is not None
    work.jobs.put(BAN_MAI, "sync")
    work.jobs.done(*claimed)
    assert len(work.jobs.waiting(BAN_MAI)) == 1


@pytest.mark.parametrize("later", [timedelta(0), timedelta(hours=1)])
def test_job_asked_for_while_it_runs_stands_behind_those_who_wait(work: Work, later: timedelta) -> None:
    work.jobs.put(BAN_MAI, "sync", run_at=NOON - timedelta(minutes=9))
    work.jobs.put(NONG_BUA, "sync", run_at=NOON - timedelta(minutes=5))
    claimed = work.jobs.claim(NOON)
    assert claimed is not None
    work.jobs.put(BAN_MAI, "sync", run_at=NOON + later)
    work.jobs.done(*claimed)
    following = [work.jobs.claim(NOON), work.jobs.claim(NOON)]
    assert [job.agency for job, _ in filter(None, following)] == ["nongbua", "banmai"]


def test_job_done_is_gone(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync")
    claimed = work.jobs.claim(NOON)
    assert claimed is not None
    work.jobs.done(*claimed)
    assert work.jobs.count() == 0


def test_job_failed_comes_back_later_and_later(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync")
    waits = []
    moment = NOON
    for _ in range(3):
        claimed = work.jobs.claim(moment)
        assert claimed is not None
        work.jobs.failed(*claimed, "Unavailable", moment)
        (job,) = work.jobs.waiting(BAN_MAI)
        waits.append((job.run_at - moment).total_seconds())
        moment = job.run_at
    assert waits == [2, 10, 60]


def test_job_claim_takes_only_the_kinds_it_can_do(work: Work) -> None:
    work.jobs.put(BAN_MAI, "unknown")
    assert work.jobs.claim(NOON, ("sync",)) is None


def test_job_that_waits_for_others_keeps_its_place_or_goes_to_the_end(work: Work) -> None:
    for agency, minutes in ((BAN_MAI, 5), (NONG_BUA, 3)):
        work.jobs.put(agency, "sync", run_at=NOON - timedelta(minutes=minutes))
    first = work.jobs.claim(NOON)
    assert first is not None
    work.jobs.later(*first, NOON + timedelta(seconds=30))
    assert [job.run_at for job in work.jobs.waiting(BAN_MAI)] == [NOON + timedelta(seconds=30)]
    second = work.jobs.claim(NOON)
    assert second is not None
    work.jobs.later(*second, NOON + timedelta(seconds=30))
    assert work.jobs.claim(NOON) is None
    again = work.jobs.claim(NOON + timedelta(seconds=30))
    assert again is not None
    assert (again[0].agency, again[0].attempts) == (BAN_MAI.code, 0)
    work.jobs.later(*again, NOON, at_the_end=True)
    last = work.jobs.claim(NOON + timedelta(seconds=30))
    assert last is not None
    assert last[0].agency == NONG_BUA.code


def test_job_claim_leaves_some_agencies_alone(work: Work) -> None:
    work.jobs.put(BAN_MAI, "sync")
    assert work.jobs.claim(NOON, without=[BAN_MAI.code]) is None
    assert work.jobs.claim(NOON, without=[NONG_BUA.code]) is not None


def test_jobs_that_are_due_are_counted_for_all_agencies(work: Work) -> None:
    now = NOON
    assert work.jobs.overdue("sync", now) == (0, None)
    for agency, minutes in ((BAN_MAI, 5), (NONG_BUA, 9), (BAN_MAI, -5)):
        work.jobs.put(agency, "sync", key=str(minutes), run_at=now - timedelta(minutes=minutes))
    work.jobs.put(BAN_MAI, "day_end", run_at=now - timedelta(days=1))
    assert work.jobs.overdue("sync", now) == (2, now - timedelta(minutes=9))


def test_heartbeat_keeps_the_last(work: Work) -> None:
    assert work.heartbeats.last("worker") is None
    work.heartbeats.beat("worker", NOON)
    work.heartbeats.beat("worker", NOON + timedelta(seconds=2))
    assert work.heartbeats.last("worker") == NOON + timedelta(seconds=2)
