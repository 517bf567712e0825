"""Who holds the keys of a case: handing them on, stepping back, and new keys after somebody left."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from complaints import guard, keyed
from complaints.casefile import CASE, CONTACT, INFORMER, INSIDE, OFFICER, RECOVERY
from complaints.casehold import CaseHold, Held
from complaints.casethread import Keys
from complaints.rows import KeyBox, Officer
from complaints.store_ports import SealedWork
from kernel.errors import Refused, Unreadable


def candidates(hold: CaseHold, work: SealedWork, held: Held) -> Sequence[Officer]:
    """Approved officers without the key, neither excluded by the informer nor recused."""
    barred = {*held.header.excluded, *held.inside.recused, *(one.id for one in hold.readers(work, held.reference))}
    return [one for one in guard.approved(work, hold.agency) if one.id not in barred]


def share(hold: CaseHold, work: SealedWork, held: Held, officer_id: str) -> None:
    """Wrap every key of the case for a colleague, and the contact's where no custodian is named."""
    to = next((one for one in candidates(hold, work, held) if one.id == officer_id), None)
    if to is None:
        raise Refused("not_candidate")
    boxes = [
        *_wraps(hold, held.reference, CASE, held.keys, to),
        *_wraps(hold, held.reference, INSIDE, held.inside_keys, to),
    ]
    custodians = [one for one in guard.approved(work, hold.agency) if one.custodian]
    if to.custodian or not custodians:
        boxes += _wraps(hold, held.reference, CONTACT, _contact_keys(hold, work, held.reference), to)
    work.cases.put_boxes(hold.agency, boxes)
    hold.note_down(work, "shared", held, officer_id)


def recuse(hold: CaseHold, work: SealedWork, held: Held) -> None:
    """Drop the own wraps, for good. Raises Refused("last_officer")."""
    me = hold.officer.officer
    if all(one.id == me for one in hold.readers(work, held.reference)):
        raise Refused("last_officer")
    inside = replace(held.inside, recused=(*held.inside.recused, me))
    if inside.assignee == me:
        inside = replace(inside, assignee="")
    hold.save(work, held, inside=inside)
    marks = {hold.files.mark(held.reference, kind, me) for kind in (CASE, CONTACT, INSIDE)}
    own = [
        box
        for kind in (CASE, CONTACT, INSIDE)
        for box in work.cases.boxes(hold.agency, OFFICER, kind, held.reference)
        if box.reader in marks
    ]
    work.cases.drop_boxes(hold.agency, sorted(marks))
    work.cases.put_boxes(hold.agency, hold.files.veiled(own))
    hold.note_down(work, "recused", held)


def stale(hold: CaseHold) -> int:
    """How many of this officer's cases have not seen the office's last key change."""
    return len(_stale(hold))


def rekey(hold: CaseHold) -> int:
    """A new key for each of them, sealed to those who hold it now, the recovery key and the informer; how many.

    A case that is damaged, or gone meanwhile, keeps nobody from the others.
    """
    return sum(_renewed(hold, reference) for reference in _stale(hold))


def _renewed(hold: CaseHold, reference: str) -> bool:
    try:
        with hold.held(reference) as (work, held):
            newest, recovery = keyed.epoch(work, hold.agency), work.recoveries.get(hold.agency)
            assert recovery is not None  # no case was ever filed without one
            if held.row.epoch < newest:  # else a colleague was faster; a second key under one number loses the first
                _rekey(hold, work, held, newest, recovery.public)
            _hand_contact_to_recovery(hold, work, held.reference, newest, recovery.public)
    except (Refused, Unreadable):
        return False
    return True


def _stale(hold: CaseHold) -> list[str]:
    with hold.desk.store.read() as work:
        newest = keyed.epoch(work, hold.agency)
        if newest == 1:
            return []
        epochs, own = work.cases.epochs(hold.agency), _own(hold, work, CASE)
        lacking = _own(hold, work, CONTACT) - work.cases.wrapped(hold.agency, RECOVERY, CONTACT, newest)
    return sorted(one for one in own if epochs[one] < newest or one in lacking)


def _own(hold: CaseHold, work: SealedWork, kind: str) -> set[str]:
    readers = work.cases.readers(hold.agency, kind)
    return {one for one, marks in readers.items() if hold.files.mark(one, kind, hold.officer.officer) in marks}


def _rekey(hold: CaseHold, work: SealedWork, held: Held, epoch: int, recovery: bytes) -> None:
    readers, name, files = hold.readers(work, held.reference), held.reference, hold.files
    key, inside_key = hold.desk.crypto.new_key(), hold.desk.crypto.new_key()
    others = len(guard.approved(work, hold.agency)) - len(readers)
    old = ((CASE, held.keys), (INSIDE, held.inside_keys))
    work.cases.put_boxes(hold.agency, [
        *files.boxes_for(name, CASE, epoch, key, readers, recovery),
        *files.boxes_for(name, INSIDE, epoch, inside_key, readers, recovery),
        files.box(name, CASE, INFORMER, epoch, key, held.row.informer_public),
        *files.veils(name, CASE, epoch, others),
        *files.veils(name, INSIDE, epoch, others),
        *(box for kind, keys in old for box in _for_recovery(hold, name, kind, keys, recovery)),
    ])  # fmt: skip
    inside_keys = {**held.inside_keys, epoch: inside_key}
    fresh = replace(held, keys={**held.keys, epoch: key}, inside_keys=inside_keys)
    hold.save(work, fresh, row=replace(held.row, epoch=epoch), inside=held.inside)
    hold.note_down(work, "rekeyed", held)


def _hand_contact_to_recovery(hold: CaseHold, work: SealedWork, name: str, epoch: int, recovery: bytes) -> None:
    """The contact's key for the present recovery key, by whoever has it in hand; under the newest number once more,
    which shows that it was done.
    """
    keys = _contact_keys(hold, work, name)
    if keys:
        keys = {**keys, epoch: keys[min(keys)]}
        work.cases.put_boxes(hold.agency, list(_for_recovery(hold, name, CONTACT, keys, recovery)))


def _for_recovery(hold: CaseHold, name: str, kind: str, keys: Keys, public: bytes) -> Iterable[KeyBox]:
    """Earlier keys for the present recovery key, which may be another one than theirs."""
    return [hold.files.box(name, kind, RECOVERY, epoch, key, public) for epoch, key in keys.items()]


def _wraps(hold: CaseHold, name: str, kind: str, keys: Keys, to: Officer) -> list[KeyBox]:
    return [hold.files.box(name, kind, OFFICER, epoch, key, to.public, to.id) for epoch, key in keys.items()]


def _contact_keys(hold: CaseHold, work: SealedWork, name: str) -> Keys:
    """The contact's key, where this officer is its custodian."""
    try:
        boxes = work.cases.boxes(hold.agency, OFFICER, CONTACT, name)
        return hold.files.officers_keys(hold.officer, boxes)
    except Unreadable:
        return {}
