"""`kill -9` at random moments: every acknowledged event has exactly one effect."""

import random
import threading
import time
from dataclasses import dataclass

import click

from benchmarks.processes import Process
from benchmarks.proofs_office import Office, office
from benchmarks.proofs_town import Citizen, Town, each_at_once
from benchmarks.proofs_verdict import Verdict, judge
from devtools.line import serve

HANDS = 60
"""Citizens who write at the same time."""


@dataclass
class Reaper:
    """Kills web or worker at random moments and starts it again, until told to stop."""

    office: Office
    kills: int = 0
    web_kills: int = 0
    busy: int = 0
    """Kills that hit a worker with something in hand."""
    between_s: tuple[float, float] = (0.2, 4.0)
    """How long there is peace between two kills, at least and at most."""

    def run(self, stop: threading.Event) -> None:
        """Kill by kill: in the middle of starting, of waiting, of work. By default a process lives for five seconds."""
        while not stop.wait(random.uniform(*self.between_s)):
            victim = random.choice([self.office.web, *self.office.workers])
            self._kill(victim)
            stop.wait(random.choice((0.0, 0.0, 0.5, 1.5)))
            victim.start()

    def _kill(self, victim: Process) -> None:
        in_hand = self.office.in_hand() if victim is not self.office.web else 0
        victim.kill()
        self.kills += 1
        self.web_kills += victim is self.office.web
        self.busy += in_hand > 0


def live(town: Town, citizen: Citizen, pause_s: float) -> None:
    """One citizen's visit: each thing typed once the one before it was acknowledged."""
    for doing in town.day():
        citizen.do(doing).wait(300)
        time.sleep(random.uniform(0, 2 * pause_s))


def prove(quick: bool) -> Verdict:
    """Run it."""
    people, pause_s = (60, 1.2) if quick else (500, 0.9)
    town = Town()
    with serve(town.platform) as line, office(line.url) as house:
        town.learn(house.knowledge, house.questions)
        town.channel.webhook_url = house.webhook
        town.move_in(people)
        house.open()
        house.workers[0].start()
        reaper, stop = Reaper(house), threading.Event()
        killing = threading.Thread(target=reaper.run, args=(stop,))
        killing.start()
        begun = time.monotonic()
        try:
            _live_all(town, pause_s, reaper)
        finally:
            stop.set()
            killing.join()
        figures = {"kills": reaper.kills, "web_kills": reaper.web_kills, "kills_with_work_in_hand": reaper.busy}
        verdict = judge("kills", town, house, patience_s=120, order=True)
        town.close()
    return verdict.told(figures, seconds=time.monotonic() - begun, at_least={"kills": 10 if quick else 50})


def _live_all(town: Town, pause_s: float, reaper: Reaper) -> None:
    with click.progressbar(
        length=len(town.citizens), label="citizens", item_show_func=lambda _: f"{reaper.kills} kills"
    ) as bar:
        lock = threading.Lock()

        def visit(citizen: Citizen) -> None:
            live(town, citizen, pause_s)
            with lock:
                bar.update(1, current_item=citizen)

        each_at_once([lambda c=citizen: visit(c) for citizen in town.citizens], HANDS)  # type: ignore[misc]
