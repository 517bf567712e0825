"""Telling an informer who asked for it that there is an answer, without anybody knowing who asked.

Every case has a blob of the same size, under an id that only the case's key yields; most hold nothing. What is in one
opens with the server's key file and the case's key together. What waits to be sent names no case.
"""

from complaints.casethread import Keys
from complaints.crypto_ports import CaseCrypto
from complaints.desk import Desk
from complaints.envelope import key_name
from complaints.rows import QueuedNotice
from complaints.store_ports import SealedWork
from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Unreadable

_ID_DIGITS = 32
_NOBODY = "-" * 33
"""As long as a LINE user id."""
_INNER, _OUTER, _QUEUED = "notice", "notice-outer", "notice-queued"


def notice_id(crypto: CaseCrypto, keys: Keys) -> str:
    """The id of a case's blob. It follows from the case's first key, so that a later one does not move it."""
    return crypto.derive(keys[min(keys)], "notice id").hex()[:_ID_DIGITS]


def public_key(crypto: CaseCrypto, keys: Keys) -> bytes:
    """For whom the inner box is made."""
    return _pair(crypto, keys)[1]


def empty(crypto: CaseCrypto, agency: Agency, public: bytes) -> bytes:
    """A blob with nobody in it; to those without the case's key it looks like any other."""
    return filled(crypto, agency, public, _NOBODY)


def filled(crypto: CaseCrypto, agency: Agency, public: bytes, user: str) -> bytes:
    """A blob with somebody in it."""
    inner = crypto.seal_key(user.encode().ljust(len(_NOBODY)), public, _name(agency, _INNER))
    return crypto.seal_key(inner, crypto.notifier()[1], _name(agency, _OUTER))


def put_empty(crypto: CaseCrypto, work: SealedWork, agency: Agency, keys: Keys) -> None:
    """Nobody is to be told of this case."""
    work.notices.put(agency, notice_id(crypto, keys), empty(crypto, agency, public_key(crypto, keys)))


def empty_again(crypto: CaseCrypto, work: SealedWork, agency: Agency, keys: Keys) -> None:
    """The same for a case that may be closed: it has no blob, and one made now would outlive it."""
    if work.notices.get(agency, notice_id(crypto, keys)) is not None:
        put_empty(crypto, work, agency, keys)


def tell(desk: Desk, work: SealedWork, agency: Agency, keys: Keys) -> bool:
    """Queue a notice for whoever asked for one; whether somebody did. Needs the case's key in hand."""
    sealed = work.notices.get(agency, notice_id(desk.crypto, keys))
    user = None if sealed is None else _read(desk.crypto, agency, keys, sealed)
    if user is None:
        return False
    box = desk.crypto.seal_key(user.encode(), desk.crypto.notifier()[1], _name(agency, _QUEUED))
    work.notices.queue(agency, QueuedNotice(new_id(), box))
    return True


def open_queued(crypto: CaseCrypto, agency: Agency, notice: QueuedNotice) -> str:
    """Whom to tell. Raises Unreadable."""
    return crypto.open_key(notice.sealed, crypto.notifier()[0], _name(agency, _QUEUED)).decode()


def _read(crypto: CaseCrypto, agency: Agency, keys: Keys, sealed: bytes) -> str | None:
    try:
        inner = crypto.open_key(sealed, crypto.notifier()[0], _name(agency, _OUTER))
        user = crypto.open_key(inner, _pair(crypto, keys)[0], _name(agency, _INNER)).decode().strip()
    except Unreadable:  # sealed before the server's key file was lost, or edited: nobody can be told
        return None
    return None if user == _NOBODY else user


def _pair(crypto: CaseCrypto, keys: Keys) -> tuple[bytes, bytes]:
    return crypto.pair_of(crypto.derive(keys[min(keys)], "notice pair"))


def _name(agency: Agency, kind: str) -> bytes:
    return key_name(agency.code, "", kind, "notice:")
