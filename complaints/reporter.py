"""A quarter of an hour with the own report: look, write, add evidence, take back, ask to be told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from complaints import exchanging, keyed, notice, texts
from complaints.case_endings import SPAM_KEPT
from complaints.casefile import CONTACT, OFFICER, RECOVERY, grown, newest
from complaints.casethread import BY_INFORMER, Turn
from complaints.desk import Desk
from complaints.due import erase_month
from complaints.envelope import FILE_PIECE, padded_size
from complaints.evidence import CleanFile, check_all
from complaints.form import message_sending
from complaints.notice_codes import CODE_KEPT, NoticeCodes
from complaints.opened import ReporterView
from complaints.receipt import Receipt
from complaints.report import check_message
from complaints.store_ports import SealedWork
from complaints.thread import Followed, Own
from complaints.visits import VISIT, Visit, Visits
from kernel.agency import Agency
from kernel.errors import Refused

__all__ = ["CODE_KEPT", "VISIT", "Reporter"]

MOST_CHUNKS = 1280
"""Pieces of all files of one case: 80 MiB."""
MOST_MESSAGES = 500
"""Of one case, before its informer is asked to wait for an answer or to file anew: whoever opens it reads them all."""


@dataclass(frozen=True)
class Reporter:
    """What the follow-up page can do. Every verb but `sign_in` raises Refused("visit_over") when it is too late."""

    desk: Desk
    most_messages: int = MOST_MESSAGES

    def sign_in(self, agency: Agency, typed: str, token: str = "", answer: str = "") -> tuple[str, ReporterView]:
        """The cookie of a new visit, and the thread. Raises what `Followed.follow` raises."""
        informer, own = Followed(self.desk).sign_in(agency, typed, token, answer)
        return self._visits.begin(Visit(agency.code, own.row.reference, informer.secret)), own.view

    def look(self, agency: Agency, cookie: str) -> ReporterView:
        """The thread again."""
        visit = self._visits.get(agency, cookie)
        with self.desk.store.begin() as work:
            own = Own.of(self.desk, work, agency, visit)
        self._visits.keep(cookie, visit)
        return own.view

    def say(self, agency: Agency, cookie: str, text: str, form: str, files: Sequence[CleanFile] = ()) -> None:
        """Add a message, with files or files alone; once per form.

        Raises Refused: empty_message, too_long, receipt_in_text, files_many, case_files, case_full, form_invalid,
        already_filed.
        """
        visit = self._visits.get(agency, cookie)
        if text.strip() or not files:
            check_message(text)
        check_all(files)
        sent = message_sending(agency, text, form, files)
        body = {"text": text, "day": self.desk.today.isoformat()}
        with self.desk.store.begin() as work:
            if not work.forms.use(agency, sent.used(self.desk.today, 0, self.desk.clock.now())):
                earlier = work.forms.find(agency, sent.token)
                if earlier is None or earlier.content != sent.content:
                    raise Refused("already_filed")
                return
            own = Own.of(self.desk, work, agency, visit)
            self._room_for(work, agency, own, files)
            self._add(work, agency, own, body, files)
            work.audit.tally(agency, self.desk.today, "informer_wrote")

    def withdraw(self, agency: Agency, cookie: str) -> None:
        """Take the report back: said in the thread, contact and notice erased. The office still has to decide."""
        visit = self._visits.get(agency, cookie)
        with self.desk.store.begin() as work:
            own = Own.of(self.desk, work, agency, visit)
            if own.header.withdrawn:
                return
            self._empty_contact(work, agency, own.row.reference)
            notice.empty_again(self.desk.crypto, work, agency, own.keys)
            body = {"text": texts.WITHDRAWN, "day": self.desk.today.isoformat()}
            self._add(work, agency, replace(own, header=replace(own.header, withdrawn=True)), body, ())
            work.audit.tally(agency, self.desk.today, "withdrawn")

    def exchange(self, agency: Agency, cookie: str, form: str) -> Receipt:
        """A receipt of one's own for a first-use code, once per form; see `complaints.exchanging`."""
        return exchanging.exchange(self.desk, agency, cookie, form)

    def notice_code(self, agency: Agency, cookie: str) -> str:
        """Six digits that the informer types to the bot within ten minutes, to be told of an answer."""
        visit = self._visits.get(agency, cookie)
        with self.desk.store.begin() as work:
            own = Own.of(self.desk, work, agency, visit)
        return NoticeCodes(self.desk).give(agency, own.keys)

    def stop_notice(self, agency: Agency, cookie: str) -> None:
        """Be told no more."""
        visit = self._visits.get(agency, cookie)
        with self.desk.store.begin() as work:
            notice.empty_again(self.desk.crypto, work, agency, Own.of(self.desk, work, agency, visit).keys)

    def bind_notice(self, agency: Agency, code: str, user: str) -> bool:
        """For the bot: whether these six digits were an informer's wish to be told."""
        return NoticeCodes(self.desk).bind(agency, code, user)

    def sign_out(self, cookie: str) -> None:
        """End the visit."""
        self._visits.end(cookie)

    @property
    def _visits(self) -> Visits:
        return Visits(self.desk)

    def _add(
        self, work: SealedWork, agency: Agency, own: Own, body: dict[str, str], files: Sequence[CleanFile]
    ) -> None:
        turn = Turn(BY_INFORMER, own.row.epoch, own.header.messages, own.header.head)
        thread = self.desk.files(agency).thread
        sent = thread.seal(own.row.reference, newest(own.row, own.keys), turn, body, files)
        keyed.keep_sent(work, agency, own.row.reference, sent)
        header, row = replace(grown(own.header, sent), unread=True), own.row
        if header.kept_until is not None:  # what is still talked about is kept; never shorter than it was
            more = timedelta(days=agency.complaint_keep_days) or SPAM_KEPT
            header = replace(header, kept_until=max(header.kept_until, self.desk.today + more))
            if row.erase_from is not None:  # else it is kept beyond its time
                row = replace(row, erase_from=erase_month(header.kept_until))
        work.cases.change(agency, own.headed(self.desk, agency, header, row))

    def _empty_contact(self, work: SealedWork, agency: Agency, name: str) -> None:
        """The contact's keys go. Their places are filled, or rows would tell which case was withdrawn."""
        files, recovery, key = self.desk.files(agency), work.recoveries.get(agency), self.desk.crypto.new_key()
        assert recovery is not None  # no case was ever filed without one
        officers, envelope = (work.cases.boxes(agency, role, CONTACT, name) for role in (OFFICER, RECOVERY))
        work.cases.drop_kind(agency, name, CONTACT)
        fresh = [files.box(name, CONTACT, RECOVERY, one.epoch, key, recovery.public) for one in envelope]
        work.cases.put_boxes(agency, [*files.veiled(officers), *fresh])
        work.cases.put_contact(agency, name, files.seal_contact(name, key, ""))

    def _room_for(self, work: SealedWork, agency: Agency, own: Own, files: Sequence[CleanFile]) -> None:
        if own.header.messages >= self.most_messages:
            raise Refused("case_full", limit=self.most_messages)
        more = sum(padded_size(len(one.data)) // FILE_PIECE for one in files)
        if files and work.threads.chunk_count(agency, own.row.reference) + more > MOST_CHUNKS:
            raise Refused("case_files", limit_mb=MOST_CHUNKS * FILE_PIECE // 2**20)
