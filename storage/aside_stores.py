"""What is told beside the answers, and the links of surveyors' tablets."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from kernel.agency import Agency
from kernel.vault import Vault
from storage.tables import survey_asides, survey_comments, survey_profiles, survey_tablets
from storage.upsert import count_up, put_new
from surveys.records import Comment, SealedAside, Tablet


class SqlAsides:
    """Sealed asides until their batch, then counts and comments. Shares no value with ballots and responses."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, agency: Agency, aside: SealedAside) -> bool:
        """Keep one; False when its key waits already."""
        row = {"agency": agency.code, "round": aside.round, "key": aside.key, "payload": aside.sealed}
        return put_new(self._db, survey_asides, row)

    def waiting(self, agency: Agency) -> list[SealedAside]:
        """Those not published, by round and key, held against other publishers."""
        rows = self._db.execute(
            select(survey_asides)
            .where(survey_asides.c.agency == agency.code)
            .order_by(survey_asides.c.round, survey_asides.c.key)
            .with_for_update()
        )
        return [SealedAside(row.round, row.key, bytes(row.payload)) for row in rows]

    def drop(self, agency: Agency, asides: Sequence[SealedAside]) -> None:
        """Erase these; one that came in while they were published stays."""
        c = survey_asides.c
        this = delete(survey_asides).where(
            c.agency == agency.code, c.round == bindparam("in_round"), c.key == bindparam("its_key")
        )
        if asides:
            self._db.execute(this, [{"in_round": one.round, "its_key": one.key} for one in asides])

    def count(self, agency: Agency, round_id: str, profile: tuple[str, str, str], by: int) -> None:
        """Add to the count of (age, sex, education)."""
        age, sex, education = profile
        key = {"agency": agency.code, "round": round_id, "age": age, "sex": sex, "education": education}
        count_up(self._db, survey_profiles, key, by)

    def counts(self, agency: Agency, round_id: str) -> dict[tuple[str, str, str], int]:
        """Published counts of (age, sex, education)."""
        mine = (survey_profiles.c.agency == agency.code) & (survey_profiles.c.round == round_id)
        columns = (survey_profiles.c.age, survey_profiles.c.sex, survey_profiles.c.education, survey_profiles.c.count)
        rows = self._db.execute(select(*columns).where(mine))
        return {(age, sex, education): n for age, sex, education, n in rows}

    def counts_of_every_agency(self, round_ids: Sequence[str]) -> dict[tuple[str, str, str], int]:
        """Published counts of (age, sex, education), summed over all agencies."""
        told = (survey_profiles.c.age, survey_profiles.c.sex, survey_profiles.c.education)
        summed = select(*told, func.sum(survey_profiles.c.count)).group_by(*told)
        rows = self._db.execute(summed.where(survey_profiles.c.round.in_(round_ids)))
        return {(age, sex, education): int(n) for age, sex, education, n in rows}

    def keep(self, agency: Agency, comment: Comment) -> None:
        """Keep a published comment."""
        row = {
            "agency": agency.code,
            "key": comment.key,
            "round": comment.round,
            "day": comment.day,
            "text": comment.sealed,
        }
        self._db.execute(survey_comments.insert().values(row))

    def comments(self, agency: Agency, round_id: str) -> list[Comment]:
        """Published comments by their random key."""
        mine = (survey_comments.c.agency == agency.code) & (survey_comments.c.round == round_id)
        rows = self._db.execute(select(survey_comments).where(mine).order_by(survey_comments.c.key))
        return [Comment(row.key, row.round, row.day, bytes(row.text)) for row in rows]


class SqlTablets:
    """Surveyors' tablets. A token is kept as a keyed hash; the agency is found by it, because a link says no more."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    def add(self, agency: Agency, tablet: Tablet, token: str) -> None:
        """Keep a new link."""
        row = {"agency": agency.code, **vars(tablet), "token": self._mark(agency, token)}
        self._db.execute(survey_tablets.insert().values(row))

    def find(self, agency: Agency, token: str) -> Tablet | None:
        """The tablet with this token, unless its link was revoked."""
        row = self._db.execute(
            select(survey_tablets).where(
                survey_tablets.c.agency == agency.code,
                survey_tablets.c.token == self._mark(agency, token),
                survey_tablets.c.revoked_on.is_(None),
            )
        ).one_or_none()
        return None if row is None else _tablet(row)

    def all(self, agency: Agency) -> list[Tablet]:
        """Every link, working ones first, then by name."""
        rows = self._db.execute(
            select(survey_tablets)
            .where(survey_tablets.c.agency == agency.code)
            .order_by(survey_tablets.c.revoked_on.is_not(None), survey_tablets.c.name, survey_tablets.c.id)
        )
        return [_tablet(row) for row in rows]

    def revoke(self, agency: Agency, tablet_id: str, day: date) -> bool:
        """End a link for good. False when there is no such working link."""
        done = self._db.execute(
            update(survey_tablets)
            .where(
                survey_tablets.c.agency == agency.code,
                survey_tablets.c.id == tablet_id,
                survey_tablets.c.revoked_on.is_(None),
            )
            .values(revoked_on=day)
        )
        return done.rowcount == 1

    def _mark(self, agency: Agency, token: str) -> str:
        return self._vault.mark("tablet", agency.code, token)


def _tablet(row: Any) -> Tablet:
    return Tablet(row.id, row.name, row.made_by, row.made_on, row.revoked_on, row.kind, row.point, row.expires_on)
