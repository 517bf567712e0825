"""The questions passed on to staff: threads of sealed messages."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from kernel.agency import Agency
from qa.ports import Kind, Progress, SealedMessage, SealedThread, Side, Via
from storage.tables import question_messages, questions
from storage.upsert import put_new

_LOOKED_UP = 500
"""Ids in one query; SQLite takes some 32,000, but a plan for that many is slow to make."""


class SqlQuestions:
    """Sealed threads, on one open transaction. Listed by hour, then random id: order of arrival is not kept."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, thread: SealedThread, first: SealedMessage) -> bool:
        """Keep a new thread with its first message; False when there is one with its id: the database decides."""
        if not put_new(self._db, questions, {"agency": agency.code, "id": thread.id, **_thread_values(thread)}):
            return False
        self.put_message(agency, thread.id, first)
        return True

    def get(self, agency: Agency, thread_id: str) -> SealedThread | None:
        """One thread, or None."""
        found = self._select(agency, questions.c.id == thread_id)
        return found[0] if found else None

    def hold(self, agency: Agency, thread_id: str) -> SealedThread | None:
        """The same, locked until this transaction ends: of two who write at once, the second sees the first."""
        # SQLite knows no row locks and needs none: its writing transactions are one at a time
        wanted = select(questions).where(_is(agency, thread_id)).with_for_update()
        row = self._db.execute(wanted).one_or_none()
        return None if row is None else _thread(row)

    def many(self, agency: Agency, thread_ids: Sequence[str]) -> list[SealedThread]:
        """Those that exist."""
        found: list[SealedThread] = []
        for some in _in_parts(thread_ids):
            found += self._select(agency, questions.c.id.in_(some))
        return found

    def in_progress(self, agency: Agency, *progress: Progress) -> list[SealedThread]:
        """All threads that far, oldest hour first."""
        return self._select(agency, questions.c.status.in_([one.value for one in progress]))

    def replace(self, agency: Agency, thread: SealedThread) -> None:
        """Write a thread anew under its id; its messages stay."""
        self._db.execute(update(questions).where(_is(agency, thread.id)).values(**_thread_values(thread)))

    def remove(self, agency: Agency, thread_id: str) -> None:
        """Erase a thread and its messages."""
        self._db.execute(delete(question_messages).where(_of(agency, thread_id)))
        self._db.execute(delete(questions).where(_is(agency, thread_id)))

    def messages(self, agency: Agency, thread_ids: Sequence[str]) -> dict[str, list[SealedMessage]]:
        """The messages of threads, in their order."""
        found: dict[str, list[SealedMessage]] = {thread_id: [] for thread_id in thread_ids}
        for some in _in_parts(thread_ids):
            wanted = select(question_messages).where(
                question_messages.c.agency == agency.code, question_messages.c.thread.in_(some)
            )
            for row in self._db.execute(wanted.order_by(question_messages.c.thread, question_messages.c.place)):
                found[row.thread].append(_message(row))
        return found

    def put_message(self, agency: Agency, thread_id: str, message: SealedMessage) -> None:
        """Add a message at its place, or write the one there anew."""
        mine = _of(agency, thread_id) & (question_messages.c.place == message.place)
        values = _message_values(message)
        if self._db.execute(update(question_messages).where(mine).values(**values)).rowcount == 0:
            self._db.execute(insert(question_messages).values(agency=agency.code, thread=thread_id, **values))

    def remove_message(self, agency: Agency, thread_id: str, place: int) -> None:
        """Erase one message; the others keep their places."""
        mine = _of(agency, thread_id) & (question_messages.c.place == place)
        self._db.execute(delete(question_messages).where(mine))

    def mark_delivered(self, agency: Agency, thread_id: str) -> None:
        """Nothing of the thread is on its way any more."""
        mine = _of(agency, thread_id) & question_messages.c.delivered.is_(False)
        self._db.execute(update(question_messages).where(mine).values(delivered=True))

    def by_message(self, agency: Agency, message_mark: str) -> list[tuple[str, int]]:
        """(thread, place) of what was kept of one LINE message."""
        wanted = select(question_messages.c.thread, question_messages.c.place).where(
            question_messages.c.agency == agency.code, question_messages.c.message_mark == message_mark
        )
        return sorted((row.thread, row.place) for row in self._db.execute(wanted))

    def _select(self, agency: Agency, condition: Any) -> list[SealedThread]:
        wanted = select(questions).where(questions.c.agency == agency.code, condition)
        rows = self._db.execute(wanted.order_by(questions.c.asked_at, questions.c.id))
        return [_thread(row) for row in rows]


def _is(agency: Agency, thread_id: str) -> Any:
    return (questions.c.agency == agency.code) & (questions.c.id == thread_id)


def _of(agency: Agency, thread_id: str) -> Any:
    return (question_messages.c.agency == agency.code) & (question_messages.c.thread == thread_id)


def _in_parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _LOOKED_UP] for start in range(0, len(ids), _LOOKED_UP)]


def _thread_values(thread: SealedThread) -> dict[str, Any]:
    return {
        "kind": thread.kind.value,
        "status": thread.progress.value,
        "via": thread.via.value,
        "asked_at": thread.asked_at,
        "active_at": thread.active_at,
        "person": thread.person,
        "answered_at": thread.answered_at,
        "closed_at": thread.closed_at,
        "satisfied": thread.satisfied,
        "draft": thread.draft,
    }


def _thread(row: Row[Any]) -> SealedThread:
    return SealedThread(
        id=row.id,
        kind=Kind(row.kind),
        progress=Progress(row.status),
        via=Via(row.via),
        asked_at=row.asked_at,
        active_at=row.active_at,
        person=row.person,
        answered_at=row.answered_at,
        closed_at=row.closed_at,
        satisfied=row.satisfied,
        draft=row.draft,
    )


def _message_values(message: SealedMessage) -> dict[str, Any]:
    return {
        "place": message.place,
        "side": message.side.value,
        "text": message.text,
        "at": message.at,
        "message_mark": message.message_mark,
        "by_staff": message.by,
        "delivered": message.delivered,
    }


def _message(row: Row[Any]) -> SealedMessage:
    return SealedMessage(
        place=row.place,
        side=Side(row.side),
        text=row.text,
        at=row.at,
        message_mark=row.message_mark,
        by=row.by_staff,
        delivered=row.delivered,
    )
