"""Work before filing, while far more is filed than an office ever gets. In quiet times nobody is asked for anything.

How many forms were sent this hour is counted on the rows that make each of them one case: nothing new is stored.
Whoever has script pays with a riddle that the browser solves while the report is typed; whoever has none has usually
waited long enough by typing. Nobody is ever refused for good.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints.desk import Desk
from complaints.effort import Price, solves
from complaints.form import expiry
from complaints.store_ports import SealedWork
from kernel.agency import Agency
from kernel.errors import Refused

FREE_AN_HOUR = 60
"""Forms of one office in one hour, before any has a price."""
_FORMS_PER_STEP = 40
_FIRST_BITS, _MOST_BITS = 14, 22
_FIRST_WAIT_S, _LONGEST_WAIT_S = 20, 300
_LONGEST_ANSWER = 32


@dataclass(frozen=True)
class Effort:
    """What somebody has put into a form before sending it."""

    opened: datetime
    """When the form was given out, as its token says."""
    riddle: str
    """The form's token: it is good for one case, so an answer is too."""
    answer: str = ""


def price(sent: int) -> Price | None:
    """After so many forms in this hour; None while filing is free."""
    if sent < FREE_AN_HOUR:
        return None
    step = (sent - FREE_AN_HOUR) // _FORMS_PER_STEP
    wait = min(_FIRST_WAIT_S << min(step, 16), _LONGEST_WAIT_S)
    return Price(min(_FIRST_BITS + step, _MOST_BITS), wait)


def asked(desk: Desk, work: SealedWork, agency: Agency) -> Price | None:
    """What filing costs now."""
    return price(work.forms.count(agency, expiry(desk.clock.now())))


def check(desk: Desk, work: SealedWork, agency: Agency, effort: Effort) -> None:
    """Let a report through, or raise Refused("effort", bits, wait_s) with what is still lacking."""
    now = asked(desk, work, agency)
    if now is None:
        return
    waited = desk.clock.now() - effort.opened
    if waited >= timedelta(seconds=now.wait_s):
        return
    if 0 < len(effort.answer) <= _LONGEST_ANSWER and solves(effort.riddle, effort.answer, now.bits):
        return
    left = timedelta(seconds=now.wait_s) - max(waited, timedelta(0))
    raise Refused("effort", bits=now.bits, wait_s=max(int(left.total_seconds()), 1))
