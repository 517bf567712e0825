"""The error family. Its types answer: can the person mend it, does a retry help, is it our bug?

Exceptions carry facts for code and logs, never personal text; sentences for people live in `texts` modules.
"""


class Refused(Exception):  # noqa: N818 - it reads as a sentence: "submit refused"
    """The person can mend this. `reason` is a short ASCII key that a texts module turns into a sentence."""

    def __init__(self, reason: str, **facts: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Unavailable(Exception):  # noqa: N818 - same
    """Something outside is down. A later retry is useful."""


class Unreadable(Exception):  # noqa: N818 - same
    """A sealed value does not open with our keys: damaged, moved to another row, or sealed elsewhere."""
