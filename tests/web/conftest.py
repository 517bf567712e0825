"""The public pages over a real workplace: SQLite in memory, two agencies, a frozen clock."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from complaints.receipt import Receipt
from kernel.agency import Agency
from storage.database import Database, connect
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.fraud_door import FakeFraudDoor
from tests.fakes.vault import GlassVault
from tests.fresh import furnish
from tests.web.reporting import send
from web import Parts, install

BASE = "https://banmai.example"


@pytest.fixture
def workplace(clock: FrozenClock) -> Iterator[Workplace]:
    """Both agencies; the tax counter is บ้านใหม่'s, the welfare counter หนองบัว's."""
    engine = connect("sqlite://")
    furnish(engine)
    place = Workplace(Database(engine), GlassVault(), clock)
    with place.begin() as work:
        work.agencies.add(BAN_MAI)
        work.agencies.add(NONG_BUA)
        work.points.add(BAN_MAI, TAX_COUNTER)
        work.points.add(NONG_BUA, WELFARE_COUNTER)
    yield place
    engine.dispose()


@pytest.fixture
def door(clock: FrozenClock) -> FakeFraudDoor:
    """A fraud door that remembers in clear what it was given."""
    return FakeFraudDoor(clock)


def chat(agency: Agency, text: str) -> str | None:
    """บ้านใหม่ has LINE, หนองบัว not yet."""
    return f"/chat/?channel={agency.code}&text={text.replace(' ', '%20')}" if agency.code == BAN_MAI.code else None


@pytest.fixture
def parts(workplace: Workplace, clock: FrozenClock, door: FakeFraudDoor) -> Parts:
    """What the pages are given."""
    return Parts(
        workplace=workplace,
        vault=GlassVault(),
        clock=clock,
        base_url=BASE,
        fraud=door,
        chat_link=chat,
    )


@pytest.fixture(scope="package")
def built() -> list[Flask]:
    """The one application of this process: its routes and templates take longer to build than most tests."""
    return []


@pytest.fixture
def app(parts: Parts, built: list[Flask]) -> Flask:
    """Only the public pages."""
    if not built:
        app = Flask("public")
        app.config["PREFERRED_URL_SCHEME"] = "https"  # as behind the proxy that ends TLS
        install(app, parts)
        built.append(app)
    built[0].extensions["web"] = parts
    return built[0]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def receipt(client: FlaskClient, door: FakeFraudDoor) -> Receipt:
    """The receipt of a report just filed at บ้านใหม่."""
    send(client)
    ((receipt, _),) = door.filed.values()
    return receipt
