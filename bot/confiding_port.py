"""The fraud door as the bot sees it: take a report in, bubble by bubble. Nothing that was told can be asked for."""

from collections.abc import Sequence
from typing import Protocol

from complaints.drafts import Draft
from complaints.evidence import CleanFile
from complaints.receipt import Receipt
from complaints.sending_notices import Notice
from kernel.agency import Agency


class ChatDoor(Protocol):
    """Every agency's guided chat. `user` is LINE's id of a person; it is stored in no form that outlives the day.

    All but `send` are quick; all raise Unavailable when the sealed database is away.
    """

    def shadow(self, agency: Agency, user: str) -> bool:
        """Whether a draft or its warning was here within the hour: free text is then stored nowhere. No database."""
        ...

    def warn(self, agency: Agency, user: str) -> None:
        """The warning is shown: from here on free text is stored nowhere. No database."""
        ...

    def release(self, agency: Agency, user: str) -> None:
        """The person has said that it is about something else: forget the shadow."""
        ...

    def draft(self, agency: Agency, user: str) -> Draft | None:
        """Where this person stands; None without a draft, or when it lay too long."""
        ...

    def begin(self, agency: Agency, user: str) -> Draft:
        """After consent only. Raises Refused("intake_closed")."""
        ...

    def answer(self, agency: Agency, user: str, text: str, message_id: str, event_id: str) -> Draft:
        """A message for the open question. Raises Refused: no_draft, too_long, receipt_in_text."""
        ...

    def want(self, agency: Agency, user: str, message_id: str, event_id: str) -> Draft:
        """A photograph was sent, and is to be fetched. Raises Refused: no_draft, files_many."""
        ...

    def wanted(self, agency: Agency, user: str) -> Sequence[str]:
        """LINE's ids of photographs that are still to be fetched."""
        ...

    def attach(self, agency: Agency, user: str, file: CleanFile, message_id: str) -> Draft:
        """A photograph's bytes. Raises Refused("no_draft")."""
        ...

    def lose(self, agency: Agency, user: str, message_id: str) -> None:
        """A photograph that cannot be had, or not be taken."""
        ...

    def skip(self, agency: Agency, user: str, event_id: str) -> Draft:
        """Raises Refused("no_draft")."""
        ...

    def back(self, agency: Agency, user: str, event_id: str) -> Draft:
        """The question before, whose answers go. Raises Refused("no_draft")."""
        ...

    def cancel(self, agency: Agency, user: str) -> None:
        """Erase the draft; its shadow stays a while."""
        ...

    def erase_drafts(self, agency: Agency) -> int:
        """Erase every open draft: the chat is not safe any more. How many rows went."""
        ...

    def send(self, agency: Agency, user: str) -> Receipt:
        """File it, as slow as one key derivation; again within minutes, and the receipt is the same.

        Raises Refused: no_draft, photos_waiting, empty_report, intake_closed; Unavailable when too many send.
        """
        ...

    def in_hand(self, agency: Agency, user: str) -> Receipt | None:
        """The receipt of what this person sent within the last minutes."""
        ...

    def unsend(self, agency: Agency, user: str, message_id: str) -> bool:
        """Take one message back, before, while or after it is sent; whether something of ours was erased."""
        ...

    def seen(self, agency: Agency, event_id: str) -> bool:
        """Whether this event was handled here."""
        ...

    def note_event(self, agency: Agency, event_id: str) -> bool:
        """Mark an event that leaves nothing else; False when it was marked before."""
        ...

    def one_time(self, agency: Agency, receipt: Receipt) -> str:
        """A token for the page that shows the receipt once, within ten minutes."""
        ...

    def bind_notice(self, agency: Agency, code: str, user: str) -> bool:
        """Whether these six digits were an informer's wish to be told; False for any other."""
        ...

    def notices(self, agency: Agency) -> Sequence[Notice]:
        """Whom to tell that there is an answer somewhere."""
        ...

    def notice_done(self, agency: Agency, notice: str) -> None:
        """Told, or out of reach."""
        ...
