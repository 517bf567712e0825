"""An entry tried against the history before it is published."""

from dataclasses import replace

import pytest

from qa.answering import Kind, KnowledgeBase
from qa.entries import Entry
from qa.seed import starter
from qa.trying import Past, try_entry
from tests.cast import BAN_MAI

TENTS = Entry("tents", "ยืมของ", "ขอยืมเต็นท์", "ยืมได้ที่สำนักปลัด", ("ยืมเต็นท์จัดงาน", "ยืมเต็นท์กับอบต"), ("เต็นท์",))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return KnowledgeBase([entry for entry in starter()[::3] if "เต็นท์" not in repr(entry)], BAN_MAI)


def answered_question(base: KnowledgeBase) -> tuple[str, Entry]:
    """A published question that the base answers with its own entry."""
    for entry in base.entries:
        reply = base.reply(entry.question)
        if reply.kind is Kind.ANSWER and reply.entries[0].entry.id == entry.id:
            return entry.question, entry
    raise AssertionError("no entry answers its own question")


def test_a_new_entry_catches_what_nobody_answered_and_shows_only_reduced_words(base: KnowledgeBase) -> None:
    past = [Past("ขอยืมเต็นท์ให้นางมาลี", "ขอยืมเต็นท์ …", ""), Past("ภาษีที่ดินจ่ายเมื่อไหร่", "ภาษีที่ดินจ่ายเมื่อไหร่", "")]
    trial = try_entry(base, TENTS, past)
    assert (trial.tried, trial.harmful) == (2, False)
    assert (*trial.catches, *trial.offers) == ("ขอยืมเต็นท์ …",)


def test_an_entry_with_anothers_question_steals_and_crosses_it(base: KnowledgeBase) -> None:
    question, owner = answered_question(base)
    copy = Entry("copy", owner.category, question, "อีกคำตอบหนึ่ง", owner.phrasings, owner.keywords)
    trial = try_entry(base, copy, [Past(question, question, owner.id)])
    assert trial.harmful
    assert {one.owner.id for one in trial.steals} == {owner.id}
    assert (question, owner.id) in [(text, entry.id) for text, entry in trial.crossings]


def test_an_unchanged_entry_steals_nothing_from_itself(base: KnowledgeBase) -> None:
    question, owner = answered_question(base)
    trial = try_entry(base, replace(owner, answer="คำตอบใหม่"), [Past(question, question, owner.id)])
    assert (trial.harmful, trial.catches, trial.offers) == (False, (), ())


def test_what_is_answered_already_is_not_called_a_catch(base: KnowledgeBase) -> None:
    question, _ = answered_question(base)
    assert try_entry(base, TENTS, [Past(question, question, "")]).catches == ()


def test_a_history_answered_by_an_entry_that_is_gone_counts_as_unanswered(base: KnowledgeBase) -> None:
    trial = try_entry(base, TENTS, [Past("ขอยืมเต็นท์", "ขอยืมเต็นท์", "removed")])
    assert (*trial.catches, *trial.offers) == ("ขอยืมเต็นท์",)
