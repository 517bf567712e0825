"""The demo office: everything a newcomer needs to try the whole journey, made through the product's own verbs.

Its answers to the survey are made up, and every page of the demo office says that it is one.
"""

import base64
import random
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import pyotp

from app import texts
from app.house import House
from console import accounts
from console.passwords import Passwords
from kernel.agency import Agency, Purpose, ServicePoint
from kernel.clock import bangkok_day
from kernel.codes import new_code
from kernel.staff import Member
from qa.knowledge import seed_starter
from storage.sealed import recovery_sheet
from storage.work import Work
from surveys import Answers, publish_batch, submit
from surveys.instruments import load
from surveys.rounds import current_round

CODE = "demo"

OFFICE = Agency(
    code=CODE,
    name="องค์การบริหารส่วนตำบลตัวอย่าง",
    short_name="อบต.ตัวอย่าง",
    phone="0-2000-1234",
    email="saraban@demo.example",
    address="99 หมู่ 1 ตำบลตัวอย่าง อำเภอเมือง",
    hours="วันจันทร์-ศุกร์ 08.30-12.00 และ 13.00-16.30 น. เว้นวันหยุดราชการ",
    website="https://demo.example",
    size="S",
    fraud_chat=True,
    demo=True,
)

POINTS = (
    ("งานจัดเก็บรายได้", "ภาษีที่ดินและสิ่งปลูกสร้าง ภาษีป้าย ค่าธรรมเนียมขยะ"),
    ("งานสวัสดิการสังคม", "เบี้ยผู้สูงอายุ เบี้ยความพิการ เงินอุดหนุนเด็กแรกเกิด"),
    ("งานกองช่าง", "ขออนุญาตก่อสร้าง ไฟสาธารณะ น้ำประปา"),
)

PUBLISHED = 25
WAITING = 4
"""One short of a batch: the newcomer's own answer completes it, and the result moves before their eyes."""


@dataclass(frozen=True)
class Login:
    """One demo account."""

    login: str
    password: str = field(repr=False)
    totp: str = field(default="", repr=False)


@dataclass(frozen=True)
class DemoSecrets:
    """What is printed once and kept nowhere in clear."""

    clerk: Login
    officers: tuple[Login, ...]
    recovery: str = field(repr=False)

    def sheet(self, data: Path) -> str:
        """For the newcomer to write down."""
        officers = "\n".join(texts.DEMO_OFFICER.format(**vars(one)) for one in self.officers)
        return texts.DEMO_SHEET.format(
            agency=CODE, clerk=self.clerk, officers=officers, recovery=self.recovery, data=data
        )


def seed(house: House) -> DemoSecrets | None:
    """Make the demo office once; None when it is there already."""
    with house.workplace.read() as work:
        if work.agencies.get(CODE) is not None:
            return None
    passwords = Passwords()
    clerk = Login("clerk", _password())
    officers = tuple(Login(f"officer{n}", _password(), pyotp.random_base32(32)) for n in (1, 2))
    hashes = {one.login: passwords.hash(one.password) for one in (clerk, *officers)}
    with house.workplace.begin() as work:
        work.agencies.add(OFFICE)
        _line_channel(work)
        seed_starter(work, OFFICE)
        _points(work, house)
        members = {
            "clerk": _member(work, house, clerk, "สมหญิง ใจดี (ธุรการ)", ("clerk", "admin"), hashes),
            "officer1": _member(work, house, officers[0], "วิชัย ซื่อตรง (นิติกร)", ("officer",), hashes),
            "officer2": _member(work, house, officers[1], "อารีย์ เที่ยงธรรม (ตรวจสอบภายใน)", ("officer",), hashes),
        }
        _survey_history(work, house)
        work.jobs.put(OFFICE, "sync")
        work.revisions.bump(OFFICE, "agency")
    recovery = _fraud_door(house, officers, members)
    return DemoSecrets(clerk, officers, recovery)


def _password() -> str:
    """Fifteen symbols without look-alikes, about 70 bits, easy to copy from a screen."""
    return "-".join(new_code(5).lower() for _ in range(3))


def _line_channel(work: Work) -> None:
    values = {
        "secret": secrets.token_hex(16),
        "token": base64.b64encode(secrets.token_bytes(128)).decode(),
        "bot_user_id": f"U{secrets.token_hex(16)}",
        "basic_id": "@demo",
    }
    work.credentials.put(OFFICE, "line", values)


def _points(work: Work, house: House) -> None:
    today = bangkok_day(house.clock.now())
    for name, services in POINTS:
        work.points.add(OFFICE, ServicePoint(new_code(), name, services, Purpose.SURVEY, today))


def _member(
    work: Work, house: House, login: Login, name: str, roles: tuple[str, ...], hashes: dict[str, str]
) -> Member:
    token = accounts.invite(work, OFFICE, name, login.login, roles, house.clock)
    member = accounts.join(work, OFFICE, token, hashes[login.login], house.clock)
    return accounts.enrol_totp(work, OFFICE, member.id, login.totp) if login.totp else member


def _survey_history(work: Work, house: House) -> None:
    """Answers of an invented quarter, mostly content, weakest at the e-service item as in real reports."""
    chance = random.Random(2567)  # noqa: S311 - invented answers, the same in every demo
    instrument = load("eit-2567")
    round_ = current_round(work, OFFICE, house.clock)
    points = [point.code for point in work.points.all(OFFICE)]
    for n in range(PUBLISHED + WAITING):
        given = {}
        for item in instrument.items:
            likely = [1, 2, 3, 8, 14, 12] if item.kind == "level" else ([6, 4] if item.id == "e9" else [1, 30])
            given[item.id] = chance.choices([option.position for option in item.options], likely)[0]
        answers = Answers(round_.id, instrument.id, chance.choice(points), chance.choice(["web", "paper"]), given)
        submit(work, OFFICE, answers, person=None, clock=house.clock)
        if n + 1 == PUBLISHED:
            publish_batch(work, OFFICE, house.clock)


def _fraud_door(house: House, officers: tuple[Login, ...], members: dict[str, Member]) -> str:
    """Keys of two officers and a proved recovery key, so that the door may open. Returns the recovery key."""
    sheet = recovery_sheet.new_sheet()
    for one in officers:
        member = members[one.login]
        house.fraud.enrol(OFFICE, member.id, member.name, one.password)
    house.fraud.load_recovery(OFFICE, sheet.public)
    challenge = house.fraud.challenge_recovery(OFFICE)
    house.fraud.prove_recovery(OFFICE, recovery_sheet.answer(sheet.secret, challenge, CODE))
    house.fraud.publish_snapshot(OFFICE, bangkok_day(house.clock.now()))
    return sheet.secret
