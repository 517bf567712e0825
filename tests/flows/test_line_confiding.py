"""A fraud report typed into the chat: sealed before anything is stored, and never in the chat a second time."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.fraud import ChatDoor, PublicDoor
from bot import confiding_texts as said
from bot import texts
from bot.channels import CHAT
from devtools.line import Person, ids
from qa import passing
from storage.keyfile import KeyFile
from storage.tables import events
from tests.bot.office import ENTRIES, Office, open_office
from tests.cast import BAN_MAI
from tests.fakes.complaints import PLOY, Staffed, cheap_room, staffed
from tests.fresh import sealed_in

CANARY = "นายช่างโยธาขอเงินห้าพันบาทที่ศาลาริมน้ำ"
WITNESS = "ลุงมีบ้านตรงข้ามเห็นตอนยื่นซองวันอังคาร"
CHATTY = replace(BAN_MAI, fraud_chat=True)


@dataclass
class Door:
    """An office whose chat takes reports, and its sealed room."""

    office: Office
    fraud: Staffed
    folder: Path

    def cases(self) -> list[Any]:
        """Opened, as the first officer reads them."""
        reader = self.fraud.room.reader(BAN_MAI, self.fraud.keys[PLOY])
        return [reader.open(line.reference) for line in reader.all()]

    def hears(self, person: Person, words: str) -> str:
        """What the bot answers to typed words, as plain text."""
        person.send_text(words)
        return self.settled(person)

    def taps(self, person: Person, label: str) -> str:
        """What the bot answers to a button."""
        person.tap(label)
        return self.settled(person)

    def settled(self, person: Person) -> str:
        """Wait for everything that is under way."""
        self.office.platform.settle()
        for keeper in (self.office.slow, self.office.door):
            keeper.close()
            keeper._thread = None
        self.office.work()
        return " ".join(str(message) for message in person.answers())

    def told(self, person: Person) -> None:
        """The way to the first question."""
        self.hears(person, "แจ้งทุจริต")
        assert said.WARNING_TITLE in self.taps(person, said.CHAT_BUTTON)
        assert "ข้อ 1 จาก 6" in self.taps(person, said.AGREE_BUTTON)

    def on_disk(self) -> bytes:
        """Every byte of every file, and of the short memory in RAM beside it."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.rglob("*")) if file.is_file())


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    from tests.fakes.clock import FrozenClock

    clock = FrozenClock()
    fraud = staffed(cheap_room(sealed_in(tmp_path), clock, KeyFile.fresh()), BAN_MAI)
    with open_office(tmp_path, clock, chat=ChatDoor(fraud.room)) as office:
        with office.workplace.begin() as work:
            work.agencies.change(CHATTY)
            work.credentials.put(CHATTY, CHAT, {"mode": "bot", "at": clock.now().isoformat()})
            for what in ("agency", "credentials"):
                work.revisions.bump(CHATTY, what)
        clock.pass_time(seconds=2)
        yield Door(office, fraud, tmp_path)
    fraud.room.close()


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "JPEG", comment=b"13.75,100.5")
    return out.getvalue()


def test_a_report_typed_in_the_chat_reaches_the_officer_and_no_file(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    malee = door.office.person()
    with caplog.at_level(logging.DEBUG):
        door.told(malee)
        assert "ข้อ 2 จาก 6" in door.hears(malee, CANARY)
        for word in ("ปลัดแปลง", "ข้าม", "ตลาดบน", "ข้าม"):
            door.hears(malee, word)
            assert CANARY.encode() not in door.on_disk()  # nor after any event before the last
        malee.send_image(photo())
        assert "ภาพ 1 ภาพ" in door.settled(malee)
        sent_by = [entry.id for entry in malee.sees() if entry.author == malee.user_id]
        assert [one for one in sent_by if one.encode() in door.on_disk()] == []
        review = door.hears(malee, "ข้าม")
        assert (said.REVIEW_TITLE in review, CANARY in review) == (True, False)
        sent = door.taps(malee, said.SEND_BUTTON)
    (case,) = door.cases()
    assert (case.report.what, case.report.who, case.report.where) == (CANARY, "ปลัดแปลง", "ตลาดบน")
    assert [file.kind for file in case.files] == ["jpeg"]
    assert said.SENT_TITLE in sent
    kept = door.on_disk()
    for secret in (CANARY, "ปลัดแปลง", malee.user_id, "13.75,100.5"):
        assert (secret.encode() in kept, secret in caplog.text) == (False, False)
    with door.office.workplace.read() as work:
        assert work.connection.execute(events.select()).all() == [] or all(
            row.lane == "" for row in work.connection.execute(events.select())
        )


def test_the_receipt_is_shown_once_in_the_browser_or_on_an_own_tap(door: Door) -> None:
    malee = door.office.person()
    door.told(malee)
    door.hears(malee, CANARY)
    sent = door.hears(malee, "ส่ง")
    token = sent.split("/once/")[1].split("?")[0]
    public = PublicDoor(door.fraud.room)
    receipt = public.take_one_time(BAN_MAI, token)
    assert "24" not in sent or receipt.groups[0] not in sent
    assert said.CODE_WARNING in door.taps(malee, said.CODE_BUTTON)
    assert "-".join(receipt.groups) in door.taps(malee, said.SHOW_CODE_BUTTON)
    assert said.CODE_WARNING in door.hears(malee, "รหัส")
    door.office.clock.pass_time(minutes=16)
    assert said.CODE_OVER in door.taps(malee, said.SHOW_CODE_BUTTON)


def test_nothing_is_stored_before_consent_or_after_declining(door: Door) -> None:
    malee = door.office.person()
    door.hears(malee, "แจ้งทุจริต")
    door.taps(malee, said.CHAT_BUTTON)
    assert said.NOT_NOW in door.taps(malee, said.NOT_NOW_BUTTON)
    assert not door.fraud.room.chat.shadow(BAN_MAI, malee.user_id)
    assert ENTRIES[0].answer in door.hears(malee, ENTRIES[0].question)


def test_words_typed_under_the_warning_without_consent_fall_nowhere(door: Door) -> None:
    malee = door.office.person()
    door.hears(malee, "แจ้งทุจริต")
    door.taps(malee, said.CHAT_BUTTON)
    assert said.UNCLEAR in door.hears(malee, WITNESS)
    with door.office.workplace.read() as work:
        assert passing.waiting(work, BAN_MAI) == []


def test_a_slow_typists_next_sentence_falls_nowhere(door: Door) -> None:
    malee = door.office.person()
    door.told(malee)
    door.office.clock.pass_time(minutes=16)
    for sentence in (WITNESS, f"ขอบคุณมาก {WITNESS}"):
        assert said.UNCLEAR in door.hears(malee, sentence)
    assert WITNESS.encode() not in door.on_disk()
    assert texts.MENU_BODY in door.hears(malee, "เมนู")
    door.hears(malee, WITNESS)
    assert said.OTHER in door.taps(malee, said.OTHER_BUTTON)
    assert ENTRIES[0].answer in door.hears(malee, ENTRIES[0].question)


def test_cancelling_erases_and_the_menu_still_works(door: Door) -> None:
    malee = door.office.person()
    door.told(malee)
    door.hears(malee, CANARY)
    assert said.CANCELLED in door.hears(malee, "ยกเลิก")
    assert door.fraud.room.chat.draft(BAN_MAI, malee.user_id) is None
    assert texts.MENU_BODY in door.hears(malee, "เมนู")
    assert door.cases() == []


@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_a_message_taken_back_is_gone_whenever_it_comes(door: Door, when: str) -> None:
    malee = door.office.person()
    door.told(malee)
    door.hears(malee, CANARY)
    message = str(int(ids.message_id()) + 1)
    if when == "before":
        malee.unsend(message)
        door.settled(malee)
    assert ("ข้อ 2 จาก 6" in door.hears(malee, WITNESS)) == (when == "before")  # still asked what was kept out
    assert [entry.id for entry in malee.sees() if entry.text == WITNESS] == [message]
    if when == "during":
        malee.unsend(message)
        door.settled(malee)
    door.hears(malee, "ส่ง")
    if when == "after":
        malee.unsend(message)
        door.settled(malee)
    (case,) = door.cases()
    assert (case.report.what, case.report.who) == (CANARY, "")
    assert [one.taken_back for one in case.messages] == ([True] if when == "after" else [])


def test_a_photograph_that_line_is_slow_with_comes_before_the_report_is_sent(door: Door) -> None:
    malee = door.office.person()
    door.told(malee)
    door.hears(malee, CANARY)
    malee.send_image(photo(), prepare_seconds=60)
    assert said.PHOTOS_WAITING in door.settled(malee)
    assert said.PHOTOS_WAITING in door.hears(malee, "ส่ง")
    assert door.cases() == []
    door.office.clock.pass_time(seconds=61)
    assert said.SENT_TITLE in door.hears(malee, "ส่ง")
    (case,) = door.cases()
    assert [file.kind for file in case.files] == ["jpeg"]


def test_an_answer_that_never_arrived_is_given_again(door: Door) -> None:
    malee = door.office.person()
    door.told(malee)
    door.hears(malee, CANARY)
    first, again = door.hears(malee, "ส่ง"), door.hears(malee, "ส่ง")
    public = PublicDoor(door.fraud.room)
    assert first != again
    shown = {public.take_one_time(BAN_MAI, sent.split("/once/")[1].split("?")[0]).digits for sent in (first, again)}
    assert (len(shown), len(door.cases())) == (1, 1)


def test_redelivered_words_are_kept_once_and_never_as_a_question(door: Door) -> None:
    malee = door.office.person()
    door.told(malee)
    door.hears(malee, CANARY)
    door.office.channel.redeliver_last()
    door.settled(malee)
    draft = door.fraud.room.chat.draft(BAN_MAI, malee.user_id)
    assert draft is not None
    assert draft.step == 1


@pytest.mark.parametrize("mode", ["chat", "", "gone"])
def test_a_chat_the_office_can_read_takes_nothing_and_erases_what_is_open(door: Door, mode: str) -> None:
    malee = door.office.person()
    door.told(malee)
    door.hears(malee, CANARY)
    door.office.channel.chat_mode = mode or "chat"
    door.office.clock.pass_time(hours=0 if mode else 27)
    if mode:
        from bot import chat_mode

        assert not chat_mode.ask(door.office.parts, door.office.worker._line, door.office.parts.channels("banmai"))
    door.office.clock.pass_time(seconds=2)
    shown = door.hears(malee, "ต่อเรื่องเดิม ปลัดรับเงิน")
    assert said.CHAT_BUTTON not in shown
    assert door.fraud.room.chat.draft(BAN_MAI, malee.user_id) is None
    with door.office.workplace.read() as work:
        warned = [line.action for line in work.staff_log.latest(BAN_MAI)]
    assert ("line.chat_readable" in warned) == bool(mode)


def test_without_the_setting_the_form_is_the_only_way(door: Door) -> None:
    with door.office.workplace.begin() as work:
        work.agencies.change(BAN_MAI)
        work.revisions.bump(BAN_MAI, "agency")
    door.office.clock.pass_time(seconds=2)
    malee = door.office.person()
    shown = door.hears(malee, "แจ้งทุจริต")
    assert (texts.DOOR_BUTTON in shown, said.CHAT_BUTTON in shown) == (True, False)


def test_a_code_from_the_follow_up_page_binds_the_notice(door: Door) -> None:
    malee = door.office.person()
    public, receipt = PublicDoor(door.fraud.room), door.fraud.file()
    cookie, _ = public.sign_in(BAN_MAI, receipt.digits)
    code = public.notice_code(BAN_MAI, cookie)
    assert said.NOTICE_BOUND in door.hears(malee, f"{code[:3]} {code[3:]}")
    assert malee.user_id.encode() not in door.on_disk()
    assert texts.CODE_UNKNOWN in door.hears(malee, code)
