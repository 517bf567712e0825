"""Questionnaires by id: those that ship with the product, and each agency's own.

An own questionnaire is a row of its agency and of nobody else. Its id in rounds is "<name>.<version>", which no
built-in id can be. Once a round has been opened with a version, that version never changes: an edit is a new one.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal, Protocol

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from kernel.errors import Refused
from surveys.instruments import Instrument, known, load
from surveys.instruments.reading import examine
from surveys.instruments.writing import to_data
from surveys.records import Round

_OWN = re.compile(r"([a-z][a-z0-9-]{2,19})\.([1-9][0-9]{0,2})")
MOST = 200
"""Versions an agency may keep, of all its questionnaires together."""

Outcome = Literal["new", "changed", "new_version", "same", "reopened"]


@dataclass(frozen=True)
class Questionnaire:
    """One version of an agency's own questionnaire."""

    name: str
    version: int
    body: str
    """JSON of `instruments.writing.to_data`."""
    added_on: date
    withdrawn_on: date | None = None

    @property
    def id(self) -> str:
        """The instrument id that rounds and answers carry."""
        return f"{self.name}.{self.version}"

    @property
    def instrument(self) -> Instrument:
        """The questionnaire itself. Raises Refused("bad_instrument") for a body this version cannot read."""
        return _made(self.id, self.body)


class Questionnaires(Protocol):
    """The agencies' own questionnaires."""

    def hold(self, agency: Agency) -> None:
        """Until this transaction ends nobody else of the agency changes a questionnaire or opens a round with one."""
        ...

    def put(self, agency: Agency, questionnaire: Questionnaire) -> None:
        """Add this version, or replace it. The caller has made sure that it may change."""
        ...

    def get(self, agency: Agency, name: str, version: int) -> Questionnaire | None:
        """One version, or None when the agency has none such."""
        ...

    def all(self, agency: Agency) -> Sequence[Questionnaire]:
        """Every version, by name, newest first."""
        ...


class Shelf(Protocol):
    """A transaction in which questionnaires can be looked up."""

    @property
    def questionnaires(self) -> Questionnaires: ...


class _Rounds(Protocol):
    def all(self, agency: Agency) -> list[Round]: ...


class Desk(Shelf, Protocol):
    """A transaction in which they can be changed."""

    @property
    def rounds(self) -> _Rounds: ...


def is_own(instrument_id: str) -> bool:
    """Whether the id has the form of an office's own; whether there is such a one is `find`'s to say."""
    return _OWN.fullmatch(instrument_id) is not None


def find(work: Shelf, agency: Agency, instrument_id: str) -> Instrument:
    """The built-in instrument, or this agency's own, withdrawn ones included: their results stay readable.

    Raises Refused("unknown_instrument"), also for another agency's.
    """
    if instrument_id in known():
        return load(instrument_id)
    return _own(work, agency, instrument_id).instrument


def taking(work: Shelf, agency: Agency, instrument_id: str) -> Instrument:
    """As `find`, for one who is about to ask or to keep an answer. Raises Refused("withdrawn") as well.

    A questionnaire withdrawn while somebody answers takes that answer no more: it was withdrawn for a reason.
    """
    if instrument_id in known():
        return load(instrument_id)
    found = _own(work, agency, instrument_id)
    if found.withdrawn_on is not None:
        raise Refused("withdrawn")
    return found.instrument


def offered(work: Shelf, agency: Agency) -> list[Questionnaire]:
    """The newest version of each own questionnaire that is not withdrawn, by name."""
    newest: dict[str, Questionnaire] = {}
    for one in work.questionnaires.all(agency):
        newest.setdefault(one.name, one)
    return [one for one in newest.values() if one.withdrawn_on is None]


def add(work: Desk, agency: Agency, instrument: Instrument, clock: Clock) -> tuple[Questionnaire, Outcome]:
    """Keep an examined questionnaire under its own id as name.

    The same again changes nothing (and reopens a withdrawn one); another text replaces a version that no round has
    used, and is a new version otherwise. Raises Refused("too_many_questionnaires", most=...).
    """
    work.questionnaires.hold(agency)  # a round that is being opened with this version locks it, or is waited for
    today, body = bangkok_day(clock.now()), json.dumps(to_data(instrument), ensure_ascii=False, sort_keys=True)
    every = work.questionnaires.all(agency)
    newest = next((one for one in every if one.name == instrument.id), None)
    kept, outcome = _next(work, agency, newest, Questionnaire(instrument.id, 1, body, today))
    if outcome in {"new", "new_version"} and len(every) >= MOST:
        raise Refused("too_many_questionnaires", most=MOST)
    if outcome != "same":
        work.questionnaires.put(agency, kept)
    return kept, outcome


def withdraw(work: Shelf, agency: Agency, instrument_id: str, clock: Clock) -> Questionnaire:
    """Take no answers to it from now on; results stay. May be repeated. Raises Refused("unknown_instrument")."""
    found = _own(work, agency, instrument_id)
    if found.withdrawn_on is None:
        found = replace(found, withdrawn_on=bangkok_day(clock.now()))
        work.questionnaires.put(agency, found)
    return found


def _next(
    work: Desk, agency: Agency, newest: Questionnaire | None, wanted: Questionnaire
) -> tuple[Questionnaire, Outcome]:
    if newest is None:
        return wanted, "new"
    if newest.body == wanted.body:
        return (newest, "same") if newest.withdrawn_on is None else (replace(newest, withdrawn_on=None), "reopened")
    if any(round_.instrument == newest.id for round_ in work.rounds.all(agency)):
        return replace(wanted, version=newest.version + 1), "new_version"
    return replace(wanted, version=newest.version), "changed"


def _own(work: Shelf, agency: Agency, instrument_id: str) -> Questionnaire:
    parts = _OWN.fullmatch(instrument_id)
    found = work.questionnaires.get(agency, parts[1], int(parts[2])) if parts else None
    if found is None:
        raise Refused("unknown_instrument")
    return found


@lru_cache(maxsize=256)
def _made(instrument_id: str, body: str) -> Instrument:
    data: dict[str, Any] = json.loads(body)
    found = examine(data, own=True, instrument_id=instrument_id)
    if found.instrument is None:
        first = found.flaws.found[0]
        raise Refused("bad_instrument", where=found.flaws.where(first.path), fault=first.fault)
    return found.instrument
