"""What whoever steals everything learns from the slips of staff: all tokens (a kept PDF), who used which, and when."""

import json
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from kernel.errors import Unreadable
from kernel.vault import Vault
from storage.keyfile import KeyFile
from storage.tables import ballots, metadata, responses
from storage.vault import SealedVault
from storage.work import Work
from surveys import publish_batch, slips
from surveys.records import Round
from surveys.rounds import close_ended
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.flows.relink_chance import bound
from tests.surveys.staff_round import LAST, YEAR, answer, given

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
