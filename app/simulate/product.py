"""The product as it is deployed, web and worker as processes of their own, on a clock that can be set."""

import os
import socket
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click
from pydantic import SecretStr
from sqlalchemy import func, inspect, select

from app import demo_seed
from app.commands import the_agency
from app.house import House
from app.settings import Settings
from app.shifted_clock import ShiftedClock
from app.simulate import texts
from app.simulate.diary import Answer, on_file
from app.simulate.parts import Part
from app.simulate.people import Wanted
from kernel.agency import Agency
from kernel.calendar import Period
from kernel.clock import SystemClock
from storage.tables import agencies, outbox
from surveys import publish_batch

_READY_S = 60
_OURS = ("PRONGSAI_", "DATABASE_URL", "SEALED_DATABASE_URL", "PORT")


@dataclass
class Product:
    """One installation for one demo office. `agency` and `points` are known once it is prepared."""

    folder: Path
    clock: ShiftedClock
    house: House
    agency: Agency
    points: list[str]
    credentials: Mapping[str, str]
    sheet: str = ""
    """The demo accounts, when the office was made just now."""
    parts: list[Part] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Where it listens, e.g. "127.0.0.1:8123"."""
        return f"{self.house.settings.host}:{self.house.settings.port}"

    @property
    def webhook(self) -> str:
        """Where LINE delivers."""
        return f"http://{self.host}/line/{self.agency.code}/webhook"

    def start(self, line_url: str) -> None:
        """Start web and worker and wait until they are ready. Raises ClickException."""
        env = self._environment(line_url)
        self.parts = [Part(name, env, self.folder / f"simulate-{name}.log") for name in ("serve", "worker")]
        for part in self.parts:
            part.start()
        deadline = time.monotonic() + _READY_S
        while not self._ready():
            self.check()
            if time.monotonic() > deadline:
                raise click.ClickException(texts.NOT_READY.format(log=self.parts[0].log))
            time.sleep(0.05)

    def _ready(self) -> bool:
        try:
            urllib.request.urlopen(f"http://{self.host}/readyz", timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False
        return True

    def _environment(self, line_url: str) -> dict[str, str]:
        settings = self.house.settings
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        given = {
            "PRONGSAI_DATA": str(self.folder), "PRONGSAI_LINE_API": line_url, "PRONGSAI_ALLOW_TWINS": "true",
            "PRONGSAI_CLOCK_FILE": str(settings.clock_file), "PRONGSAI_LOG_LEVEL": "WARNING",
            "PRONGSAI_BEHIND_PROXY": "1", "PORT": str(settings.port),
        }  # fmt: skip
        return kept | given | ({"DATABASE_URL": settings.database} if settings.database_url else {})

    def check(self) -> None:
        """Raises ClickException when a part has ended by itself."""
        for part in self.parts:
            part.check()

    def quiet(self, patience_s: float = 120) -> bool:
        """Wait until every event is handled and every message sent or held; False when it does not come to that."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            self.check()
            with self.house.workplace.read() as work:
                under_way = select(func.count()).select_from(outbox).where(outbox.c.status == "sending")
                if not work.inbox.waiting() and not work.connection.execute(under_way).scalar_one():
                    return True
            time.sleep(0.1)
        return False

    def unpublished(self) -> int:
        """Answers that no batch has published yet."""
        with self.house.workplace.read() as work:
            return len(work.ballots.waiting(self.agency))

    def published(self) -> "Counter[Answer]":
        """The answers on file, each with how often it is there."""
        with self.house.workplace.read() as work:
            rows = work.responses.all(self.agency)
        return Counter(on_file(row.round, row.channel, row.answers) for row in rows)

    def stop(self) -> None:
        """End its processes, in order."""
        for part in self.parts:
            part.stop()

    def close(self) -> None:
        """End everything."""
        self.stop()
        self.house.close()


def prepare(settings: Settings, folder: Path, wanted: Wanted, clock: ShiftedClock, database: str = "") -> Product:
    """Migrate, seed the demo office once on the year's first morning, and look around.

    Raises Refused("unknown_agency"), ClickException for a folder with a real office, into which nothing is written.
    """
    own = settings.model_copy(
        update={
            "data": folder, "key_file": None, "port": _free_port(), "host": "127.0.0.1", "base_url": None,
            "database_url": SecretStr(database) if database else None, "sealed_database_url": None,
            "line_api": "", "allow_twins": True, "clock_file": clock.file,
        }
    )  # fmt: skip
    if database or (folder / "prongsai.db").exists():
        _refuse_a_real_office(own)
    clock.set(wanted.first_morning)
    house = House(own, clock)
    house.migrate()
    secrets = demo_seed.seed(house)
    agency = the_agency(house, wanted.agency)
    with house.workplace.begin() as work:
        publish_batch(work, agency, clock, day_end=True)  # what waits from before is not ours
        year = Period(wanted.fiscal_year, "Y")
        if any(one.closed and year.contains(one.opens_on) for one in work.rounds.all(agency)):
            raise click.ClickException(texts.CLOSED_YEAR.format(data=folder, year=wanted.fiscal_year))
        points = [one.code for one in work.points.all(agency) if one.rated and not one.retired]
        credentials = work.credentials.get(agency, "line")
    if not points or credentials is None:
        raise click.ClickException(texts.NO_POINT)
    return Product(folder, clock, house, agency, points, credentials, secrets.sheet(folder) if secrets else "")


def _refuse_a_real_office(settings: Settings) -> None:
    house = House(settings, SystemClock())
    if not inspect(house.database.engine).has_table(agencies.name):  # nothing was ever kept here
        house.close()
        return
    with house.workplace.read() as work:
        real = [agency.code for agency in work.agencies.all() if not agency.demo]
    house.close()
    if real:
        raise click.ClickException(texts.NOT_A_DEMO.format(agency=" ".join(real)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
