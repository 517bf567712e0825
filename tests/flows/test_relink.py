"""Can anybody re-link answers to people? Dozens answer by real webhooks and pages; then everything is stolen.

Statistic: the number of people whose published row an attack names correctly. Whoever knows the order of answering
knows the batch of five; inside it an attack may do no better than drawing blindly. The bound is the smallest number
that blind guessing reaches in any of the attacks with less than one in a million (exact, from counted permutations).
The controls break anonymity on purpose, one way each, and show that the attack made for it then finds everybody.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from kernel.clock import bangkok_day
from kernel.errors import Unreadable
from kernel.vault import Vault
from storage.keyfile import KeyFile
from storage.tables import ballots, responses
from storage.vault import SealedVault
from surveys.rounds import close_ended
from tests.cast import BAN_MAI
from tests.flows import relink
from tests.flows.relink_chance import bound, chance_of
from tests.flows.relink_loot import Loot, mark_of, offset_of, openable
from tests.flows.relink_town import Town, opened_town

PEOPLE = 80
"""Three of four in the chat, the others on the page, mixed; sixteen batches of five."""

FEW = 20
"""For the controls, which find everybody or nobody."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with opened_town(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The large town, after everybody has answered and been published."""
    with opened_town(tmp_path_factory.mktemp("town")) as opened:
        opened.people_answer(PEOPLE)
        yield opened


def finds(loot: Loot, town: Town) -> dict[str, int]:
    """How many people each attack found."""
    return {attack.__name__: relink.hits(loot, attack(loot), town.truth) for attack in relink.ATTACKS}


BLIND = bound([5] * (PEOPLE // 5), len(relink.ATTACKS))


def test_bound_is_far_from_everybody() -> None:
    assert chance_of(0, [5] * 16) == 1
    assert PEOPLE // 5 < BLIND <= PEOPLE * 6 // 10  # sixteen finds are luck; the controls find all eighty


@pytest.mark.slow
def test_published_answers_cannot_be_relinked_while_the_round_is_open(answered: Town) -> None:
    loot = answered.steal(answered.office.workplace.vault)
    assert (len(loot.rows), len(loot.workbook), len(loot.batches)) == (PEOPLE, PEOPLE, PEOPLE // 5)
    known = [one for one in answered.transcript if mark_of(loot, one.user_id)]
    assert len(known) == PEOPLE * 3 // 4  # with the keys one can tell who answered, but not what
    assert {name: n for name, n in finds(loot, answered).items() if n >= BLIND} == {}
    assert {name: n for name, n in finds(answered.steal(None), answered).items() if n >= BLIND} == {}


@pytest.mark.slow
def test_nothing_sealed_outlives_its_batch_in_any_file(answered: Town) -> None:
    loot = answered.steal(answered.office.workplace.vault)
    assert offset_of(loot, loot.rows[0]["key"]) > 0  # the files are the right ones
    current = {bytes(row["state"]) for row in loot.tables["conversations"]}
    old = [one for one in answered.sealed if one not in current]
    assert len(old) > PEOPLE
    assert [one for one in old for data in loot.files.values() if one[1:] in data] == []
    ids = [one.user_id for one in answered.transcript if one.user_id]
    everything = b"".join([*loot.files.values(), str(loot.tables).encode(), loot.logs.encode()])
    assert [user for user in ids if user.encode() in everything] == []


@pytest.mark.slow
def test_after_the_round_not_even_the_keys_tell_who_answered(answered: Town) -> None:
    office = answered.office
    with office.workplace.begin() as work:
        close_ended(work, BAN_MAI, bangkok_day(office.clock.now()).replace(year=2027))
    closed = answered.steal(office.workplace.vault)
    assert {mark_of(closed, one.user_id) for one in answered.transcript} == {None}
    assert {name: n for name, n in finds(closed, answered).items() if n >= BLIND} == {}


@pytest.mark.slow
def test_before_publication_nothing_opens_without_the_key_file(town: Town) -> None:
    town.people_answer(FEW, lambda: None)
    open_chat = town.office.person("คนที่ยังไม่ส่ง")
    for words in ("ประเมิน", "6", "5"):
        open_chat.send_text(words)
        town.office.work()
    vault = town.office.workplace.vault
    assert len(openable(town.steal(vault))) == FEW  # with the keys the link is there: therefore it is sealed
    without = town.steal(SealedVault(KeyFile.fresh()))
    assert openable(without) == []
    for row in without.tables["conversations"]:
        with pytest.raises(Unreadable):
            without.vault.unseal("state", f"banmai/{row['person']}", bytes(row["state"]))  # type: ignore[union-attr]
    plain = b"".join(without.files.values())
    assert [said for said in (b'"e1": ', b'"e1":', b'answers": {') if said in plain] == []


# -- controls: each breaks one thing, and the attack made for it finds people


class Unshuffled(random.Random):
    """Chance that leaves everything as it was."""

    def shuffle(self, x: Any) -> None:
        """Nothing."""


@pytest.mark.slow
def test_control_without_shuffling_the_marks_give_the_chat_away(town: Town) -> None:
    town.people_answer(FEW, lambda: town.publish(Unshuffled()), pages=False)
    found = finds(town.steal(town.office.workplace.vault), town)
    assert found["by_mark"] == FEW
    assert finds(town.steal(None), town)["by_mark"] == 0  # it takes the key file


@pytest.mark.slow
def test_control_rows_in_the_order_of_answering_are_found_by_order(town: Town) -> None:
    town.people_answer(FEW)
    _lay_out_by_arrival(town)
    found = finds(town.steal(None), town)
    assert (found["by_place"], found["by_workbook"], found["by_key"]) == (FEW, FEW, FEW)


def _lay_out_by_arrival(town: Town) -> None:
    """Give keys and places in the order in which people answered, as a careless table would."""
    with town.office.workplace.begin() as work:
        rows = work.connection.execute(select(responses)).mappings().all()
        work.connection.execute(responses.delete())
        order = {str(sorted(answers.items())): at for at, answers in enumerate(town.truth)}
        for row in rows:
            at = order[str(sorted(json.loads(row["answers"]).items()))]
            work.connection.execute(responses.insert().values({**row, "key": f"{at:032x}", "place": at + 1}))


@pytest.mark.slow
def test_control_a_name_on_the_row_is_found_by_its_value(town: Town) -> None:
    town.people_answer(FEW)
    loot = town.steal(town.office.workplace.vault)
    named = {str(one.user_id): town.truth[at] for at, one in enumerate(town.transcript) if one.user_id}
    with town.office.workplace.begin() as work:
        for user, answers in named.items():
            person = work.vault.mark("person", "banmai", user)
            said = json.dumps(answers, sort_keys=True)
            work.connection.execute(update(responses).where(responses.c.answers == said).values(flags=person))
    assert finds(loot, town)["by_shared_value"] == 0
    assert finds(town.steal(town.office.workplace.vault), town)["by_shared_value"] == len(named)


@pytest.mark.slow
def test_control_payloads_left_behind_are_opened_with_the_keys(town: Town) -> None:
    town.people_answer(FEW)
    assert finds(town.steal(town.office.workplace.vault), town)["by_payload"] == 0
    kept = [one for one in town.sealed if len(one) > 500]
    with town.office.workplace.begin() as work:
        for row in work.connection.execute(select(ballots)).mappings().all():
            mine = next((one for one in kept if _opens(work.vault, row, one)), None)
            work.connection.execute(update(ballots).where(ballots.c.mark == row["mark"]).values(payload=mine))
    found = finds(town.steal(town.office.workplace.vault), town)
    assert found["by_payload"] == FEW * 3 // 4
    assert finds(town.steal(None), town)["by_payload"] == 0


def _opens(vault: Vault, row: Any, sealed: bytes) -> bool:
    try:
        vault.unseal("ballot", f"{row['agency']}/{row['round']}/{row['mark']}", sealed)
    except Unreadable:
        return False
    return True


@pytest.mark.slow
def test_control_a_batch_of_one_is_found_by_its_day(town: Town) -> None:
    town.one_a_day(lambda: town.publish(day_end=True))
    loot = town.steal(None)
    assert relink.hits(loot, relink.by_day(loot), town.truth) == 6


@pytest.mark.slow
def test_days_with_one_answer_each_give_nobody_away(town: Town) -> None:
    town.one_a_day(town.publish)
    loot = town.steal(None)
    assert (len(loot.rows), relink.by_day(loot)) == (5, {})
