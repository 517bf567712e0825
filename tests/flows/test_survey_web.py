"""From a scanned poster to a published figure, through real pages, vault and database file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from storage.database import Database, connect
from storage.keyfile import KeyFile
from storage.vault import SealedVault
from storage.workplace import Workplace
from surveys import publish_batch
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.fraud_door import FakeFraudDoor
from tests.fresh import furnish
from tests.web.answering import answer_all, tap, to_review
from tests.web.conftest import chat
from tests.web.reading import form_of, links_of, words
from web import Parts, install

POSTER = f"/Q/{TAX_COUNTER.code}"


@pytest.fixture
def workplace(tmp_path: Path, clock: FrozenClock) -> Iterator[Workplace]:
    engine = connect(f"sqlite:///{tmp_path}/prongsai.db")
    furnish(engine)
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
    sent = answer_all(phone, form_path, choice * 9)
    assert "ได้รับคำตอบแล้ว" in words(phone.get(sent.headers["Location"]))
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
    review = to_review(phone, f"/s/{TAX_COUNTER.code}")
    draft = form_of(review).fields["draft"]
    assert tap(phone, review, f"/s/{TAX_COUNTER.code}", do="send").status_code == 303
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert TAX_COUNTER.code.encode() in kept  # the files hold what was stored
    for secret in (draft, draft[:40], '"e1": 2', '"e1":2'):
        assert secret.encode() not in kept


def test_a_tampered_draft_opens_nothing(app: Flask, workplace: Workplace):
    phone, path = app.test_client(), f"/s/{TAX_COUNTER.code}"
    review = to_review(phone, path)
    draft = form_of(review).fields["draft"]
    for at in (0, len(draft) // 2, len(draft) - 8):
        changed = draft[:at] + ("A" if draft[at] != "A" else "B") + draft[at + 1 :]
        page = tap(phone, review, path, draft=changed, do="send")
        assert (page.status_code, "ข้อ 1 จาก 9" in words(page)) == (422, True)
    with workplace.read() as work:
        assert work.ballots.waiting_count(BAN_MAI, "eit-2567:2570Q1") == 0


def test_a_stolen_form_can_be_sent_once_only(app: Flask, workplace: Workplace):
    victim, thief, path = app.test_client(), app.test_client(), f"/s/{TAX_COUNTER.code}"
    review = to_review(victim, path)
    for phone in (thief, victim, thief):
        assert tap(phone, review, path, do="send").status_code == 303
    with workplace.read() as work:
        assert work.ballots.waiting_count(BAN_MAI, "eit-2567:2570Q1") == 1
