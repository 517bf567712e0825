"""Counts of published answers, kept beside the rows and written in the same transaction.

A report reads a few dozen short rows instead of every response. Whatever stands here can be made again from the
responses (`rebuild`) and compared with them (`differing`).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, delete, null, select

from kernel.agency import Agency
from kernel.errors import Refused
from storage.questionnaire_stores import SqlQuestionnaires
from storage.tables import agencies, responses, survey_tallies
from storage.upsert import put
from surveys.instruments import Instrument
from surveys.library import find
from surveys.tally import ALL, Counting, Slice, Tally, together

_ROWS_AT_ONCE = 2_000


class SqlTallies:
    """Tallies of an agency's rounds, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of_round(self, agency: Agency, round_id: str) -> dict[Slice, Tally]:
        """Every slice of the round; empty before its first batch."""
        mine = (survey_tallies.c.agency == agency.code) & (survey_tallies.c.round == round_id)
        return {_slice(row): _tally(row) for row in self._db.execute(select(survey_tallies).where(mine))}

    def of_every_agency(self, round_id: str) -> Iterator[tuple[str, dict[Slice, Tally]]]:
        """(agency code, its slices) by code. Respondents' own means come with the slices of ALL only."""
        columns = [column for column in survey_tallies.c if column.name not in {"round", "means"}]
        means = case((survey_tallies.c.dimension == ALL, survey_tallies.c.means), else_=null()).label("means")
        rows = self._db.execute(
            select(*columns, means).where(survey_tallies.c.round == round_id).order_by(survey_tallies.c.agency)
        )
        code, slices = "", dict[Slice, Tally]()
        for row in rows:
            if row.agency != code and slices:
                yield code, slices
                slices = {}
            code = row.agency
            slices[_slice(row)] = _tally(row)
        if slices:
            yield code, slices

    def add(self, agency: Agency, round_id: str, counted: Mapping[Slice, Tally]) -> None:
        """Add a batch's counts."""
        self._hold(agency)
        known = self.of_round(agency, round_id)
        for key, tally in counted.items():
            whole = together([known[key], tally]) if key in known else tally
            put(self._db, survey_tallies, _row(agency, round_id, key, whole))

    def scan(self, agency: Agency) -> dict[str, dict[Slice, Tally]]:
        """What the rows themselves say: round -> slices, counted anew."""
        return {round_id: counting.slices() for round_id, counting in self._counted(agency).items()}

    def rebuild(self, agency: Agency) -> int:
        """Throw the agency's tallies away and make them again from its rows; returns how many rows were counted."""
        self._hold(agency)
        self._db.execute(delete(survey_tallies).where(survey_tallies.c.agency == agency.code))
        total = 0
        for round_id, slices in self.scan(agency).items():
            rows = [_row(agency, round_id, key, tally) for key, tally in slices.items()]
            self._db.execute(survey_tallies.insert(), rows)
            total += sum(tally.n for key, tally in slices.items() if key.dimension == ALL)
        return total

    def differing(self, agency: Agency) -> list[str]:
        """Rounds whose tallies are not what their rows say; empty when all is well."""
        self._hold(agency)
        scanned = self.scan(agency)
        kept = self._db.execute(
            select(survey_tallies.c.round).where(survey_tallies.c.agency == agency.code).distinct()
        ).scalars()
        return [one for one in sorted({*scanned, *kept}) if self.of_round(agency, one) != scanned.get(one, {})]

    def _hold(self, agency: Agency) -> None:
        """Nobody else counts for this agency before our transaction ends; SQLite's readers see one moment anyway."""
        row = select(agencies.c.agency).where(agencies.c.agency == agency.code)
        self._db.execute(row.with_for_update(key_share=True))

    def _counted(self, agency: Agency) -> dict[str, Counting]:
        columns = ("round", "instrument", "point", "channel", "part", "day", "flags", "answers")
        rows = self._db.execute(
            select(*(responses.c[name] for name in columns)).where(responses.c.agency == agency.code),
            execution_options={"yield_per": _ROWS_AT_ONCE},
        )
        found: dict[str, Counting] = {}
        for round_id, instrument_id, point, channel, part, day, flags, answers in rows:
            counting = found.get(round_id)
            if counting is None:
                instrument = instrument_of(self._db, agency, instrument_id)
                if instrument is None:
                    continue
                counting = found[round_id] = Counting(instrument)
            counting.add(channel, point, day.isoformat()[:7], part, bool(flags), json.loads(answers))
        return found


@dataclass(frozen=True)
class _Shelf:
    questionnaires: SqlQuestionnaires


def instrument_of(connection: Connection, agency: Agency, instrument_id: str) -> Instrument | None:
    """The instrument; None when the agency has none of that id: answers to it can be neither scored nor counted."""
    try:
        return find(_Shelf(SqlQuestionnaires(connection)), agency, instrument_id)
    except Refused:
        return None


def _row(agency: Agency, round_id: str, key: Slice, tally: Tally) -> dict[str, Any]:
    means = {
        scope: [[points, items, n] for (points, items), n in sorted(found.items())]
        for scope, found in tally.means.items()
    }
    return {
        "agency": agency.code,
        "round": round_id,
        "dimension": key.dimension,
        "value": key.value,
        "part": key.part,
        "n": tally.n,
        "flagged": tally.flagged,
        "channels": _json(tally.channels),
        "chosen": _json(tally.chosen),
        "answered": _json(tally.answered),
        "means": _json(means),
    }


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"), sort_keys=True)


def _slice(row: Any) -> Slice:
    return Slice(row.dimension, row.value, row.part)


def _tally(row: Any) -> Tally:
    means = json.loads(row.means) if row.means else {}
    return Tally(
        n=row.n,
        flagged=row.flagged,
        channels=json.loads(row.channels),
        chosen={item: tuple(counts) for item, counts in json.loads(row.chosen).items()},
        answered=json.loads(row.answered),
        means={scope: {(points, items): n for points, items, n in found} for scope, found in means.items()},
    )
