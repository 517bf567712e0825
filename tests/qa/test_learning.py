"""From missed questions to groups, from groups to entries, from entries to people who wait."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kernel.agency import Agency
from kernel.errors import Refused
from qa import learning, passing, teaching
from qa.answering import KnowledgeBase
from qa.asked import forget_threads, to_keep, unsaid
from qa.clusters import groups
from qa.entries import Entry
from qa.learning_ports import AskedRow, ClusterState, Fate
from qa.seed import starter
from storage.database import connect
from storage.work import Work
from tests.cast import BAN_MAI, MALEE, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from tests.fresh import furnish

TODAY = date(2026, 11, 23)
"""A Monday."""
HALL = ("ขอยืมเต็นท์จัดงานศพ", "ยืมเต็นท์จากอบตได้ไหม", "อยากยืมเต็นท์ไปใช้งานบวช")
COURT = ("สนามเปตองเปิดกี่โมง", "อยากใช้สนามเปตอง")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """A third of the starter entries, without anything about tents."""
    return KnowledgeBase([entry for entry in starter()[::3] if "เต็นท์" not in repr(entry)], BAN_MAI)


@pytest.fixture
def work(clock: FrozenClock) -> Iterator[Work]:
    engine = connect("sqlite://")
    furnish(engine)
    with engine.connect() as memory, memory.begin():
        made = Work(memory, GlassVault(), clock)
        made.agencies.add(BAN_MAI)
        made.agencies.add(NONG_BUA)
        yield made
    engine.dispose()


def keep(
    work: Work, base: KnowledgeBase, text: str, fate: Fate = Fate.UNTAKEN, day: date = TODAY, entry: str = "",
    agency: Agency = BAN_MAI,
) -> AskedRow | None:  # fmt: skip
    row = to_keep(work.vault, agency, base, text, f"m-{text}", fate, entry, day)
    if row is not None:
        work.asked.put_many([(agency.code, row)])
    return row


def learn(work: Work, base: KnowledgeBase, today: date = TODAY) -> list[learning.Cluster]:
    learning.keep(work, BAN_MAI, learning.study(work, BAN_MAI, base, today))
    return learning.clusters(work, BAN_MAI)


def said(work: Work, row: AskedRow) -> str:
    return work.vault.unseal("asked", "banmai", row.text).decode()


def test_messages_about_the_same_thing_become_groups_the_largest_first() -> None:
    texts = [*COURT, *HALL, "ถามเรื่องอื่นที่ไม่มีใครถาม"]
    usual = [text for entry in starter()[::3] for text in (entry.question, *entry.phrasings)]
    assert [sorted(texts[place] for place in group.places) for group in groups(texts, usual)] == [
        sorted(HALL),
        sorted(COURT),
    ]


def test_groups_of_differently_worded_questions_hardly_mix_subjects() -> None:
    asked = [(entry.id, text) for entry in starter()[::4] for text in (entry.question, *entry.phrasings)]
    usual = [text for entry in starter()[1::4] for text in (entry.question, *entry.phrasings)]
    found = groups([text for _, text in asked], usual)
    same = [sum(asked[one][0] == asked[other][0] for other in group.places) / len(group.places)
            for group in found for one in group.places]  # fmt: skip
    assert len(same) > 0.6 * len(asked)
    assert sum(same) / len(same) > 0.7


@pytest.mark.parametrize("texts", [[], ["ถังขยะ"], ["", ""], ["ก"] * 3, ["\u200b", "😀😀"]])
def test_grouping_takes_whatever_was_typed(texts: list[str]) -> None:
    assert all(len(group.places) >= 2 for group in groups(texts))


@pytest.mark.parametrize(
    "text", ["นายกรับสินบนค่าก่อสร้างถนน", "1234 5678 9012 3456 7890 1234", "ไฟไหม้บ้านช่วยด้วย", "นายสมพงษ์ บุญมาก"]
)  # fmt: skip
def test_fraud_receipts_emergencies_and_bare_names_are_never_kept(work: Work, base: KnowledgeBase, text: str) -> None:
    assert keep(work, base, "ขอยืมเต็นท์จัดงานศพ") is not None
    keep(work, base, text, Fate.ANSWERED)
    assert len(work.asked.since(BAN_MAI, TODAY)) == 1


def test_an_answered_question_is_reduced_at_once_and_a_missed_one_keeps_its_words_masked(work, base) -> None:
    answered = keep(work, base, "นางมาลี ใจดี โทร 0812345678 ขอจ่ายภาษีที่ดิน", Fate.ANSWERED, entry="land-tax-when")
    missed = keep(work, base, "ขอยืมเต็นท์ โทร 0812345678")
    assert answered is not None and missed is not None
    assert (answered.reduced, said(work, answered)) == (True, "… โทร … ขอจ่ายภาษีที่ดิน")
    assert (missed.reduced, said(work, missed)) == (False, "ขอยืมเต็นท์ โทร […]")


def test_a_message_taken_back_is_erased(work: Work, base: KnowledgeBase) -> None:
    keep(work, base, HALL[0])
    keep(work, base, HALL[1])
    assert unsaid(work, BAN_MAI, f"m-{HALL[0]}")
    assert not unsaid(work, NONG_BUA, f"m-{HALL[1]}")
    assert [said(work, row) for row in work.asked.since(BAN_MAI, TODAY)] == [HALL[1]]


def test_a_week_becomes_groups_in_words_that_identify_nobody(work: Work, base: KnowledgeBase) -> None:
    for place, text in enumerate(HALL):
        keep(work, base, f"{text} นายสมพงษ์ บุญมาก บ้านเลขที่ 12/3", day=TODAY - timedelta(days=place))
    keep(work, base, "ขอยืมเต็นท์", agency=NONG_BUA)
    (found,) = learn(work, base)
    assert found.size == 3
    assert all("เต็นท์" in wording for wording in found.wordings)
    assert [leak for leak in ("สมพงษ์", "บุญมาก", "12", "3") if leak in " ".join(found.wordings)] == []
    assert learning.clusters(work, NONG_BUA) == []


def test_a_group_keeps_its_id_from_week_to_week_and_forgets_the_messages_marks(work, base) -> None:
    for text in HALL[:2]:
        keep(work, base, text, day=TODAY - timedelta(days=5))
    (before,) = learn(work, base)
    keep(work, base, HALL[2], day=TODAY + timedelta(days=3))
    (after,) = learn(work, base, TODAY + timedelta(days=7))
    assert (after.id, after.size) == (before.id, 3)
    assert all(row.id.startswith("r-") for row in work.asked.since(BAN_MAI, date(2026, 1, 1)))


def test_what_the_knowledge_base_answers_by_now_is_in_no_group(work: Work, base: KnowledgeBase) -> None:
    for text in HALL:
        keep(work, base, text)
    assert len(learn(work, base)) == 1
    taught = base.with_entry(Entry("tents", "ยืมของ", HALL[0], "ยืมได้ที่สำนักปลัด", phrasings=HALL[1:]))
    assert learn(work, taught) == []


def test_words_are_reduced_after_eight_weeks_and_gone_after_a_year(work: Work, base: KnowledgeBase) -> None:
    keep(work, base, "ขอจ่ายภาษีที่ดินแทนป้าแดง", day=TODAY)
    learn(work, base, TODAY + timedelta(days=56))
    assert [row.reduced for row in work.asked.since(BAN_MAI, TODAY)] == [False]
    learn(work, base, TODAY + timedelta(days=57))
    (row,) = work.asked.since(BAN_MAI, TODAY)
    assert (row.reduced, "แดง" in said(work, row), "ภาษีที่ดิน" in said(work, row)) == (True, False, True)
    learn(work, base, TODAY + timedelta(days=366))
    assert work.asked.since(BAN_MAI, date(2026, 1, 1)) == []


def test_groups_are_due_once_a_week_and_a_missed_monday_is_made_up_for(work: Work, base: KnowledgeBase) -> None:
    assert learning.due(work, BAN_MAI, TODAY)
    learn(work, base)
    assert not learning.due(work, BAN_MAI, TODAY + timedelta(days=6))
    assert learning.due(work, BAN_MAI, TODAY + timedelta(days=9))


def ask_staff(work: Work, base: KnowledgeBase, clock: FrozenClock) -> list[str]:
    """Three people ask staff for a tent; the ids of their threads."""
    threads = []
    for text in HALL:
        threads.append(passing.pass_on(work, BAN_MAI, text, MALEE, f"m-{text}", clock))
        keep(work, base, text, Fate.PASSED_ON)
    return threads


TENTS = Entry("tents", "ยืมของ", "ขอยืมเต็นท์", "ยืมได้ที่สำนักปลัด โทร {phone}")


def test_an_entry_answers_those_who_wait_in_its_group_and_were_chosen(work, base, clock: FrozenClock) -> None:
    first, second, third = ask_staff(work, base, clock)
    (found,) = learn(work, base)
    assert sorted(thread.id for thread in teaching.waiting(work, BAN_MAI, found.id)) == sorted((first, second, third))
    assert teaching.answer_group(work, BAN_MAI, found.id, TENTS, (first, second, "foreign"), "s1", clock) == 2
    answers = [passing.get(work, BAN_MAI, thread).answer for thread in (first, second, third)]
    assert answers == ["ยืมได้ที่สำนักปลัด โทร 0-4400-0001"] * 2 + [None]
    assert learning.cluster(work, BAN_MAI, found.id).state is ClusterState.DONE
    assert learn(work, base, TODAY + timedelta(days=7)) == []


def test_who_was_answered_meanwhile_does_not_wait(work: Work, base: KnowledgeBase, clock: FrozenClock) -> None:
    first, *others = ask_staff(work, base, clock)
    (found,) = learn(work, base)
    passing.answer(work, BAN_MAI, first, "มารับได้เลย", "s2", clock)
    assert sorted(thread.id for thread in teaching.waiting(work, BAN_MAI, found.id)) == sorted(others)


def test_a_group_is_dealt_with_once(work: Work, base: KnowledgeBase, clock: FrozenClock) -> None:
    ask_staff(work, base, clock)
    (found,) = learn(work, base)
    teaching.dismiss(work, BAN_MAI, found.id)
    with pytest.raises(Refused, match="cluster_done"):
        teaching.answer_group(work, BAN_MAI, found.id, TENTS, (), "s1", clock)
    with pytest.raises(Refused, match="cluster_unknown"):
        teaching.dismiss(work, NONG_BUA, found.id)
    assert learn(work, base, TODAY + timedelta(days=7)) == []


def test_an_answer_that_cannot_be_shown_is_sent_to_nobody(work: Work, base: KnowledgeBase, clock: FrozenClock) -> None:
    first, *_ = ask_staff(work, base, clock)
    (found,) = learn(work, base)
    with pytest.raises(Refused, match="entry_unfilled"):
        teaching.answer_group(work, BAN_MAI, found.id, replace(TENTS, answer="{email}"), (first,), "s1", clock)


def test_a_draft_takes_wordings_and_the_nearest_category(work: Work, base: KnowledgeBase) -> None:
    near = base.entries[0]
    cluster = learning.Cluster("c", ("ขอ … เต็นท์", "ขอเต็นท์", "ยืมเต็นท์"), 3, near.id, TODAY, ClusterState.OPEN)
    assert teaching.draft(cluster, base) == teaching.Draft("ขอเต็นท์", ("ยืมเต็นท์",), near.category)
    assert teaching.with_wordings(TENTS, cluster).phrasings == ("ขอเต็นท์", "ยืมเต็นท์")
    torn = replace(cluster, wordings=("ขอ … เต็นท์",), nearest="")
    assert teaching.draft(torn, base) == teaching.Draft("ขอ เต็นท์", (), teaching.OTHER)
    assert teaching.with_wordings(TENTS, torn).phrasings == ()
    assert teaching.draft(replace(torn, wordings=()), base) == teaching.Draft("", (), teaching.OTHER)


def test_erased_threads_take_their_questions_with_them(work: Work, base: KnowledgeBase, clock: FrozenClock) -> None:
    first, second, third = ask_staff(work, base, clock)
    forget_threads(work, BAN_MAI, [first], TODAY)  # its message is still known
    learn(work, base, TODAY + timedelta(days=7))
    forget_threads(work, BAN_MAI, [second], TODAY)  # only the group knows it still
    forget_threads(work, NONG_BUA, [third], TODAY)
    assert [said(work, row) for row in work.asked.since(BAN_MAI, TODAY)] == [HALL[2]]
