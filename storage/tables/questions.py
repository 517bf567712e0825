"""Questions and answers: the knowledge base with its versions, threads with citizens, what was learnt from them."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, String, Text

from storage.columns import Instant
from storage.tables.schema import table

faq_entries = table(
    "faq_entries",
    Column("id", String(32), primary_key=True),
    Column("category", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("phrasings", Text, nullable=False),  # JSON list
    Column("keywords", Text, nullable=False),  # JSON list
    Column("answer", Text, nullable=False),
    Column("status", String(8), nullable=False),  # live | draft | hidden
    Column("phone", Text, nullable=False, server_default=""),
    Column("link", Text, nullable=False, server_default=""),
    Column("map_link", Text, nullable=False, server_default=""),
    Column("image", Text, nullable=False, server_default=""),
    Column("ita_item", String(16), nullable=False, server_default=""),
    Column("see", String(32), nullable=False, server_default=""),  # id of the entry to read on at
    Column("source", Text, nullable=False, server_default=""),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("checked_on", Date),
    Column("updated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)

faq_versions = table(
    "faq_versions",  # every version of every entry, the present one included
    Column("id", String(32), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # JSON of the entry
    Column("at", Instant, nullable=False),
    Column("changed_by", String(64), nullable=False),  # staff id; "" when no member of staff did it
    Column("how", String(12), nullable=False),  # console | import | sheet | starter | restored | before
)

faq_synonyms = table(
    "faq_synonyms",  # the office's own words of the same meaning, one group a line
    Column("lines", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("changed_by", String(64), nullable=False),
)

faq_uploads = table(
    "faq_uploads",  # a sound file that was looked at and waits for the word to publish; the newest of each person
    Column("staff_id", String(32), primary_key=True),
    Column("body", Text, nullable=False),  # JSON: its entries, and whether they are all there is
    Column("revision", Integer, nullable=False),  # of the knowledge base that the preview was made against
    Column("at", Instant, nullable=False),
)

questions = table(
    "questions",  # what was passed on to a person: one thread of messages each
    Column("id", String(32), primary_key=True),
    Column("kind", String(12), nullable=False),  # question | suggestion | complaint (general)
    Column("status", String(12), nullable=False),  # waiting | answered | closed
    Column("via", String(8), nullable=False),  # line | web
    Column("asked_at", Instant, nullable=False),  # cut to the hour
    Column("person", LargeBinary),  # sealed LINE id to bring answers back; NULL once closed
    Column("answered_at", Instant),  # of the first answer
    Column("active_at", Instant, nullable=False),  # of the last message; a citizen's is cut to the hour
    Column("closed_at", Instant),
    Column("satisfied", Boolean),  # NULL = not said
    Column("draft", LargeBinary),  # sealed: a clerk's answer that could not be sent
    Index("ix_questions_agency_status", "agency", "status"),
    sqlite_with_rowid=False,
)

question_messages = table(
    "question_messages",
    Column("thread", String(32), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 ... within the thread
    Column("side", String(8), nullable=False),  # citizen | staff
    Column("text", LargeBinary, nullable=False),  # sealed
    Column("at", Instant, nullable=False),  # a citizen's is cut to the hour
    Column("message_mark", String(64)),  # keyed mark of the LINE message id, so that unsend finds it
    Column("by_staff", String(32)),
    Column("delivered", Boolean, nullable=False),  # false: a staff message on its way
    Index("ix_question_messages_mark", "agency", "message_mark"),
    sqlite_with_rowid=False,
)

qa_counts = table(
    "qa_counts",  # service statistics: counters, never a person's row
    Column("day", Date, primary_key=True),
    Column("outcome", String(16), primary_key=True),  # answered | asked_back | passed_on | by_staff | survey | ...
    Column("topic", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)

qa_asked = table(
    "qa_asked",  # what was asked and how it ended, never who: from these the office learns (ADR 15)
    Column("id", String(64), primary_key=True),  # keyed mark of the LINE message for a week (unsend), then random
    Column("day", Date, nullable=False),
    Column("fate", String(12), nullable=False),  # answered | untaken | not_this | passed_on
    Column("entry", String(32), nullable=False),  # what was shown; "" = nothing
    Column("text", LargeBinary, nullable=False),  # sealed; masked, or (reduced) words that identify nobody
    Column("reduced", Boolean, nullable=False),
    Column("cluster", String(32)),
    Column("question", String(32)),  # of `questions`, while its asker waits
    Column("settled", Boolean, nullable=False),  # somebody has dealt with it: in the history, no longer in a group
    Index("ix_qa_asked_agency_day", "agency", "day"),
    sqlite_with_rowid=False,
)

qa_clusters = table(
    "qa_clusters",  # questions that ask for the same thing
    Column("id", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # sealed JSON of texts made of words that identify nobody
    Column("size", Integer, nullable=False),
    Column("nearest", String(32), nullable=False),  # entry id; "" = none
    Column("found_on", Date, nullable=False),
    Column("state", String(12), nullable=False),  # open | done | dismissed
)

qa_learnt = table(
    "qa_learnt",  # when the questions were last gathered into groups
    Column("day", Date, nullable=False),
)

qa_ratings = table(
    "qa_ratings",  # thumbs under answers: counters, nobody's
    Column("day", Date, primary_key=True),
    Column("entry", String(32), primary_key=True),
    Column("helped", Boolean, primary_key=True),
    Column("count", Integer, nullable=False),
)

qa_answer_times = table(
    "qa_answer_times",  # office time until a person's first answer: counters, nobody's
    Column("month", Date, primary_key=True),  # its first day; of the answer
    Column("minutes", Integer, primary_key=True, autoincrement=False),  # rounded down to 5
    Column("count", Integer, nullable=False),
)
