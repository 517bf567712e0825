"""Answers that are not 200, in Google's own error shape."""

from typing import Any

_STATUS = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 501: "UNIMPLEMENTED", 502: "UNAVAILABLE", 503: "UNAVAILABLE",
}  # fmt: skip


class Refusal(Exception):  # noqa: N818 - it reads as a sentence
    """The request is answered with an error and changes nothing."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @property
    def body(self) -> dict[str, Any]:
        """The JSON Google would send."""
        status = _STATUS.get(self.code, "UNKNOWN")
        return {"error": {"code": self.code, "message": self.message, "status": status}}


def bad(message: str) -> Refusal:
    """400."""
    return Refusal(400, message)


def not_covered(what: str) -> Refusal:
    """501: Google can do it, this emulator cannot. Never an empty success."""
    return Refusal(501, f"not covered by this emulator: {what}")
