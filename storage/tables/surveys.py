"""Surveys: rounds, ballots, answers without their authors, tallies and the asides kept apart."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text

from storage.tables.schema import table

survey_rounds = table(
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

survey_slips = table(
    "survey_slips",  # one-time links that are good in a running round: keyed hashes, gone when it closes
    Column("round", String(48), primary_key=True),
    Column("mark", String(64), primary_key=True),  # under the round's secret; says nothing about who drew it
    sqlite_with_rowid=False,
)

ballots = table(
    "ballots",  # who has answered (a keyed mark), never what
    Column("round", String(48), primary_key=True),
    Column("mark", String(64), primary_key=True),
    Column("payload", LargeBinary),  # sealed answers until their batch is published, then NULL
    Column("waiting_since", Date),  # NULL once published
    sqlite_with_rowid=False,
)

responses = table(
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

survey_tallies = table(
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

survey_asides = table(
    "survey_asides",  # age, sex, education or a comment, told beside the answers: sealed until its batch is published
    Column("round", String(48), primary_key=True),
    Column("key", String(32), primary_key=True),  # random
    Column("payload", LargeBinary, nullable=False),  # sealed and padded; the row goes when its batch is published
    sqlite_with_rowid=False,
)

survey_profiles = table(
    "survey_profiles",  # how many said so; never joined to an answer, not even to a day
    Column("round", String(48), primary_key=True),
    Column("age", String(16), primary_key=True),  # "" = not told
    Column("sex", String(16), primary_key=True),
    Column("education", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

survey_comments = table(
    "survey_comments",  # free text of a published batch, in no order; joined to no answer
    Column("key", String(32), primary_key=True),  # random
    Column("round", String(48), nullable=False),
    Column("day", Date, nullable=False),  # of the batch
    Column("text", LargeBinary, nullable=False),  # sealed
    Index("ix_survey_comments_agency_round", "agency", "round"),
    sqlite_with_rowid=False,
)

questionnaires = table(
    "questionnaires",  # an agency's own; once a round was opened with a version it never changes
    Column("name", String(24), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # JSON, see surveys.instruments.writing
    Column("added_on", Date, nullable=False),
    Column("withdrawn_on", Date),  # takes no answers since; results stay
)

survey_tablets = table(
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
