"""Fraud reports under `kill -9`: each one acknowledged is there once, and its receipt, as shown, opens it.

Then two hundred wrong receipts at once, while citizens go on asking: the desk answers them all.
"""

import random
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.fraud_door import Informer, behind_proxy, open_door, unknown
from benchmarks.proofs_office import Office, office
from benchmarks.proofs_town import AGENCY, Town
from benchmarks.proofs_verdict import Verdict
from complaints.keys import OfficerKey
from complaints.statistics import IN_PROGRESS
from devtools.line import Person, serve
from kernel.clock import bangkok_day

CLIENTS = 8
WRONG = 200
_ANSWER_S = 60.0
"""What a person may wait for an answer on a small machine that is busy."""


def prove(quick: bool) -> Verdict:
    """Run it."""
    reports = 40 if quick else 200
    verdict, town, begun = Verdict("fraud"), Town(), time.monotonic()
    with serve(town.platform) as line, office(line.url) as house, behind_proxy(house):
        town.channel.webhook_url = house.webhook
        keys = open_door(house.house)
        house.open()
        told = _file_under_fire(verdict, house, reports, kills=2 if quick else 8)
        _judge(verdict, house, keys, told)
        house.workers[0].start()
        _wrong_receipts(verdict, house, town, 6 if quick else 20, next(iter(told.values())))
        town.close()
    return verdict.told({}, seconds=time.monotonic() - begun)


def _file_under_fire(verdict: Verdict, house: Office, reports: int, kills: int) -> dict[str, str]:
    """Words told to the receipt that was shown for them."""
    base, done = f"http://127.0.0.1:{house.port}", threading.Event()
    told: dict[str, str] = {}
    informers: list[Informer] = []

    def file(number: int) -> None:
        informer = Informer(base)
        informers.append(informer)
        words = f"เรื่องที่ {number}: เรียกรับเงินก่อนออกใบอนุญาต " + "ก" * random.randrange(600)
        told[words] = informer.send({"what": words, "who": "นายช่าง", "category": "bribery"})

    begun = time.monotonic()
    reaper = threading.Thread(target=_kill, args=(verdict, house, kills, told, reports, done))
    reaper.start()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(file, range(reports)))
    seconds = time.monotonic() - begun
    done.set()
    reaper.join()
    verdict.figures |= {
        "fraud.reports": reports,
        "fraud.clients": CLIENTS,
        "fraud.retries": sum(one.retries for one in informers),
        "fraud.riddles": sum(one.worked for one in informers),
        "fraud.filing_seconds": round(seconds, 1),
    }
    return told


def _kill(
    verdict: Verdict, house: Office, kills: int, told: dict[str, str], reports: int, done: threading.Event
) -> None:
    """Kill the web process whenever another share of the reports has been acknowledged."""
    hits = 0
    for share in range(1, kills + 1):
        while len(told) < reports * share // (kills + 1) and not done.is_set():
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.3))
        if done.is_set():
            break
        house.web.kill()
        hits += 1
        house.web.start()
    verdict.figures["fraud.kills"] = hits
    verdict.claim(hits >= kills // 2, f"only {hits} kills fell into the filing")


def _judge(verdict: Verdict, house: Office, keys: dict[str, OfficerKey], told: dict[str, str]) -> None:
    room = house.house.fraud
    reader = room.reader(AGENCY, keys["officer-1"])
    stored = [reader.open(line.reference).report.what for line in reader.all()]
    lost, twice = set(told) - set(stored), len(stored) - len(set(stored))
    verdict.claim(not lost, f"{len(lost)} acknowledged reports are lost")
    verdict.claim(not twice, f"{twice} reports are there twice")
    verdict.claim(set(stored) <= set(told), f"{len(set(stored) - set(told))} reports nobody was told of")
    verdict.claim(len(set(told.values())) == len(told), "one receipt was shown for two reports")
    counted = room.statistics(AGENCY, bangkok_day(house.house.clock.now())).counts[-1]
    verdict.claim(counted.total == len(stored), f"counted {counted.total} of {len(stored)} ({IN_PROGRESS})")
    verdict.claim(room.examine(AGENCY) == (), f"not sound: {room.examine(AGENCY)}")
    opened = _open_all(f"http://127.0.0.1:{house.port}", list(told.values()))
    verdict.claim(opened == len(told), f"only {opened} of {len(told)} receipts open their case")
    verdict.figures |= {"fraud.lost": len(lost), "fraud.twice": twice, "fraud.receipts_opened": opened}


def _open_all(base: str, receipts: list[str]) -> int:
    def opens(receipt: str) -> bool:
        while True:
            status, _ = Informer(base).look(receipt)
            if status not in {429, 503}:
                return status == 200
            time.sleep(0.2)

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(opens, receipts))


# -- two hundred wrong receipts


def _wrong_receipts(verdict: Verdict, house: Office, town: Town, questions: int, right: str) -> None:
    """Ask in peace, then under fire; everything is answered, and nobody waits beyond what a person waits."""
    person = town.platform.add_person("มาลี")
    person.follow(town.channel)
    peace = [_ask(town, person, house.questions[n % len(house.questions)]) for n in range(questions)]
    base, tries = f"http://127.0.0.1:{house.port}", list[Try]()
    flood = threading.Thread(target=_flood, args=(base, tries))
    begun = time.monotonic()
    flood.start()
    time.sleep(0.5)
    own = threading.Thread(target=_own, args=(verdict, base, right))
    own.start()
    fire = []
    while flood.is_alive() or len(fire) < questions:
        fire.append(_ask(town, person, house.questions[len(fire) % len(house.questions)]))
    flood.join()
    seconds = time.monotonic() - begun
    own.join()
    answered, statuses = sum(one < _ANSWER_S for one in fire), [one.status for one in tries]
    verdict.claim(answered == len(fire), f"{len(fire) - answered} of {len(fire)} questions waited too long")
    verdict.claim(len(statuses) == WRONG, f"only {len(statuses)} of {WRONG} wrong receipts were answered")
    verdict.claim(set(statuses) <= {422, 429, 503}, f"wrong receipts were answered {sorted(set(statuses))}")
    verdict.figures |= {
        "fraud.wrong_receipts": len(statuses),
        "fraud.wrong_receipts_put_off": statuses.count(503),
        "fraud.wrong_receipts_stood_in_line": sum(one.stood > 0 for one in tries),
        "fraud.wrong_receipts_seconds": round(seconds, 1),
        "fraud.questions_under_fire": len(fire),
        "fraud.answer_ms_in_peace": round(1000 * statistics.median(peace)),
        "fraud.answer_ms_under_fire": round(1000 * statistics.median(fire)),
        "fraud.answer_ms_under_fire_longest": round(1000 * max(fire)),
    }


@dataclass(frozen=True)
class Try:
    """How one wrong receipt ended, and how often it was asked to wait."""

    status: int
    stood: int


def _flood(base: str, tries: list[Try]) -> None:
    def guess(_: int) -> Try:
        informer = Informer(base)
        status, _page = informer.look(unknown(set()))
        return Try(status, informer.stood)

    with ThreadPoolExecutor(WRONG) as pool:
        tries.extend(pool.map(guess, range(WRONG)))


def _own(verdict: Verdict, base: str, right: str) -> None:
    """Somebody who only wants to see the own case, in the midst of it, from a village of her own."""
    begun = time.monotonic()
    status, _ = Informer(base).look(right)
    verdict.claim(status == 200, f"the right receipt was answered {status} in the midst of wrong ones")
    verdict.figures["fraud.own_receipt_under_fire_ms"] = round(1000 * (time.monotonic() - begun))


def _ask(town: Town, person: Person, question: str) -> float:
    """Seconds until the answer is there."""
    before, begun = len(person.answers(town.channel)), time.monotonic()
    person.send_text(question, town.channel)
    while len(person.answers(town.channel)) == before and time.monotonic() - begun < _ANSWER_S:
        time.sleep(0.01)
    return time.monotonic() - begun
