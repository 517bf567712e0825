"""Whom to tell, at the fixed hour, that there is an answer somewhere."""

from dataclasses import dataclass, field

from complaints import notice
from complaints.desk import Desk
from kernel.agency import Agency
from kernel.errors import Unreadable


@dataclass(frozen=True)
class Notice:
    """One person to tell. Says nothing about what."""

    id: str
    user: str = field(repr=False)


def due_notices(desk: Desk, agency: Agency) -> list[Notice]:
    """All that wait. What was sealed under a lost key file is dropped."""
    found, dead = [], []
    with desk.store.read() as work:
        queued = work.notices.queued(agency)
    for one in queued:
        try:
            found.append(Notice(one.id, notice.open_queued(desk.crypto, agency, one)))
        except Unreadable:
            dead.append(one.id)
    if dead:
        with desk.store.begin() as work:
            for id_ in dead:
                work.notices.done(agency, id_)
    return found
