"""An informer's browser over plain HTTP, and an office whose fraud door is open."""

import itertools
import random
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode

from app.house import House
from benchmarks.proofs_office import Office
from benchmarks.proofs_town import AGENCY
from complaints.effort import solves
from complaints.keys import OfficerKey
from kernel.codes import luhn_digit
from storage.sealed import recovery_sheet

OFFICERS = ("officer-1", "officer-2")
PASSWORD = "correct horse battery staple"  # noqa: S105 - of an office that lives for a minute
BEHIND_PROXY = {"PRONGSAI_BEHIND_PROXY": "1"}
"""Everybody here comes from one address: with a trusted proxy in front, each says where from it would be."""
_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_RECEIPT = re.compile(r'name="receipt" value="(\d{24})"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_AGAIN, _RIDDLE = re.compile(r'data-again="(\d+)"'), re.compile(r'data-riddle="([^"]+)" data-bits="(\d+)"')
_IN_LINE, _MANY = 202, 429
_PATIENCE_S = 120.0


@dataclass
class Informer:
    """One person with a browser that tries again, with the very same form, until it has an answer."""

    base: str
    network: str = field(default_factory=lambda: f"10.{random.randrange(256)}.{random.randrange(256)}.1")
    retries: int = 0
    stood: int = 0
    """How often the page said that it is not one's turn yet."""
    worked: int = 0
    """Riddles answered, because many were filing."""

    def form(self) -> str:
        """Open the form; its token."""
        return _TOKEN.findall(self._until_answered("GET", f"/f/{AGENCY.code}"))[0]

    def send(self, told: Mapping[str, str]) -> str:
        """File a report; the receipt's digits as shown on the page."""
        return self.send_form(self.form(), told)

    def send_form(self, token: str, told: Mapping[str, str]) -> str:
        """The same with a form that is open already."""
        page = self._until_answered("POST", f"/f/{AGENCY.code}", {"token": token, **told})
        return _RECEIPT.findall(page)[0]

    def look(self, receipt: str) -> tuple[int, str]:
        """Try a receipt, standing in line as long as it takes: status and page."""
        fields = {"receipt": receipt}
        status, page = self.ask("POST", f"/f/{AGENCY.code}/receipt", fields)
        while status == _IN_LINE:
            self.stood += 1
            time.sleep(float(_AGAIN.findall(page)[0]))
            fields = dict(_HIDDEN.findall(page))
            status, page = self.ask("POST", f"/f/{AGENCY.code}/receipt", fields)
        return status, page

    def ask(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> tuple[int, str]:
        """One request. Raises OSError when nobody answers."""
        body = urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(self.base + path, body, {"X-Forwarded-For": self.network}, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback only
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def _until_answered(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> str:
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            try:
                status, page = self.ask(method, path, fields)
                if status == 200:
                    return page
                if status == _MANY and _RIDDLE.search(page):
                    riddle, bits = _RIDDLE.findall(page)[0]
                    fields = {**(fields or {}), "answer": _answer(riddle, int(bits))}
                    self.worked += 1
                    continue
                if status not in {_MANY, 503}:
                    raise AssertionError(f"{method} {path}: {status}")
            except (OSError, HTTPException):
                pass  # nobody there, or killed in the middle of a page
            self.retries += 1
            time.sleep(random.uniform(0.1, 0.4))
        raise TimeoutError(f"{method} {path} was never answered")


def _answer(riddle: str, bits: int) -> str:
    return next(str(n) for n in itertools.count() if solves(riddle, str(n), bits))


def open_door(house: House) -> dict[str, OfficerKey]:
    """Two officers and a proved recovery key; the officers' keys in hand."""
    keys = {one: house.fraud.enrol(AGENCY, one, one, PASSWORD) for one in OFFICERS}
    sheet = recovery_sheet.new_sheet()
    house.fraud.load_recovery(AGENCY, sheet.public)
    challenge = house.fraud.challenge_recovery(AGENCY)
    house.fraud.prove_recovery(AGENCY, recovery_sheet.answer(sheet.secret, challenge, AGENCY.code))
    return keys


@contextmanager
def behind_proxy(office: Office) -> Iterator[Office]:
    """The same office, which believes what its proxy says about where somebody comes from."""
    office.web.env = {**office.web.env, **BEHIND_PROXY}
    yield office


def wrong(receipt: str) -> str:
    """Another secret behind the same locator."""
    return _closed(receipt[:6] + f"{(int(receipt[6:23]) + random.randrange(1, 10**16)) % 10**17:017}")


def unknown(taken: set[str]) -> str:
    """A receipt whose locator nobody has."""
    while (locator := f"{random.randrange(10**6):06}") in taken:
        pass
    return _closed(locator + f"{random.randrange(10**17):017}")


def _closed(body: str) -> str:
    return body + luhn_digit(body)
