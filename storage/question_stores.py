"""The knowledge base, the questions passed on to staff, and the service counters."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from kernel.agency import Agency
from qa.entries import Entry, Status
from qa.ports import Count, Kind, Progress, SealedQuestion
from storage.tables import faq_entries, qa_counts, questions
from storage.upsert import count_up, insert_for


class SqlFaq:
    """The agency's entries, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, agency: Agency, entry: Entry, now: datetime) -> Entry:
        """Add or replace by id; returns it with its new version."""
        values = _entry_values(entry) | {"updated_at": now}
        first = insert_for(self._connection, faq_entries).values(agency=agency.code, id=entry.id, version=1, **values)
        grown = first.on_conflict_do_update(
            index_elements=["agency", "id"], set_=values | {"version": faq_entries.c.version + 1}
        )
        return _entry(self._connection.execute(grown.returning(faq_entries)).one())

    def get(self, agency: Agency, entry_id: str) -> Entry | None:
        """The entry, whatever its status."""
        wanted = select(faq_entries).where(faq_entries.c.agency == agency.code, faq_entries.c.id == entry_id)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else _entry(row)

    def all(self, agency: Agency) -> list[Entry]:
        """Every entry whatever its status, by category, then id."""
        wanted = select(faq_entries).where(faq_entries.c.agency == agency.code)
        found = [_entry(row) for row in self._connection.execute(wanted)]
        # Sorted here: the two engines collate Thai differently.
        return sorted(found, key=lambda entry: (entry.category, entry.id))


class SqlQuestions:
    """Sealed questions, on one open transaction. Listed by hour, then random id: order of arrival is not kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agency: Agency, question: SealedQuestion) -> None:
        """Keep a new question."""
        self._connection.execute(
            insert(questions).values(agency=agency.code, id=question.id, **_question_values(question))
        )

    def get(self, agency: Agency, question_id: str) -> SealedQuestion | None:
        """One question, or None."""
        found = self._select(agency, questions.c.id == question_id)
        return found[0] if found else None

    def in_progress(self, agency: Agency, progress: Progress) -> list[SealedQuestion]:
        """All questions that far, oldest hour first."""
        return self._select(agency, questions.c.status == progress.value)

    def undelivered(self, agency: Agency) -> list[SealedQuestion]:
        """Answered, with the person still kept."""
        answered = questions.c.status == Progress.ANSWERED.value
        return self._select(agency, answered & questions.c.person.is_not(None))

    def replace(self, agency: Agency, question: SealedQuestion) -> None:
        """Write a question anew under its id."""
        mine = (questions.c.agency == agency.code) & (questions.c.id == question.id)
        self._connection.execute(update(questions).where(mine).values(**_question_values(question)))

    def remove(self, agency: Agency, question_id: str) -> None:
        """Erase one question."""
        mine = (questions.c.agency == agency.code) & (questions.c.id == question_id)
        self._connection.execute(delete(questions).where(mine))

    def by_message(self, agency: Agency, message_mark: str) -> list[SealedQuestion]:
        """What was passed on from one message."""
        return self._select(agency, questions.c.message_mark == message_mark)

    def _select(self, agency: Agency, condition: Any) -> list[SealedQuestion]:
        wanted = select(questions).where(questions.c.agency == agency.code, condition)
        rows = self._connection.execute(wanted.order_by(questions.c.asked_at, questions.c.id))
        return [_question(row) for row in rows]


class SqlCounts:
    """Service counters, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agency: Agency, day: date, outcome: str, topic: str, by: int = 1) -> None:
        """Count one, or `by` of a kind."""
        key = {"agency": agency.code, "day": day, "outcome": outcome, "topic": topic}
        count_up(self._connection, qa_counts, key, by)

    def between(self, agency: Agency, first: date, last: date) -> list[Count]:
        """All counters of the days `first` to `last`, both included, by day, outcome, topic."""
        wanted = select(qa_counts).where(
            qa_counts.c.agency == agency.code, qa_counts.c.day >= first, qa_counts.c.day <= last
        )
        found = [
            Count(row.day, row.outcome, row.topic, row._mapping["count"]) for row in self._connection.execute(wanted)
        ]
        return sorted(found, key=lambda count: (count.day, count.outcome, count.topic))


def _entry_values(entry: Entry) -> dict[str, Any]:
    return {
        "category": entry.category,
        "question": entry.question,
        "phrasings": json.dumps(entry.phrasings, ensure_ascii=False),
        "keywords": json.dumps(entry.keywords, ensure_ascii=False),
        "answer": entry.answer,
        "status": entry.status.value,
        "checked_on": entry.checked_on,
    }


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        category=row.category,
        question=row.question,
        answer=row.answer,
        phrasings=tuple(json.loads(row.phrasings)),
        keywords=tuple(json.loads(row.keywords)),
        status=Status(row.status),
        checked_on=row.checked_on,
        version=row.version,
    )


def _question_values(question: SealedQuestion) -> dict[str, Any]:
    return {
        "kind": question.kind.value,
        "status": question.progress.value,
        "asked_at": question.asked_at,
        "text": question.text,
        "person": question.person,
        "message_mark": question.message_mark,
        "answer": question.answer,
        "answered_at": question.answered_at,
        "answered_by": question.answered_by,
    }


def _question(row: Row[Any]) -> SealedQuestion:
    return SealedQuestion(
        id=row.id,
        kind=Kind(row.kind),
        progress=Progress(row.status),
        asked_at=row.asked_at,
        text=row.text,
        person=row.person,
        message_mark=row.message_mark,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )
