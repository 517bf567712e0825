"""The agencies' own questionnaires, one row a version."""

from typing import Any

from sqlalchemy import Connection, select

from kernel.agency import Agency
from storage.tables import agencies, questionnaires
from storage.upsert import put
from surveys.library import Questionnaire


class SqlQuestionnaires:
    """An agency's questionnaires, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def hold(self, agency: Agency) -> None:
        """One at a time: on PostgreSQL by the agency's row, on SQLite writers take turns anyway."""
        row = select(agencies.c.agency).where(agencies.c.agency == agency.code)
        self._db.execute(row.with_for_update(key_share=True))

    def put(self, agency: Agency, questionnaire: Questionnaire) -> None:
        """Add this version, or replace it."""
        row = {
            "agency": agency.code,
            "name": questionnaire.name,
            "version": questionnaire.version,
            "body": questionnaire.body,
            "added_on": questionnaire.added_on,
            "withdrawn_on": questionnaire.withdrawn_on,
        }
        put(self._db, questionnaires, row)

    def get(self, agency: Agency, name: str, version: int) -> Questionnaire | None:
        """One version, or None."""
        row = self._db.execute(
            select(questionnaires).where(
                questionnaires.c.agency == agency.code,
                questionnaires.c.name == name,
                questionnaires.c.version == version,
            )
        ).one_or_none()
        return None if row is None else _questionnaire(row)

    def all(self, agency: Agency) -> list[Questionnaire]:
        """Every version, by name, newest first."""
        rows = self._db.execute(
            select(questionnaires)
            .where(questionnaires.c.agency == agency.code)
            .order_by(questionnaires.c.name, questionnaires.c.version.desc())
        )
        return [_questionnaire(row) for row in rows]


def _questionnaire(row: Any) -> Questionnaire:
    return Questionnaire(row.name, row.version, row.body, row.added_on, row.withdrawn_on)
