"""From one person's answers to anonymous rows.

A ballot's mark says that somebody has answered; its sealed payload waits beside it only until a batch is published.
Publishing opens the batch, shuffles it, writes rows under random keys with the batch's date, and empties the
payloads: from then on nothing joins the two. Who knows the order in which people answered still knows the five or
more of a batch, and no more. Fewer than five therefore wait for others, overnight too: on a day on which one person
answered, that day's date would be a name. Only the end of their round publishes the last few.
"""

import json
import random
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day, bangkok_midnight
from kernel.codes import new_id
from kernel.errors import Refused
from surveys.asides import keep_words
from surveys.instruments import Given, Instrument
from surveys.library import find, taking
from surveys.opening import opened
from surveys.ports import SurveyWork
from surveys.quality import flags
from surveys.records import BATCH, CHANNELS, PUBLISH_JOB, Answers, Response, Round, Submitted, Waiting
from surveys.replies import checked_all

POINT_LENGTH = 12
"""No service-point code is longer."""

PAYLOAD_STEP = 512
"""Sealed answers are a multiple of this many bytes."""

SYNC_JOB = "sync"


def submit(work: SurveyWork, agency: Agency, answers: Answers, *, person: str | None, clock: Clock) -> Submitted:
    """Keep one person's answers, sealed, and ask for the batch that will publish them; or do neither.

    person -- any stable private id; its keyed mark allows one answer a round. None: not limited (kiosk, paper).
    Raises Refused: round_closed, withdrawn, bad_answer, number_range, text_long, empty, already_answered.
    """
    today = bangkok_day(clock.now())
    round_ = _open_round(work, agency, answers, today)
    secret = _open_secret(work, agency, round_)
    instrument = taking(work, agency, answers.instrument)
    given = _checked(answers, instrument)
    rows, words = _split(instrument, given)
    mark = _mark(work, agency, answers.round, secret, person)
    sealed = work.vault.seal("ballot", f"{agency.code}/{answers.round}/{mark}", _payload(answers, rows))
    if not work.ballots.add(agency, answers.round, mark, sealed, today):
        raise Refused("already_answered")
    keep_words(work, agency, answers.round, words)
    after = round_.closes_on + timedelta(days=1)
    # its own key: another round's full batch must not use up the job that this round's last few are waiting for
    work.jobs.put(agency, PUBLISH_JOB, key=after.isoformat(), run_at=bangkok_midnight(after))
    if work.ballots.waiting_count(agency, answers.round) >= BATCH:
        work.jobs.put(agency, PUBLISH_JOB)
    return Submitted(answers.round, len(given), len(instrument.items))


def has_answered(work: SurveyWork, agency: Agency, round_id: str, person: str) -> bool:
    """Whether this person's mark is in the round. The final word is `submit`'s."""
    secret = work.rounds.secret(agency, round_id)
    if secret is None:
        return False
    opened = work.vault.unseal("round", f"{agency.code}/{round_id}", secret)
    return work.ballots.has(agency, round_id, _mark(work, agency, round_id, opened, person))


def publish_batch(
    work: SurveyWork, agency: Agency, clock: Clock, *, day_end: bool = False, rng: random.Random | None = None
) -> int:
    """Publish what waits: rounds with five or more, and rounds that have ended, however few wait in them.

    day_end -- publish the rest as well, few as they are: for a demonstration; no setting and no page asks for it.
    Returns how many rows were published. Repeating it is harmless.
    """
    today = bangkok_day(clock.now())
    chance = rng or random.SystemRandom()
    by_round: dict[str, list[Waiting]] = {}
    for ballot in work.ballots.waiting(agency):
        by_round.setdefault(ballot.round, []).append(ballot)
    published = 0
    for round_id, ballots in by_round.items():
        told = _opened(work, agency, ballots)
        if len(told) >= BATCH or (told and (day_end or not _running(work, agency, round_id, today))):
            published += _publish(work, agency, round_id, told, chance, clock)
    if published:
        work.jobs.put(agency, SYNC_JOB)
    return published


_Told = list[tuple[Waiting, dict[str, Any]]]


def _opened(work: SurveyWork, agency: Agency, ballots: Sequence[Waiting]) -> _Told:
    kept = [(one, f"{agency.code}/{one.round}/{one.mark}", one.payload) for one in ballots]
    return opened(work.vault, "ballot", kept)


def _publish(work: SurveyWork, agency: Agency, round_id: str, told: _Told, chance: random.Random, clock: Clock) -> int:
    payloads = [payload for _, payload in told]
    chance.shuffle(payloads)
    named = _named(Counter(payload["point"] for payload in payloads))
    first, instrument = work.responses.last_place(agency) + 1, find(work, agency, round_id.rsplit(":", 1)[0])
    rows = [
        Response(
            key=new_id(),
            round=round_id,
            instrument=instrument.id,
            point=payload["point"] if payload["point"] in named else None,
            channel=payload["channel"],
            day=bangkok_day(clock.now()),
            answers=answers,
            place=place,
            flags=(*flags(instrument, _positions(answers)), *payload.get("flags", ())),
        )
        for place, payload in enumerate(payloads, first)
        for answers in (_in_form(payload["answers"]),)
    ]
    work.responses.add_all(agency, sorted(rows, key=lambda row: row.key))
    work.ballots.empty(agency, round_id, [ballot.mark for ballot, _ in told])
    return len(rows)


def _named(points: Counter[str | None]) -> set[str]:
    """Points that a batch's rows may name: a point with few answers would tell whose they are, and so would the few
    rows without a point that all the others leave over."""
    named = {point for point, n in points.items() if point is not None and n >= BATCH}
    while named and 0 < points.total() - sum(points[point] for point in named) < BATCH:
        named.remove(min(named, key=lambda point: (points[point], point)))
    return named


def _in_form(answers: Mapping[str, Any]) -> dict[str, Given]:
    """JSON has no tuples."""
    return {item: tuple(one) if isinstance(one, list) else one for item, one in answers.items()}


def _positions(answers: Mapping[str, Given]) -> dict[str, int]:
    return {item: one for item, one in answers.items() if isinstance(one, int)}


def _running(work: SurveyWork, agency: Agency, round_id: str, today: date) -> bool:
    round_ = work.rounds.get(agency, round_id)
    return round_ is not None and round_.open_on(today)


def _open_round(work: SurveyWork, agency: Agency, answers: Answers, today: date) -> Round:
    round_ = work.rounds.get(agency, answers.round)
    if round_ is None or round_.instrument != answers.instrument or not round_.open_on(today):
        raise Refused("round_closed")
    return round_


def _open_secret(work: SurveyWork, agency: Agency, round_: Round) -> bytes:
    sealed = work.rounds.secret(agency, round_.id)
    if sealed is None:
        raise Refused("round_closed")
    return work.vault.unseal("round", f"{agency.code}/{round_.id}", sealed)


def _checked(answers: Answers, instrument: Instrument) -> dict[str, Given]:
    if answers.channel not in CHANNELS or len(answers.point or "") > POINT_LENGTH:
        raise Refused("bad_answer")
    given = checked_all(instrument, answers.answers)
    if not given:
        raise Refused("empty")
    return given


def _split(instrument: Instrument, given: Mapping[str, Given]) -> tuple[dict[str, Given], dict[str, str]]:
    """What may be on a row, and the words, which may not: they are told beside the answers."""
    words = {item.id: str(given[item.id]) for item in instrument.items if item.kind == "text" and item.id in given}
    return {item_id: one for item_id, one in given.items() if item_id not in words}, words


def _payload(answers: Answers, given: Mapping[str, Given]) -> bytes:
    """Padded, so that its length does not tell how much was answered."""
    told = {"point": answers.point, "channel": answers.channel, "answers": given, "flags": answers.flags}
    said = json.dumps(told).encode()
    return said.ljust(-(-len(said) // PAYLOAD_STEP) * PAYLOAD_STEP)


def _mark(work: SurveyWork, agency: Agency, round_id: str, secret: bytes, person: str | None) -> str:
    if person is None:
        return secrets.token_hex(16)
    return work.vault.mark("ballot", agency.code, round_id, secret.hex(), person)
