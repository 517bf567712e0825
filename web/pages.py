"""Turning facts into pages, and the look-ups every view begins with."""

import re
from typing import Any

from flask import Response, abort, make_response, render_template

from kernel.agency import Agency
from web import texts
from web.parts import here
from web.ports import WebWork

_AGENCY_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,31}")


def page(template: str, status: int = 200, *, agency: Agency | None = None, **facts: Any) -> Response:
    """Render `web/<template>`. Every template gets `agency` (or None) and the texts as `t`."""
    return make_response(render_template(f"web/{template}", agency=agency, t=texts, **facts), status)


def private(response: Response) -> Response:
    """For the informer's pages: nothing kept in a cache, no address told to the next page."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def later(response: Response) -> Response:
    """The same page, said to be worth another try soon."""
    response.status_code = 503
    response.headers["Retry-After"] = "10"
    return response


def find_agency(work: WebWork, code: str) -> Agency:
    """The agency with this code in any letter case; 404 when there is none."""
    agency = work.agencies.get(code.lower()) if _AGENCY_CODE.fullmatch(code.lower()) else None
    return agency or abort(404)


def agency_called(code: str) -> Agency:
    """The same, in a transaction of its own."""
    with here().workplace.read() as work:
        return find_agency(work, code)
