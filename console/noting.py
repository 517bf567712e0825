"""One line in the log for each change. Details name rows and logins, never a citizen's words."""

from console.ports import Work
from console.sessions import Visitor


def note(work: Work, visitor: Visitor, action: str, detail: str = "") -> None:
    """Write who did what, in the transaction of the change itself."""
    work.staff_log.add(visitor.agency, visitor.member.login, action, detail[:200], work.clock.now())
