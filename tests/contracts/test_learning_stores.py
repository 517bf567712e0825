"""What was asked without who, groups, thumbs and answer times: one contract on both databases, two agencies."""

from dataclasses import replace
from datetime import date

from qa import passing
from qa.learning_ports import AskedRow, ClusterRow, ClusterState, Fate, Rated
from qa.ports import Kind
from storage.work import Work
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.fakes.clock import FrozenClock

DAY = date(2026, 11, 21)
ROW = AskedRow("m1", DAY, Fate.UNTAKEN, "", b"sealed", reduced=False)
GROUP = ClusterRow("c1", b"sealed", 3, "market", DAY, ClusterState.OPEN)


def test_asked_is_kept_by_agency_and_read_from_a_day_on(work: Work) -> None:
    old = replace(ROW, id="m0", day=date(2026, 11, 1))
    work.asked.put_many([("banmai", ROW), ("banmai", old), ("nongbua", replace(ROW, text=b"theirs"))])
    assert work.asked.since(BAN_MAI, DAY) == [ROW]
    assert work.asked.since(BAN_MAI, date(2026, 11, 1)) == [old, ROW]
    assert work.asked.since(NONG_BUA, DAY) == [replace(ROW, text=b"theirs")]


def test_asked_again_replaces_words_and_fate_but_not_the_group(work: Work) -> None:
    work.asked.put_many([("banmai", ROW)])
    work.asked.replace(BAN_MAI, "m1", replace(ROW, cluster="c1", question="q1"))
    work.asked.put_many([("banmai", replace(ROW, fate=Fate.ANSWERED, entry="market", text=b"less", reduced=True))])
    (found,) = work.asked.since(BAN_MAI, DAY)
    assert found == AskedRow("m1", DAY, Fate.ANSWERED, "market", b"less", True, "c1", "q1")


def test_the_last_of_two_words_on_one_message_wins(work: Work) -> None:
    work.asked.put_many([("banmai", ROW), ("banmai", replace(ROW, fate=Fate.NOT_THIS))])
    assert [row.fate for row in work.asked.since(BAN_MAI, DAY)] == [Fate.NOT_THIS]


def test_a_row_can_lose_the_mark_of_its_message_but_not_its_settlement(work: Work) -> None:
    work.asked.put_many([("banmai", replace(ROW, cluster="c1")), ("nongbua", replace(ROW, cluster="c1"))])
    work.asked.settle(BAN_MAI, "c1")
    work.asked.replace(BAN_MAI, "m1", replace(ROW, id="r-1"))
    work.asked.replace(BAN_MAI, "gone", replace(ROW, id="r-2"))
    assert [(row.id, row.settled) for row in work.asked.since(BAN_MAI, DAY)] == [("r-1", True)]
    assert [(row.id, row.settled) for row in work.asked.since(NONG_BUA, DAY)] == [("m1", False)]


def test_asked_can_be_erased_one_by_one_and_by_age(work: Work) -> None:
    work.asked.put_many([(code, ROW) for code in ("banmai", "nongbua")])
    assert work.asked.remove(BAN_MAI, "m1")
    assert not work.asked.remove(BAN_MAI, "m1")
    work.asked.forget_before(NONG_BUA, DAY)
    assert work.asked.since(NONG_BUA, DAY) == [ROW]
    work.asked.forget_before(NONG_BUA, date(2026, 11, 22))
    assert work.asked.since(NONG_BUA, DAY) == []


def test_open_groups_are_replaced_and_ended_ones_stay(work: Work) -> None:
    work.clusters.replace_open(BAN_MAI, [GROUP, replace(GROUP, id="c2", size=9)], DAY)
    work.clusters.replace_open(NONG_BUA, [GROUP], DAY)
    work.clusters.end(BAN_MAI, "c1", ClusterState.DONE)
    work.clusters.replace_open(BAN_MAI, [replace(GROUP, id="c3")], date(2026, 11, 23))
    done = replace(GROUP, state=ClusterState.DONE)
    assert work.clusters.all(BAN_MAI) == [done, replace(GROUP, id="c3")]
    assert work.clusters.get(BAN_MAI, "c1") == done
    assert work.clusters.all(NONG_BUA) == [GROUP]
    assert (work.clusters.learnt_on(BAN_MAI), work.clusters.learnt_on(NONG_BUA)) == (date(2026, 11, 23), DAY)


def test_ended_groups_are_forgotten_by_age(work: Work) -> None:
    work.clusters.replace_open(BAN_MAI, [GROUP, replace(GROUP, id="c2")], DAY)
    work.clusters.end(BAN_MAI, "c1", ClusterState.DISMISSED)
    work.clusters.forget_before(BAN_MAI, date(2026, 11, 22))
    assert [one.id for one in work.clusters.all(BAN_MAI)] == ["c2"]


def test_thumbs_are_counted_by_agency_day_and_entry(work: Work) -> None:
    for helped in (True, False, False):
        work.ratings.add(BAN_MAI, DAY, "market", helped)
    work.ratings.add(NONG_BUA, DAY, "market", True)
    assert work.ratings.since(BAN_MAI, DAY) == [Rated(DAY, "market", False, 2), Rated(DAY, "market", True, 1)]
    work.ratings.forget_before(BAN_MAI, date(2026, 11, 22))
    assert work.ratings.since(BAN_MAI, DAY) == []
    assert work.ratings.since(NONG_BUA, DAY) == [Rated(DAY, "market", True, 1)]


def test_answer_times_are_counted_by_month(work: Work) -> None:
    month = date(2026, 11, 1)
    for minutes in (30, 30, 5):
        work.answer_times.add(BAN_MAI, month, minutes)
    work.answer_times.add(NONG_BUA, month, 60)
    assert work.answer_times.between(BAN_MAI, date(2026, 10, 1), month) == [(month, 5, 1), (month, 30, 2)]
    assert work.answer_times.between(BAN_MAI, date(2026, 10, 1), date(2026, 10, 31)) == []


def test_waiting_questions_are_counted_by_the_month_they_were_asked_in(work: Work, clock: FrozenClock) -> None:
    first = passing.pass_on(work, BAN_MAI, "ขอถังขยะ", MALEE, "m1", clock)
    passing.pass_on(work, BAN_MAI, "น้ำไม่ไหล", MALEE, "m2", clock)
    passing.pass_on(work, BAN_MAI, "เสนอให้ปลูกต้นไม้", MALEE, "m3", clock, Kind.SUGGESTION)
    passing.pass_on(work, NONG_BUA, "ขอถังขยะ", MALEE, "m4", clock)
    assert work.answer_times.waiting(BAN_MAI) == {date(2026, 11, 1): 2}
    passing.answer(work, BAN_MAI, first, "รับได้ที่กองสาธารณสุข", "s1", clock)
    assert work.answer_times.waiting(BAN_MAI) == {date(2026, 11, 1): 1}
