"""One-time slips of the staff survey, and what whoever steals everything learns from them."""

import json
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from kernel.calendar import Period, period
from kernel.errors import Refused, Unreadable
from kernel.vault import Vault
from storage.keyfile import KeyFile
from storage.tables import ballots, metadata, responses
from storage.vault import SealedVault
from storage.work import Work
from surveys import Answers, publish_batch, slips
from surveys.instruments import load
from surveys.records import Round
from surveys.rounds import close_ended, standing_round
from surveys.slips import Standing
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.flows.relink import bound

YEAR = Period(2570, "Y")
LAST = date(2027, 3, 31)
TODAY = date(2026, 11, 21)
ITEMS = [item.id for item in load("iit-2567").items]


@pytest.fixture
def round_(work: Work, clock: FrozenClock) -> Round:
    """A round of staff in each agency; this is บ้านใหม่'s."""
    slips.open_round(work, NONG_BUA, YEAR, LAST, clock)
    return slips.open_round(work, BAN_MAI, YEAR, LAST, clock)


def given(n: int) -> dict[str, int]:
    """Another set of answers for each of 36 people."""
    return {"i1": 1 + n % 6, "i2": 1 + n // 6 % 6, "i3": 2}


def answer(work: Work, clock: FrozenClock, token: str, answers: Mapping[str, int] | None = None) -> None:
    told = Answers("iit-2567:2570", "iit-2567", None, "web", answers or given(0))
    slips.answer(work, BAN_MAI, told, token, clock)


# -- the round


def test_round_runs_from_today_to_its_last_day_and_asks_no_citizen(work: Work, clock: FrozenClock) -> None:
    assert slips.running(work, BAN_MAI, TODAY) is None
    made = slips.open_round(work, BAN_MAI, YEAR, LAST, clock)
    assert (made.id, made.opens_on, made.closes_on) == ("iit-2567:2570", TODAY, LAST)
    assert (slips.running(work, BAN_MAI, LAST), slips.running(work, BAN_MAI, date(2027, 4, 1))) == (made, None)
    assert (slips.running(work, NONG_BUA, TODAY), standing_round(work, BAN_MAI, TODAY)) == (None, None)


def test_one_round_of_staff_runs_at_a_time_and_each_period_once(work: Work, clock: FrozenClock) -> None:
    slips.open_round(work, BAN_MAI, YEAR, TODAY, clock)
    with pytest.raises(Refused, match="staff_round_runs"):
        slips.open_round(work, BAN_MAI, period("2570H1"), LAST, clock)
    close_ended(work, BAN_MAI, date(2026, 11, 22))
    clock.pass_time(days=1)
    with pytest.raises(Refused, match="staff_round_known"):
        slips.open_round(work, BAN_MAI, YEAR, LAST, clock)
    assert slips.open_round(work, BAN_MAI, period("2570H1"), LAST, clock).period == "2570H1"


@pytest.mark.parametrize(
    ("span", "closes", "reason"),
    [
        (Period(2569, "Y"), TODAY, "staff_round_span"),
        (period("2570Q2"), LAST, "staff_round_span"),
        (YEAR, date(2026, 11, 20), "staff_round_days"),
        (YEAR, date(2027, 10, 1), "staff_round_days"),
    ],
)
def test_round_keeps_to_its_period(work: Work, clock: FrozenClock, span: Period, closes: date, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        slips.open_round(work, BAN_MAI, span, closes, clock)


# -- slips


def test_each_slip_answers_once(work: Work, clock: FrozenClock, round_: Round) -> None:
    first, second = slips.draw(work, BAN_MAI, round_, 2)
    assert slips.standing(work, BAN_MAI, first, TODAY) == (Standing.GOOD, first)
    answer(work, clock, first)
    assert slips.standing(work, BAN_MAI, first, TODAY) == (Standing.USED, first)
    with pytest.raises(Refused, match="slip_used"):
        answer(work, clock, first)
    answer(work, clock, second)
    assert work.ballots.waiting_count(BAN_MAI, round_.id) == 2


def test_slip_is_read_as_people_type_it(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    typed = f" {token[:4].lower()}-{token[4:]} "
    assert slips.standing(work, BAN_MAI, typed, TODAY) == (Standing.GOOD, token)


def test_foreign_tampered_and_closed_links_are_told_apart(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    swapped = token[:-1] + ("2" if token[-1] != "2" else "3")
    worth = [slips.standing(work, agency, text, TODAY)[0] for agency, text in (
        (BAN_MAI, token), (NONG_BUA, token), (BAN_MAI, swapped), (BAN_MAI, token[:-1]), (BAN_MAI, "9" * 5000),
    )]  # fmt: skip
    assert worth == [Standing.GOOD, Standing.UNKNOWN, *[Standing.MISTYPED] * 3]
    close_ended(work, BAN_MAI, date(2027, 4, 1))
    assert slips.standing(work, BAN_MAI, token, TODAY)[0] is Standing.CLOSED
    with pytest.raises(Refused, match="slip_closed"):
        answer(work, clock, token)


def test_slip_of_an_earlier_round_is_unknown_in_the_next(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    close_ended(work, BAN_MAI, date(2027, 4, 1))
    clock.moment = datetime(2027, 4, 2, 5, tzinfo=UTC)
    slips.open_round(work, BAN_MAI, period("2570H2"), date(2027, 9, 30), clock)
    assert slips.standing(work, BAN_MAI, token, date(2027, 4, 2))[0] is Standing.UNKNOWN


def test_refused_answers_leave_the_slip_good(work: Work, clock: FrozenClock, round_: Round) -> None:
    (token,) = slips.draw(work, BAN_MAI, round_, 1)
    for wrong in ({"i1": 9}, {"e1": 1}):
        with pytest.raises(Refused, match="bad_answer"):
            answer(work, clock, token, wrong)
    assert slips.standing(work, BAN_MAI, token, TODAY)[0] is Standing.GOOD


@pytest.mark.parametrize("many", [0, -1, slips.MOST_AT_ONCE + 1])
def test_number_of_slips_has_bounds(work: Work, clock: FrozenClock, round_: Round, many: int) -> None:
    with pytest.raises(Refused, match="slips_many"):
        slips.draw(work, BAN_MAI, round_, many)
    assert work.slips.printed(BAN_MAI, round_.id) == 0


# -- anonymity: the whole database, and an attacker who knows all tokens (a kept PDF) and who used which, and when

Row = Mapping[str, Any]
Dump = Mapping[str, Sequence[Row]]


def dump(work: Work) -> Dump:
    """Every table, in the order in which the database gives its rows."""
    return {
        table.name: [dict(row) for row in work.connection.execute(select(table)).mappings()]
        for table in metadata.sorted_tables
    }


def staff_answer(work: Work, clock: FrozenClock, round_: Round, people: int) -> list[str]:
    """So many draw a slip and answer, one after the other; what waits is published as the job would."""
    tokens = slips.draw(work, BAN_MAI, round_, people)
    for n, token in enumerate(tokens):
        clock.pass_time(seconds=90)
        answer(work, clock, token, given(n))
        publish_batch(work, BAN_MAI, clock, rng=random.Random(n))
    return tokens


def marks_of(loot: Dump, vault: Vault, token: str) -> tuple[str, str] | None:
    """(slip's mark, ballot's mark) as the key file makes them while the round's secret is there."""
    (kept,) = [one for one in loot["survey_rounds"] if (one["agency"], one["round"]) == ("banmai", "iit-2567:2570")]
    if kept["secret"] is None:
        return None
    try:
        secret = vault.unseal("round", "banmai/iit-2567:2570", bytes(kept["secret"])).hex()
    except Unreadable:
        return None
    named = ("banmai", "iit-2567:2570", secret)
    return vault.mark("slip", *named, token), vault.mark("ballot", *named, f"slip:{token}")


def opened(loot: Dump, vault: Vault, mark: str) -> Any:
    """What waits beside a mark, for whoever holds the key file; None once it is published."""
    (ballot,) = [one for one in loot["ballots"] if one["mark"] == mark]
    if ballot["payload"] is None:
        return None
    return json.loads(vault.unseal("ballot", f"banmai/iit-2567:2570/{mark}", bytes(ballot["payload"])))["answers"]


def hits(loot: Dump, vault: Vault, tokens: Sequence[str]) -> int:
    """The best attack on published rows: every token's mark against the rows, both as they lie in the database."""
    known = [marks_of(loot, vault, token) for token in tokens]
    place = {one["mark"]: at for at, one in enumerate(loot["ballots"])}
    by_file = sorted(range(len(tokens)), key=lambda n: place[known[n][1]] if known[n] else 0)  # type: ignore[index]
    by_mark = sorted(range(len(tokens)), key=lambda n: known[n] or ("", ""))
    rows = loot["responses"]
    orders = [rows, sorted(rows, key=lambda row: row["place"]), sorted(rows, key=lambda row: row["key"])]
    ranked = [range(len(tokens)), by_file, by_mark]
    return max(
        sum(given(n) == json.loads(row["answers"]) for n, row in zip(people, order, strict=False))
        for order in orders
        for people in ranked
    )


@pytest.fixture
def sealed(work: Work) -> Work:
    """The same transaction under a real key file."""
    return Work(work.connection, SealedVault(KeyFile.fresh()), work.clock)


@pytest.fixture
def running(sealed: Work, clock: FrozenClock) -> Round:
    return slips.open_round(sealed, BAN_MAI, YEAR, LAST, clock)


def test_no_token_is_anywhere_in_the_database(sealed: Work, clock: FrozenClock, running: Round) -> None:
    tokens = staff_answer(sealed, clock, running, 12)
    everything = str(dump(sealed))
    assert running.id in everything  # a token could be there too
    assert [token for token in tokens if token in everything] == []


def test_slips_and_ballots_share_no_mark(sealed: Work, clock: FrozenClock, running: Round) -> None:
    """Without the key file nobody can say which slips were used."""
    staff_answer(sealed, clock, running, 7)
    loot = dump(sealed)
    printed, used = {one["mark"] for one in loot["survey_slips"]}, {one["mark"] for one in loot["ballots"]}
    assert (len(printed), len(used), printed & used) == (7, 7, set())


def test_before_publication_only_the_key_file_opens_what_a_token_said(
    sealed: Work, clock: FrozenClock, running: Round
) -> None:
    tokens = staff_answer(sealed, clock, running, 4)
    loot, vault = dump(sealed), sealed.vault
    with_keys = [opened(loot, vault, (marks_of(loot, vault, token) or ("", ""))[1]) for token in tokens]
    assert with_keys == [given(n) for n in range(4)]  # the link is there: therefore it is sealed
    assert {marks_of(loot, SealedVault(KeyFile.fresh()), token) for token in tokens} == {None}


def test_after_publication_tokens_and_keys_find_answers_no_better_than_chance(
    sealed: Work, clock: FrozenClock, running: Round
) -> None:
    tokens = staff_answer(sealed, clock, running, 35)
    loot, vault = dump(sealed), sealed.vault
    assert len(loot["responses"]) == 35
    for token in tokens:
        known = marks_of(loot, vault, token)
        assert known is not None  # whoever holds the keys knows that the slip was used
        assert opened(loot, vault, known[1]) is None
    # knowing the order means knowing the batch of five: seven finds are luck
    assert hits(loot, vault, tokens) < bound([5] * 7, attacks=9) < 30


def test_control_unshuffled_rows_would_be_found(sealed: Work, clock: FrozenClock, running: Round) -> None:
    tokens = staff_answer(sealed, clock, running, 35)
    of = {json.dumps(given(n), sort_keys=True): n for n in range(35)}
    for row in sealed.connection.execute(select(responses)).mappings().all():
        at = of[row["answers"]] + 1
        moved = update(responses).where(responses.c.key == row["key"]).values(place=1000 + at)
        sealed.connection.execute(moved)
    assert hits(dump(sealed), sealed.vault, tokens) == 35


def test_after_closing_not_even_the_keys_tell_who_answered(sealed: Work, clock: FrozenClock, running: Round) -> None:
    tokens = staff_answer(sealed, clock, running, 12)
    assert len(dump(sealed)["survey_slips"]) == 12
    clock.moment = datetime(2027, 4, 1, tzinfo=UTC)
    publish_batch(sealed, BAN_MAI, clock)
    close_ended(sealed, BAN_MAI, date(2027, 4, 1))
    loot = dump(sealed)
    assert (len(loot["responses"]), loot["survey_slips"]) == (12, [])
    assert {marks_of(loot, sealed.vault, token) for token in tokens} == {None}
    left = sealed.connection.execute(select(ballots.c.payload, ballots.c.waiting_since)).all()
    assert {tuple(row) for row in left} == {(None, None)}
