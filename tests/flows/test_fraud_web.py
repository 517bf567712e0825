"""A fraud report through the real pages into the real sealed store, and back by its receipt."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.fraud import PublicDoor
from complaints.status import Status
from kernel.agency import Agency
from kernel.codes import luhn_digit
from storage.database import Database, connect
from storage.keyfile import KeyFile
from storage.sealed.recovery_sheet import answer, new_sheet
from storage.sealed.room import FraudRoom
from storage.vault import SealedVault
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP
from tests.fresh import furnish, sealed_in
from tests.web.conftest import chat
from tests.web.reading import form_of, forms_of, words
from web import Parts, install

CANARY = "ปลัดเรียกเงินห้าหมื่นบาทที่ศาลาริมน้ำ"
FORM = "/f/banmai"


@dataclass
class House:
    """The pages with everything real behind them."""

    folder: Path
    client: FlaskClient
    room: FraudRoom

    def open_door(self, agency: Agency) -> None:
        """Two officers and a proved recovery key."""
        for number, name in ((1, "นายแปลง ปลัด"), (2, "นางดาว นิติกร")):
            self.room.enrol(agency, f"o{number}", name, f"correct horse {number}")
        sheet = new_sheet()
        self.room.load_recovery(agency, sheet.public)
        challenge = self.room.challenge_recovery(agency)
        self.room.prove_recovery(agency, answer(sheet.secret, challenge, agency.code))

    def send(self, path: str = FORM, **fields: str) -> str:
        """File a report; the receipt's digits as shown."""
        form = form_of(self.client.get(path))
        page = self.client.post(form.action, data={**form.fields, "what": CANARY, **fields})
        assert page.status_code == 200
        return form_of(page).fields["receipt"]

    def on_disk(self) -> bytes:
        """Every byte of every file."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.rglob("*")) if file.is_file())


@pytest.fixture
def house(tmp_path: Path, clock: FrozenClock) -> Iterator[House]:
    keys = KeyFile.fresh()
    engine = connect(f"sqlite:///{tmp_path}/prongsai.db")
    furnish(engine)
    room = FraudRoom.open(sealed_in(tmp_path), keys, clock, CHEAP)
    workplace = Workplace(Database(engine), SealedVault(keys), clock)
    with workplace.begin() as work:
        work.agencies.add(BAN_MAI)
        work.agencies.add(NONG_BUA)
    app = Flask("public")
    app.config["PREFERRED_URL_SCHEME"] = "https"  # as behind the proxy that ends TLS
    door = PublicDoor(room)
    install(app, Parts(workplace, workplace.vault, clock, "https://banmai.example", door, chat))
    built = House(tmp_path, app.test_client(), room)
    built.open_door(BAN_MAI)
    yield built
    room.close()
    engine.dispose()


def test_a_report_reaches_the_officer_word_for_word(house: House):
    house.send(where="ศาลา", exclude="o2", category="bribery")
    reader = house.room.reader(BAN_MAI, house.room.unlock(BAN_MAI, "o1", "correct horse 1"))
    (listed,) = reader.all()
    report = reader.open(listed.reference).report
    assert (report.what, report.where, report.category) == (CANARY, "ศาลา", "bribery")
    excluded = house.room.reader(BAN_MAI, house.room.unlock(BAN_MAI, "o2", "correct horse 2"))
    assert excluded.all() == []


def test_the_receipt_opens_the_thread_with_the_officers_answer(house: House):
    digits = house.send()
    reader = house.room.reader(BAN_MAI, house.room.unlock(BAN_MAI, "o1", "correct horse 1"))
    (listed,) = reader.all()
    reader.set_status(listed.reference, Status.WORKING)
    reader.write(listed.reference, "ขอวันที่เกิดเหตุโดยประมาณ")
    shown = words(house.client.post(f"{FORM}/receipt", data={"receipt": digits}))
    assert ("อยู่ระหว่างดำเนินการ" in shown, "ขอวันที่เกิดเหตุโดยประมาณ" in shown) == (True, True)


def test_the_same_sending_twice_is_one_case_with_one_receipt(house: House):
    form = form_of(house.client.get(FORM))
    given = {**form.fields, "what": CANARY}
    receipts = {form_of(house.client.post(FORM, data=given)).fields["receipt"] for _ in range(2)}
    reader = house.room.reader(BAN_MAI, house.room.unlock(BAN_MAI, "o1", "correct horse 1"))
    assert (len(receipts), len(reader.all())) == (1, 1)


def test_the_same_form_with_another_text_is_not_mixed_up(house: House):
    form = form_of(house.client.get(FORM))
    house.client.post(FORM, data={**form.fields, "what": CANARY})
    page = house.client.post(FORM, data={**form.fields, "what": "อีกเรื่องหนึ่ง"})
    assert (page.status_code, form_of(page).fields["what"]) == (422, "อีกเรื่องหนึ่ง")
    assert house.client.post(FORM, data=form_of(page).fields).status_code == 200


def test_another_agencys_door_knows_nothing_of_the_receipt(house: House):
    digits = house.send()
    house.open_door(NONG_BUA)
    assert "ไม่พบเรื่องของรหัสนี้" in words(house.client.post("/f/nongbua/receipt", data={"receipt": digits}))


def test_a_door_without_officers_is_closed(house: House):
    page = house.client.get("/f/nongbua")
    assert (page.status_code, "ยังรับเรื่องทางหน้านี้ไม่ได้" in words(page)) == (503, True)


def test_words_come_back_when_the_sealed_database_is_away(house: House):
    form = form_of(house.client.get(FORM))
    _take_away(house, "sealed.db")
    page = house.client.post(FORM, data={**form.fields, "what": CANARY, "where": "ศาลา"})
    shown = words(page)
    assert (page.status_code, CANARY in shown, "ศาลา" in shown, "1205" in shown) == (503, True, True, True)
    assert house.client.get(FORM).status_code == 503
    _bring_back(house, "sealed.db")
    assert house.client.post(FORM, data={**form.fields, "what": CANARY}).status_code == 200


def _take_away(house: House, name: str) -> None:
    """The file is gone, and no new one can be made in its place."""
    house.room.store.engine.dispose()
    (house.folder / name).rename(house.folder / f"{name}.away")
    (house.folder / name).mkdir()


def _bring_back(house: House, name: str) -> None:
    (house.folder / name).rmdir()
    (house.folder / f"{name}.away").rename(house.folder / name)


def test_published_figures_are_frozen_and_count_the_case(house: House, clock: FrozenClock):
    house.send()
    assert "ยังไม่ถึงวันเผยแพร่" in words(house.client.get("/a/banmai/statistics"))
    house.room.publish_snapshot(BAN_MAI, clock.now().date())
    house.send()
    shown = words(house.client.get("/a/banmai/statistics"))
    assert "ปีงบประมาณ 2570: เรื่องร้องเรียนทั้งหมด 1 เรื่อง" in shown


def test_no_file_and_no_log_line_holds_the_story_or_the_receipt(house: House, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        digits = house.send(who="ปลัดแปลง")
        house.client.post(f"{FORM}/receipt", data={"receipt": digits})
        house.client.post(f"{FORM}/receipt/noted", data={"receipt": digits, "last": digits[-4:]})
    kept, said = house.on_disk(), caplog.text
    assert b"banmai" in kept  # the files hold what was stored
    for secret in (CANARY, "ปลัดแปลง", digits, digits[6:23], "-".join(digits[at : at + 4] for at in range(0, 24, 4))):
        assert (secret.encode() in kept, secret in said) == (False, False)
        assert secret.encode("utf-16-le") not in kept


THREAD = f"{FORM}/thread"


def test_a_visit_opens_no_other_agencys_thread(house: House):
    digits = house.send()
    house.open_door(NONG_BUA)
    assert house.client.post(f"{FORM}/receipt", data={"receipt": digits}).status_code == 200
    assert house.client.get(THREAD).status_code == 200
    assert house.client.get("/f/nongbua/thread").status_code == 422


def test_the_whole_thread_on_the_real_store(house: House):
    digits = house.send(contact="ป้าแดง")
    token = forms_of(house.client.post(f"{FORM}/receipt", data={"receipt": digits}))[0].fields["token"]
    said = {"token": token, "do": "say", "text": "พยานคือลุงมี"}
    assert house.client.post(THREAD, data=said).status_code == 303
    assert words(house.client.get(THREAD)).count("พยานคือลุงมี") == 1
    house.client.post(THREAD, data={"token": token, "do": "withdraw", "sure": "1"})
    reader = house.room.reader(BAN_MAI, house.room.unlock(BAN_MAI, "o1", "correct horse 1"))
    (listed,) = reader.all()
    assert (listed.unread, reader.open(listed.reference).header.withdrawn) == (True, True)
    assert reader.contact(listed.reference, "ตรวจ") == ""


def test_a_much_tried_receipt_opens_after_a_wait_without_script(house: House, clock: FrozenClock):
    digits = house.send()
    for wrong in range(10):
        body = f"{digits[:6]}{wrong:017}"
        house.client.post(f"{FORM}/receipt", data={"receipt": body + luhn_digit(body)})
    page = house.client.post(f"{FORM}/receipt", data={"receipt": digits})
    assert (page.status_code, "รอสักครู่ก่อนเปิดดู" in words(page)) == (422, True)
    early = house.client.post(f"{FORM}/receipt", data=form_of(page).fields)
    assert "ยังไม่ครบเวลา" in words(early)
    clock.pass_time(seconds=3)
    assert "สถานะ" in words(house.client.post(f"{FORM}/receipt", data=form_of(early).fields))


def test_a_message_edited_by_hand_is_detected(house: House):
    digits = house.send()
    with house.room.store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE case_messages SET sealed = zeroblob(100)")
    page = house.client.post(f"{FORM}/receipt", data={"receipt": digits})
    assert (page.status_code, "เสียหายหรือถูกแก้จากภายนอก" in words(page)) == (409, True)
