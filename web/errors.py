"""Kind pages for everything that goes wrong. They ask no database: it may be what is down."""

import logging

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from kernel.errors import Unavailable
from web import texts
from web.pages import page

log = logging.getLogger(__name__)


def explain(app: Flask) -> None:
    """Answer every HTTP error of `app` with a sentence; rooms with handlers of their own keep them."""
    app.register_error_handler(HTTPException, _say)
    app.register_error_handler(InternalServerError, _broken)
    app.register_error_handler(Unavailable, _away)


def _say(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]  # redirects of the router
    key: int | str = error.description if error.description in texts.NAMED_ERRORS else error.code
    heading, said = texts.ERRORS.get(key) or texts.ERRORS[400 if error.code < 500 else 500]
    response = page("message.html", error.code, heading=heading, said=said, links=[("/", texts.TO_START)])
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def _broken(error: InternalServerError) -> Response:
    cause = error.original_exception
    log.error("page.failed", extra={"cause": type(cause).__name__ if cause else "-"})  # never its message
    return _say(error)


def _away(trouble: Unavailable) -> Response:
    log.error("page.unavailable", extra={"cause": str(trouble)})
    return _say(ServiceUnavailable(retry_after=30))
