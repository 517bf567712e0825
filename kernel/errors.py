"""The error family. Its types answer: can the person mend it, does a retry help, is it our bug?

Exceptions carry facts for code and logs, never personal text; sentences for people live in `texts` modules.
"""

from datetime import datetime


class Refused(Exception):  # noqa: N818 - it reads as a sentence: "submit refused"
    """The person can mend this. `reason` is a short ASCII key that a texts module turns into a sentence."""

    def __init__(self, reason: str, **facts: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Unavailable(Exception):  # noqa: N818 - same
    """Something outside is down. A later retry is useful."""


class Later(Unavailable):
    """Nothing is wrong: it is others' turn, or not time yet."""

    def __init__(self, reason: str, until: datetime, *, group: str = "", at_the_end: bool = False) -> None:
        super().__init__(reason)
        self.until = until
        self.group = group
        """Who else need not try before then, by a name they share; "" for nobody."""
        self.at_the_end = at_the_end
        """Whether everybody who waits comes first; else it keeps its place."""


class Unreadable(Exception):  # noqa: N818 - same
    """A sealed value does not open with our keys: damaged, moved to another row, or sealed elsewhere."""
