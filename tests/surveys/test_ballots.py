"""One answer a person and round; published in shuffled batches that nothing joins to their marks."""

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kernel.errors import Refused
from storage.tables import ballots, responses, survey_rounds
from storage.work import Work
from surveys import Answers, has_answered, publish_batch, submit
from surveys.asides import comments, publish_asides
from surveys.library import Questionnaire
from surveys.rounds import close_ended, current_round
from tests.cast import BAN_MAI, MALEE, NONG_BUA, SOMCHAI
from tests.fakes.clock import FrozenClock

GIVEN = {"e1": 6, "e2": 5, "e3": 2, "e4": None}


def answers(work: Work, clock: FrozenClock, agency=BAN_MAI, point: str | None = "EA7K", **given) -> Answers:
    return Answers(current_round(work, agency, clock).id, "eit-2567", point, "line", given or GIVEN)


def send(work: Work, clock: FrozenClock, n: int, point: str | None = "EA7K") -> None:
    for _ in range(n):
        submit(work, BAN_MAI, answers(work, clock, point=point), person=None, clock=clock)


def test_person_answers_once_a_round(work: Work, clock: FrozenClock) -> None:
    submit(work, BAN_MAI, answers(work, clock), person=MALEE, clock=clock)
    with pytest.raises(Refused, match="already_answered"):
        submit(work, BAN_MAI, answers(work, clock, point="EB8K"), person=MALEE, clock=clock)
    submit(work, BAN_MAI, answers(work, clock), person=SOMCHAI, clock=clock)
    submit(work, NONG_BUA, answers(work, clock, NONG_BUA), person=MALEE, clock=clock)


def test_person_may_answer_in_the_next_round(work: Work, clock: FrozenClock) -> None:
    submit(work, BAN_MAI, answers(work, clock), person=MALEE, clock=clock)
    first = current_round(work, BAN_MAI, clock).id
    clock.moment = datetime(2027, 1, 5, tzinfo=UTC)
    submit(work, BAN_MAI, answers(work, clock), person=MALEE, clock=clock)
    second = current_round(work, BAN_MAI, clock).id
    assert first != second
    assert [has_answered(work, BAN_MAI, round_id, MALEE) for round_id in (first, second)] == [True, True]


def test_has_answered_knows_before_and_after(work: Work, clock: FrozenClock) -> None:
    round_ = current_round(work, BAN_MAI, clock)
    assert not has_answered(work, BAN_MAI, round_.id, MALEE)
    submit(work, BAN_MAI, answers(work, clock), person=MALEE, clock=clock)
    assert has_answered(work, BAN_MAI, round_.id, MALEE)
    assert not has_answered(work, BAN_MAI, round_.id, SOMCHAI)


@pytest.mark.parametrize(
    ("given", "reason"), [({"e1": 7}, "bad_answer"), ({"zz": 1}, "bad_answer"), ({"e1": None}, "empty")]
)
def test_bad_answers_are_refused(work: Work, clock: FrozenClock, given: dict, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        submit(work, BAN_MAI, answers(work, clock, **given), person=MALEE, clock=clock)
    assert work.connection.execute(ballots.select()).all() == []


def test_overlong_point_and_unknown_channel_are_refused(work: Work, clock: FrozenClock) -> None:
    good = answers(work, clock)
    for wrong in (replace(good, point="E" * 13), replace(good, channel="fax")):
        with pytest.raises(Refused, match="bad_answer"):
            submit(work, BAN_MAI, wrong, person=MALEE, clock=clock)
    submit(work, BAN_MAI, good, person=MALEE, clock=clock)


def test_full_batch_of_one_round_leaves_the_few_of_another_their_job(work: Work, clock: FrozenClock) -> None:
    staff = current_round(work, BAN_MAI, clock, "iit-2567")
    submit(work, BAN_MAI, Answers(staff.id, "iit-2567", None, "web", {"i1": 6}), person=None, clock=clock)
    send(work, clock, 5)
    at_once, _ = work.jobs.waiting(BAN_MAI)
    claimed = work.jobs.claim(clock.now())
    assert claimed is not None
    assert publish_batch(work, BAN_MAI, clock) == 5
    work.jobs.done(*claimed)
    assert at_once.run_at == clock.now()
    assert [(job.kind, job.key) for job in work.jobs.waiting(BAN_MAI)] == [
        ("sync", ""),
        ("publish_batch", "2027-01-01"),
    ]
    clock.moment = datetime(2026, 12, 31, 17, tzinfo=UTC)
    assert publish_batch(work, BAN_MAI, clock) == 1


def test_round_ends_at_bangkok_midnight(work: Work, clock: FrozenClock) -> None:
    clock.moment = datetime(2026, 9, 30, 16, 59, tzinfo=UTC)
    last = answers(work, clock)
    assert last.round == "eit-2567:2569Q4"
    submit(work, BAN_MAI, last, person=MALEE, clock=clock)
    clock.pass_time(minutes=1)
    with pytest.raises(Refused, match="round_closed"):
        submit(work, BAN_MAI, last, person=SOMCHAI, clock=clock)
    assert current_round(work, BAN_MAI, clock).id == "eit-2567:2570Q1"


def test_foreign_round_is_refused(work: Work, clock: FrozenClock) -> None:
    theirs = answers(work, clock, NONG_BUA)
    with pytest.raises(Refused, match="round_closed"):
        submit(work, BAN_MAI, theirs, person=MALEE, clock=clock)
    with pytest.raises(Refused, match="round_closed"):
        submit(work, BAN_MAI, replace(answers(work, clock), instrument="iit-2567"), person=MALEE, clock=clock)


def test_closing_destroys_the_secret(work: Work, clock: FrozenClock) -> None:
    round_ = current_round(work, BAN_MAI, clock)
    assert close_ended(work, BAN_MAI, round_.closes_on) == 0
    assert close_ended(work, BAN_MAI, date(2027, 1, 1)) == 1
    row = work.connection.execute(survey_rounds.select()).one()
    assert (row.secret, row.closed) == (None, True)


def test_fewer_than_five_wait(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 4)
    assert publish_batch(work, BAN_MAI, clock) == 0
    (job,) = work.jobs.waiting(BAN_MAI)
    assert (job.kind, job.run_at) == ("publish_batch", datetime(2026, 12, 31, 17, tzinfo=UTC))


def test_five_are_published_at_once(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 5)
    at_once, at_last = work.jobs.waiting(BAN_MAI)
    assert (at_once.run_at, at_last.run_at) == (clock.now(), datetime(2026, 12, 31, 17, tzinfo=UTC))
    assert publish_batch(work, BAN_MAI, clock) == 5
    assert publish_batch(work, BAN_MAI, clock) == 0


def test_a_day_with_few_answers_dates_nobody(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 2)
    clock.pass_time(days=3)
    assert publish_batch(work, BAN_MAI, clock) == 0
    send(work, clock, 3)
    assert publish_batch(work, BAN_MAI, clock) == 5
    assert {row.day for row in work.responses.all(BAN_MAI)} == {date(2026, 11, 24)}


def test_end_of_the_round_publishes_the_last_few(work: Work, clock: FrozenClock) -> None:
    clock.moment = datetime(2026, 9, 30, 16, 59, tzinfo=UTC)
    send(work, clock, 2)
    assert publish_batch(work, BAN_MAI, clock) == 0
    clock.pass_time(minutes=1)  # Bangkok midnight: 1 October
    assert publish_batch(work, BAN_MAI, clock) == 2
    assert close_ended(work, BAN_MAI, date(2026, 10, 1)) == 1


def test_demonstration_may_publish_at_once(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 2)
    assert publish_batch(work, BAN_MAI, clock, day_end=True) == 2


def test_words_of_a_text_item_never_rest_on_a_row(work: Work, clock: FrozenClock) -> None:
    body = {
        "id": "hall",
        "title": "ศาลา",
        "fiscal_year": 2570,
        "items": [
            {"id": "q1", "text": "มาทำอะไร", "kind": "multiple", "options": ["ภาษี", "ทะเบียน", "อื่นๆ"]},
            {"id": "q2", "text": "อยากบอกอะไร", "kind": "text"},
        ],
    }
    work.questionnaires.put(BAN_MAI, Questionnaire("hall", 1, json.dumps(body), date(2026, 11, 1)))
    round_ = current_round(work, BAN_MAI, clock, "hall.1")
    for n in range(5):
        given = Answers(round_.id, "hall.1", None, "web", {"q1": (1, 3), "q2": f"คำที่ {n}"}, ("fast",))
        submit(work, BAN_MAI, given, person=None, clock=clock)
    assert (publish_batch(work, BAN_MAI, clock), publish_asides(work, BAN_MAI, clock)) == (5, 5)
    rows = work.connection.execute(responses.select()).all()
    assert {(row.answers, row.flags) for row in rows} == {('{"q1": [1, 3]}', "fast")}
    assert sorted(comments(work, BAN_MAI, round_.id, "q2")) == [f"คำที่ {n}" for n in range(5)]
    assert comments(work, BAN_MAI, round_.id) == []


def test_withdrawn_questionnaire_takes_no_answer(work: Work, clock: FrozenClock) -> None:
    body = {"id": "hall", "title": "ศาลา", "fiscal_year": 2570, "items": [{"id": "q1", "text": "ดีไหม", "kind": "text"}]}
    own = Questionnaire("hall", 1, json.dumps(body), date(2026, 11, 1))
    work.questionnaires.put(BAN_MAI, own)
    given = Answers(current_round(work, BAN_MAI, clock, "hall.1").id, "hall.1", None, "web", {"q1": "ดี"})
    submit(work, BAN_MAI, given, person=None, clock=clock)
    work.questionnaires.put(BAN_MAI, replace(own, withdrawn_on=date(2026, 11, 21)))
    with pytest.raises(Refused, match="withdrawn"):
        submit(work, BAN_MAI, given, person=None, clock=clock)


def test_point_stays_only_with_five_of_its_own(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 5, "EA7K")
    send(work, clock, 4, "EB8K")
    send(work, clock, 1, None)
    publish_batch(work, BAN_MAI, clock)
    assert sorted(str(row.point) for row in work.responses.all(BAN_MAI)) == ["EA7K"] * 5 + ["None"] * 5


def test_few_without_a_point_are_not_told_apart_by_that(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 6, "EA7K")
    send(work, clock, 5, "EB8K")
    send(work, clock, 1, "EC9K")
    publish_batch(work, BAN_MAI, clock)
    assert sorted(str(row.point) for row in work.responses.all(BAN_MAI)) == ["EA7K"] * 6 + ["None"] * 6


def test_damaged_ballot_does_not_hold_back_the_others(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 5)
    round_id = current_round(work, BAN_MAI, clock).id
    work.ballots.add(BAN_MAI, round_id, "m", b"of another key", clock.now().date())
    assert publish_batch(work, BAN_MAI, clock) == 5
    assert [one.mark for one in work.ballots.waiting(BAN_MAI)] == ["m"]


def test_published_rows_share_nothing_with_their_marks(work: Work, clock: FrozenClock) -> None:
    for n in range(40):
        clock.pass_time(minutes=1)
        position = 1 + n % 6
        submit(work, BAN_MAI, answers(work, clock, e1=position), person=f"U{n:032x}", clock=clock)
    before = work.connection.execute(ballots.select()).all()
    assert all(row.payload for row in before)  # the link is still there, sealed
    publish_batch(work, BAN_MAI, clock, rng=random.Random(7))
    marks = work.connection.execute(ballots.select()).all()
    rows = work.connection.execute(responses.select()).all()
    assert {(row.payload, row.waiting_since) for row in marks} == {(None, None)}
    assert {row.day for row in rows} == {date(2026, 11, 21)}
    assert not {row.mark for row in marks} & {row.key for row in rows}
    by_place = [json.loads(row.answers)["e1"] for row in sorted(rows, key=lambda row: row.place)]
    asked = [1 + n % 6 for n in range(40)]
    assert sorted(by_place) == sorted(asked)
    assert by_place != asked


def test_places_go_on_across_batches(work: Work, clock: FrozenClock) -> None:
    send(work, clock, 5)
    publish_batch(work, BAN_MAI, clock)
    send(work, clock, 6)
    publish_batch(work, BAN_MAI, clock)
    assert [row.place for row in work.responses.all(BAN_MAI)] == list(range(1, 12))
    assert work.responses.all(NONG_BUA) == []
