"""Adding the public pages to the application."""

from flask import Flask
from jinja2 import StrictUndefined

from web import (
    annual,
    ask,
    coming_back,
    errors,
    follow,
    fraud,
    headers,
    landing,
    public,
    questions,
    receipt,
    slips,
    statistics,
    survey,
    survey_aside,
    survey_tablet,
    table_files,
    thread,
    transparency,
    wall_codes,
)
from web.parts import Parts
from web.requests import InMemoryRequest

MAX_BODY = 12 * 1024 * 1024
"""The widest door of the house; forms set narrower ones for themselves."""


def install(app: Flask, parts: Parts) -> None:
    """Register every public page, the error pages and the security headers; call before the first request."""
    app.extensions["web"] = parts
    app.request_class = InMemoryRequest
    app.jinja_env.undefined = StrictUndefined
    if app.config["MAX_CONTENT_LENGTH"] is None:
        app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    for room in (
        public,
        ask,
        follow,
        landing,
        survey,
        survey_aside,
        survey_tablet,
        slips,
        transparency,
        wall_codes,
        statistics,
        table_files,
        questions,
        annual,
        fraud,
        receipt,
        coming_back,
        thread,
    ):
        app.register_blueprint(room.blueprint)
    headers.protect(app)
    errors.explain(app)
