"""The worker's jobs: done, put off, or dropped; and what a new Bangkok day asks for."""

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from app import calendar
from app.handlers import end_day, handlers
from app.house import House
from app.worker import Handler, JobRunner
from kernel.agency import Agency
from kernel.errors import Unavailable
from kernel.jobs import Job
from qr.inspections import REMINDER_JOB, Inspection
from qr.patrol import Finding, Verdict
from storage.tables import jobs
from surveys import submit
from surveys.records import Answers
from surveys.rounds import current_round
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.fakes.clock import FrozenClock

WORDS = "ปลัดเรียกเงินห้าหมื่นบาท"


class Doing:
    """A handler that notes what it was given, and fails as often as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.done: list[tuple[str, str]] = []

    def __call__(self, agency: Agency, job: Job) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.done.append((agency.code, job.key))


def ask(house: House, agency: Agency, kind: str = "deed", key: str = "") -> None:
    with house.workplace.begin() as work:
        work.jobs.put(agency, kind, key=key)


def waiting(house: House, agency: Agency = BAN_MAI) -> list[Job]:
    with house.workplace.read() as work:
        return work.jobs.waiting(agency)


def work_off(house: House, every: Mapping[str, Handler]) -> None:
    runner = JobRunner(house, every)
    while runner.run_once():
        pass


def answered(house: House, agency: Agency, person: str) -> str:
    """One answer; the id of its round."""
    with house.workplace.begin() as work:
        round_ = current_round(work, agency, house.clock)
        submit(
            work,
            agency,
            Answers(round_.id, round_.instrument, None, "web", {"e1": 6}),
            person=person,
            clock=house.clock,
        )
        return round_.id


def test_due_jobs_are_done_once_each_for_their_agency(house: House) -> None:
    doing = Doing()
    for agency, key in ((BAN_MAI, "a"), (NONG_BUA, "a"), (BAN_MAI, "a")):
        ask(house, agency, key=key)
    work_off(house, {"deed": doing})
    assert (sorted(doing.done), waiting(house), waiting(house, NONG_BUA)) == (
        [("banmai", "a"), ("nongbua", "a")],
        [],
        [],
    )


def test_jobs_of_other_kinds_are_left_to_others(house: House) -> None:
    ask(house, BAN_MAI, "other")
    assert JobRunner(house, {"deed": Doing()}).run_once() is False
    assert [job.kind for job in waiting(house)] == ["other"]


@pytest.mark.parametrize("failure", [Unavailable("google"), ValueError(f"{WORDS} {MALEE}"), KeyError(WORDS)])
def test_failed_job_comes_back_later(house: House, clock: FrozenClock, failure: Exception) -> None:
    doing = Doing(failure)
    ask(house, BAN_MAI)
    ask(house, NONG_BUA)
    work_off(house, {"deed": doing})
    assert doing.done == [("nongbua", "")]  # the next one does not wait for it
    clock.pass_time(minutes=1)
    work_off(house, {"deed": doing})
    assert (doing.done, waiting(house)) == ([("nongbua", ""), ("banmai", "")], [])


def test_failed_job_keeps_no_words_in_its_row(house: House) -> None:
    ask(house, BAN_MAI)
    work_off(house, {"deed": Doing(ValueError(f"{WORDS} {MALEE}"))})
    with house.workplace.read() as work:
        (row,) = work.connection.execute(jobs.select())
    assert (row.error, row.attempts, row.claim) == ("ValueError", 1, None)


def test_job_of_an_unknown_agency_is_dropped_and_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    doing = Doing()
    with house.database.begin() as connection:  # as an old copy of the tables might hold it
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("DROP TABLE jobs")
        connection.exec_driver_sql(
            "CREATE TABLE jobs (agency, kind, key, run_at, payload, claimed_until, claim, attempts, error,"
            " PRIMARY KEY (agency, kind, key))"
        )
        row = {"agency": "gone", "kind": "deed", "key": "", "run_at": house.clock.now(), "payload": "{}", "attempts": 0}
        connection.execute(jobs.insert(), row)
    ask(house, BAN_MAI)
    work_off(house, {"deed": doing})
    with house.workplace.read() as work:
        assert (work.jobs.count(), doing.done) == (0, [("banmai", "")])
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert (record.message, vars(record)["agency"]) == ("job.dropped", "gone")


def test_calendar_asks_once_a_day_and_repeating_is_harmless(house: House, clock: FrozenClock) -> None:
    for _ in range(3):
        calendar.turn(house)
    house.calendar_day = None  # another process, or a restart
    calendar.turn(house)
    assert [(job.kind, job.key) for job in waiting(house)] == [("day_end", "2026-11-21")]
    clock.pass_time(hours=11, minutes=59)
    calendar.turn(house)
    assert len(waiting(house)) == 1
    clock.pass_time(minutes=1)  # midnight in Bangkok
    calendar.turn(house)
    assert [job.key for job in waiting(house)] == ["2026-11-21", "2026-11-22"]
    assert [job.key for job in waiting(house, NONG_BUA)] == ["2026-11-21", "2026-11-22"]


def test_what_staff_did_is_forgotten_in_time(house: House, clock: FrozenClock) -> None:
    def book() -> tuple[int, int]:
        with house.workplace.read() as work:
            return len(work.staff_log.latest(BAN_MAI)), len(work.inspections.latest(BAN_MAI, 9))

    with house.workplace.begin() as work:
        work.staff_log.add(BAN_MAI, "clerk", "point.added", "", clock.now())
        work.inspections.add(BAN_MAI, Inspection("i", clock.now(), "s", Finding(Verdict.UNREADABLE), "console"))
    seen = []
    for days in (366, 1, 365, 1):
        clock.pass_time(days=days)
        calendar.turn(house)
        seen.append(book())
    assert seen == [(1, 1), (1, 0), (1, 0), (0, 0)]


def test_new_day_dates_nobody_and_the_end_of_the_round_publishes_the_last(house: House, clock: FrozenClock) -> None:
    round_id = answered(house, BAN_MAI, "U1")
    every = {kind: run for kind, run in handlers(house).items() if kind != "sync"}
    clock.pass_time(hours=12)
    calendar.turn(house)
    work_off(house, every)
    with house.workplace.read() as work:
        assert (work.responses.all(BAN_MAI), work.ballots.waiting_count(BAN_MAI, round_id)) == ([], 1)
    clock.pass_time(days=40)
    calendar.turn(house)
    work_off(house, every)
    with house.workplace.read() as work:
        assert [row.day for row in work.responses.all(BAN_MAI)] == [date(2027, 1, 1)]
        assert work.responses.all(NONG_BUA) == []
    assert "sync" in {job.kind for job in waiting(house)}


def test_new_quarter_closes_the_round_for_good(house: House, clock: FrozenClock) -> None:
    old = answered(house, BAN_MAI, "U1")
    every = handlers(house)
    clock.pass_time(days=41 - 12 / 24 - 1)  # 31 December 2569, midnight: still the old quarter
    calendar.turn(house)
    work_off(house, every)
    with house.workplace.read() as work:
        assert work.rounds.secret(BAN_MAI, old) is not None
    clock.pass_time(days=1)
    calendar.turn(house)
    work_off(house, every)
    with house.workplace.read() as work:
        closed = work.rounds.get(BAN_MAI, old)
        assert closed is not None
        assert (closed.closed, work.rounds.secret(BAN_MAI, old), len(work.responses.all(BAN_MAI))) == (True, None, 1)
    assert house.fraud.published(BAN_MAI)[0].as_of == date(2027, 1, 1)


def test_answer_on_the_last_day_of_a_quarter_is_not_lost(house: House, clock: FrozenClock) -> None:
    clock.pass_time(days=40)  # noon on 31 December 2569
    answered(house, BAN_MAI, "U1")
    clock.pass_time(days=3)  # nobody was at work over the new year
    calendar.turn(house)
    work_off(house, handlers(house))
    with house.workplace.read() as work:
        assert len(work.responses.all(BAN_MAI)) == 1


def test_missed_publication_day_is_made_up_for_once(house: House, clock: FrozenClock) -> None:
    every = handlers(house)
    for _ in range(3):
        calendar.turn(house)
        work_off(house, every)
        clock.pass_time(days=1)
    assert [one.as_of for one in house.fraud.published(BAN_MAI)] == [date(2026, 11, 21)]


def test_questions_are_gathered_once_a_week_also_after_a_missed_monday(house: House, clock: FrozenClock) -> None:
    every = {kind: run for kind, run in handlers(house).items() if kind in {"day_end", "learn"}}
    made = []
    for _ in range(9):  # from Saturday on
        calendar.turn(house)
        work_off(house, every)
        with house.workplace.read() as work:
            made.append(work.clusters.learnt_on(BAN_MAI))
        clock.pass_time(days=1)
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    assert made == [saturday, saturday, *[monday] * 7]


def test_each_day_asks_for_the_reminder_of_the_next_monday_once(house: House, clock: FrozenClock) -> None:
    for _ in range(2):
        end_day(house, BAN_MAI)
        clock.pass_time(hours=20)
    with house.workplace.read() as work:
        asked = [job.run_at for job in work.jobs.waiting(BAN_MAI) if job.kind == REMINDER_JOB]
    assert asked == [datetime(2026, 11, 23, 2, tzinfo=UTC)]
