"""The product's tables. Every key begins with the agency.

The fraud door's tables are not here: they live in `storage.sealed` with their own metadata and migrations.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _agency() -> Column[str]:
    return Column("agency", String(32), primary_key=True)


def _table(name: str, *columns: Any, **options: Any) -> Table:
    """A table that belongs to agencies: the agency leads the key and must exist."""
    return Table(name, metadata, _agency(), *columns, ForeignKeyConstraint(["agency"], ["agencies.agency"]), **options)


agencies = Table(
    "agencies",
    metadata,
    _agency(),
    Column("name", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON of the other Agency fields
    Column("created_on", Date, nullable=False),
)

credentials = _table(
    "credentials",
    Column("kind", String(16), primary_key=True),  # line | sheets
    Column("sealed", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

revisions = _table(
    "revisions",  # a number that grows when something cached elsewhere changed
    Column("what", String(24), primary_key=True),  # faq | agency | points | rounds
    Column("number", Integer, nullable=False),
)

service_points = _table(
    "service_points",
    Column("code", String(12), primary_key=True),
    Column("name", Text, nullable=False),
    Column("services", Text, nullable=False, default=""),
    Column("purpose", String(16), nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("retired_on", Date),
    Index("ix_service_points_code", "code", unique=True),  # a code on a wall names one place in the whole world
)

visits = _table(
    "visits",  # how often a poster was opened; nothing about who
    Column("point", String(12), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)

# -- surveys -----------------------------------------------------------------------------------------------

survey_rounds = _table(
    "survey_rounds",
    Column("round", String(48), primary_key=True),  # "<instrument>:<period code>", e.g. "eit-2567:2570Q1"
    Column("instrument", String(32), nullable=False),
    Column("period", String(8), nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("secret", LargeBinary),  # sealed; NULL once the round is closed: marks can never be recomputed
    Column("closed", Boolean, nullable=False, default=False),
    Column("slips", Integer),  # how many one-time links were printed for it; NULL where it is not asked by slips
)

survey_slips = _table(
    "survey_slips",  # one-time links that are good in a running round: keyed hashes, gone when it closes
    Column("round", String(48), primary_key=True),
    Column("mark", String(64), primary_key=True),  # under the round's secret; says nothing about who drew it
    sqlite_with_rowid=False,
)

ballots = _table(
    "ballots",  # who has answered (a keyed mark), never what
    Column("round", String(48), primary_key=True),
    Column("mark", String(64), primary_key=True),
    Column("payload", LargeBinary),  # sealed answers until their batch is published, then NULL
    Column("waiting_since", Date),  # NULL once published
    sqlite_with_rowid=False,
)

responses = _table(
    "responses",  # what was answered, never who; random keys, no insertion order
    Column("key", String(32), primary_key=True),
    Column("round", String(48), nullable=False),
    Column("instrument", String(32), nullable=False),
    Column("point", String(12)),  # NULL when its batch had fewer than 5 of this point
    Column("channel", String(12), nullable=False),  # line | web | kiosk | paper | assisted
    Column("part", Integer, nullable=False, default=1),
    Column("day", Date, nullable=False),  # the day the batch was published
    Column("answers", Text, nullable=False),  # JSON {item: option position}; unanswered items are absent
    Column("flags", Text, nullable=False, default=""),
    Column("place", Integer, nullable=False),  # position in the sheet: batches in order, shuffled within
    UniqueConstraint("agency", "place"),
    Index("ix_responses_agency_round", "agency", "round"),
    sqlite_with_rowid=False,
)

survey_tallies = _table(
    "survey_tallies",  # responses, counted as they are published; `SqlTallies.rebuild` makes them again from the rows
    Column("round", String(48), primary_key=True),
    Column("dimension", String(8), primary_key=True),  # all | plain | channel | point | month | split
    Column("value", String(16), primary_key=True),  # "" for all and plain, "line", "EA7K", "2026-11", "3"
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),  # how many of n carry a quality flag
    Column("channels", Text, nullable=False),  # JSON {channel: n}
    Column("chosen", Text, nullable=False),  # JSON {item: [n of each option, in order]}
    Column("answered", Text, nullable=False),  # JSON {indicator: respondents with any of its items; "*": of all}
    Column("means", Text, nullable=False),  # JSON {indicator or "*": [[points, items answered, respondents]]}
    Index("ix_survey_tallies_round", "round", "agency"),
)

survey_asides = _table(
    "survey_asides",  # age, sex, education or a comment, told beside the answers: sealed until its batch is published
    Column("round", String(48), primary_key=True),
    Column("key", String(32), primary_key=True),  # random
    Column("payload", LargeBinary, nullable=False),  # sealed and padded; the row goes when its batch is published
    sqlite_with_rowid=False,
)

survey_profiles = _table(
    "survey_profiles",  # how many said so; never joined to an answer, not even to a day
    Column("round", String(48), primary_key=True),
    Column("age", String(16), primary_key=True),  # "" = not told
    Column("sex", String(16), primary_key=True),
    Column("education", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

survey_comments = _table(
    "survey_comments",  # free text of a published batch, in no order; joined to no answer
    Column("key", String(32), primary_key=True),  # random
    Column("round", String(48), nullable=False),
    Column("day", Date, nullable=False),  # of the batch
    Column("text", LargeBinary, nullable=False),  # sealed
    Index("ix_survey_comments_agency_round", "agency", "round"),
    sqlite_with_rowid=False,
)

questionnaires = _table(
    "questionnaires",  # an agency's own; once a round was opened with a version it never changes
    Column("name", String(24), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # JSON, see surveys.instruments.writing
    Column("added_on", Date, nullable=False),
    Column("withdrawn_on", Date),  # takes no answers since; results stay
)

survey_tablets = _table(
    "survey_tablets",  # links that make a device a surveyor's tablet or a kiosk
    Column("id", String(32), primary_key=True),
    Column("token", String(64), nullable=False),  # keyed hash
    Column("name", Text, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("revoked_on", Date),
    Column("kind", String(8), nullable=False, server_default=text("'tablet'")),  # tablet | kiosk
    Column("point", String(12)),  # where a kiosk stands; NULL for a tablet, and for a kiosk of the whole agency
    Column("expires_on", Date),  # the last day it works; NULL: from before links expired
    UniqueConstraint("agency", "token"),
)

# -- questions and answers ---------------------------------------------------------------------------------

faq_entries = _table(
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

faq_versions = _table(
    "faq_versions",  # every version of every entry, the present one included
    Column("id", String(32), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # JSON of the entry
    Column("at", Instant, nullable=False),
    Column("changed_by", String(64), nullable=False),  # staff id; "" when no member of staff did it
    Column("how", String(12), nullable=False),  # console | import | sheet | starter | restored | before
)

faq_synonyms = _table(
    "faq_synonyms",  # the office's own words of the same meaning, one group a line
    Column("lines", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("changed_by", String(64), nullable=False),
)

faq_uploads = _table(
    "faq_uploads",  # a sound file that was looked at and waits for the word to publish; the newest of each person
    Column("staff_id", String(32), primary_key=True),
    Column("body", Text, nullable=False),  # JSON: its entries, and whether they are all there is
    Column("revision", Integer, nullable=False),  # of the knowledge base that the preview was made against
    Column("at", Instant, nullable=False),
)

questions = _table(
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

question_messages = _table(
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

qa_counts = _table(
    "qa_counts",  # service statistics: counters, never a person's row
    Column("day", Date, primary_key=True),
    Column("outcome", String(16), primary_key=True),  # answered | asked_back | passed_on | by_staff | survey | ...
    Column("topic", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)

qa_asked = _table(
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

qa_clusters = _table(
    "qa_clusters",  # questions that ask for the same thing
    Column("id", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # sealed JSON of texts made of words that identify nobody
    Column("size", Integer, nullable=False),
    Column("nearest", String(32), nullable=False),  # entry id; "" = none
    Column("found_on", Date, nullable=False),
    Column("state", String(12), nullable=False),  # open | done | dismissed
)

qa_learnt = _table(
    "qa_learnt",  # when the questions were last gathered into groups
    Column("day", Date, nullable=False),
)

qa_ratings = _table(
    "qa_ratings",  # thumbs under answers: counters, nobody's
    Column("day", Date, primary_key=True),
    Column("entry", String(32), primary_key=True),
    Column("helped", Boolean, primary_key=True),
    Column("count", Integer, nullable=False),
)

qa_answer_times = _table(
    "qa_answer_times",  # office time until a person's first answer: counters, nobody's
    Column("month", Date, primary_key=True),  # its first day; of the answer
    Column("minutes", Integer, primary_key=True, autoincrement=False),  # rounded down to 5
    Column("count", Integer, nullable=False),
)

# -- LINE --------------------------------------------------------------------------------------------------

events = _table(
    "events",  # the inbox: durable before the 200, wiped when handled
    Column("mark", String(64), primary_key=True),  # keyed hash of webhookEventId
    Column("lane", String(64), nullable=False),  # keyed hash of the person; "" once handled
    Column("at", Instant),  # LINE's own event time; NULL once handled
    Column("body", LargeBinary),  # sealed; NULL once handled
    Column("claim", String(32)),  # who is working on it
    Column("claimed_until", Instant),  # and until when nobody else may; after a failure: not before
    Column("attempts", Integer, nullable=False, default=0),
    Column("handled_on", Date),  # NULL while waiting; the mark is kept a few days against duplicates
    Index("ix_events_waiting", "handled_on", "at"),
    sqlite_with_rowid=False,
)

conversations = _table(
    "conversations",
    Column("person", String(64), primary_key=True),  # keyed hash of the LINE user id
    Column("state", LargeBinary, nullable=False),  # sealed
    Column("updated_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

outbox = _table(
    "outbox",
    Column("id", String(32), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed: user id, reply token, messages
    Column("status", String(12), nullable=False),  # sending | waiting
    Column("created_at", Instant, nullable=False),
    Column("claimed_until", Instant),
    Index("ix_outbox_agency_person", "agency", "person"),
    Index("ix_outbox_status", "status", "claimed_until"),
    sqlite_with_rowid=False,
)

push_counts = _table(
    "push_counts",
    Column("month", String(7), primary_key=True),  # Bangkok month, "2026-11"
    Column("count", Integer, nullable=False),
)

# -- staff -------------------------------------------------------------------------------------------------

staff = _table(
    "staff",
    Column("id", String(32), primary_key=True),
    Column("login", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),  # JSON list of clerk | officer | surveyor | admin
    Column("password_hash", Text),  # NULL until the invitation is used
    Column("totp", LargeBinary),  # sealed secret; NULL = not enrolled
    Column("totp_last_step", Integer, nullable=False, default=0),
    Column("line_person", String(64)),  # keyed hash of the linked LINE account
    Column("line_user", LargeBinary),  # sealed id of the same, so that a notice can reach it
    Column("noticed_at", Instant),  # the last notice that something waits
    Column("left_on", Date),
    UniqueConstraint("agency", "login"),
)

staff_tokens = _table(
    "staff_tokens",  # invitations, resets, LINE link codes: only hashes
    Column("token", String(64), primary_key=True),
    Column("staff_id", String(32), nullable=False),
    Column("purpose", String(12), nullable=False),  # invite | reset | line
    Column("expires_at", Instant, nullable=False),
)

sessions = _table(
    "sessions",
    Column("id", String(64), primary_key=True),  # SHA-256 of the cookie
    Column("staff_id", String(32), nullable=False),
    Column("stage", String(12), nullable=False),  # password | full
    Column("key", LargeBinary),  # officer key under a key that only the cookie holds
    Column("last_seen", Instant, nullable=False),
    Column("began_at", Instant),  # NULL: from before this was noted; counts from when it was last seen
    Index("ix_sessions_id", "id", unique=True),
)

staff_codes = _table(
    "staff_codes",  # recovery codes, each in place of one second step: only keyed hashes
    Column("staff_id", String(32), primary_key=True),
    Column("code", String(64), primary_key=True),
)

staff_log = _table(
    "staff_log",  # who did what in the console (fraud cases have their own, chained, in the sealed store)
    Column("id", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    Column("detail", Text, nullable=False),
)

# -- follow-up work ----------------------------------------------------------------------------------------

jobs = _table(
    "jobs",
    Column("kind", String(32), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("run_at", Instant, nullable=False),
    Column("payload", Text, nullable=False),
    Column("claimed_until", Instant),
    Column("claim", String(32)),
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    Index("ix_jobs_run_at", "run_at"),
)

sheet_targets = _table(
    "sheet_targets",
    Column("kind", String(8), primary_key=True),  # xlsx | google
    Column("status", String(12), nullable=False),  # ok | parked
    Column("state", Text, nullable=False),  # JSON, owned by sheets_sync
    Column("error", Text),
    Column("synced_at", Instant),
)

heartbeats = Table(
    "heartbeats",  # of processes, not of agencies: "*" stands for all of them
    metadata,
    _agency(),
    Column("name", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
)
