"""Turning facts into pages, and the look-ups every view begins with."""

from typing import Any

from flask import Response, abort, make_response, render_template

from kernel.agency import Agency, is_code
from web import texts
from web.parts import here
from web.ports import WebWork
from web.tongues import THAI, Tongue, elsewhere


def page(
    template: str,
    status: int = 200,
    *,
    agency: Agency | None = None,
    w: Tongue = THAI,
    printing: bool = False,
    **facts: Any,
) -> Response:
    """Render `web/<template>`. Every template gets `agency` (or None), the texts as `t` and the language as `w`."""
    shown = render_template(
        f"web/{template}", agency=agency, t=texts, w=w, printing=printing, other_tongue=elsewhere(w), **facts
    )
    return make_response(shown, status)


def private(response: Response) -> Response:
    """For the informer's pages: nothing kept in a cache, no address told to the next page."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def later(response: Response, status: int = 503, seconds: int = 10) -> Response:
    """The same page, said to be worth another try soon."""
    response.status_code = status
    response.headers["Retry-After"] = str(seconds)
    return response


def find_agency(work: WebWork, code: str) -> Agency:
    """The agency with this code in any letter case; 404 when there is none."""
    agency = work.agencies.get(code.lower()) if is_code(code.lower()) else None
    return agency or abort(404)


def agency_called(code: str) -> Agency:
    """The same, in a transaction of its own."""
    with here().workplace.read() as work:
        return find_agency(work, code)
