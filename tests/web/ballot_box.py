"""What has come into the ballot box: still waiting, or published."""

from kernel.agency import Agency
from storage.workplace import Workplace
from surveys import publish_batch
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock


def waiting(workplace: Workplace, agency: Agency = BAN_MAI) -> int:
    """How many answers wait for their batch."""
    with workplace.begin() as work:
        return len(work.ballots.waiting(agency))


def published(
    workplace: Workplace, clock: FrozenClock, agency: Agency = BAN_MAI
) -> list[tuple[str, dict[str, object]]]:
    """(channel, answers) of everything that waited, published now."""
    with workplace.begin() as work:
        publish_batch(work, agency, clock, day_end=True)
        return [(row.channel, dict(row.answers)) for row in work.responses.all(agency)]
