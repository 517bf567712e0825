"""Keeping the knowledge base."""

from dataclasses import replace

import pytest

from kernel.errors import Refused
from qa import knowledge
from qa.entries import ANSWER_LIMIT, LIST_LIMIT, QUESTION_LIMIT, Entry, Status
from qa.seed import starter
from tests.cast import BAN_MAI, NONG_BUA

MARKET = Entry("market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ", ("ตลาดนัดมีวันอะไร",), ("ตลาดนัด",))


def test_publish_entry_stores_tells_caches_and_asks_for_a_sync(work):
    stored = knowledge.publish_entry(work, BAN_MAI, MARKET)
    assert (stored.version, knowledge.live_entries(work, BAN_MAI)) == (1, [stored])
    assert knowledge.live_entries(work, NONG_BUA) == []
    assert work.revisions.numbers == {("banmai", "faq"): 1}
    assert [(job.agency, job.kind) for job in work.jobs.asked] == [("banmai", "sync")]


def test_publish_entry_again_grows_the_version(work):
    knowledge.publish_entry(work, BAN_MAI, MARKET)
    stored = knowledge.publish_entry(work, BAN_MAI, replace(MARKET, answer="วันพฤหัสบดี"))
    assert (stored.version, stored.answer) == (2, "วันพฤหัสบดี")


def test_publish_entry_tidies(work):
    untidy = replace(MARKET, question="  ตลาดนัด เปิดวันไหน ", phrasings=("ตลาดนัดเปิดวันไหน", " ก ข ", "กข", "!"))
    stored = knowledge.publish_entry(work, BAN_MAI, untidy)
    assert (stored.question, stored.phrasings) == ("ตลาดนัด เปิดวันไหน", ("ก ข",))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "entry_id"),
        ({"id": "ตลาด"}, "entry_id"),
        ({"id": "a" * 33}, "entry_id"),
        ({"category": " "}, "entry_category"),
        ({"question": "?!"}, "entry_question"),
        ({"question": "ก" * (QUESTION_LIMIT + 1)}, "entry_question_long"),
        ({"answer": "\n"}, "entry_answer"),
        ({"answer": "ก" * (ANSWER_LIMIT + 1)}, "entry_answer_long"),
        ({"keywords": tuple(str(n) for n in range(LIST_LIMIT + 1))}, "entry_lists_long"),
    ],
)
def test_publish_entry_refuses(work, change, reason):
    with pytest.raises(Refused) as refused:
        knowledge.publish_entry(work, BAN_MAI, replace(MARKET, **change))
    assert refused.value.reason == reason
    assert work.faq.all(BAN_MAI) == []


def test_hide_entry_keeps_the_text_but_not_for_citizens(work):
    knowledge.publish_entry(work, BAN_MAI, MARKET)
    hidden = knowledge.hide_entry(work, BAN_MAI, "market")
    assert (hidden.status, hidden.answer) == (Status.HIDDEN, "วันพุธ")
    assert knowledge.live_entries(work, BAN_MAI) == []


def test_hide_entry_refuses_another_agencys_entry(work):
    knowledge.publish_entry(work, BAN_MAI, MARKET)
    with pytest.raises(Refused):
        knowledge.hide_entry(work, NONG_BUA, "market")


def test_seed_starter_keeps_what_staff_changed(work):
    mine = replace(starter()[0], answer="คำตอบของหน่วยงานเอง", status=Status.HIDDEN)
    knowledge.publish_entry(work, BAN_MAI, mine)
    assert knowledge.seed_starter(work, BAN_MAI) == len(starter()) - 1
    assert knowledge.seed_starter(work, BAN_MAI) == 0
    assert work.faq.get(BAN_MAI, mine.id).answer == "คำตอบของหน่วยงานเอง"
    assert work.faq.all(NONG_BUA) == []
