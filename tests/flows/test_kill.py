"""`kill -9` of a real worker process: what was acknowledged is answered once. The long version is `make prove`."""

import time

import pytest
from sqlalchemy import update

from benchmarks.proofs_office import Office, office
from benchmarks.proofs_town import Citizen, Town, each_at_once
from benchmarks.proofs_verdict import judge
from devtools.line import serve
from storage.tables import events, outbox

PEOPLE = 10
LINE_TAKES_S = 0.4


def visit(town: Town, citizen: Citizen) -> None:
    for doing in (town.faq(), town.unknown(), town.faq(), town.menu()):
        citizen.do(doing).wait()


def kill_at_work(house: Office) -> int:
    """Kill the worker as soon as it has something in hand; returns how much."""
    deadline = time.monotonic() + 60
    while not house.in_hand() and time.monotonic() < deadline:
        time.sleep(0.01)
    house.workers[0].kill()
    return house.in_hand()


def end_leases(house: Office) -> None:
    """Let the time pass after which others may take over."""
    past = house.house.clock.now()
    with house.house.workplace.begin() as work:
        work.connection.execute(update(events).where(events.c.claim.is_not(None)).values(claimed_until=past))
        work.connection.execute(update(outbox).where(outbox.c.status == "sending").values(claimed_until=past))


@pytest.mark.slow
def test_killed_worker_loses_nothing_and_repeats_nothing() -> None:
    town = Town()
    town.platform.latency = LINE_TAKES_S
    with serve(town.platform) as line, office(line.url) as house:
        town.learn(house.knowledge, house.questions)
        town.channel.webhook_url = house.webhook
        town.move_in(PEOPLE)
        house.open()
        each_at_once([lambda c=citizen: visit(town, c) for citizen in town.citizens], PEOPLE)  # type: ignore[misc]
        cut_off = []
        for _ in range(2):
            house.workers[0].start()
            cut_off.append(kill_at_work(house))
            end_leases(house)
        house.workers[0].start()
        verdict = judge("kill", town, house, patience_s=90, order=True)
        town.close()
    assert min(cut_off) > 0
    assert verdict.wrong == []
