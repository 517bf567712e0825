"""What every console answer says to the browser, and which requests it believes."""

from flask import Response, request

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

_ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def protect(response: Response) -> None:
    """Strict policy on everything; pages are kept by no cache."""
    for name, value in _ALWAYS.items():
        response.headers[name] = value
    response.headers.setdefault("Content-Security-Policy", POLICY)  # a download has a stricter one of its own
    if request.endpoint != "console.static":
        response.headers["Cache-Control"] = "no-store"


def from_elsewhere() -> bool:
    """Whether a browser says that another site sent this request.

    `Origin: null` says nothing: browsers send it from our own pages because of our no-referrer policy.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin != "null" and origin.split("//", 1)[-1] != request.host
