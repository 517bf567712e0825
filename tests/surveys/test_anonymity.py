"""Whoever holds everything stored, and even the list of all citizens, cannot join a mark to its answers."""

import json
import random
from datetime import UTC, datetime

from storage.tables import ballots, jobs, responses, survey_rounds
from storage.work import Work
from surveys import Answers, publish_batch, submit
from surveys.ballots import PAYLOAD_STEP
from surveys.rounds import close_ended, current_round
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.surveys import FakeSurveyWork

POINT = "EA7K"


def person(n: int) -> str:
    return f"U{n:032x}"


def answer_of(n: int) -> dict[str, int]:
    """A different set of answers for each of 36 people."""
    return {"e1": 1 + n % 6, "e2": 1 + n // 6 % 6}


def everybody_answers(work: Work, clock: FrozenClock, people: int) -> None:
    round_ = current_round(work, BAN_MAI, clock)
    for n in range(people):
        clock.pass_time(seconds=90)
        submit(
            work, BAN_MAI, Answers(round_.id, "eit-2567", POINT, "line", answer_of(n)), person=person(n), clock=clock
        )
        publish_batch(work, BAN_MAI, clock, rng=random.Random(n))


def test_before_publishing_the_link_is_sealed_and_says_nothing_by_its_length() -> None:
    work, clock = FakeSurveyWork(), FrozenClock()
    round_ = current_round(work, BAN_MAI, clock)
    for n, given in enumerate(({"e1": 1}, {f"e{k}": 2 for k in range(1, 10)})):
        point = POINT if n else None
        submit(work, BAN_MAI, Answers(round_.id, "eit-2567", point, "line", given), person=person(n), clock=clock)
    heads = [f"ballot|{BAN_MAI.code}/{round_.id}/{one.mark}|" for one in work.ballots.waiting(BAN_MAI)]
    sealed = [one.payload for one in work.ballots.waiting(BAN_MAI)]
    assert [len(one) - len(head) for one, head in zip(sealed, heads, strict=True)] == [PAYLOAD_STEP] * 2


def test_marks_and_answers_share_no_value_once_published(work: Work, clock: FrozenClock) -> None:
    everybody_answers(work, clock, 35)
    marks = work.connection.execute(ballots.select()).mappings().all()
    rows = work.connection.execute(responses.select()).mappings().all()
    assert (len(marks), len(rows)) == (35, 35)
    named = {"agency", "round"}  # what everybody has in common
    ours = {str(value) for row in marks for key, value in row.items() if key not in named and value is not None}
    theirs = {str(value) for row in rows for key, value in row.items() if key not in named and value is not None}
    assert ours & theirs == set()
    assert {row["payload"] for row in marks} | {row["waiting_since"] for row in marks} == {None}


def test_order_of_marks_guesses_answers_no_better_than_chance(work: Work, clock: FrozenClock) -> None:
    everybody_answers(work, clock, 36)
    clock.moment = datetime(2026, 12, 31, 17, tzinfo=UTC)  # the last one waited for the end of the round
    publish_batch(work, BAN_MAI, clock)
    truth = {_mark(work, n): answer_of(n) for n in range(36)}
    in_file = [row.mark for row in work.connection.execute(ballots.select())]
    assert set(in_file) == truth.keys()  # with the secret still there, the attacker knows who each mark is
    rows = work.connection.execute(responses.select()).all()
    for order in (rows, sorted(rows, key=lambda row: row.place)):
        hits = sum(truth[mark] == json.loads(row.answers) for mark, row in zip(in_file, order, strict=True))
        assert hits <= 9  # chance expects one; ten or more come once in ten million runs


def test_after_closing_no_mark_can_be_made_again(work: Work, clock: FrozenClock) -> None:
    everybody_answers(work, clock, 5)
    assert _mark(work, 0) in {row.mark for row in work.connection.execute(ballots.select())}
    close_ended(work, BAN_MAI, datetime(2027, 1, 1, tzinfo=UTC).date())
    assert [row.secret for row in work.connection.execute(survey_rounds.select())] == [None]


def test_jobs_name_no_row_and_no_person(work: Work, clock: FrozenClock) -> None:
    everybody_answers(work, clock, 7)
    found = {(row.kind, row.key, row.payload) for row in work.connection.execute(jobs.select())}
    assert found == {("publish_batch", "2027-01-01", "{}"), ("publish_batch", "", "{}"), ("sync", "", "{}")}


def _mark(work: Work, n: int) -> str:
    """The mark as whoever holds the round's secret can make it."""
    (round_,) = work.rounds.all(BAN_MAI)
    sealed = work.rounds.secret(BAN_MAI, round_.id)
    assert sealed is not None
    secret = work.vault.unseal("round", f"{BAN_MAI.code}/{round_.id}", sealed)
    return work.vault.mark("ballot", BAN_MAI.code, round_.id, secret.hex(), person(n))
