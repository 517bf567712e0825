"""One-time links of staff rounds: keyed hashes that live as long as their round, and how many were printed."""

from sqlalchemy import Connection, func, select, update

from kernel.agency import Agency
from storage.tables import survey_rounds, survey_slips


class SqlSlips:
    """The slips of an agency's rounds, on one open transaction. `SqlRounds.close` erases them."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, round_id: str, marks: list[str]) -> None:
        """Keep fresh marks, and count them."""
        rows = [{"agency": agency.code, "round": round_id, "mark": mark} for mark in marks]
        self._db.execute(survey_slips.insert(), rows)
        mine = (survey_rounds.c.agency == agency.code) & (survey_rounds.c.round == round_id)
        more = func.coalesce(survey_rounds.c.slips, 0) + len(marks)
        self._db.execute(update(survey_rounds).where(mine).values(slips=more))

    def has(self, agency: Agency, round_id: str, mark: str) -> bool:
        """Whether the slip was printed for this round, and the round still runs."""
        mine = (survey_slips.c.agency == agency.code) & (survey_slips.c.round == round_id)
        found = self._db.execute(select(survey_slips.c.mark).where(mine, survey_slips.c.mark == mark))
        return found.first() is not None

    def printed(self, agency: Agency, round_id: str) -> int:
        """How many were ever printed for the round."""
        mine = (survey_rounds.c.agency == agency.code) & (survey_rounds.c.round == round_id)
        return self._db.execute(select(survey_rounds.c.slips).where(mine)).scalar_one_or_none() or 0
