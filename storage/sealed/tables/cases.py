"""Cases: rows, wrapped keys, what was said, evidence, contacts."""

from sqlalchemy import Column, Date, Integer, LargeBinary, String, UniqueConstraint

from storage.sealed.tables.schema import sealed_table

cases = sealed_table(
    "cases",
    Column("reference", String(12), primary_key=True),  # random: the next number says nothing
    Column("locator", String(6), nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("verifier", LargeBinary, nullable=False),
    Column("informer_public", LargeBinary, nullable=False),
    Column("status", String(12), nullable=False),
    Column("month", String(7), nullable=False),
    Column("header", LargeBinary, nullable=False),  # sealed: days, category, exclusions, thread length and head
    Column("inside", LargeBinary),  # sealed to officers: who works on it, notes' length and head; NULL on old cases
    Column("epoch", Integer, nullable=False, server_default="1"),  # which of the office's key changes it has seen
    Column("erase_from", Date),  # first of a month; NULL while open or kept
    UniqueConstraint("agency", "locator"),
)

case_keys = sealed_table(
    "case_keys",  # each case's keys, wrapped for one reader each
    Column("reference", String(12), primary_key=True),
    Column("kind", String(12), primary_key=True),  # case | contact | inside
    Column("epoch", Integer, primary_key=True),
    Column("role", String(12), primary_key=True),  # officer | recovery | informer
    Column("reader", String(32), primary_key=True),  # keyed mark of case and officer; "" for the other roles
    Column("box", LargeBinary, nullable=False),
)

case_messages = sealed_table(
    "case_messages",
    Column("reference", String(12), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("author", String(12), nullable=False),  # informer | office
    Column("epoch", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # empty once its author took it back
    Column("erased", String(64), nullable=False, server_default=""),  # then: the hash of what stood here
    UniqueConstraint("agency", "reference", "seq"),
)

message_keys = sealed_table(
    "message_keys",  # the own key of a message that its author can take back
    Column("reference", String(12), primary_key=True),
    Column("message", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

case_notes = sealed_table(
    "case_notes",  # what officers write for each other
    Column("reference", String(12), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

case_chunks = sealed_table(
    "case_chunks",  # evidence files in pieces; name, type, size and key stand in the message that brought them
    Column("reference", String(12), primary_key=True),
    Column("file", String(32), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)

case_contacts = sealed_table(
    "case_contacts",  # one of the same size for every case, mostly empty inside
    Column("reference", String(12), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
