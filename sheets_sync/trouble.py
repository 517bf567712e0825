"""What can go wrong with Google. The type says what to do next; `reason` is a key of `texts.TROUBLE`."""

from kernel.errors import Later, Unavailable

__all__ = ["CREDENTIAL", "Ambiguous", "Later", "NotApplied", "Parked", "RateLimited", "RequestRefused"]

CREDENTIAL = frozenset({"key_shape", "key_refused", "clock", "api_off"})
"""What is wrong with a service account's key: every spreadsheet that it writes has to wait."""


class NotApplied(Unavailable):
    """The request certainly changed nothing. Try again later."""


class RateLimited(NotApplied):
    """Google's quota is used up. Everybody who uses this service account waits for the next minute."""

    def __init__(self, retry_after: float = 0.0) -> None:
        super().__init__("rate")
        self.retry_after = retry_after
        """Seconds that Google asked for; 0: it did not say."""


class Ambiguous(Unavailable):
    """Nobody knows whether the request was, or will be, carried out. Only the identical request may follow."""


class RequestRefused(Exception):  # noqa: N818 - it reads as a sentence
    """Google found the request wrong and changed nothing: a tab is gone, a row it cannot take, or no room."""

    def __init__(self, reason: str = "refused") -> None:
        super().__init__(reason)
        self.reason = reason
        """refused | full | http_<status>"""


class Parked(Exception):  # noqa: N818 - same
    """A person has to act first: a key, a permission, a link. Looked at again every hour."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
