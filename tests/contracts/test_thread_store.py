"""The thread store: fake, SQLite and PostgreSQL keep one contract."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from qa.ports import Kind, Progress, SealedMessage, SealedThread, Side, Via
from storage.thread_store import SqlQuestions
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.fakes.qa import FakeQuestions

THREAD = SealedThread("q1", Kind.QUESTION, Progress.WAITING, Via.LINE, NOON, NOON, b"sealed person")
ASKED = SealedMessage(1, Side.CITIZEN, b"sealed text", NOON, "mark-1")
ANSWERED = SealedMessage(2, Side.STAFF, b"sealed answer", NOON, by="s1", delivered=False)


class Contract:
    """What the store promises, whatever it is built on."""

    def test_gives_back_what_was_added(self, questions):
        questions.add(BAN_MAI, THREAD, ASKED)
        assert questions.get(BAN_MAI, "q1") == questions.hold(BAN_MAI, "q1") == THREAD
        assert questions.messages(BAN_MAI, ["q1", "q2"]) == {"q1": [ASKED], "q2": []}
        assert questions.in_progress(BAN_MAI, Progress.WAITING, Progress.CLOSED) == [THREAD]
        assert questions.in_progress(BAN_MAI, Progress.CLOSED) == []

    def test_id_is_given_once(self, questions):
        assert questions.add(BAN_MAI, THREAD, ASKED) is True
        assert questions.add(BAN_MAI, replace(THREAD, kind=Kind.COMPLAINT), replace(ASKED, text=b"other")) is False
        assert questions.get(BAN_MAI, "q1") == THREAD
        assert questions.messages(BAN_MAI, ["q1"]) == {"q1": [ASKED]}

    def test_hides_the_other_agency(self, questions):
        questions.add(NONG_BUA, THREAD, ASKED)
        assert questions.by_message(NONG_BUA, "mark-1") == [("q1", 1)]
        assert questions.by_message(BAN_MAI, "mark-1") == []
        assert (questions.get(BAN_MAI, "q1"), questions.hold(BAN_MAI, "q1")) == (None, None)
        assert questions.in_progress(BAN_MAI, *Progress) == []
        assert (questions.many(BAN_MAI, ["q1"]), questions.messages(BAN_MAI, ["q1"])) == ([], {"q1": []})

    def test_replaces_and_removes_only_ones_own(self, questions):
        for agency in (BAN_MAI, NONG_BUA):
            questions.add(agency, THREAD, ASKED)
        full = replace(
            THREAD, progress=Progress.CLOSED, person=None, answered_at=NOON, closed_at=NOON, satisfied=False, draft=b"d"
        )
        questions.replace(BAN_MAI, full)
        assert questions.get(BAN_MAI, "q1") == full
        questions.remove(BAN_MAI, "q1")
        assert (questions.get(BAN_MAI, "q1"), questions.messages(BAN_MAI, ["q1"])) == (None, {"q1": []})
        assert (questions.get(NONG_BUA, "q1"), questions.messages(NONG_BUA, ["q1"])) == (THREAD, {"q1": [ASKED]})

    def test_messages_keep_their_places(self, questions):
        for agency in (BAN_MAI, NONG_BUA):
            questions.add(agency, THREAD, ASKED)
            questions.put_message(agency, "q1", ANSWERED)
        questions.put_message(BAN_MAI, "q1", replace(ASKED, place=3, message_mark=None))
        questions.remove_message(BAN_MAI, "q1", 1)
        assert [one.place for one in questions.messages(BAN_MAI, ["q1"])["q1"]] == [2, 3]
        assert questions.messages(NONG_BUA, ["q1"])["q1"] == [ASKED, ANSWERED]

    def test_delivered_is_marked_in_ones_own_thread(self, questions):
        for agency in (BAN_MAI, NONG_BUA):
            questions.add(agency, THREAD, ASKED)
            questions.put_message(agency, "q1", ANSWERED)
        questions.mark_delivered(BAN_MAI, "q1")
        assert [one.delivered for one in questions.messages(BAN_MAI, ["q1"])["q1"]] == [True, True]
        assert [one.delivered for one in questions.messages(NONG_BUA, ["q1"])["q1"]] == [True, False]

    def test_lists_by_hour_then_id(self, questions):
        for thread_id, hour in (("c", 3), ("b", 5), ("a", 5)):
            asked = datetime(2026, 11, 21, hour, tzinfo=UTC)
            questions.add(BAN_MAI, replace(THREAD, id=thread_id, asked_at=asked), ASKED)
        assert [one.id for one in questions.in_progress(BAN_MAI, Progress.WAITING)] == ["c", "a", "b"]
        assert [one.id for one in questions.many(BAN_MAI, ["b", "x", "c"])] == ["c", "b"]


class TestFakeStore(Contract):
    @pytest.fixture
    def questions(self):
        return FakeQuestions()


class TestSqlStore(Contract):
    @pytest.fixture
    def questions(self, connection: Connection):
        return SqlQuestions(connection)
