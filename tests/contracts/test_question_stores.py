"""The knowledge base, question and counter stores: fake, SQLite and PostgreSQL keep one contract."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from qa.entries import Entry, Status
from qa.knowledge import seed_starter
from qa.ports import Count, Kind, Progress, SealedQuestion
from qa.seed import starter
from storage.question_stores import SqlCounts, SqlFaq, SqlQuestions
from storage.work import Work
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.fakes.qa import FakeCounts, FakeFaq, FakeQuestions

ENTRY = Entry(
    "market", "ตลาด", "ตลาดนัดเปิดวันไหน", "วันพุธ\nโทร {phone}", ("มีวันอะไร",), ("ตลาด",), checked_on=date(2026, 11, 1)
)
SEALED = SealedQuestion(
    "q1",
    Kind.QUESTION,
    Progress.WAITING,
    datetime(2026, 11, 21, 5, tzinfo=UTC),
    b"sealed text",
    b"sealed person",
    "mark-1",
)


class Contract:
    """What each of the three stores promises, whatever it is built on."""

    @pytest.fixture
    def faq(self, stores):
        return stores[0]

    @pytest.fixture
    def questions(self, stores):
        return stores[1]

    @pytest.fixture
    def counts(self, stores):
        return stores[2]

    def test_faq_gives_back_what_was_put(self, faq):
        stored = faq.put(BAN_MAI, ENTRY, NOON)
        assert stored == replace(ENTRY, version=1)
        assert faq.get(BAN_MAI, "market") == stored

    def test_faq_hides_the_other_agency(self, faq):
        theirs = faq.put(NONG_BUA, replace(ENTRY, answer="วันศุกร์"), NOON)
        assert faq.get(NONG_BUA, "market") == theirs
        assert faq.get(BAN_MAI, "market") is None
        assert faq.all(BAN_MAI) == []

    def test_faq_put_again_replaces_and_counts_versions_per_agency(self, faq):
        faq.put(BAN_MAI, ENTRY, NOON)
        faq.put(NONG_BUA, ENTRY, NOON)
        changed = faq.put(BAN_MAI, replace(ENTRY, status=Status.HIDDEN, phrasings=()), NOON)
        assert (changed.version, changed.status, changed.phrasings) == (2, Status.HIDDEN, ())
        assert faq.get(NONG_BUA, "market") == replace(ENTRY, version=1)

    def test_faq_lists_by_category_then_id(self, faq):
        for category, entry_id in (("ข", "b"), ("ก", "z"), ("ข", "a")):
            faq.put(BAN_MAI, replace(ENTRY, category=category, id=entry_id), NOON)
        assert [entry.id for entry in faq.all(BAN_MAI)] == ["z", "a", "b"]

    def test_questions_give_back_what_was_added(self, questions):
        questions.add(BAN_MAI, SEALED)
        assert questions.get(BAN_MAI, "q1") == SEALED
        assert questions.in_progress(BAN_MAI, Progress.WAITING) == [SEALED]
        assert questions.in_progress(BAN_MAI, Progress.CLOSED) == []

    def test_questions_hide_the_other_agency(self, questions):
        questions.add(NONG_BUA, SEALED)
        assert questions.by_message(NONG_BUA, "mark-1") == [SEALED]
        assert questions.by_message(BAN_MAI, "mark-1") == []
        assert questions.get(BAN_MAI, "q1") is None
        assert questions.in_progress(BAN_MAI, Progress.WAITING) == []

    def test_questions_replace_and_remove_only_ones_own(self, questions):
        questions.add(BAN_MAI, SEALED)
        questions.add(NONG_BUA, SEALED)
        answered = replace(SEALED, progress=Progress.ANSWERED, answer=b"sealed", answered_at=NOON, answered_by="s1")
        questions.replace(BAN_MAI, answered)
        assert questions.get(BAN_MAI, "q1") == answered
        questions.remove(BAN_MAI, "q1")
        assert questions.get(BAN_MAI, "q1") is None
        assert questions.get(NONG_BUA, "q1") == SEALED

    def test_questions_undelivered_are_answered_with_a_person(self, questions):
        answered = replace(SEALED, progress=Progress.ANSWERED, answer=b"a", answered_at=NOON)
        questions.add(BAN_MAI, replace(answered, id="kept"))
        questions.add(BAN_MAI, replace(answered, id="brought", person=None))
        questions.add(BAN_MAI, replace(SEALED, id="waits"))
        assert [question.id for question in questions.undelivered(BAN_MAI)] == ["kept"]
        assert questions.undelivered(NONG_BUA) == []

    def test_questions_are_listed_by_hour_then_id(self, questions):
        for question_id, hour in (("c", 3), ("b", 5), ("a", 5)):
            questions.add(BAN_MAI, replace(SEALED, id=question_id, asked_at=datetime(2026, 11, 21, hour, tzinfo=UTC)))
        assert [question.id for question in questions.in_progress(BAN_MAI, Progress.WAITING)] == ["c", "a", "b"]

    def test_counts_add_up_per_day_outcome_topic_and_agency(self, counts):
        first, second = date(2026, 9, 30), date(2026, 10, 1)
        for day, outcome in ((first, "answered"), (first, "answered"), (second, "passed_on")):
            counts.add(BAN_MAI, day, outcome, "ภาษี")
        counts.add(NONG_BUA, first, "answered", "ภาษี")
        assert counts.between(BAN_MAI, first, second) == [
            Count(first, "answered", "ภาษี", 2),
            Count(second, "passed_on", "ภาษี", 1),
        ]
        assert counts.between(BAN_MAI, second, second) == [Count(second, "passed_on", "ภาษี", 1)]
        assert counts.between(NONG_BUA, first, second) == [Count(first, "answered", "ภาษี", 1)]


class TestFakeStores(Contract):
    @pytest.fixture
    def stores(self):
        return FakeFaq(), FakeQuestions(), FakeCounts()


class TestSqlStores(Contract):
    @pytest.fixture
    def stores(self, connection: Connection):
        return SqlFaq(connection), SqlQuestions(connection), SqlCounts(connection)


def test_seed_starter_fits_the_database(work: Work):
    assert seed_starter(work, BAN_MAI) == len(starter())
    assert {replace(entry, version=0) for entry in work.faq.all(BAN_MAI)} == set(starter())
    assert work.revisions.all()["banmai", "faq"] == 1
