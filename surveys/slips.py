"""Questionnaires that staff answer (IIT), reached by one-time links printed on paper slips and drawn from a bag.

A slip's token is kept only as a keyed hash under its round's secret; closing the round destroys both. The answers go
the citizens' way: a mark says that a slip was used, the sealed answers wait beside it for a batch, and nothing joins
the two once the batch is published. Who drew which slip nobody writes down; whoever did still learns no answer.
A round of staff ends on the day that was set when it was opened and cannot be ended sooner: an early end would
publish the last few at a moment of somebody's choosing.
"""

import random
import secrets
from datetime import date
from enum import StrEnum
from typing import Protocol

from kernel.agency import Agency
from kernel.calendar import Period, half_of, quarter_of, year_of
from kernel.clock import Clock, bangkok_day
from kernel.codes import new_code, read_code
from kernel.errors import Refused
from surveys.ballots import has_answered, submit
from surveys.instruments import Instrument, load
from surveys.library import taking
from surveys.ports import SurveyWork
from surveys.records import Answers, Round, Submitted
from surveys.rounds import SECRET_BYTES, round_id

INSTRUMENT = "iit-2567"
TOKEN_LENGTH = 12
"""Symbols of a token with its check symbol: 54 random bits."""
MOST_AT_ONCE = 200
MOST = 2_000
"""Slips of one round. An office has fewer people."""


class SlipStore(Protocol):
    """Which slips are good in a running round, as keyed hashes."""

    def add(self, agency: Agency, round_id: str, marks: list[str]) -> None:
        """Keep the marks of freshly printed slips, and count them."""
        ...

    def has(self, agency: Agency, round_id: str, mark: str) -> bool:
        """Whether such a slip was printed for the round, and the round still runs."""
        ...

    def printed(self, agency: Agency, round_id: str) -> int:
        """How many were ever printed for the round; the number outlives the marks."""
        ...


class SlipWork(SurveyWork, Protocol):
    """One open transaction, as far as slips may see it."""

    @property
    def slips(self) -> SlipStore: ...


class Standing(StrEnum):
    """What a slip's link is worth."""

    GOOD = "good"
    USED = "used"
    UNKNOWN = "unknown"
    """Well formed, but of no slip of the running round: an earlier round's, another office's, or made up."""
    MISTYPED = "mistyped"
    """The check symbol does not fit."""
    CLOSED = "closed"
    """No round of staff runs."""


def spans(today: date) -> list[Period]:
    """The periods a round of staff may be opened for on `today`: its fiscal year, half and quarter."""
    return [year_of(today), half_of(today), quarter_of(today)]


def open_round(work: SlipWork, agency: Agency, span: Period, closes_on: date, clock: Clock) -> Round:
    """Open the round of `span` from today to `closes_on`, both included.

    Raises Refused: staff_round_runs (one at a time), staff_round_known (this period was asked before),
    staff_round_span, staff_round_days (first, last: ISO days).
    """
    today = bangkok_day(clock.now())
    if span not in spans(today):
        raise Refused("staff_round_span")
    if not today <= closes_on <= span.last:
        raise Refused("staff_round_days", first=today.isoformat(), last=span.last.isoformat())
    if running(work, agency, today) is not None:
        raise Refused("staff_round_runs")
    wanted = Round(round_id(INSTRUMENT, span.code), INSTRUMENT, span.code, today, closes_on)
    sealed = work.vault.seal("round", f"{agency.code}/{wanted.id}", secrets.token_bytes(SECRET_BYTES))
    if not work.rounds.add(agency, wanted, sealed):
        raise Refused("staff_round_known")
    return wanted


def running(work: SurveyWork, agency: Agency, today: date) -> Round | None:
    """The round of staff that takes answers on `today`."""
    mine = (one for one in work.rounds.all(agency) if one.instrument == INSTRUMENT and one.open_on(today))
    return next(mine, None)


def asked(work: SurveyWork, agency: Agency, round_: Round) -> Instrument:
    """What its slips ask."""
    return taking(work, agency, round_.instrument)


def asked_title() -> str:
    """The questionnaire's own title."""
    return load(INSTRUMENT).title


def draw(work: SlipWork, agency: Agency, round_: Round, many: int) -> list[str]:
    """So many fresh tokens in no order. They are told here and never again: only their marks are kept.

    Raises Refused: slips_many (most), round_closed.
    """
    if not 1 <= many <= MOST_AT_ONCE or work.slips.printed(agency, round_.id) + many > MOST:
        raise Refused("slips_many", most=MOST_AT_ONCE, whole=MOST)
    secret = _secret(work, agency, round_.id)
    if secret is None:
        raise Refused("round_closed")
    tokens = set[str]()
    while len(tokens) < many:
        tokens.add(new_code(TOKEN_LENGTH))
    # in mark order, so that where a mark lies does not tell where on the paper its slip was
    work.slips.add(agency, round_.id, sorted(_mark(work, agency, round_.id, secret, one) for one in tokens))
    return random.SystemRandom().sample(sorted(tokens), many)


def standing(work: SlipWork, agency: Agency, typed: str, today: date) -> tuple[Standing, str]:
    """What the link with this token is worth on `today`, and the token as it was printed ("" when mistyped)."""
    token = read_code(typed[:40])
    if token is None or len(token) != TOKEN_LENGTH:
        return Standing.MISTYPED, ""
    round_ = running(work, agency, today)
    secret = None if round_ is None else _secret(work, agency, round_.id)
    if round_ is None or secret is None:
        return Standing.CLOSED, token
    if not work.slips.has(agency, round_.id, _mark(work, agency, round_.id, secret, token)):
        return Standing.UNKNOWN, token
    return (Standing.USED if has_answered(work, agency, round_.id, _person(token)) else Standing.GOOD), token


def answer(work: SlipWork, agency: Agency, answers: Answers, token: str, clock: Clock) -> Submitted:
    """Keep the answers of whoever holds the slip, once.

    Raises Refused: slip_<standing> for a link that is worth nothing now, slip_used for a second time, and what
    `submit` raises for the answers themselves.
    """
    worth, known = standing(work, agency, token, bangkok_day(clock.now()))
    if worth is not Standing.GOOD:
        raise Refused(f"slip_{worth}")
    try:
        return submit(work, agency, answers, person=_person(known), clock=clock)
    except Refused as refused:
        if refused.reason == "already_answered":  # two devices at the same moment
            raise Refused("slip_used") from refused
        raise


def _person(token: str) -> str:
    """Beginning unlike every other door's, so that no LINE id or form number is taken for a slip."""
    return f"slip:{token}"


def _secret(work: SurveyWork, agency: Agency, round_id: str) -> bytes | None:
    sealed = work.rounds.secret(agency, round_id)
    return None if sealed is None else work.vault.unseal("round", f"{agency.code}/{round_id}", sealed)


def _mark(work: SurveyWork, agency: Agency, round_id: str, secret: bytes, token: str) -> str:
    """Not the ballot's mark: without the keys nobody can say which slips were used."""
    return work.vault.mark("slip", agency.code, round_id, secret.hex(), token)
