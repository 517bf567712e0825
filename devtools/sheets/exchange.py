"""One API request from its admission to its answer, with everything that is made to go wrong on the way."""

import html
import json
import time
from collections.abc import Callable

from devtools.sheets import routes
from devtools.sheets.calls import Answer, Call
from devtools.sheets.emulator import Emulator
from devtools.sheets.faults import Fault
from devtools.sheets.log import Line
from devtools.sheets.refusal import NoSuchPage, Refusal, bad

_HTML = "<!DOCTYPE html><html lang=en><title>Error {0}</title><p><b>{0}.</b> <ins>That's an error.</ins>{1}</html>"
_NOT_FOUND = "<p>The requested URL <code>{}</code> was not found on this server. <ins>That's all we know.</ins>"
_EXPECTED = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. "
    "See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


class Exchange:
    """One API request, with what goes wrong on the way."""

    def __init__(
        self, emulator: Emulator, call: Call, send: Callable[[Answer], None], hang_up: Callable[[], None]
    ) -> None:
        self._emulator, self._call = emulator, call
        self._send, self._hang_up = send, hang_up
        self._writing = call.method != "GET"

    def run(self) -> None:
        """Answer, or close the connection; both are noted in the log."""
        emulator, call = self._emulator, self._call
        emulator.late.carry_out_due()
        try:
            route, parts = routes.find(call.method, call.path)
        except Refusal as refusal:
            return self._refuse(refusal, None)
        self._writing = route.writing
        fault = emulator.faults.next(route.writing)
        try:
            self._admit()
            answer = self._carry_out(route, parts, fault)
        except Refusal as refusal:
            return self._refuse(refusal, fault)
        if answer is not None:
            self._spoil(answer, fault)
        return None

    def _admit(self) -> None:
        if not self._call.user:
            raise _nobody(self._call)
        if self._call.path.startswith("/v4/"):
            self._emulator.windows.count(self._call.user, self._writing, self._emulator.now())

    def _carry_out(self, route: routes.Route, parts: tuple[str, ...], fault: Fault | None) -> Answer | None:
        """None: there will be no answer."""
        emulator, call = self._emulator, self._call
        if fault and fault.kind == "slow":
            time.sleep(fault.detail)
        if fault and fault.kind == "before":
            raise Refusal(int(fault.detail), "The service is currently unavailable.")
        if fault and fault.kind in {"drop_before", "late", "later"}:
            self._vanish(route, parts, fault)
            return None
        try:
            answer = emulator.carry_out(route, parts, call)
        except RecursionError as deep:
            raise bad("Invalid JSON payload received. Message too deep.") from deep
        if route.writing:
            # before the answer: whoever looks afterwards sees what came late
            emulator.late.a_write_has_passed()
        return answer

    def _vanish(self, route: routes.Route, parts: tuple[str, ...], fault: Fault) -> None:
        late = fault.kind != "drop_before" and route.writing
        if late:
            writes, seconds = (int(fault.detail), 0.0) if fault.kind == "late" else (0, fault.detail)
            self._emulator.late.postpone(lambda: self._later(route, parts), writes, seconds)
        self._note(0, applied=late, fault=fault)
        self._hang_up()

    def _later(self, route: routes.Route, parts: tuple[str, ...]) -> None:
        emulator, applied = self._emulator, True
        try:
            emulator.carry_out(route, parts, self._call)
        except Refusal:
            applied = False  # refused by now: nobody is there to hear it
        emulator.note(Line(emulator.now(), "LATE", self._call.path, 0, 0, applied, "late", self._call.user))

    def _refuse(self, refusal: Refusal, fault: Fault | None) -> None:
        self._note(refusal.code, applied=False, fault=fault)
        if isinstance(refusal, NoSuchPage):
            return self._send(_page(404, _NOT_FOUND.format(html.escape(refusal.message))))
        sheets = self._call.path.startswith("/v4/")
        body = json.dumps(refusal.body if sheets else refusal.drive_body, ensure_ascii=False)
        return self._send(Answer(body.encode("utf-8", "replace"), status=refusal.code))

    def _spoil(self, answer: Answer, fault: Fault | None) -> None:
        """Send the answer of a request that was carried out, unless a fault takes it."""
        kind = fault.kind if fault else ""
        status = int(fault.detail) if fault and kind in {"after", "html"} else 0 if kind == "drop" else answer.status
        self._note(status, applied=self._writing, fault=fault)
        if kind == "drop":
            self._hang_up()
        elif kind == "after":
            self._send(_error(status))
        elif kind == "html":
            self._send(_page(status))
        else:
            torn = {"truncated": answer.content[: len(answer.content) // 2], "empty": b""}
            self._send(Answer(torn.get(kind, answer.content), answer.kind, answer.status))

    def _note(self, status: int, *, applied: bool, fault: Fault | None) -> None:
        call, emulator = self._call, self._emulator
        counted = self._writing and call.path.startswith("/v4/")
        kind = fault.kind if fault else ""
        line = Line(emulator.now(), call.method, call.path, len(call.body), status, applied, kind, call.user, counted)
        emulator.note(line)


def _page(status: int, more: str = "") -> Answer:
    return Answer(_HTML.format(status, more).encode(), "text/html; charset=UTF-8", status)


def _nobody(call: Call) -> Refusal:
    """Who shows no token at all hears of it in two ways: an API key would do for reading."""
    if not call.anonymous:
        message = f"Request had invalid authentication credentials. {_EXPECTED}"
        return Refusal(401, message, reason="authError", location="Authorization", short="Invalid Credentials")
    if call.method == "GET":
        message = (
            "Method doesn't allow unregistered callers (callers without established identity). "
            "Please use API Key or other form of API consumer identity to call this API."
        )
        return Refusal(403, message, reason="forbidden")
    message = f"Request is missing required authentication credential. {_EXPECTED}"
    return Refusal(401, message, reason="required", location="Authorization", short="Login Required.")


def _error(status: int) -> Answer:
    return Answer(json.dumps(Refusal(status, "The service is currently unavailable.").body).encode(), status=status)
