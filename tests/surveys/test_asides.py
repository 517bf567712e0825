"""What is told beside the answers: sealed, published in batches, joined to nothing."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kernel.errors import Refused
from storage.tables import survey_asides, survey_comments, survey_profiles
from storage.work import Work
from surveys.asides import (
    ASIDE_BYTES,
    COMMENT_LIMIT,
    Aside,
    Profile,
    comments,
    keep_words,
    profiles,
    publish_asides,
    tell,
)
from surveys.records import BATCH, SealedAside
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock

WOMAN = Profile("31-40", "f", "primary")


def told(work: Work, clock: FrozenClock, n: int, aside: Aside, agency=BAN_MAI) -> str:
    round_ = current_round(work, agency, clock)
    for number in range(n):
        tell(work, agency, round_.id, aside, form=f"{aside.comment}{aside.profile}{number}", clock=clock)
    return round_.id


def test_fewer_than_five_wait_for_others_or_for_the_end_of_their_round(work: Work, clock: FrozenClock) -> None:
    round_id = told(work, clock, 4, Aside(WOMAN))
    clock.pass_time(days=20)
    assert (publish_asides(work, BAN_MAI, clock), profiles(work, BAN_MAI, round_id)) == (0, {})
    clock.moment = datetime(2027, 1, 1, tzinfo=UTC)
    assert publish_asides(work, BAN_MAI, clock) == 4
    assert profiles(work, BAN_MAI, round_id) == {WOMAN: 4}


def test_five_ask_for_their_job_and_are_counted_once(work: Work, clock: FrozenClock) -> None:
    round_id = told(work, clock, 5, Aside(WOMAN))
    assert [(job.kind, job.key) for job in work.jobs.waiting(BAN_MAI)] == [("publish_batch", "")]
    assert [publish_asides(work, BAN_MAI, clock), publish_asides(work, BAN_MAI, clock)] == [5, 0]
    assert profiles(work, BAN_MAI, round_id) == {WOMAN: 5}
    assert work.connection.execute(survey_asides.select()).all() == []


def test_five_rows_of_fewer_people_wait(work: Work, clock: FrozenClock) -> None:
    round_id = told(work, clock, 3, Aside(WOMAN, "ขอที่จอดรถ"))
    keep_words(work, BAN_MAI, round_id, {f"t{number}": "คนเดียว" for number in range(BATCH)})
    assert publish_asides(work, BAN_MAI, clock) == 0
    told(work, clock, BATCH, Aside(comment="ดี"))
    assert publish_asides(work, BAN_MAI, clock) == 3 + BATCH
    assert profiles(work, BAN_MAI, round_id) == {}


def test_damaged_aside_does_not_hold_back_the_others(work: Work, clock: FrozenClock) -> None:
    round_id = told(work, clock, BATCH, Aside(WOMAN))
    work.asides.add(BAN_MAI, SealedAside(round_id, "k", b"of another key"))
    assert publish_asides(work, BAN_MAI, clock) == BATCH
    assert [one.key for one in work.asides.waiting(BAN_MAI)] == ["k"]


def test_agencies_do_not_see_each_others(work: Work, clock: FrozenClock) -> None:
    ours = told(work, clock, 5, Aside(WOMAN, "ของเรา"))
    told(work, clock, 5, Aside(Profile(sex="m"), "ของเขา"), NONG_BUA)
    publish_asides(work, BAN_MAI, clock)
    assert (profiles(work, BAN_MAI, ours), set(comments(work, BAN_MAI, ours))) == ({WOMAN: 5}, {"ของเรา"})
    assert (profiles(work, NONG_BUA, ours), comments(work, NONG_BUA, ours)) == ({}, [])


def test_every_sealed_aside_has_one_length(work: Work, clock: FrozenClock) -> None:
    told(work, clock, 1, Aside(WOMAN, "สั้น"))
    told(work, clock, 1, Aside(comment="😀" * COMMENT_LIMIT))
    heads = [f"aside|{BAN_MAI.code}/{one.round}/{one.key}|" for one in work.asides.waiting(BAN_MAI)]
    sizes = {len(one.sealed) - len(head) for one, head in zip(work.asides.waiting(BAN_MAI), heads, strict=True)}
    assert sizes == {ASIDE_BYTES}


def test_comments_rest_sealed_and_in_no_order(work: Work, clock: FrozenClock) -> None:
    round_ = current_round(work, BAN_MAI, clock)
    said = [f"เรื่องที่ {number}" for number in range(30)]
    for words in said:
        tell(work, BAN_MAI, round_.id, Aside(comment=words), form=words, clock=clock)
    publish_asides(work, BAN_MAI, clock, rng=random.Random(4))
    rows = work.connection.execute(survey_comments.select()).all()
    shown = comments(work, BAN_MAI, round_.id)
    assert sorted(shown) == sorted(said)
    assert shown != said
    assert {row.day for row in rows} == {date(2026, 11, 21)}
    assert [row for row in rows if "เรื่อง".encode() in row.text] == []


def test_profile_and_comment_of_one_person_share_no_value(work: Work, clock: FrozenClock) -> None:
    told(work, clock, 5, Aside(WOMAN, "ขอที่จอดรถ"))
    keys = {row.key for row in work.connection.execute(survey_asides.select())}
    publish_asides(work, BAN_MAI, clock)
    assert len(keys) == 10
    assert keys & {row.key for row in work.connection.execute(survey_comments.select())} == set()
    assert len(work.connection.execute(survey_profiles.select()).all()) == 1


def test_damaged_comment_does_not_hide_the_others(work: Work, clock: FrozenClock) -> None:
    round_id = told(work, clock, 5, Aside(comment="ดี"))
    publish_asides(work, BAN_MAI, clock)
    one = work.asides.comments(BAN_MAI, round_id)[0]
    work.asides.keep(BAN_MAI, replace(one, key="moved"))
    assert comments(work, BAN_MAI, round_id) == ["ดี"] * 5


@pytest.mark.parametrize(
    ("aside", "reason"),
    [
        (Aside(Profile(age="99")), "bad_profile"),
        (Aside(Profile(sex="ชาย")), "bad_profile"),
        (Aside(comment="ก" * (COMMENT_LIMIT + 1)), "comment_long"),
    ],
)
def test_what_cannot_be_kept_is_refused(work: Work, clock: FrozenClock, aside: Aside, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        told(work, clock, 1, aside)
    assert work.asides.waiting(BAN_MAI) == []


def test_closed_and_foreign_rounds_take_nothing(work: Work, clock: FrozenClock) -> None:
    round_id = told(work, clock, 1, Aside(WOMAN))
    with pytest.raises(Refused, match="round_closed"):
        tell(work, NONG_BUA, round_id, Aside(WOMAN), form="f", clock=clock)
    clock.moment = datetime(2026, 12, 31, 17, tzinfo=UTC)
    with pytest.raises(Refused, match="round_closed"):
        tell(work, BAN_MAI, round_id, Aside(WOMAN), form="f", clock=clock)
