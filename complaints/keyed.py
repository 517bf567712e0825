"""The number of the office's key changes, and how a sealed message is put down."""

from complaints.casethread import Sent
from complaints.store_ports import SealedWork
from kernel.agency import Agency

_EPOCH = "epoch"


def epoch(work: SealedWork, agency: Agency) -> int:
    """How often the office's keys changed, from 1: new cases begin here, older ones are given a new key."""
    return int(work.facts.get(agency, _EPOCH) or 1)


def next_epoch(work: SealedWork, agency: Agency) -> None:
    """Somebody left, or the recovery key is another one."""
    work.facts.put(agency, _EPOCH, str(epoch(work, agency) + 1))


def keep_sent(work: SealedWork, agency: Agency, reference: str, sent: Sent) -> None:
    """A message, its own key, its files."""
    work.threads.add_message(agency, reference, sent.row)
    if sent.own_key is not None:
        work.threads.add_key(agency, reference, sent.row.id, sent.own_key)
    for file, chunks in sent.chunks.items():
        work.threads.add_chunks(agency, reference, file, chunks)
