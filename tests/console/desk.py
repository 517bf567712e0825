"""A console desk for tests: offices, staff, a browser that signs in as people do."""

import html
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyotp
from flask import Flask
from werkzeug.test import TestResponse

from console import accounts
from console.knowledge import Knowledge
from console.officers import Officers
from console.parts import Parts
from console.passwords import Passwords
from console.room import install
from kernel.agency import Agency
from kernel.staff import Member
from qa.knowledge import seed_starter
from qr.studio import Press
from storage.database import Database, connect
from storage.keyfile import KeyFile
from storage.vault import SealedVault
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA
from tests.console.fraud_desk import FakeOfficers
from tests.console.probes import FakeLineProbe, FakeSheetProbe
from tests.fakes.clock import FrozenClock
from tests.fresh import furnish, rows_of
from web.paper import lacking, pdf, poster

PASSWORD = "ข้าวเหนียว-มะม่วง-สุก"
PRESS = Press(poster, lacking)
QUICK = Passwords(time_cost=1, memory_kib=8)
_HASH = QUICK.hash(PASSWORD)
_VAULT = SealedVault(KeyFile.fresh())
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


_built: list[Flask] = []


def _console(parts: Parts) -> Flask:
    """The one console of this process, over other parts: its hundred routes take longer to build than most tests."""
    if not _built:
        app = Flask("test")
        app.testing = True
        install(app, parts)
        _built.append(app)
    _built[0].extensions["console"] = parts
    return _built[0]


@cache
def _staffed() -> tuple[sqlite3.Connection, Mapping[tuple[str, str], Member]]:
    """Both offices with their staff, hired once for each process: hiring ten people takes longer than most tests."""
    engine, clock = connect("sqlite://"), FrozenClock()
    furnish(engine)
    workplace = Workplace(Database(engine), _VAULT, clock)
    with workplace.begin() as work:
        for agency in (BAN_MAI, NONG_BUA):
            work.agencies.add(agency)
    members = {
        (agency.code, role): _hire(workplace, agency, role, (role,), clock)
        for agency in (BAN_MAI, NONG_BUA)
        for role in accounts.ROLES
    }
    return rows_of(engine), members


def _hire(workplace: Workplace, agency: Agency, login: str, roles: tuple[str, ...], clock: FrozenClock) -> Member:
    with workplace.begin() as work:
        token = accounts.invite(work, agency, f"คุณ {login}", login, roles, clock)
        member = accounts.join(work, agency, token, _HASH, clock)
        if {"officer", "auditor"} & set(roles):
            member = accounts.enrol_totp(work, agency, member.id, SECRET)
    return member


class Desk:
    """Two offices (BAN_MAI, NONG_BUA), each with a clerk, an admin, a surveyor and an officer of the same logins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FrozenClock()
        self.database = Database.open(f"sqlite:///{folder}/console.db")
        rows, members = _staffed()
        furnish(self.database.engine, like=rows)
        self.workplace = Workplace(self.database, _VAULT, self.clock)
        self.line, self.sheet = FakeLineProbe(), FakeSheetProbe()
        self.fraud: Officers | None = FakeOfficers()
        self.members = dict(members)
        self.parts = self._parts("http://127.0.0.1:8000")
        self.app = _console(self.parts)

    def build(self, parts: Parts) -> Flask:
        """A console with other parts over the same offices."""
        app = Flask("test")
        app.testing = True
        install(app, parts)
        return app

    def serve(self, fraud: Officers) -> None:
        """The same console over another fraud room, without building it anew."""
        self.fraud = fraud
        self.parts = self._parts("http://127.0.0.1:8000")
        self.app = _console(self.parts)

    def over(self, base_url: str) -> Flask:
        """The same console at another address."""
        return self.build(self._parts(base_url))

    def hire(self, agency: Agency, login: str, roles: tuple[str, ...]) -> Member:
        """An account with PASSWORD; officers have their second step (SECRET)."""
        member = self.members[agency.code, login] = _hire(self.workplace, agency, login, roles, self.clock)
        return member

    def seed_faq(self, agency: Agency = BAN_MAI) -> None:
        """The starter entries."""
        with self.workplace.begin() as work:
            seed_starter(work, agency)

    def browser(self, login: str | None = None, agency: Agency = BAN_MAI) -> "Browser":
        """A browser, signed in as `login` when given."""
        fresh = Browser(self.app, self.clock)
        if login is not None:
            fresh.sign_in(login, agency)
            if login in {"officer", "auditor"}:
                fresh.type_code(SECRET)
        return fresh

    def close(self) -> None:
        self.database.close()

    def workbook(self, agency: Agency) -> Path | None:
        found = self.folder / f"{agency.code}.xlsx"
        return found if found.exists() else None

    def _parts(self, base_url: str) -> Parts:
        return Parts(
            workplace=self.workplace, clock=self.clock, base_url=base_url, form_key="key of the tests",
            line_probe=self.line, sheet_probe=self.sheet, workbook_path=self.workbook, paper=pdf, press=PRESS,
            passwords=QUICK, officers=self.fraud, knowledge=Knowledge(patience_s=60),
        )  # fmt: skip


@dataclass
class Page:
    """An answer as a test looks at it."""

    status: int
    text: str
    headers: dict[str, str]
    cookies: list[str]
    body: bytes

    @property
    def to(self) -> str:
        """Where it redirects to."""
        return self.headers.get("Location", "")

    @property
    def words(self) -> str:
        """The text without tags, spaces evened out."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.text)).split())


class Browser:
    """Keeps cookies, and takes the CSRF token from the page it stands on."""

    def __init__(self, app: Flask, clock: FrozenClock) -> None:
        self.client = app.test_client()
        self.clock = clock
        self.token = ""

    def at(self, address: str) -> "Browser":
        """The same browser, seen from another network address."""
        self.client.environ_base["REMOTE_ADDR"] = address
        return self

    def get(self, path: str, **options: object) -> Page:
        """Open a page below /console."""
        return self._seen(self.client.get(f"/console{path}", **options))

    def post(self, path: str, csrf: str | None = None, headers: dict[str, str] | None = None, **fields: object) -> Page:
        """Send a form with the token of the last page, or with another."""
        data = {"csrf_token": self.token if csrf is None else csrf, **fields}
        return self._seen(self.client.post(f"/console{path}", data=data, headers=headers))

    def fill(self, page: str, path: str, **fields: object) -> Page:
        """Open `page`, then send its form to `path`."""
        self.get(page)
        return self.post(path, **fields)

    def sign_in(self, login: str, agency: Agency = BAN_MAI, password: str = PASSWORD) -> Page:
        """The first step."""
        return self.fill("/sign-in", "/sign-in", office=agency.code, login=login, password=password)

    def type_code(self, secret: str, code: str | None = None) -> Page:
        """The second step, with the telephone's present code unless another is given."""
        present = pyotp.TOTP(secret).at(self.clock.now())
        return self.fill("/second-step", "/second-step", code=present if code is None else code)

    def cookie(self, name: str = "prongsai") -> str | None:
        """The value of the session cookie."""
        path = "/" if name.startswith("__Host-") else "/console"
        found = self.client.get_cookie(name, path=path)
        return found.value if found else None

    def _seen(self, response: TestResponse) -> Page:
        text = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
        found = _TOKEN.search(text)
        if found:
            self.token = found[1]
        cookies = response.headers.getlist("Set-Cookie")
        page = Page(response.status_code, text, dict(response.headers), cookies, response.get_data())
        response.close()
        return page
