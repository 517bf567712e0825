"""From a scanned poster to a published figure, through real pages, vault and database file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from storage.database import Database, connect
from storage.keyfile import KeyFile
from storage.tables import metadata
from storage.vault import SealedVault
from storage.work import Workplace
from surveys import publish_batch
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.fraud_door import FakeFraudDoor
from tests.web.conftest import chat
from tests.web.reading import form_of, links_of, words
from web import Parts, install

POSTER = f"/Q/{TAX_COUNTER.code}"
ITEMS = [f"e{number}" for number in range(1, 10)]


@pytest.fixture
def workplace(tmp_path: Path, clock: FrozenClock) -> Iterator[Workplace]:
    engine = connect(f"sqlite:///{tmp_path}/prongsai.db")
    metadata.create_all(engine)
    place = Workplace(Database(engine), SealedVault(KeyFile.fresh()), clock)
    with place.begin() as work:
        work.agencies.add(BAN_MAI)
        work.agencies.add(NONG_BUA)
        work.points.add(BAN_MAI, TAX_COUNTER)
    yield place
    engine.dispose()


@pytest.fixture
def app(workplace: Workplace, clock: FrozenClock) -> Flask:
    app = Flask("public")
    app.config["PREFERRED_URL_SCHEME"] = "https"  # as behind the proxy that ends TLS
    door = FakeFraudDoor(clock)
    parts = Parts(workplace, workplace.vault, clock, "https://banmai.example", door, chat)
    install(app, parts)
    return app


def answer(app: Flask, choice: str = "2") -> FlaskClient:
    """One person: scan, open the form, tap nine times, send."""
    phone = app.test_client()
    form_path = next(link for link in links_of(phone.get(POSTER)) if link.startswith("/s/"))
    form = form_of(phone.get(form_path))
    sent = phone.post(form.action, data={**form.fields, **dict.fromkeys(ITEMS, choice)}, follow_redirects=True)
    assert "ได้รับคำตอบแล้ว" in words(sent)
    return phone


def test_ten_people_scan_and_the_page_shows_their_score(app: Flask, workplace: Workplace, clock: FrozenClock):
    for _ in range(10):
        answer(app)
    with workplace.begin() as work:
        assert publish_batch(work, BAN_MAI, clock) == 10
    page = app.test_client().get("/a/banmai/statistics")
    assert "ผู้ตอบ 10 คน จากเป้าหมาย 30 คน" in words(page)
    assert "ยังไม่มีรอบประเมิน" in words(app.test_client().get("/a/nongbua/statistics"))


def test_ten_scans_are_ten_visits(app: Flask, workplace: Workplace):
    for _ in range(10):
        answer(app)
    with workplace.read() as work:
        assert work.visits.totals(BAN_MAI, date(2026, 11, 21), date(2026, 11, 21)) == {TAX_COUNTER.code: 10}


def test_answers_rest_sealed_and_nothing_names_the_form(app: Flask, workplace: Workplace, tmp_path: Path):
    phone = app.test_client()
    form = form_of(phone.get(f"/s/{TAX_COUNTER.code}"))
    phone.post(form.action, data={**form.fields, **dict.fromkeys(ITEMS, "2")})
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert TAX_COUNTER.code.encode() in kept  # the files hold what was stored
    for secret in (form.fields["token"].split(".")[0], '"e1": 2', '"e1":2'):
        assert secret.encode() not in kept
