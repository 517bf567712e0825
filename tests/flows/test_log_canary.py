"""Canaries: a citizen, an informer and the staff go through everything, and the log knows none of their words."""

import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyotp
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from app import logs
from app.cli import cli
from app.factories import create_app
from app.handlers import handlers
from app.house import House
from app.settings import Settings
from app.worker import JobRunner
from complaints.evidence import clean
from console import accounts
from devtools.line import Person, Platform, Running, serve
from storage.sealed import recovery_sheet
from storage.sealed.room import FraudRoom
from storage.sealed.short_memory import ShortMemory
from storage.tables import ballots
from tests.browser.resting import files_with
from tests.cast import BAN_MAI, TAX_COUNTER
from tests.complaints import pictures
from tests.console.desk import QUICK, Browser
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP
from tests.web.answering import FORM, answer_all, fields
from tests.web.reading import form_of, forms_of

SECRET, TOKEN, BOT = "5ec2e7" + "0" * 26, "channel-token-canary", "U" + "9f" * 16
QUESTION = "ขอยืมเต็นท์ให้คุณยายบัวลอยได้หรือไม่"
ANSWER = "คุณยายบัวลอยยืมได้ที่สำนักปลัด"
STORY, ACCUSED = "เรียกเงินสามหมื่นที่ศาลาริมน้ำ", "นายช่างกระจอก"
EVIDENCE = "คลิปอยู่กับป้าทองดี 0812223333"
CONTACT, PICTURE = "โทรหาหลานชาย 0895556666", "ใบเสร็จปลอม.jpg"
MORE, ANSWERED, NOTE = "พบพยานเพิ่มที่ร้านชา", "ขอนัดคุยวันจันทร์หน้า", "ระวังญาติของช่าง"
TYPED = "พิมพ์ในแชตว่าเขาแบ่งเงินกัน"


@dataclass
class Town:
    """The whole product in one process, with everything private that went into it."""

    house: House
    app: Flask
    clock: FrozenClock
    malee: Person
    private: list[str] = field(default_factory=list)

    def knows(self, *words: str) -> str:
        """Remember words that must not be logged; the first of them."""
        self.private += words
        return words[0]

    def work(self) -> None:
        """Deliver, answer, and do everything that is due."""
        self.malee.platform.settle()
        self.house.event_worker.drain()
        runner = JobRunner(self.house, handlers(self.house))
        while runner.run_once():
            pass
        self.clock.pass_time(seconds=3)  # letters that no event brought along are looked for now and then
        self.house.event_worker.drain()

    def browser(self) -> Browser:
        return Browser(self.app, self.clock)


class RawLines(logging.Handler):
    """Log records as they are handed over, before anything in them is blanked out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.__dict__} {record.exc_info}")


@pytest.fixture
def raw() -> Iterator[RawLines]:
    """Everything logged at DEBUG with the product's own logging, which is taken down again."""
    root, known = logging.getLogger(), list(logging.Logger.manager.loggerDict)
    before = (root.handlers[:], root.level, {name: logging.getLogger(name).level for name in known})
    lines = RawLines()
    with redirect_stderr(io.StringIO()):
        logs.configure("DEBUG")
    root.handlers[:] = [lines]
    yield lines
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    for name, level in before[2].items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def town(tmp_path: Path, clock: FrozenClock, raw: RawLines) -> Iterator[Town]:
    platform = Platform(clock)
    with serve(platform) as line:
        house = House(Settings(data=tmp_path / "data", line_api=line.url, allow_twins=True), clock)
        house.migrate()
        house.fraud = FraudRoom(house.sealed, house.keys, clock, CHEAP, memory=ShortMemory(tmp_path / "data" / "short"))
        house.console_parts = replace(house.console_parts, passwords=QUICK)
        app = create_app(house)
        with Running(app) as web:
            _settle_in(house, platform, f"{web.url}/line/banmai/webhook")
            malee = platform.add_person("มาลีวัลย์")
            yield Town(house, app, clock, malee, [SECRET, TOKEN, BOT, malee.user_id, "มาลีวัลย์"])
            platform.close()
        house.event_worker.close()
        house.close()


def _settle_in(house: House, platform: Platform, webhook: str) -> None:
    with house.workplace.begin() as work:
        work.agencies.add(BAN_MAI)
        work.points.add(BAN_MAI, TAX_COUNTER)
        work.credentials.put(
            BAN_MAI, "line", {"secret": SECRET, "token": TOKEN, "bot_user_id": BOT, "basic_id": "@banmai"}
        )
    platform.add_channel("banmai", secret=SECRET, token=TOKEN, bot_user_id=BOT, basic_id="@banmai", webhook_url=webhook)


def _hire(town: Town, login: str, role: str) -> Browser:
    """Invite, follow the link, choose a password, sign in, set up the telephone where it is owed."""
    name, password = town.knows(f"คุณ{login} นามสกุลลับ"), town.knows(f"ข้าวเหนียว-{login[::-1]}-สุก")
    with town.house.workplace.begin() as work:
        token = town.knows(accounts.invite(work, BAN_MAI, name, login, (role,), town.clock))
    browser = town.browser()
    joined = browser.fill(f"/join/banmai/{token}", f"/join/banmai/{token}", password=password, again=password)
    assert joined.status == 302
    assert browser.sign_in(login, password=town.knows(f"ผิด-{password}")).status == 403
    browser.sign_in(login, password=password)
    if role == "officer":
        page = browser.get("/second-step/new")
        secret = town.knows(page.text.split('class="code secret-text">')[1].split("<")[0].replace(" ", ""))
        assert browser.post("/second-step/new", code="12345").status == 403
        browser.post("/second-step/new", code=town.knows(pyotp.TOTP(secret).at(town.clock.now())))
    assert browser.get("/").status == 200
    town.knows(browser.cookie() or "")
    return browser


def _open_the_door(town: Town) -> None:
    sheet = recovery_sheet.new_sheet()
    town.house.fraud.load_recovery(BAN_MAI, sheet.public)
    challenge = town.knows(town.house.fraud.challenge_recovery(BAN_MAI))
    answer = town.knows(recovery_sheet.answer(sheet.secret, challenge, "banmai"))
    town.house.fraud.prove_recovery(BAN_MAI, answer)
    town.knows(sheet.secret)


def _citizen(town: Town, clerk: Browser) -> None:
    """A question that a person answers, a survey in the chat, a survey on the web."""
    town.malee.send_text(town.knows(QUESTION))
    town.work()
    inbox = clerk.get("/questions").text
    path = inbox.split('href="/console/questions/')[1].split('"')[0]
    assert clerk.fill(f"/questions/{path}", f"/questions/{path}/answer", answer=town.knows(ANSWER)).status == 302
    town.work()
    assert ANSWER in str(town.malee.answers())
    for words in (f"EIT {TAX_COUNTER.code}", *["1"] * 9, "ส่ง"):
        town.malee.send_text(words)
        town.work()
    client = town.app.test_client()
    carried = [value for value in fields(client.get(FORM)).values() if len(value) >= 16]
    assert carried  # whatever ties the taps of one person together
    town.knows(*carried)
    with town.house.workplace.read() as work:
        before = work.connection.execute(select(func.count()).select_from(ballots)).scalar_one()
    assert answer_all(client).status_code == 303
    with town.house.workplace.read() as work:
        assert work.connection.execute(select(func.count()).select_from(ballots)).scalar_one() == before + 1


def _informer(town: Town, officer: Browser) -> None:
    """A report with its receipt, followed by its writer, read by an officer."""
    client = town.app.test_client()
    form = form_of(client.get("/f/banmai"))
    told = {"what": town.knows(STORY), "who": town.knows(ACCUSED), "evidence": town.knows(EVIDENCE)}
    told["contact"] = town.knows(CONTACT)
    picture = (io.BytesIO(pictures.jpeg()), town.knows(PICTURE))
    page = client.post("/f/banmai", data={**form.fields, **told, "files": picture})
    receipt = town.knows(form_of(page).fields["receipt"], form.fields["token"])
    town.knows("-".join(receipt[at : at + 4] for at in range(0, 24, 4)), receipt[:12])
    _follow_up(town, receipt)
    assert client.post("/f/banmai", data={**form.fields, "what": "", "who": ACCUSED}).status_code == 422
    listed = [words.split('"')[0] for words in officer.get("/cases").text.split("/console/cases/")[1:]]
    reference = next(one for one in listed if one not in {"new", "custodians", "flood"})
    opened = officer.get(f"/cases/{reference}").text
    assert [words for words in (STORY, MORE, PICTURE) if words not in opened] == []
    assert STORY in officer.post(f"/cases/{reference}/export", how="print", reason="ส่ง ป.ป.ช.").text
    contact = officer.post(f"/cases/{reference}/contact", reason=town.knows("นัดพบที่ตลาดเช้า"))
    assert (contact.status, CONTACT in contact.text) == (200, True)
    for act, field_, words in (("note", "note", NOTE), ("message", "text", ANSWERED)):
        assert officer.post(f"/cases/{reference}/{act}", **{field_: town.knows(words)}).status == 302
    opened = officer.get(f"/cases/{reference}").text
    assert [words for words in (NOTE, ANSWERED) if words not in opened] == []


def _follow_up(town: Town, receipt: str) -> None:
    """Sign in with the receipt, write with a picture, ask to be told, be bound to a LINE account."""
    client = town.app.test_client()
    client.post("/f/banmai/receipt", data={"receipt": receipt})
    page = client.get("/f/banmai/thread")
    form = next(one for one in forms_of(page) if "text" in one.names)
    picture = (io.BytesIO(pictures.png()), PICTURE)
    sent = {**form.fields, "do": "say", "text": town.knows(MORE), "files": picture}
    assert client.post("/f/banmai/thread", data=sent).status_code in {200, 302, 303}
    town.knows(next(value.split("=", 1)[1].split(";")[0] for value in page.request.headers.getlist("Cookie")))
    cookie, _ = town.house.fraud.reporter.sign_in(BAN_MAI, receipt)
    code = town.house.fraud.reporter.notice_code(BAN_MAI, cookie)
    assert town.house.fraud.reporter.bind_notice(BAN_MAI, code, town.malee.user_id)


def _chat_report(town: Town) -> None:
    """A report typed in the chat, message by message, and sent."""
    chat, user = town.house.fraud.chat, town.malee.user_id
    chat.begin(BAN_MAI, user)
    chat.answer(BAN_MAI, user, town.knows(TYPED), town.knows("468789577898262530"), "01HEVENTOFTHECHAT")
    chat.want(BAN_MAI, user, photo := town.knows("468789577898262531"), "01HEVENTOFTHECHAT2")
    chat.attach(BAN_MAI, user, clean(PICTURE, pictures.webp()), photo)
    town.knows(chat.send(BAN_MAI, user).digits)


def test_no_log_line_knows_anybodys_words_names_ids_or_secrets(town: Town, raw: RawLines) -> None:
    clerk = _hire(town, "somying", "clerk")
    officer, _ = _hire(town, "wichai", "officer"), _hire(town, "aree", "officer")
    _open_the_door(town)
    _citizen(town, clerk)
    _informer(town, officer)
    town.clock.pass_time(days=1)
    town.work()
    said = "\n".join(raw.said)
    assert {"job.done"} <= {line.split(" ")[0] for line in raw.said}  # the log is being listened to
    assert len(town.private) == len(set(town.private))
    assert [words for words in town.private if words in said] == []


def test_no_file_and_no_backup_knows_what_an_informer_told(town: Town, tmp_path: Path) -> None:
    officer, _ = _hire(town, "wichai", "officer"), _hire(town, "aree", "officer")
    _open_the_door(town)
    town.private.clear()  # what was typed so far is no informer's
    _informer(town, officer)
    _chat_report(town)
    town.clock.pass_time(days=1)
    town.work()
    asked = next(words for words in town.private if words.startswith("นัดพบ"))  # an officer's reason, for the auditor
    told = [words for words in town.private if words != asked]
    backed_up = CliRunner().invoke(cli, ["backup", "--out", str(tmp_path / "data" / "backup")], obj=town.house)
    assert backed_up.exit_code == 0, backed_up.output
    assert len(files_with(tmp_path / "data", BAN_MAI.code)) > 5  # databases, archives, their members, a workbook
    assert [words for words in told if files_with(tmp_path / "data", words)] == []
    assert files_with(tmp_path / "data", pictures.SECRET.decode()) == set()


def test_canary_in_a_line_would_be_heard(town: Town, raw: RawLines) -> None:
    logging.getLogger("bot.lanes").debug("said", extra={"text": town.knows(QUESTION)})
    assert [words for words in town.private if words in "\n".join(raw.said)] == [QUESTION]
