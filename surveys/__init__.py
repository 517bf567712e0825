"""Surveys: questionnaires as data, anonymous answers, exact scores. Knows no framework and no database."""

from surveys.ballots import SYNC_JOB, has_answered, publish_batch, submit
from surveys.records import BATCH, PUBLISH_JOB, Answers, Response, Round, Submitted

__all__ = [
    "BATCH",
    "PUBLISH_JOB",
    "SYNC_JOB",
    "Answers",
    "Response",
    "Round",
    "Submitted",
    "has_answered",
    "publish_batch",
    "submit",
]
