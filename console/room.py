"""Putting the console into a Flask app."""

from typing import Any

from flask import Flask, Response, abort, redirect, request, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect

from console import (
    approval_views,
    audit_views,
    case_acts,
    case_entry_views,
    case_export_views,
    case_flood_views,
    case_views,
    collect_views,
    custodian_views,
    export_views,
    faq_file_views,
    faq_history_views,
    faq_synonym_views,
    faq_views,
    home_views,
    join_views,
    learning_views,
    log_views,
    own_views,
    paper_views,
    patrol_views,
    point_views,
    poster_views,
    question_views,
    questionnaire_views,
    report_views,
    result_views,
    setup_fraud_views,
    setup_hours_views,
    setup_line_views,
    setup_menu_views,
    setup_sheet_views,
    setup_views,
    sign_in_views,
    slip_views,
    staff_views,
    sync_views,
    what_if_views,
)
from console.blueprint import desk
from console.guards import unguarded
from console.headers import from_elsewhere, protect
from console.pages import expired_page, render
from console.parts import Parts
from console.sessions import write_cookie
from kernel.errors import Refused, Unavailable, Unreadable

PAGES = (
    approval_views, audit_views, case_acts, case_entry_views, case_export_views, case_flood_views, case_views,
    collect_views, custodian_views, export_views, faq_file_views,
    faq_history_views, faq_synonym_views, faq_views, home_views, join_views, learning_views, log_views,
    own_views, paper_views, patrol_views, point_views, poster_views, question_views, questionnaire_views, report_views,
    result_views,
    setup_fraud_views, setup_hours_views, setup_line_views, setup_menu_views, setup_sheet_views, setup_views,
    sign_in_views, slip_views, staff_views, sync_views, what_if_views,
)  # fmt: skip
"""Importing them put their routes on the blueprint."""

LARGEST_FORM = 256 * 1024
"""Bytes of one posted form; the longest answer is far below."""
LARGER_FORMS = {
    "console.faq_upload": 8_200_000,
    "console.case_enter": case_entry_views.MAX_BODY,
    "console.patrol_look": patrol_views.MAX_BODY,
}
"""Where files come in."""

_csrf = CSRFProtect()


def install(app: Flask, parts: Parts) -> None:
    """Register the pages under /console. Only this blueprint's forms are checked for CSRF tokens."""
    app.extensions["console"] = parts
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # the webhook and the public forms have their own protection
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, which our policy does not send; see headers.from_elsewhere
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its browser session
        WTF_CSRF_SECRET_KEY=parts.form_key,
        SESSION_COOKIE_NAME="__Secure-prongsai-form" if parts.secure else "prongsai-form",
        SESSION_COOKIE_PATH="/console",
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=parts.secure,
    )
    app.secret_key = app.secret_key or parts.form_key
    _csrf.init_app(app)
    app.register_blueprint(desk)
    forgotten = unguarded(app)
    if forgotten:
        raise RuntimeError(f"console pages without a guard: {', '.join(forgotten)}")


@desk.before_request
def _believe() -> Any:
    request.max_content_length = LARGER_FORMS.get(request.endpoint or "", LARGEST_FORM)
    request.max_form_parts = 200
    if any("\0" in one for one in (request.path, *request.args.values())):
        abort(404)  # nothing is called that, and PostgreSQL cannot even look for it
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return None
    if from_elsewhere():
        abort(403)
    if any(name is None for name in (*request.form, *request.files)):
        abort(400)  # no browser sends a field without a name, and the CSRF check stumbles over one
    _csrf.protect()
    return None


@desk.after_request
def _close_up(response: Response) -> Response:
    write_cookie(response)
    protect(response)
    return response


@desk.errorhandler(CSRFError)
def _stale_form(_: CSRFError) -> tuple[str, int]:
    return expired_page("form"), 400


@desk.errorhandler(403)
def _not_ours(_: Exception) -> tuple[str, int]:
    return render("oops.html", why="elsewhere"), 403


@desk.errorhandler(404)
def _nothing_here(_: Exception) -> tuple[str, int]:
    return render("oops.html", why="missing"), 404


@desk.errorhandler(413)
def _too_much(_: Exception) -> tuple[str, int]:
    return render("oops.html", why="large"), 413


@desk.errorhandler(Unavailable)
def _busy(_: Unavailable) -> tuple[str, int]:
    return render("oops.html", why="busy"), 503


@desk.errorhandler(Unreadable)
def _damaged(_: Unreadable) -> tuple[str, int]:
    return render("oops.html", why="damaged"), 409


@desk.errorhandler(Refused)
def _refused(refused: Refused) -> Any:
    """A refusal that no page turned into its own sentence: somebody else was faster, or the link is old."""
    if refused.reason.endswith("_unknown") or refused.reason == "no_such_case":
        return render("oops.html", why="missing"), 404
    return redirect(url_for("console.home", done="refused"))
