"""The cookie of a visit: the only one the fraud door ever sets, after the receipt, for 15 minutes."""

from flask import Response, request


def given() -> str:
    """What the browser came with; "" without one."""
    return request.cookies.get(_name(), "")[:100]


def put(response: Response, cookie: str) -> Response:
    """Set it."""
    response.set_cookie(_name(), cookie, httponly=True, secure=request.is_secure, samesite="Strict", path=_path())
    return response


def drop(response: Response) -> Response:
    """Take it away, where there is one."""
    if given():
        response.delete_cookie(_name(), httponly=True, secure=request.is_secure, samesite="Strict", path=_path())
    return response


def _name() -> str:
    # a name that says nothing; `__Host-` where it can be had: no other host and no plain-http page can then plant it
    return "__Host-visit" if request.is_secure else "visit"


def _path() -> str:
    return "/" if request.is_secure else "/f"  # __Host- demands the root
