"""What can go wrong with Google. The type says what to do next; `reason` is a key of `texts.TROUBLE`."""

from kernel.errors import Unavailable


class NotApplied(Unavailable):
    """The request certainly changed nothing. Try again later."""


class Ambiguous(Unavailable):
    """Nobody knows whether the request was, or will be, carried out. Only the identical request may follow."""


class RequestRefused(Exception):  # noqa: N818 - it reads as a sentence
    """Google found the request wrong and changed nothing: a tab is gone, or the request is ours to mend."""


class Parked(Exception):  # noqa: N818 - same
    """A person has to act first: a key, a permission, a link. Looked at again every hour."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
