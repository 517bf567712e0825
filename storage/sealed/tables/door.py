"""What the doors leave: notices, chat drafts and marks, wrong tries, used forms, small facts."""

from sqlalchemy import Column, Date, Integer, LargeBinary, String

from storage.columns import Instant
from storage.sealed.tables.schema import sealed_table

case_notices = sealed_table(
    "case_notices",  # one of the same size for every case, under an id that only the case's key yields
    Column("notice", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

notice_queue = sealed_table(
    "notice_queue",  # whom to tell at the next fixed hour; names no case
    Column("id", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

unsend_marks = sealed_table(
    "unsend_marks",  # which message of a case a chat message became, under keyed marks; for 30 days
    Column("mark", String(32), primary_key=True),
    Column("reference", String(12), nullable=False),  # "" when the wish came before its message
    Column("message", String(32), nullable=False),
    Column("day", Date, nullable=False),
)

case_drafts = sealed_table(
    "case_drafts",  # what is being typed in a chat, under a key that no database holds
    Column("mark", String(32), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),  # 0: the draft; others: its photos
    Column("expires", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

chat_events = sealed_table(
    "chat_events",  # which of the platform's events were handled here
    Column("mark", String(32), primary_key=True),
    Column("day", Date, nullable=False),
)

receipt_tries = sealed_table(
    "receipt_tries",  # wrong receipts of one day by locator, known or not, under a keyed mark
    Column("day", Date, primary_key=True),
    Column("mark", String(32), primary_key=True),
    Column("count", Integer, nullable=False),
)

door_facts = sealed_table(
    "door_facts",  # small facts about the room itself: key changes so far, the last day seen
    Column("name", String(24), primary_key=True),
    Column("value", String(32), nullable=False),
)

used_forms = sealed_table(
    "used_forms",
    Column("token", String(64), primary_key=True),
    Column("content", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("expires", Instant, nullable=False),  # a whole hour
)

form_keys = sealed_table(
    "form_keys",  # receipts of one day are derived under it; erased when the day is over
    Column("day", Date, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)
