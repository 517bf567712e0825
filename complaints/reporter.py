"""A quarter of an hour with the own report: look, write, add evidence, take back, ask to be told.

The visit stands in a memory that forgets, under a key that only the browser's cookie has.
"""

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from complaints import case_endings, keyed, notice, texts
from complaints.casefile import CASE, CONTACT, INFORMER, grown, newest
from complaints.casethread import BY_INFORMER, Turn
from complaints.desk import Desk
from complaints.envelope import FILE_PIECE, padded_size
from complaints.evidence import CleanFile, check_all
from complaints.form import message_sending
from complaints.header import CaseHeader
from complaints.opened import ReporterView
from complaints.receipt import Receipt, receipt_from
from complaints.report import check_message
from complaints.status import Status
from complaints.store_ports import SealedWork
from complaints.thread import Followed, Own
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable, Unreadable

VISIT = timedelta(minutes=15)
CODE_KEPT = timedelta(minutes=10)
MOST_CHUNKS = 1280
"""Pieces of all files of one case: 80 MiB."""
_COOKIE_BYTES = 32
_BOUND = b"v1|visit|informer"
_ATTEMPTS = 8


@dataclass(frozen=True)
class _Visit:
    agency: str
    reference: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Reporter:
    """What the follow-up page can do. Every verb but `sign_in` raises Refused("visit_over") when it is too late."""

    desk: Desk

    def sign_in(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> tuple[str, ReporterView]:
        """The cookie of a new visit, and the thread. Raises what `Followed.follow` raises."""
        informer, own = Followed(self.desk).sign_in(agency, typed, token, answer)
        cookie = secrets.token_urlsafe(_COOKIE_BYTES)
        self._keep(cookie, _Visit(agency.code, own.row.reference, informer.secret))
        return cookie, own.view

    def look(self, agency: Agency, cookie: str) -> ReporterView:
        """The thread again."""
        visit = self._visit(agency, cookie)
        with self.desk.store.begin() as work:
            own = self._own(work, agency, visit)
        self._keep(cookie, visit)
        return own.view

    def say(self, agency: Agency, cookie: str, text: str, form: str, files: Sequence[CleanFile] = ()) -> None:
        """Add a message, with files or files alone; once per form.

        Raises Refused: empty_message, too_long, receipt_in_text, files_many, case_files, form_invalid,
        already_filed.
        """
        visit = self._visit(agency, cookie)
        if text.strip() or not files:
            check_message(text)
        check_all(files)
        sent = message_sending(agency, text, form, files)
        body = {"text": text, "day": self.desk.today.isoformat()}
        with self.desk.store.begin() as work:
            earlier = work.forms.find(agency, sent.token)
            if earlier is not None:
                if earlier.content != sent.content:
                    raise Refused("already_filed")
                return
            work.forms.use(agency, sent.used(self.desk.today, 0, self.desk.clock.now()))
            own = self._own(work, agency, visit)
            self._room_for(work, agency, own, files)
            self._add(work, agency, own, body, files)
            work.audit.tally(agency, self.desk.today, "informer_wrote")

    def withdraw(self, agency: Agency, cookie: str) -> None:
        """Take the report back: said in the thread, contact and notice erased. The office still has to decide."""
        visit = self._visit(agency, cookie)
        with self.desk.store.begin() as work:
            own = self._own(work, agency, visit)
            if own.header.withdrawn:
                return
            work.cases.drop_kind(agency, own.row.reference, CONTACT)
            notice.put_empty(self.desk.crypto, work, agency, own.keys)
            body = {"text": texts.WITHDRAWN, "day": self.desk.today.isoformat()}
            self._add(work, agency, replace(own, header=replace(own.header, withdrawn=True)), body, ())
            work.audit.tally(agency, self.desk.today, "withdrawn")

    def exchange(self, agency: Agency, cookie: str) -> Receipt:
        """A receipt of one's own for the code that an officer handed over. Raises Refused("not_first_use")."""
        visit = self._visit(agency, cookie)
        for _ in range(_ATTEMPTS):
            receipt, salt = receipt_from(self.desk.crypto.new_key()), self.desk.crypto.new_salt()
            informer = self.desk.crypto.informer(receipt.secret, salt, filing=True)
            with self.desk.store.begin() as work:
                own = self._own(work, agency, visit)
                if not own.header.first_use:
                    raise Refused("not_first_use")
                row = replace(
                    own.row, locator=receipt.locator, salt=salt, verifier=informer.verifier,
                    informer_public=informer.public,
                )  # fmt: skip
                if not work.cases.change(agency, self._headed(agency, own, replace(own.header, first_use=False), row)):
                    continue
                files = self.desk.files(agency)
                work.cases.put_boxes(agency, [
                    files.box(row.reference, CASE, INFORMER, epoch, key, informer.public)
                    for epoch, key in own.keys.items()
                ])  # fmt: skip
            self._keep(cookie, replace(visit, secret=informer.secret))
            return receipt
        raise Unavailable("no free locator")

    def notice_code(self, agency: Agency, cookie: str) -> str:
        """Six digits that the informer types to the bot within ten minutes, to be told of an answer."""
        visit = self._visit(agency, cookie)
        with self.desk.store.begin() as work:
            own = self._own(work, agency, visit)
        body = {
            "notice": notice.notice_id(self.desk.crypto, own.keys),
            "public": b64encode(notice.public_key(self.desk.crypto, own.keys)).decode(),
        }
        until = self.desk.clock.now() + CODE_KEPT
        for _ in range(_ATTEMPTS):
            code = f"{secrets.randbelow(10**6):06}"
            if self.desk.short.put_new(self._code_name(agency, code), json.dumps(body).encode(), until):
                return code
        raise Unavailable("no free code")

    def stop_notice(self, agency: Agency, cookie: str) -> None:
        """Be told no more."""
        visit = self._visit(agency, cookie)
        with self.desk.store.begin() as work:
            notice.put_empty(self.desk.crypto, work, agency, self._own(work, agency, visit).keys)

    def bind_notice(self, agency: Agency, code: str, user: str) -> bool:
        """For the bot: seal the sender's id to the case whose code this is. False for any other six digits."""
        kept = self.desk.short.take(self._code_name(agency, code), self.desk.clock.now())
        if kept is None:
            return False
        body = json.loads(kept)
        blob = notice.filled(self.desk.crypto, agency, b64decode(body["public"]), user)
        with self.desk.store.begin() as work:
            if work.notices.get(agency, body["notice"]) is None:
                return False  # closed meanwhile
            work.notices.put(agency, body["notice"], blob)
        return True

    def sign_out(self, cookie: str) -> None:
        """End the visit."""
        self.desk.short.drop(_name(cookie))

    def _own(self, work: SealedWork, agency: Agency, visit: _Visit) -> Own:
        try:
            return Followed(self.desk).open(work, agency, visit.reference, visit.secret)
        except Refused:
            raise Refused("visit_over") from None

    def _add(
        self, work: SealedWork, agency: Agency, own: Own, body: dict[str, str], files: Sequence[CleanFile]
    ) -> None:
        turn = Turn(BY_INFORMER, own.row.epoch, own.header.messages, own.header.head)
        thread = self.desk.files(agency).thread
        sent = thread.seal(own.row.reference, newest(own.row, own.keys), turn, body, files)
        keyed.keep_sent(work, agency, own.row.reference, sent)
        header, row = replace(grown(own.header, sent), unread=True), own.row
        if row.status is Status.CLOSED and row.erase_from is not None:  # what is still talked about is kept
            header = replace(header, kept_until=self.desk.today + timedelta(days=agency.complaint_keep_days))
            row = replace(row, erase_from=case_endings.erase_month(header.kept_until))
        work.cases.change(agency, self._headed(agency, own, header, row))

    def _headed(self, agency: Agency, own: Own, header: CaseHeader, row: Any) -> Any:
        sealed = self.desk.files(agency).seal_header(row.reference, newest(row, own.keys), row.epoch, header)
        return replace(row, header=sealed)

    def _room_for(self, work: SealedWork, agency: Agency, own: Own, files: Sequence[CleanFile]) -> None:
        more = sum(padded_size(len(one.data)) // FILE_PIECE for one in files)
        if files and work.threads.chunk_count(agency, own.row.reference) + more > MOST_CHUNKS:
            raise Refused("case_files", limit_mb=MOST_CHUNKS * FILE_PIECE // 2**20)

    def _visit(self, agency: Agency, cookie: str) -> _Visit:
        kept = self.desk.short.get(_name(cookie), self.desk.clock.now())
        try:
            if kept is None:
                raise Refused("visit_over")
            body = json.loads(self.desk.crypto.open(_cookie_key(cookie), _BOUND, kept))
            visit = _Visit(body["agency"], body["reference"], b64decode(body["secret"]))
        except (Unreadable, ValueError, KeyError, TypeError):
            raise Refused("visit_over") from None
        if visit.agency != agency.code:
            raise Refused("visit_over")
        return visit

    def _keep(self, cookie: str, visit: _Visit) -> None:
        body = {
            "agency": visit.agency, "reference": visit.reference, "secret": b64encode(visit.secret).decode(),
        }  # fmt: skip
        sealed = self.desk.crypto.seal(_cookie_key(cookie), _BOUND, json.dumps(body).encode())
        self.desk.short.put(_name(cookie), sealed, self.desk.clock.now() + VISIT)

    def _code_name(self, agency: Agency, code: str) -> str:
        return "code-" + self.desk.crypto.mark("notice code", agency.code, code)


def _name(cookie: str) -> str:
    return "visit-" + hashlib.sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()


def _cookie_key(cookie: str) -> bytes:
    # cookies carry 256 bits: no slow derivation is needed
    return hashlib.blake2b(cookie.encode("utf-8", "surrogatepass"), digest_size=32, person=b"prongsai.visit").digest()
