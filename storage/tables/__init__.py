"""The product's tables, a module for each room. Every key begins with the agency.

The fraud door's tables are not here: they live in `storage.sealed` with their own metadata and migrations.
"""

from storage.tables.line import conversations, events, outbox, push_counts
from storage.tables.offices import (
    agencies,
    credentials,
    inspections,
    point_signs,
    revisions,
    service_points,
    stray_scans,
    visits,
)
from storage.tables.questions import (
    faq_entries,
    faq_synonyms,
    faq_uploads,
    faq_versions,
    qa_answer_times,
    qa_asked,
    qa_clusters,
    qa_counts,
    qa_learnt,
    qa_ratings,
    question_messages,
    questions,
)
from storage.tables.schema import metadata
from storage.tables.staff import sessions, staff, staff_codes, staff_log, staff_tokens
from storage.tables.surveys import (
    ballots,
    questionnaires,
    responses,
    survey_asides,
    survey_comments,
    survey_profiles,
    survey_rounds,
    survey_slips,
    survey_tablets,
    survey_tallies,
)
from storage.tables.work import heartbeats, jobs, sheet_attempts, sheet_gates, sheet_targets

__all__ = [
    "agencies",
    "ballots",
    "conversations",
    "credentials",
    "events",
    "faq_entries",
    "faq_synonyms",
    "faq_uploads",
    "faq_versions",
    "heartbeats",
    "inspections",
    "jobs",
    "metadata",
    "outbox",
    "point_signs",
    "push_counts",
    "qa_answer_times",
    "qa_asked",
    "qa_clusters",
    "qa_counts",
    "qa_learnt",
    "qa_ratings",
    "question_messages",
    "questionnaires",
    "questions",
    "responses",
    "revisions",
    "service_points",
    "sessions",
    "sheet_attempts",
    "sheet_gates",
    "sheet_targets",
    "staff",
    "staff_codes",
    "staff_log",
    "staff_tokens",
    "stray_scans",
    "survey_asides",
    "survey_comments",
    "survey_profiles",
    "survey_rounds",
    "survey_slips",
    "survey_tablets",
    "survey_tallies",
    "visits",
]
