"""From one person's answers to anonymous rows.

A ballot's mark says that somebody has answered; its sealed payload waits beside it only until a batch is published.
Publishing opens the batch, shuffles it, writes rows under random keys with the batch's date, and empties the
payloads: from then on nothing joins the two.
"""

import json
import random
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day, bangkok_midnight
from kernel.codes import new_id
from kernel.errors import Refused
from surveys.instruments import load
from surveys.ports import SurveyWork
from surveys.quality import flags
from surveys.records import CHANNELS, Answers, Response, Submitted, Waiting

BATCH = 5
"""Fewer answers than this are never published together, except at the day's end."""

POINT_LENGTH = 12
"""No service-point code is longer."""

PAYLOAD_STEP = 512
"""Sealed answers are a multiple of this many bytes."""

PUBLISH_JOB = "publish_batch"
SYNC_JOB = "sync"


def submit(work: SurveyWork, agency: Agency, answers: Answers, *, person: str | None, clock: Clock) -> Submitted:
    """Keep one person's answers, sealed, and ask for the batch that will publish them; or do neither.

    person -- any stable private id; its keyed mark allows one answer a round. None: not limited (kiosk, paper).
    Raises Refused: round_closed, bad_answer, empty, already_answered.
    """
    today = bangkok_day(clock.now())
    secret = _open_secret(work, agency, answers, clock)
    given = _checked(answers)
    mark = _mark(work, agency, answers.round, secret, person)
    sealed = work.vault.seal("ballot", f"{agency.code}/{answers.round}/{mark}", _payload(answers, given))
    if not work.ballots.add(agency, answers.round, mark, sealed, today):
        raise Refused("already_answered")
    tomorrow = today + timedelta(days=1)
    # its own key: another round's full batch must not use up the job that this round's few are waiting for
    work.jobs.put(agency, PUBLISH_JOB, key=tomorrow.isoformat(), run_at=bangkok_midnight(tomorrow))
    if work.ballots.waiting_count(agency, answers.round) >= BATCH:
        work.jobs.put(agency, PUBLISH_JOB)
    return Submitted(answers.round, len(given), len(load(answers.instrument).items))


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
    """Publish what waits: rounds with five or more, and rounds in which something waits since an earlier day.

    day_end -- publish the rest as well, few as they are; a new Bangkok day needs no such word.
    Returns how many rows were published. Repeating it is harmless.
    """
    today = bangkok_day(clock.now())
    chance = rng or random.SystemRandom()
    by_round: dict[str, list[Waiting]] = {}
    for ballot in work.ballots.waiting(agency):
        by_round.setdefault(ballot.round, []).append(ballot)
    published = 0
    for round_id, ballots in by_round.items():
        overdue = any(ballot.since < today for ballot in ballots)
        if len(ballots) >= BATCH or overdue or day_end:
            published += _publish(work, agency, round_id, ballots, chance, clock)
    if published:
        work.jobs.put(agency, SYNC_JOB)
    return published


def _publish(
    work: SurveyWork, agency: Agency, round_id: str, ballots: Sequence[Waiting], chance: random.Random, clock: Clock
) -> int:
    opened = [
        json.loads(work.vault.unseal("ballot", f"{agency.code}/{round_id}/{ballot.mark}", ballot.payload))
        for ballot in ballots
    ]
    chance.shuffle(opened)
    points = Counter(payload["point"] for payload in opened)
    first, instrument = work.responses.last_place(agency) + 1, round_id.rsplit(":", 1)[0]
    rows = [
        Response(
            key=new_id(),
            round=round_id,
            instrument=instrument,
            # a point with few answers in the batch would tell whose they are
            point=payload["point"] if points[payload["point"]] >= BATCH else None,
            channel=payload["channel"],
            day=bangkok_day(clock.now()),
            answers=payload["answers"],
            place=place,
            flags=flags(load(instrument), payload["answers"]),
        )
        for place, payload in enumerate(opened, first)
    ]
    work.responses.add_all(agency, sorted(rows, key=lambda row: row.key))
    work.ballots.empty(agency, round_id, [ballot.mark for ballot in ballots])
    return len(rows)


def _open_secret(work: SurveyWork, agency: Agency, answers: Answers, clock: Clock) -> bytes:
    round_ = work.rounds.get(agency, answers.round)
    if round_ is None or round_.instrument != answers.instrument or not round_.open_on(bangkok_day(clock.now())):
        raise Refused("round_closed")
    sealed = work.rounds.secret(agency, answers.round)
    if sealed is None:
        raise Refused("round_closed")
    return work.vault.unseal("round", f"{agency.code}/{answers.round}", sealed)


def _checked(answers: Answers) -> dict[str, int]:
    instrument = load(answers.instrument)
    if answers.channel not in CHANNELS or len(answers.point or "") > POINT_LENGTH:
        raise Refused("bad_answer")
    given = {}
    for item_id, position in answers.answers.items():
        item = instrument.item(item_id)
        if item is None or (position is not None and item.option(position) is None):
            raise Refused("bad_answer")
        if position is not None:
            given[item_id] = position
    if not given:
        raise Refused("empty")
    return given


def _payload(answers: Answers, given: Mapping[str, int]) -> bytes:
    """Padded, so that its length does not tell how much was answered."""
    said = json.dumps({"point": answers.point, "channel": answers.channel, "answers": given}).encode()
    return said.ljust(-(-len(said) // PAYLOAD_STEP) * PAYLOAD_STEP)


def _mark(work: SurveyWork, agency: Agency, round_id: str, secret: bytes, person: str | None) -> str:
    if person is None:
        return secrets.token_hex(16)
    return work.vault.mark("ballot", agency.code, round_id, secret.hex(), person)
