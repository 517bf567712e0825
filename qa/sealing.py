"""How the words and the person of a thread are sealed, and what is taken out of a text before it is kept."""

from datetime import datetime

from kernel.agency import Agency
from kernel.errors import Refused
from kernel.vault import Vault
from qa.personal import without_receipt
from qa.ports import SealedMessage, Side
from qa.routing import Route, classify

TEXT_LIMIT = 5000
"""LINE's own limit for one text message."""

_LABELS = {Side.CITIZEN: "question", Side.STAFF: "answer"}
"""The vault's labels; as old as the product, so that what was sealed before threads existed still opens."""


def keepable(text: str) -> str:
    """What may be kept of a citizen's text.

    Raises Refused("question_empty") when there is nothing to read, and Refused("fraud_door") for fraud words or a
    receipt: such a text may be kept nowhere, whoever calls.
    """
    if classify(text) in (Route.FRAUD, Route.RECEIPT):
        raise Refused("fraud_door")
    kept = without_receipt(sendable(text)).strip()[:TEXT_LIMIT]
    if not kept:
        raise Refused("question_empty")
    return kept


def seal_text(vault: Vault, agency: Agency, thread_id: str, side: Side, text: str) -> bytes:
    """A message's words as they are stored."""
    return vault.seal(_LABELS[side], _context(agency, thread_id), text.encode())


def open_text(vault: Vault, agency: Agency, thread_id: str, message: SealedMessage) -> str:
    """Undo `seal_text`. Raises kernel.errors.Unreadable."""
    return vault.unseal(_LABELS[message.side], _context(agency, thread_id), message.text).decode()


def seal_person(vault: Vault, agency: Agency, thread_id: str, person: str) -> bytes:
    """The LINE user id to bring answers to."""
    return vault.seal("asker", _context(agency, thread_id), person.encode())


def open_person(vault: Vault, agency: Agency, thread_id: str, sealed: bytes) -> str:
    """Undo `seal_person`. Raises kernel.errors.Unreadable."""
    return vault.unseal("asker", _context(agency, thread_id), sealed).decode()


def seal_draft(vault: Vault, agency: Agency, thread_id: str, text: str) -> bytes:
    """A clerk's answer that waits in the form."""
    return vault.seal("draft", _context(agency, thread_id), text.encode())


def open_draft(vault: Vault, agency: Agency, thread_id: str, sealed: bytes) -> str:
    """Undo `seal_draft`. Raises kernel.errors.Unreadable."""
    return vault.unseal("draft", _context(agency, thread_id), sealed).decode()


def thread_id(vault: Vault, agency: Agency, secret: str, key: str) -> str:
    """The id of a thread whose citizen holds `key`, e.g. thread_id(vault, agency, user_id, "5f0c...").

    Whoever lacks the key, or the key file, cannot tell whose thread it is; the citizen needs no row to prove it.
    """
    return vault.mark("thread", agency.code, secret, key)[:32]


def message_mark(vault: Vault, agency: Agency, message_id: str) -> str:
    """Under what a LINE message is found again when it is taken back."""
    return vault.mark("message", agency.code, message_id)


def hour(moment: datetime) -> datetime:
    """The full hour: a minute, beside LINE's own chat log, would tell who asked."""
    return moment.replace(minute=0, second=0, microsecond=0)


def sendable(text: str) -> str:
    """Words that every store and LINE take: no lone surrogate, no NUL."""
    return text.encode("utf-8", "ignore").decode().replace("\x00", "")


def _context(agency: Agency, thread_id: str) -> str:
    return f"{agency.code}/{thread_id}"
