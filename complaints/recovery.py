"""The recovery key: its public half is loaded, and that somebody holds the other half is proved, not believed."""

import hashlib
import hmac

from complaints import keyed
from complaints.desk import Desk
from complaints.envelope import key_name
from complaints.rows import Recovery
from kernel.agency import Agency
from kernel.codes import new_code, read_code
from kernel.errors import Refused

_CODE_SYMBOLS = 12
ACTOR = "server"
"""Who acts when the server's own command line does."""


def load(desk: Desk, agency: Agency, public: bytes) -> bytes | None:
    """Load a new recovery key, not yet proved: the door stays closed until `prove`.

    Returns the audit log's first key the first time, for the recovery sheet; the server forgets it.
    """
    with desk.store.begin() as work:
        if work.recoveries.get(agency) is not None:
            keyed.next_epoch(work, agency)  # the cases so far are wrapped for the one before
        work.recoveries.put(agency, Recovery(public, proved=False))
        work.audit.add(agency, desk.today, ACTOR, "recovery_loaded")
        return work.audit.take_seed(agency)


def challenge(desk: Desk, agency: Agency, about: bytes = b"") -> bytes:
    """A sealed code that only the holder of the recovery key can read; its answer is good for `about` alone.

    Raises Refused("no_recovery").
    """
    code = new_code(_CODE_SYMBOLS)
    with desk.store.begin() as work:
        known = work.recoveries.get(agency)
        if known is None:
            raise Refused("no_recovery")
        work.recoveries.put(agency, Recovery(known.public, known.proved, _fingerprint(agency, code, about)))
    return desk.crypto.seal_key(code.encode(), known.public, challenge_name(agency.code))


def prove(desk: Desk, agency: Agency, answer: str) -> None:
    """Take the code that was inside. Raises Refused("no_recovery"), Refused("recovery_unproved")."""
    with desk.store.begin() as work:
        known = work.recoveries.get(agency)
        if known is None:
            raise Refused("no_recovery")
        right = answers(known, agency, answer)
        work.audit.add(agency, desk.today, ACTOR, "recovery_proved" if right else "recovery_proof_failed")
        if right:
            work.recoveries.put(agency, Recovery(known.public, proved=True))
    if not right:
        raise Refused("recovery_unproved")


def answers(known: Recovery, agency: Agency, answer: str, about: bytes = b"") -> bool:
    """Whether this is the code inside the last challenge, made for `about`."""
    code = read_code(answer) or ""
    return bool(code) and hmac.compare_digest(known.challenge, _fingerprint(agency, code, about))


def challenge_name(agency_code: str) -> bytes:
    """What the sealed code is named, for those who open it offline."""
    return key_name(agency_code, "", "challenge", "recovery:")


def _fingerprint(agency: Agency, code: str, about: bytes) -> bytes:
    said = f"{agency.code}|{code}|".encode() + about
    return hashlib.blake2b(said, digest_size=32, person=b"prongsai.proof").digest()
