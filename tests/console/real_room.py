"""The real fraud room behind the console: officers signed in, and its door opened."""

import re

from storage.sealed import recovery_sheet
from storage.sealed.recovery_sheet import RecoverySheet
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI
from tests.console.desk import SECRET, Browser, Desk


def signed_in(desk: Desk, login: str) -> Browser:
    """Somebody who has passed both steps; an officer's key is made or opened on the way."""
    browser = Browser(desk.app, desk.clock)
    browser.sign_in(login)
    browser.type_code(SECRET)
    return browser


def open_the_door(room: FraudRoom) -> RecoverySheet:
    """Ban Mai's recovery key, loaded and proved."""
    sheet = recovery_sheet.new_sheet()
    room.load_recovery(BAN_MAI, sheet.public)
    room.prove_recovery(BAN_MAI, recovery_sheet.answer(sheet.secret, room.challenge_recovery(BAN_MAI), BAN_MAI.code))
    return sheet


def references(browser: Browser) -> list[str]:
    """What the officer's list links to."""
    return re.findall(r'class="list-link" href="/console/cases/(\w+)"', browser.get("/cases").text)
