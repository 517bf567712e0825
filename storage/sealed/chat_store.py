"""What the chat and the follow-up page leave: drafts, marks, notices, wrong tries, small facts."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from complaints.rows import STATE, DraftPart, QueuedNotice, UnsendMark
from kernel.agency import Agency
from storage.sealed.tables import (
    case_drafts,
    case_notices,
    chat_events,
    door_facts,
    notice_queue,
    receipt_tries,
    unsend_marks,
)
from storage.upsert import count_up, put, put_new


class SqlChats:
    """`complaints.store_ports.Chats`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def state(self, agency: Agency, mark: str, *, lock: bool = False) -> DraftPart | None:
        """The draft itself; photographs are megabytes, and stay where they are."""
        c = case_drafts.c
        query = select(case_drafts).where(c.agency == agency.code, c.mark == mark, c.part == STATE)
        row = self._db.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else DraftPart(row.mark, row.part, row.expires, row.sealed)

    def photos(self, agency: Agency, mark: str) -> list[DraftPart]:
        """In their order."""
        c = case_drafts.c
        query = select(case_drafts).where(c.agency == agency.code, c.mark == mark, c.part != STATE).order_by(c.part)
        return [DraftPart(row.mark, row.part, row.expires, row.sealed) for row in self._db.execute(query)]

    def put_part(self, agency: Agency, part: DraftPart) -> None:
        """Keep a part in place of the one before."""
        put(self._db, case_drafts, {"agency": agency.code, **asdict(part)})

    def drop(self, agency: Agency, mark: str, part: int | None = None) -> None:
        """Erase a draft, or one part of it."""
        c = case_drafts.c
        gone = delete(case_drafts).where(c.agency == agency.code, c.mark == mark)
        self._db.execute(gone if part is None else gone.where(c.part == part))

    def drop_all(self, agency: Agency) -> int:
        """Erase every draft; how many parts there were."""
        return self._db.execute(delete(case_drafts).where(case_drafts.c.agency == agency.code)).rowcount

    def note_event(self, agency: Agency, mark: str, day: date) -> bool:
        """False when it was noted before: the database decides."""
        return put_new(self._db, chat_events, {"agency": agency.code, "mark": mark, "day": day})

    def knows_event(self, agency: Agency, mark: str) -> bool:
        """Whether it was noted."""
        c = chat_events.c
        return self._db.execute(select(c.mark).where(c.agency == agency.code, c.mark == mark)).first() is not None

    def unsend_mark(self, agency: Agency, mark: str) -> UnsendMark | None:
        """Where a chat message went."""
        c = unsend_marks.c
        row = self._db.execute(select(unsend_marks).where(c.agency == agency.code, c.mark == mark)).one_or_none()
        return None if row is None else UnsendMark(row.mark, row.reference, row.message, row.day)

    def put_unsend_mark(self, agency: Agency, mark: UnsendMark) -> None:
        """Keep it in place of the one before."""
        put(self._db, unsend_marks, {"agency": agency.code, **asdict(mark)})

    def forget(self, agency: Agency, now: datetime, events_before: date, marks_before: date) -> int:
        """Erase drafts that lay too long, and old marks; how many drafts' parts went."""
        d, e, u = case_drafts.c, chat_events.c, unsend_marks.c
        over = select(d.mark).where(d.agency == agency.code, d.part == STATE, d.expires <= now)
        self._db.execute(delete(chat_events).where(e.agency == agency.code, e.day < events_before))
        self._db.execute(delete(unsend_marks).where(u.agency == agency.code, u.day < marks_before))
        gone = delete(case_drafts).where(d.agency == agency.code, d.mark.in_(over.scalar_subquery()))
        return self._db.execute(gone).rowcount


class SqlNotices:
    """`complaints.store_ports.Notices`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def put(self, agency: Agency, notice: str, sealed: bytes) -> None:
        """Keep it in place of the one before."""
        put(self._db, case_notices, {"agency": agency.code, "notice": notice, "sealed": sealed})

    def get(self, agency: Agency, notice: str) -> bytes | None:
        """The blob under this id."""
        c = case_notices.c
        query = select(c.sealed).where(c.agency == agency.code, c.notice == notice)
        return self._db.execute(query).scalar_one_or_none()

    def drop(self, agency: Agency, notice: str) -> None:
        """Erase it."""
        c = case_notices.c
        self._db.execute(delete(case_notices).where(c.agency == agency.code, c.notice == notice))

    def queue(self, agency: Agency, notice: QueuedNotice) -> None:
        """Somebody to tell."""
        self._db.execute(notice_queue.insert().values(agency=agency.code, **asdict(notice)))

    def queued(self, agency: Agency) -> list[QueuedNotice]:
        """In no order that tells anything."""
        query = select(notice_queue).where(notice_queue.c.agency == agency.code).order_by(notice_queue.c.id)
        return [QueuedNotice(row.id, row.sealed) for row in self._db.execute(query)]

    def done(self, agency: Agency, notice: str) -> None:
        """It was sent, or never will be."""
        c = notice_queue.c
        self._db.execute(delete(notice_queue).where(c.agency == agency.code, c.id == notice))


class SqlTries:
    """`complaints.store_ports.Tries`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def count(self, agency: Agency, day: date, mark: str) -> int:
        """Wrong receipts of that day under this mark."""
        c = receipt_tries.c
        query = select(c.count).where(c.agency == agency.code, c.day == day, c.mark == mark)
        return self._db.execute(query).scalar_one_or_none() or 0

    def add(self, agency: Agency, day: date, mark: str) -> None:
        """One more."""
        count_up(self._db, receipt_tries, {"agency": agency.code, "day": day, "mark": mark})

    def forget(self, agency: Agency, before: date) -> None:
        """Erase earlier days."""
        c = receipt_tries.c
        self._db.execute(delete(receipt_tries).where(c.agency == agency.code, c.day < before))


class SqlFacts:
    """`complaints.store_ports.Facts`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, agency: Agency, name: str) -> str | None:
        """The fact, if it is known."""
        c = door_facts.c
        query = select(c.value).where(c.agency == agency.code, c.name == name)
        return self._db.execute(query).scalar_one_or_none()

    def put(self, agency: Agency, name: str, value: str) -> None:
        """Keep it in place of the one before."""
        put(self._db, door_facts, {"agency": agency.code, "name": name, "value": value})
