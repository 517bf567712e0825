"""Rounds and the calendar: one round per quarter, half or year; what a poster leads to on a day.

A round that runs is never replaced: when an agency changes how long its rounds last, the new length begins with the
next one. Days are Bangkok days; a round ends at the midnight after its last day, 30 September included.
"""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from kernel.agency import Agency
from kernel.calendar import Period, fiscal_year, half_of, quarter_of, year_of
from kernel.clock import Clock, bangkok_day
from kernel.errors import Refused
from surveys.instruments import DEFAULT
from surveys.library import is_own, taking
from surveys.ports import SurveyWork
from surveys.records import Round

SECRET_BYTES = 32

LENGTHS = {"quarter": quarter_of, "half": half_of, "year": year_of}
"""How long a round may last, by the agency's setting; anything else counts as a quarter."""

_DAY = timedelta(days=1)


class Door(StrEnum):
    """What a poster's link leads to on a day. It depends on the calendar alone, never on an answer."""

    OURS = "ours"
    FIRST = "first"
    """The official form first, our survey second."""
    EXCLUSIVE = "exclusive"
    """The official form only."""
    THANKS = "thanks"
    """A word of thanks; nothing is asked."""

    @property
    def asks(self) -> bool:
        """Whether our own survey takes answers."""
        return self in (Door.OURS, Door.FIRST)


def round_id(instrument: str, period: str) -> str:
    """ "eit-2567:2570Q1"."""
    return f"{instrument}:{period}"


def running_round(day: date, instrument: str = DEFAULT, length: str = "quarter") -> Round:
    """The round of the quarter, half or year that `day` (Bangkok) falls in, as it is or will be."""
    span = LENGTHS.get(length, quarter_of)(day)
    return Round(round_id(instrument, span.code), instrument, span.code, span.first, span.last)


def poster_instrument(work: SurveyWork, agency: Agency) -> str:
    """The questionnaire that posters, chat and web ask: the agency's choice, or ours while it cannot be asked."""
    if agency.survey_instrument:
        try:
            return taking(work, agency, agency.survey_instrument).id
        except Refused:  # withdrawn, or never there: citizens are asked something all the same
            return DEFAULT
    return DEFAULT


def standing_round(work: SurveyWork, agency: Agency, day: date, instrument: str | None = None) -> Round | None:
    """The round that takes answers on `day`, if somebody has opened it already. Writes nothing.

    instrument -- None: the one that posters ask
    """
    instrument = instrument or poster_instrument(work, agency)
    mine = [one for one in work.rounds.all(agency) if one.instrument == instrument and one.open_on(day)]
    return min(mine, key=lambda one: (one.opens_on, one.id)) if mine else None


def coming_round(work: SurveyWork, agency: Agency, day: date, instrument: str | None = None) -> Round:
    """The round that would be opened on `day` if none stood. Writes nothing."""
    instrument = instrument or poster_instrument(work, agency)
    wanted = running_round(day, instrument, agency.survey_rounds)
    before = [one.closes_on for one in work.rounds.all(agency) if one.instrument == instrument and one.closes_on < day]
    first = max([wanted.opens_on, *(last + _DAY for last in before)])
    return Round(wanted.id, instrument, wanted.period, first, wanted.closes_on)


def current_round(work: SurveyWork, agency: Agency, clock: Clock, instrument: str | None = None) -> Round:
    """The round that takes answers today; opened, with a fresh secret, by whoever asks first."""
    today, instrument = bangkok_day(clock.now()), instrument or poster_instrument(work, agency)
    found = standing_round(work, agency, today, instrument)
    if found is not None:
        return found
    if is_own(instrument):
        work.questionnaires.hold(agency)  # whoever replaces it at this moment comes before us, or sees our round
    wanted = coming_round(work, agency, today, instrument)
    sealed = work.vault.seal("round", f"{agency.code}/{wanted.id}", secrets.token_bytes(SECRET_BYTES))
    if not work.rounds.add(agency, wanted, sealed):
        return work.rounds.get(agency, wanted.id) or wanted
    return wanted


def close_ended(work: SurveyWork, agency: Agency, today: date) -> int:
    """Close every round whose last day has passed: its secret is destroyed, its marks can never be made again.

    Answers still waiting must have been published before (`publish_batch` on the day after the last does so).
    """
    ended = [one for one in work.rounds.all(agency) if not one.closed and one.closes_on < today]
    for one in ended:
        work.rounds.close(agency, one.id)
    return len(ended)


# -- the official window


def official_window(agency: Agency) -> tuple[date, date] | None:
    """First and last day (Bangkok, both included) of the official EIT; None while it is not fully known."""
    try:
        opens, closes = date.fromisoformat(agency.official_eit_opens), date.fromisoformat(agency.official_eit_closes)
    except ValueError:
        return None
    return (opens, closes) if opens <= closes else None


def door(agency: Agency, day: date, official: str | None) -> Door:
    """What posters lead to on `day`. `official` is the official link when it is fit to be shown.

    Without a link there is nothing to lead to: posters stay ours.
    """
    window = official_window(agency)
    if window is None or not official or not window[0] <= day <= window[1]:
        return Door.OURS
    return {"exclusive": Door.EXCLUSIVE, "thanks": Door.THANKS}.get(agency.official_eit_mode, Door.FIRST)


def empty_rounds(agency: Agency, today: date, official: str | None) -> list[Round]:
    """Rounds of this fiscal year and the next that can take no answer on any day from `today` on, in order.

    That happens when the official form is exclusive (or posters say thank you) for a whole round.
    """
    window = official_window(agency)
    if window is None or door(agency, window[0], official).asks:
        return []
    spans = [running_round(span.first, length=agency.survey_rounds) for span in _spans(agency, today)]
    return [one for one in spans if max(one.opens_on, today) >= window[0] and one.closes_on <= window[1]]


def shortened_rounds(agency: Agency, today: date, official: str | None) -> list[tuple[Round, int]]:
    """Rounds that lose some of their days, but not all, to the same cause, with how many are left from `today` on."""
    window = official_window(agency)
    if window is None or door(agency, window[0], official).asks:
        return []
    empty = {one.id for one in empty_rounds(agency, today, official)}
    spans = [running_round(span.first, length=agency.survey_rounds) for span in _spans(agency, today)]
    left = [(one, _days_left(one, window, today)) for one in spans if one.id not in empty]
    return [(one, days) for one, days in left if one.opens_on <= window[1] and one.closes_on >= window[0]]


def _days_left(one: Round, window: tuple[date, date], today: date) -> int:
    first = max(one.opens_on, today)
    lost = (min(one.closes_on, window[1]) - max(first, window[0])).days + 1
    return (one.closes_on - first).days + 1 - max(lost, 0)


def _spans(agency: Agency, today: date) -> Sequence[Period]:
    year = fiscal_year(today)
    kinds = {"half": ("H1", "H2"), "year": ("Y",)}.get(agency.survey_rounds, ("Q1", "Q2", "Q3", "Q4"))
    every = [Period(one, kind) for one in (year, year + 1) for kind in kinds]
    return [span for span in every if span.last >= today]
