"""The unit of work: all stores of one transaction."""

from contextlib import AbstractContextManager
from functools import cached_property

from sqlalchemy import Connection

from kernel.clock import Clock
from kernel.vault import Vault
from storage.agency_stores import SqlAgencies, SqlCredentials, SqlRevisions
from storage.aside_stores import SqlAsides, SqlTablets
from storage.conversation_store import SqlConversations
from storage.faq_store import SqlFaq
from storage.inbox_store import SqlInbox
from storage.inspection_store import SqlInspections
from storage.job_stores import SqlHeartbeats, SqlJobs
from storage.learning_store import SqlAnswerTimes, SqlAsked, SqlClusters, SqlRatings
from storage.outbox_store import SqlOutbox, SqlPushes
from storage.point_stores import SqlPoints, SqlVisits
from storage.question_stores import SqlCounts
from storage.questionnaire_stores import SqlQuestionnaires
from storage.response_store import SqlResponses
from storage.sheet_stores import SqlAttempts, SqlGates, SqlTargets
from storage.sign_in_stores import SqlSessions, SqlStaffCodes, SqlStaffTokens
from storage.slip_store import SqlSlips
from storage.staff_stores import SqlStaff, SqlStaffLog
from storage.survey_stores import SqlBallots, SqlRounds
from storage.tally_stores import SqlTallies
from storage.thread_store import SqlQuestions


class Work:
    """One transaction's stores. Rooms see it through narrow protocols of their own."""

    def __init__(self, connection: Connection, vault: Vault, clock: Clock) -> None:
        self.connection = connection
        self.vault = vault
        self.clock = clock

    def savepoint(self) -> AbstractContextManager[object]:
        """A part of this transaction that can fail alone: what was written inside is undone on an exception."""
        return self.connection.begin_nested()

    @cached_property
    def agencies(self) -> SqlAgencies:
        return SqlAgencies(self.connection, self.clock)

    @cached_property
    def credentials(self) -> SqlCredentials:
        return SqlCredentials(self.connection, self.vault, self.clock)

    @cached_property
    def revisions(self) -> SqlRevisions:
        return SqlRevisions(self.connection)

    @cached_property
    def points(self) -> SqlPoints:
        return SqlPoints(self.connection)

    @cached_property
    def visits(self) -> SqlVisits:
        return SqlVisits(self.connection)

    @cached_property
    def inspections(self) -> SqlInspections:
        return SqlInspections(self.connection)

    @cached_property
    def rounds(self) -> SqlRounds:
        return SqlRounds(self.connection)

    @cached_property
    def ballots(self) -> SqlBallots:
        return SqlBallots(self.connection)

    @cached_property
    def responses(self) -> SqlResponses:
        return SqlResponses(self.connection)

    @cached_property
    def tallies(self) -> SqlTallies:
        return SqlTallies(self.connection)

    @cached_property
    def asides(self) -> SqlAsides:
        return SqlAsides(self.connection)

    @cached_property
    def tablets(self) -> SqlTablets:
        return SqlTablets(self.connection, self.vault)

    @cached_property
    def slips(self) -> SqlSlips:
        return SqlSlips(self.connection)

    @cached_property
    def questionnaires(self) -> SqlQuestionnaires:
        return SqlQuestionnaires(self.connection)

    @cached_property
    def faq(self) -> SqlFaq:
        return SqlFaq(self.connection)

    @cached_property
    def questions(self) -> SqlQuestions:
        return SqlQuestions(self.connection)

    @cached_property
    def counts(self) -> SqlCounts:
        return SqlCounts(self.connection)

    @cached_property
    def asked(self) -> SqlAsked:
        return SqlAsked(self.connection)

    @cached_property
    def clusters(self) -> SqlClusters:
        return SqlClusters(self.connection)

    @cached_property
    def ratings(self) -> SqlRatings:
        return SqlRatings(self.connection)

    @cached_property
    def answer_times(self) -> SqlAnswerTimes:
        return SqlAnswerTimes(self.connection)

    @cached_property
    def inbox(self) -> SqlInbox:
        return SqlInbox(self.connection)

    @cached_property
    def conversations(self) -> SqlConversations:
        return SqlConversations(self.connection, self.vault)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self.connection, self.vault)

    @cached_property
    def pushes(self) -> SqlPushes:
        return SqlPushes(self.connection)

    @cached_property
    def staff(self) -> SqlStaff:
        return SqlStaff(self.connection, self.vault)

    @cached_property
    def staff_tokens(self) -> SqlStaffTokens:
        return SqlStaffTokens(self.connection, self.vault)

    @cached_property
    def staff_codes(self) -> SqlStaffCodes:
        return SqlStaffCodes(self.connection, self.vault)

    @cached_property
    def sessions(self) -> SqlSessions:
        return SqlSessions(self.connection)

    @cached_property
    def staff_log(self) -> SqlStaffLog:
        return SqlStaffLog(self.connection)

    @cached_property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection, self.clock)

    @cached_property
    def targets(self) -> SqlTargets:
        return SqlTargets(self.connection)

    @cached_property
    def attempts(self) -> SqlAttempts:
        return SqlAttempts(self.connection)

    @cached_property
    def gates(self) -> SqlGates:
        return SqlGates(self.connection)

    @cached_property
    def heartbeats(self) -> SqlHeartbeats:
        return SqlHeartbeats(self.connection)
