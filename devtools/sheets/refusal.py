"""Answers that are not 200, in Google's own error shapes."""

from collections.abc import Mapping, Sequence
from typing import Any

_STATUS = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 501: "UNIMPLEMENTED", 502: "UNAVAILABLE", 503: "UNAVAILABLE",
}  # fmt: skip
_REASON = {
    400: "badRequest", 401: "authError", 403: "insufficientFilePermissions", 404: "notFound",
    429: "rateLimitExceeded", 500: "backendError", 501: "notImplemented", 502: "backendError", 503: "backendError",
}  # fmt: skip


class Refusal(Exception):  # noqa: N818 - it reads as a sentence
    """The request is answered with an error and changes nothing."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        details: Sequence[Mapping[str, Any]] = (),
        reason: str = "",
        domain: str = "global",
        location: str = "",
        short: str = "",
    ) -> None:
        """For Drive's older shape: `location`, the parameter or header at fault; `short`, another sentence."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details
        self._reason, self._domain, self._location, self._short = reason, domain, location, short

    def at(self, place: str) -> "Refusal":
        """The same, naming the part of the request as Google does: `Invalid requests[0].sortRange: ...`."""
        if self.code != 400 or self.details:  # what has details names its place itself
            return self
        return Refusal(400, f"Invalid {place}: {self.message}")

    @property
    def body(self) -> dict[str, Any]:
        """What the Sheets API sends."""
        error: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "status": _STATUS.get(self.code, "UNKNOWN"),
        }
        return {"error": {**error, "details": list(self.details)} if self.details else error}

    @property
    def drive_body(self) -> dict[str, Any]:
        """What the Drive API sends: an older shape."""
        reason = self._reason or _REASON.get(self.code, "unknown")
        one = {"message": self._short or self.message, "domain": self._domain, "reason": reason}
        if self._location:
            kind = "header" if self._location == "Authorization" else "parameter"
            one |= {"location": self._location, "locationType": kind}
        error: dict[str, Any] = {"code": self.code, "message": self.message, "errors": [one]}
        if self._of_the_front:
            error["status"] = _STATUS[self.code]
        return {"error": {**error, "details": list(self.details)} if self.details else error}

    @property
    def _of_the_front(self) -> bool:
        """Whether Drive itself never saw the request; what Drive says has no status."""
        nobodys = self._reason == "forbidden" and not self._location
        return self.code == 401 or nobodys or bool(self.details)


class NoSuchPage(Refusal):
    """404: a path that Google does not have either. It is answered with a page, not with JSON."""


def bad(message: str) -> Refusal:
    """400."""
    return Refusal(400, message)


def not_covered(what: str) -> Refusal:
    """501: Google can do it, this emulator cannot. Never an empty success."""
    return Refusal(501, f"not covered by this emulator: {what}")
