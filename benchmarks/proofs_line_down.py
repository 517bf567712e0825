"""LINE does not answer, answers nonsense, or is not there: webhooks are taken, nothing is lost, all is caught up."""

import os
import random
import time
from collections.abc import Callable

from benchmarks.proofs_office import Office, office
from benchmarks.proofs_town import Citizen, Doing, Town, each_at_once
from benchmarks.proofs_verdict import Verdict, judge
from devtools.line import Platform, Running, serve

HANDS = 60
SLOW_S = 9.0
"""Longer than the product waits for an answer: it cannot know that the call was taken in the end."""
EVERYDAY_S = 3.0
TALK_S = 15.0
HOUR_S = float(os.environ.get("PROOF_OUTAGE_S", "3600"))
"""`line_hour`: nobody listens at LINE's address for so long, while people go on writing. `line_hour.down_seconds` tells
how long it was."""
WRITE_EVERY_S = 300.0
"""How often one person writes meanwhile, on average: who asks a hundred things in vain is not who we build for."""


class Outage:
    """Makes the fake LINE fail, in one way after another."""

    def __init__(self, platform: Platform, running: Running) -> None:
        self._platform = platform
        self._running = running
        self._gone = False
        self.url = running.url

    def fail(self, how: str) -> None:
        """From now on: `gone` (nobody listens), `silent` (accepted, but too late to be heard), or a fault."""
        self.mend()
        if how == "gone":
            self._running.close()
            self._gone = True
        else:
            kind, seconds = ("delay", SLOW_S) if how == "silent" else (how, 0.0)
            self._platform.faults.add(kind, "*", times=None, seconds=seconds)

    def mend(self) -> None:
        """All is well again."""
        self._platform.faults.clear()
        if self._gone:
            self._running, self._gone = serve(self._platform, self._running.port), False

    def close(self) -> None:
        """End the server that runs now."""
        self._running.close()


def prove(quick: bool) -> Verdict:
    """Several kinds of outages, short ones and such as outlive a reply token."""
    short = [("500", 6.0), ("reset_before", 5.0), ("gone", 6.0), ("silent", 11.0)]
    # longer than reply tokens live: what is asked now can only be held for the person, or pushed
    long = [] if quick else [("500", 80.0), ("gone", 75.0)]
    return _prove("line_down", [short, *([one] for one in long)], people=60 if quick else 300)


def prove_hour(quick: bool) -> Verdict:
    """One outage of an hour (`--quick`: of two minutes), in which people write all the time."""
    down_s = 120.0 if quick else HOUR_S
    return _prove("line_hour", [[("gone", down_s)]], people=300, talkers=300, talk_s=HOUR_S, pause_s=WRITE_EVERY_S)


def _prove(
    name: str,
    outages: list[list[tuple[str, float]]],
    *,
    people: int,
    talkers: int = HANDS,
    talk_s: float = TALK_S,
    pause_s: float = 2.0,
) -> Verdict:
    town = Town()
    outage = Outage(town.platform, serve(town.platform))
    begun = time.monotonic()
    with office(outage.url) as house:
        town.learn(house.knowledge, house.questions)
        town.channel.webhook_url = house.webhook
        town.move_in(people)
        house.open()
        house.workers[0].start()
        try:
            down_s = _days(
                town, house, outage, outages, lambda seconds: _write(town, seconds, talkers, talk_s, pause_s)
            )
            verdict = judge(name, town, house, patience_s=120, lapses=True)
        finally:
            outage.close()
            town.close()
    slowest, unanswered = town.courier.slowest_s, town.courier.unacknowledged
    verdict.claim(unanswered == 0, f"{unanswered} webhook requests were not answered 200 in time")
    figures = {"down_seconds": round(down_s, 1), "slowest_webhook_ms": round(1000 * slowest, 1)}
    return verdict.told(figures, seconds=time.monotonic() - begun)


def _days(
    town: Town,
    house: Office,
    outage: Outage,
    outages: list[list[tuple[str, float]]],
    write: Callable[[float], None],
) -> float:
    """A bit of everyday before, between and after the outages; how long LINE was down altogether."""
    down_s = 0.0
    for modes in outages:
        _write(town, EVERYDAY_S)
        for how, seconds in modes:
            outage.fail(how)
            print(f"  LINE: {how} for {seconds:.0f} s", flush=True)
            write(seconds)
            down_s += seconds
        outage.mend()
        house.quiet(150)
    _write(town, EVERYDAY_S)
    return down_s


def _write(town: Town, seconds: float, talkers: int = HANDS, talk_s: float = TALK_S, pause_s: float = 2.0) -> None:
    """For so long, some of the people write now and then; in a long time only at first, and then they wait."""
    begun = time.monotonic()
    until = begun + min(seconds, talk_s)
    some = random.sample(town.citizens, min(talkers, len(town.citizens)))

    def visit(citizen: Citizen) -> None:
        while time.monotonic() < until:
            time.sleep(min(random.uniform(0.0, 2.0) * pause_s, max(until - time.monotonic(), 0.0)))
            citizen.do(_something(town)).wait(60)

    each_at_once([lambda c=citizen: visit(c) for citizen in some], talkers)  # type: ignore[misc]
    time.sleep(max(0.0, begun + seconds - time.monotonic()))


def _something(town: Town) -> Doing:
    return random.choice((town.faq, town.faq, town.unknown, town.menu))()
