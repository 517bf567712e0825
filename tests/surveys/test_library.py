"""Own questionnaires: versions that never change under answers, and offices that never see each other's."""

from dataclasses import replace

import pytest

from kernel.errors import Refused
from sheets_sync.sources import read
from storage.work import Work
from surveys import Answers, library, publish_batch, submit
from surveys.instruments import Given, Instrument, load
from surveys.results import summary
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.surveys.own import WATER

OTHER = replace(WATER, title="ชื่อใหม่")


def stored(instrument: Instrument, version: int) -> Instrument:
    return replace(instrument, id=f"{instrument.id}.{version}")


def test_own_questionnaire_is_found_beside_the_built_in_ones(work: Work, clock: FrozenClock) -> None:
    kept, outcome = library.add(work, BAN_MAI, WATER, clock)
    assert (kept.id, outcome) == ("water-2570.1", "new")
    assert library.find(work, BAN_MAI, "water-2570.1") == stored(WATER, 1)
    assert library.find(work, BAN_MAI, "eit-2567") is load("eit-2567")


def test_another_offices_questionnaire_is_unknown(work: Work, clock: FrozenClock) -> None:
    library.add(work, BAN_MAI, WATER, clock)
    assert library.find(work, BAN_MAI, "water-2570.1").id == "water-2570.1"
    for look in (library.find, library.taking):
        with pytest.raises(Refused, match="unknown_instrument"):
            look(work, NONG_BUA, "water-2570.1")
    with pytest.raises(Refused, match="unknown_instrument"):
        library.withdraw(work, NONG_BUA, "water-2570.1", clock)
    assert library.offered(work, NONG_BUA) == []


@pytest.mark.parametrize("instrument_id", ["", "water-2570", "water-2570.0", "water-2570.01", "WATER-2570.1", "../x.1"])
def test_other_ids_are_unknown(work: Work, clock: FrozenClock, instrument_id: str) -> None:
    library.add(work, BAN_MAI, WATER, clock)
    with pytest.raises(Refused, match="unknown_instrument"):
        library.find(work, BAN_MAI, instrument_id)


def test_unused_version_is_replaced_and_the_same_changes_nothing(work: Work, clock: FrozenClock) -> None:
    library.add(work, BAN_MAI, WATER, clock)
    assert library.add(work, BAN_MAI, WATER, clock)[1] == "same"
    kept, outcome = library.add(work, BAN_MAI, OTHER, clock)
    assert (kept.id, outcome) == ("water-2570.1", "changed")
    assert library.find(work, BAN_MAI, "water-2570.1").title == "ชื่อใหม่"


def test_used_version_stays_and_an_edit_is_a_new_one(work: Work, clock: FrozenClock) -> None:
    library.add(work, BAN_MAI, WATER, clock)
    library.add(work, NONG_BUA, WATER, clock)
    current_round(work, BAN_MAI, clock, "water-2570.1")
    kept, outcome = library.add(work, BAN_MAI, OTHER, clock)
    assert (kept.id, outcome) == ("water-2570.2", "new_version")
    assert library.find(work, BAN_MAI, "water-2570.1") == stored(WATER, 1)
    assert [one.id for one in library.offered(work, BAN_MAI)] == ["water-2570.2"]
    assert library.add(work, NONG_BUA, OTHER, clock)[1] == "changed"  # the other office has no round with it


def test_withdrawn_questionnaire_takes_no_answer_and_stays_readable(work: Work, clock: FrozenClock) -> None:
    library.add(work, BAN_MAI, WATER, clock)
    round_ = current_round(work, BAN_MAI, clock, "water-2570.1")
    answers = Answers(round_.id, "water-2570.1", None, "web", {"q2": 5})
    assert submit(work, BAN_MAI, answers, person="one", clock=clock).answered == 1
    library.withdraw(work, BAN_MAI, "water-2570.1", clock)
    with pytest.raises(Refused, match="withdrawn"):
        submit(work, BAN_MAI, answers, person="another", clock=clock)
    assert work.ballots.waiting_count(BAN_MAI, round_.id) == 1
    assert library.find(work, BAN_MAI, "water-2570.1") == stored(WATER, 1)
    assert library.offered(work, BAN_MAI) == []


def test_same_file_again_brings_a_withdrawn_questionnaire_back(work: Work, clock: FrozenClock) -> None:
    library.add(work, BAN_MAI, WATER, clock)
    current_round(work, BAN_MAI, clock, "water-2570.1")
    library.withdraw(work, BAN_MAI, "water-2570.1", clock)
    assert library.add(work, BAN_MAI, WATER, clock)[1] == "reopened"
    assert library.taking(work, BAN_MAI, "water-2570.1").id == "water-2570.1"


def test_number_of_versions_is_bounded(work: Work, clock: FrozenClock) -> None:
    for number in range(library.MOST):
        library.add(work, BAN_MAI, replace(WATER, id=f"water-{number:04d}"), clock)
    with pytest.raises(Refused, match="too_many_questionnaires"):
        library.add(work, BAN_MAI, replace(WATER, id="water-one-more"), clock)
    assert library.add(work, NONG_BUA, WATER, clock)[1] == "new"


def test_own_questionnaire_goes_the_whole_way_from_answer_to_figures(work: Work, clock: FrozenClock) -> None:
    library.add(work, BAN_MAI, WATER, clock)
    round_ = current_round(work, BAN_MAI, clock, "water-2570.1")
    said: dict[str, Given | None] = {"q1": 2, "q2": 5, "q3": 1, "q4": 2, "q5": (1, 3), "q6": 9, "q7": "น้ำขุ่น"}
    for person in "abcdefghijkl":
        submit(work, BAN_MAI, Answers(round_.id, "water-2570.1", None, "web", said), person=person, clock=clock)
    assert publish_batch(work, BAN_MAI, clock) == 12
    rows = work.responses.of_round(BAN_MAI, round_.id)
    assert {tuple(row.answers) for row in rows} == {("q1", "q2", "q3", "q4", "q5", "q6")}  # words stand on no row
    found = summary(work, BAN_MAI, round_.id)
    assert found is not None
    assert (found.n, found.total.shown) == (12, "100.00")
    assert [one.item.id for one in found.items] == ["q2", "q3", "q4"]
    assert work.tallies.differing(BAN_MAI) == []
    assert set(read(work, BAN_MAI, round_.opens_on, "https://x.example").instruments) == {"water-2570.1"}
