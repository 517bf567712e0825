"""Rounds: by default one per fiscal quarter, opened when first needed, closed for good at the quarter's end."""

import secrets
from datetime import date

from kernel.agency import Agency
from kernel.calendar import quarter_of
from kernel.clock import Clock, bangkok_day
from surveys.instruments import DEFAULT
from surveys.ports import SurveyWork
from surveys.records import Round

SECRET_BYTES = 32


def round_id(instrument: str, period: str) -> str:
    """ "eit-2567:2570Q1"."""
    return f"{instrument}:{period}"


def running_round(day: date, instrument: str = DEFAULT) -> Round:
    """The round of the quarter that `day` (Bangkok) falls in, as it is or will be."""
    span = quarter_of(day)
    return Round(round_id(instrument, span.code), instrument, span.code, span.first, span.last)


def current_round(work: SurveyWork, agency: Agency, clock: Clock, instrument: str = DEFAULT) -> Round:
    """The round that takes answers today; opened, with a fresh secret, by whoever asks first."""
    wanted = running_round(bangkok_day(clock.now()), instrument)
    found = work.rounds.get(agency, wanted.id)
    if found is not None:
        return found
    sealed = work.vault.seal("round", f"{agency.code}/{wanted.id}", secrets.token_bytes(SECRET_BYTES))
    work.rounds.add(agency, wanted, sealed)
    return wanted


def close_ended(work: SurveyWork, agency: Agency, today: date) -> int:
    """Close every round whose last day has passed: its secret is destroyed, its marks can never be made again.

    Answers still waiting must have been published before (`publish_batch` at the day's end does so).
    """
    ended = [one for one in work.rounds.all(agency) if not one.closed and one.closes_on < today]
    for one in ended:
        work.rounds.close(agency, one.id)
    return len(ended)
